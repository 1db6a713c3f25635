/** The comments in the language they were written in, each with its score and where it came from. */
import type { ComponentChildren } from 'preact'
import type { SurveyDefinition } from '../../../schema/survey.ts'
import { addressOf } from '../address.ts'
import { valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import { problemWords } from '../problems.ts'
import { scoreOf } from './looking.ts'
import type { Pages } from './pages.ts'
import type { StoredResponse } from './requests.ts'
import { ScoreChip } from './ScoreChip.tsx'
import { numberOf, verbatimsOf } from './verbatims.ts'

type Props = { pages: Pages; definition: SurveyDefinition; text: string }

export function ResponseList({ pages, definition, text }: Props) {
  const { t } = voice.value
  const { responses, hasMore, busy, problem, more } = pages
  return (
    <>
      <ol class="responses">
        {responses.map((response) => (
          <Row key={response.id} {...{ response, definition, text }} />
        ))}
      </ol>
      {problem && (
        <p class="fault" role="alert">
          {problemWords(problem, voice.value)}
        </p>
      )}
      {hasMore && (
        <button type="button" class="button more" aria-disabled={busy} onClick={more}>
          {busy ? t('state.loading') : t('responses.more')}
        </button>
      )}
    </>
  )
}

type RowProps = { response: StoredResponse; definition: SurveyDefinition; text: string }

function Row({ response, definition, text }: RowProps) {
  const { t, instant } = voice.value
  const score = scoreOf(definition)
  const words = verbatimsOf(response.answers, definition)
  const where = [
    ...Object.entries(response.segments).map(([name, value]) =>
      valueLabel(name, value, voice.value),
    ),
    valueLabel('channel', response.channel, voice.value),
  ]
  return (
    <li>
      <ScoreChip score={numberOf(response.answers, score?.key)} isNps={score?.type === 'nps'} />
      <div class="response-words">
        {words.map((said) => (
          <p key={said} lang={response.locale ?? undefined}>
            {marked(said, text)}
          </p>
        ))}
        {words.length === 0 && <p class="quiet">{t('responses.no-words')}</p>}
        {!response.complete && <p class="quiet">{t('responses.partial')}</p>}
      </div>
      <div class="response-facts">
        <a href={addressOf('responses', { response: response.id })} data-response={response.id}>
          {instant(new Date(response.submittedAt))}
        </a>
        <span>{where.join(', ')}</span>
        {response.customerId !== null && <span>{response.customerId}</span>}
      </div>
    </li>
  )
}

/** A text with what was searched for marked in it. */
function marked(text: string, searched: string): ComponentChildren {
  const at = searched === '' ? -1 : text.toLowerCase().indexOf(searched.toLowerCase())
  if (at < 0) return text
  const end = at + searched.length
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, end)}</mark>
      {marked(text.slice(end), searched)}
    </>
  )
}
