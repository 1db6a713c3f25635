/** Answers that were acknowledged and then turned out not to fit: outside every figure, so they are said apart. */
import type { SurveyDefinition } from '../../../schema/survey.ts'
import type { SurveyLine } from '../api.ts'
import { voice } from '../language.ts'
import { usePages } from '../pages.ts'
import { MoreOf } from '../shell/MoreOf.tsx'
import type { Word } from '../words/voice.ts'
import { scoreOf } from './looking.ts'
import { type Conflict, conflictPage } from './requests.ts'
import { ScoreChip } from './ScoreChip.tsx'
import { numberOf, verbatimsOf } from './verbatims.ts'

type Props = { survey: SurveyLine; definition: SurveyDefinition }

/** Draws nothing where there are none, and nothing where they cannot be told. */
export function Conflicts({ survey, definition }: Props) {
  const { t } = voice.value
  const pages = usePages(`conflicts ${survey.id}`, (cursor, stop) =>
    conflictPage(survey.id, cursor === null ? {} : { cursor }, stop),
  )
  const conflicts = pages.all.flatMap((page) => page.conflicts)
  if (conflicts.length === 0) return null
  return (
    <details class="conflicts">
      <summary>
        {pages.hasMore
          ? t('responses.conflicts.many', { n: conflicts.length })
          : t('responses.conflicts', { n: conflicts.length })}
      </summary>
      <p>{t('responses.conflicts.what')}</p>
      <ol class="responses">
        {conflicts.map((conflict) => (
          <Row key={conflict.response.id} {...{ conflict, definition }} />
        ))}
      </ol>
      <MoreOf pages={pages} />
    </details>
  )
}

function Row({ conflict, definition }: { conflict: Conflict; definition: SurveyDefinition }) {
  const { t, instant } = voice.value
  const { reason, response } = conflict
  const score = scoreOf(definition)
  return (
    <li>
      <ScoreChip score={numberOf(response.answers, score?.key)} isNps={score?.type === 'nps'} />
      <div class="response-words">
        <p class="quiet">{t(REASONS[reason] ?? 'responses.conflict.other')}</p>
        {verbatimsOf(response.answers, definition).map(({ question, text }) => (
          <p key={question} lang={response.locale ?? undefined}>
            {text}
          </p>
        ))}
      </div>
      <div class="response-facts">
        <span>{instant(new Date(response.submittedAt))}</span>
        {response.customerId !== null && <span>{response.customerId}</span>}
      </div>
    </li>
  )
}

const REASONS: Readonly<Record<string, Word>> = {
  'already-answered': 'responses.conflict.already-answered',
  'survey-closed': 'responses.conflict.survey-closed',
}
