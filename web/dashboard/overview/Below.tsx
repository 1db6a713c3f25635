/** The Overview below its first screen: complaints, how long they take, who differs, what comments say, who finishes. */

import type { SurveyDefinition } from '../../../schema/survey.ts'
import { type SurveyLine, themesReport } from '../api.ts'
import { ComplaintTrend } from '../complaints/ComplaintTrend.tsx'
import { useCategoryNames } from '../complaints/categories.ts'
import { useNotes } from '../complaints/notes-of.ts'
import { useOpenCases, useOverdue } from '../complaints/open-cases.ts'
import { Pareto } from '../complaints/Pareto.tsx'
import { keyOf } from '../complaints/query.ts'
import { type Filters, reportQuery } from '../filters.ts'
import { GapGroups } from '../gaps/GapGroups.tsx'
import { voice } from '../language.ts'
import { useLoaded } from '../load.ts'
import { NpsGroups } from '../nps/NpsGroups.tsx'
import { RatingGroups } from '../ratings/RatingGroups.tsx'
import { Busy } from '../shell/Busy.tsx'
import { ThemeBars } from '../themes/ThemeBars.tsx'
import { Funnel } from './Funnel.tsx'
import type { Known } from './findings.ts'
import { usePareto } from './loads.ts'
import { OpenCases } from './OpenCases.tsx'

type Props = {
  surveys: readonly SurveyLine[]
  survey: SurveyLine
  filters: Filters
  split: string
  definition: SurveyDefinition
  known: Known
}

/** Themes looked at here; the rest is in their own room. */
const MOST_THEMES = 6

export function Below(props: Props) {
  const { surveys, survey, filters, split, definition, known } = props
  const { nps, gaps, rate, rating, trend } = known
  const speak = voice.value
  const categories = useCategoryNames(surveys, speak)
  const notes = useNotes(filters).value?.notes ?? []
  const open = useOpenCases().value
  const overdue = useOverdue().value
  const asksText = definition.questions.some(({ type }) => type === 'text')
  const asked = reportQuery({ ...filters, segment: null })
  const key = asksText ? keyOf(`themes ${survey.id}`, asked) : null
  const themes = useLoaded(key, (stop) => themesReport(survey.id, asked, stop))
  // Languages are never mixed; the one with the most comments stands here.
  const [first] = themes.value?.languages ?? []
  const pareto = usePareto(filters)
  const groups = { survey, filters, split }
  return (
    <Busy busy={!themes.fits || !pareto.fits}>
      <div class="columns">
        {trend && (
          <ComplaintTrend
            isShort
            filters={filters}
            report={trend}
            notes={notes}
            foot={speak.t('overview.all-surveys')}
          />
        )}
        {pareto.value && <Pareto rows={pareto.value} names={categories} />}
      </div>
      <div class="columns">
        {open && overdue && <OpenCases {...{ open, overdue }} names={categories} />}
        {gaps && <GapGroups report={gaps} {...groups} />}
        {!gaps && nps && <NpsGroups report={nps} {...groups} />}
        {!gaps && !nps && rating && rate && (
          <RatingGroups rating={rating} head={rate} {...groups} />
        )}
      </div>
      <div class="columns">
        {first && <ThemeBars themes={first} most={MOST_THEMES} />}
        {rate && <Funnel report={rate} />}
      </div>
    </Busy>
  )
}
