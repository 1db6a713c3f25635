/** Every published version, what it changed, and what the draft would change. */

import { saveFile } from '../charts/sheet.ts'
import { labelsOf } from '../labels.ts'
import { voice } from '../language.ts'
import { ChangeList } from './ChangeList.tsx'
import { changesBetween } from './changes.ts'
import type { TabProps } from './Survey.tsx'
import './versions.css'

export function Versions({ published, draft, session, whole }: TabProps) {
  const speak = voice.value
  const { t, instant } = speak
  const steps = published.map((version, i) => ({
    ...version,
    before: published[i - 1]?.definition,
  }))
  const latest = published.at(-1)
  const ahead = latest ? changesBetween(latest.definition, draft.definition) : []
  return (
    <section class="panel" aria-label={t('survey.tab.versions')}>
      <header class="panel-head">
        <h2>{t('versions.title', { n: published.length })}</h2>
        <button
          type="button"
          class="link"
          onClick={() =>
            saveFile(
              new Blob([`${JSON.stringify(draft.definition, null, 2)}\n`], {
                type: 'application/json',
              }),
              `${whole.slug}.json`,
            )
          }
        >
          {t('versions.file')}
        </button>
      </header>
      <p class="panel-line">{t('versions.line')}</p>
      <ol class="versions">
        {ahead.length > 0 && latest && (
          <li>
            <h3>{t('versions.draft')}</h3>
            <ChangeList
              changes={ahead}
              labels={labelsOf(draft.definition, session.settings, speak)}
              before={labelsOf(latest.definition, session.settings, speak)}
            />
          </li>
        )}
        {steps.toReversed().map(({ version, publishedAt, definition, before }) => (
          <li key={version}>
            <h3>{t('versions.one', { n: version })}</h3>
            <p class="quiet">{instant(new Date(publishedAt))}</p>
            {before ? (
              <ChangeList
                changes={changesBetween(before, definition)}
                labels={labelsOf(definition, session.settings, speak)}
                before={labelsOf(before, session.settings, speak)}
              />
            ) : (
              <p>{t('versions.first', { n: definition.questions.length })}</p>
            )}
          </li>
        ))}
      </ol>
      {published.length === 0 && <p class="panel-empty">{t('versions.none')}</p>}
    </section>
  )
}
