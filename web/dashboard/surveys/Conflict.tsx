/** The draft was changed elsewhere: what this one would change in that one, and which of the two is kept. */
import type { Session } from '../api.ts'
import { labelsOf } from '../labels.ts'
import { voice } from '../language.ts'
import { useLoaded } from '../load.ts'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { ChangeList } from './ChangeList.tsx'
import { changesBetween } from './changes.ts'
import { type WholeSurvey, wholeSurvey } from './requests.ts'
import type { Draft } from './use-draft.ts'

type Props = { whole: WholeSurvey; draft: Draft; session: Session }

export function Conflict({ whole, draft, session }: Props) {
  const speak = voice.value
  const { t } = speak
  const theirs = useLoaded(`draft elsewhere ${whole.id} ${draft.etag}`, (stop) =>
    wholeSurvey(whole.id, stop),
  )
  return (
    <section class="panel conflict" aria-label={t('conflict.title')}>
      <header class="panel-head">
        <h2>{t('conflict.title')}</h2>
      </header>
      <Settled loaded={theirs} waiting={<Waiting />}>
        {({ draft: other, etag }) => {
          const changes = changesBetween(other, draft.definition)
          return (
            <>
              <p class="panel-line">{t(changes.length > 0 ? 'conflict.line' : 'conflict.same')}</p>
              <ChangeList
                changes={changes}
                labels={labelsOf(draft.definition, session.settings, speak)}
                before={labelsOf(other, session.settings, speak)}
              />
              <div class="buttons">
                <button
                  type="button"
                  class="button main"
                  onClick={() => void draft.keepMine(other, etag)}
                >
                  {t('conflict.mine')}
                </button>
                <button type="button" class="button" onClick={() => draft.takeTheirs(other, etag)}>
                  {t('conflict.theirs')}
                </button>
              </div>
            </>
          )
        }}
      </Settled>
    </section>
  )
}
