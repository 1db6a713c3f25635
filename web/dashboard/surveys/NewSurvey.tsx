/** A new survey: from a template, from a file, or a copy; a draft either way, so nothing goes out by mistake. */

import { useEffect, useState } from 'preact/hooks'
import type { SurveyDefinitionInput } from '../../../schema/survey.ts'
import { addressOf, go, look } from '../address.ts'
import type { SurveyLine } from '../api.ts'
import { voice } from '../language.ts'
import { freshen, useLoaded } from '../load.ts'
import { saidTo } from '../localized.ts'
import { Refusal } from '../shell/Refusal.tsx'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { SidePanel } from '../shell/SidePanel.tsx'
import { useSending } from '../shell/sending.ts'
import { makeSurvey, templates } from './requests.ts'

/** Makes a survey and opens it as soon as the list of surveys has it. */
export function useMaking(surveys: readonly SurveyLine[]) {
  const [made, setMade] = useState<string | null>(null)
  const { problem, busy, send } = useSending()
  useEffect(() => {
    const line = surveys.find(({ id }) => id === made)
    if (line) go(addressOf('survey', { survey: line.slug, tab: null, new: null }))
  }, [surveys, made])
  /** @param find what it is to be, which may have to be read first; null makes none */
  const make = (find: () => Promise<SurveyDefinitionInput | null>) =>
    send(async () => {
      const definition = made === null ? await find() : null
      if (definition === null) return
      setMade((await makeSurvey(definition)).id)
      freshen('surveys')
    })
  return { make, busy: busy || made !== null, problem }
}

export function NewSurvey({ surveys }: { surveys: readonly SurveyLine[] }) {
  const { t, language } = voice.value
  const { make, busy, problem } = useMaking(surveys)
  const [isUnreadable, setUnreadable] = useState(false)
  const offered = useLoaded('templates', templates)
  const takeFile = (file: File | undefined) =>
    file &&
    make(async () => {
      const { definitionFrom } = await import('./judging.ts')
      const definition = definitionFrom(await file.text())
      setUnreadable(definition === null)
      return definition
    })
  return (
    <SidePanel
      title={t('new.title')}
      lang={undefined}
      onClose={() => look({ new: null })}
      returnTo="[data-new]"
    >
      <p class="lead">{t('new.lead')}</p>
      <Refusal problem={problem} />
      <Settled loaded={offered} waiting={<Waiting />}>
        {(list) => (
          <ul class="templates">
            {list.map(({ key, name, about, estimatedSeconds, definition }) => (
              <li key={key}>
                <button
                  type="button"
                  aria-disabled={busy}
                  onClick={() => make(async () => definition)}
                >
                  <b>{saidTo(language, name, key).text}</b>
                  <span>{saidTo(language, about, '').text}</span>
                  <small>
                    {estimatedSeconds < 90
                      ? t('questions.seconds', {
                          n: Math.max(10, Math.round(estimatedSeconds / 10) * 10),
                        })
                      : t('questions.minutes', { n: Math.round(estimatedSeconds / 60) })}
                  </small>
                </button>
              </li>
            ))}
          </ul>
        )}
      </Settled>
      <div class="field">
        <label for="new-file">{t('new.file')}</label>
        <input
          id="new-file"
          type="file"
          accept="application/json,.json"
          onChange={({ currentTarget }) => takeFile(currentTarget.files?.[0])}
        />
        {isUnreadable && (
          <span class="fault" role="alert">
            {t('new.unreadable')}
          </span>
        )}
      </div>
    </SidePanel>
  )
}
