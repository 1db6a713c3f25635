/** The reports that the Overview and the weekly summary are made of. */
import { useEffect } from 'preact/hooks'
import { daysBetween } from '../../../schema/calendar.ts'
import type { QuestionType, SurveyDefinition } from '../../../schema/survey.ts'
import {
  complaintPareto,
  complaintResolution,
  complaintTrend,
  gapsReport,
  npsReport,
  ratingsReport,
  responseRateReport,
  type SurveyLine,
} from '../api.ts'
import { useNotes } from '../complaints/notes-of.ts'
import { complaintQuery, keyOf } from '../complaints/query.ts'
import { type Filters, reportQuery } from '../filters.ts'
import { useFittingInterval } from '../fitting.ts'
import { useLoaded } from '../load.ts'
import type { Known } from './findings.ts'

export type Loads = ReturnType<typeof useLoads>

/** Every report the Overview is made of; what a survey does not ask is not asked for. */
export function useLoads(
  survey: SurveyLine,
  filters: Filters,
  definition: SurveyDefinition,
  split: string,
) {
  const asks = (...types: QuestionType[]) =>
    definition.questions.some(({ type }) => types.includes(type))
  const { interval, learn } = useFittingInterval(filters)
  const grouped = reportQuery({ ...filters, interval, segment: split })
  const whole = reportQuery({ ...filters, interval, segment: null })
  const own = <Report>(
    name: string,
    isAsked: boolean,
    query: Record<string, string>,
    fetch: (id: string, query: Record<string, string>, stop: AbortSignal) => Promise<Report>,
  ) => ({
    isAsked,
    loaded: useLoaded(isAsked ? keyOf(`${name} ${survey.id}`, query) : null, (stop) =>
      fetch(survey.id, query, stop),
    ),
  })
  const nps = own('nps', asks('nps'), grouped, npsReport)
  const report = nps.loaded.value
  useEffect(() => {
    if (report) learn(report.interval, report.total.n, report.series.length)
  }, [report])
  const complaints = allComplaints(filters)
  return {
    nps,
    gaps: own('gaps', asks('gap'), grouped, gapsReport),
    ratings: own('ratings', needsRatings(definition), grouped, ratingsReport),
    rate: own('response-rate', true, whole, responseRateReport),
    trend: useLoaded(keyOf('trend', complaints), (stop) => complaintTrend(complaints, stop)),
    notes: useNotes(filters),
    resolution: useLoaded(keyOf('resolution', complaints), (stop) =>
      complaintResolution(complaints, stop),
    ),
  }
}

/** What complaints are about, on the same days. */
export function usePareto(filters: Filters) {
  const complaints = allComplaints(filters)
  return useLoaded(keyOf('pareto', complaints), (stop) => complaintPareto(complaints, stop))
}

const allComplaints = (filters: Filters) =>
  complaintQuery({ ...filters, interval: null, segment: null }, null)

/** Recommendation and gaps say more of the same; without one of them a rating stands in. */
export const needsRatings = ({ questions }: SurveyDefinition): boolean => {
  const asks = new Set(questions.map(({ type }) => type))
  return (asks.has('rating') || asks.has('slider')) && !(asks.has('nps') && asks.has('gap'))
}

/** The rating that stands for the survey: satisfaction, else ease, else the first. */
export function leadRating({ questions }: SurveyDefinition, { ratings }: Loads) {
  const all = ratings.loaded.value?.ratings ?? []
  const isKnown = (key: string) => questions.some((question) => question.key === key)
  const known = all.filter(({ key, n }) => isKnown(key) && n > 0)
  return (
    known.find(({ measure }) => measure === 'csat') ??
    known.find(({ measure }) => measure === 'ces') ??
    known[0] ??
    null
  )
}

/** What the sentences are written from. */
export const knownFrom = (
  loads: Loads,
  definition: SurveyDefinition,
  { from, to }: Filters,
): Known => ({
  nps: loads.nps.loaded.value,
  gaps: loads.gaps.loaded.value,
  rating: leadRating(definition, loads),
  trend: loads.trend.value,
  rate: loads.rate.loaded.value,
  days: daysBetween(from, to),
})
