/** What a complaint report is about: the report's scope, and which complaints out of how many opportunities. */
import { addDays, type Day, daysBetween, instantOf } from '../../schema/calendar.ts'
import type { ComplaintReportQuery } from '../../schema/reports/complaints.ts'
import { ACCOUNT_SEGMENTS, type Settings } from '../../schema/settings.ts'
import { SurveyDefinition } from '../../schema/survey.ts'
import type { CaseFilter } from '../complaints/list.ts'
import type { Database } from '../db.ts'
import { exposureNames } from '../exposures/store.ts'
import { accountSettings } from '../settings/store.ts'
import type { FoldPlan } from '../tallies/fold.ts'
import { knownCategories, knownSegmentNames, publishedVersions } from './complaint-store.ts'
import { refuse, type Scope, scopeOf, type Window } from './scope.ts'

export type ComplaintScope = Scope & {
  category: string | null
  survey: string | null
  exposure: string
  model: 'p' | 'u'
  baseline: Window | null
  asOf: Day
  holidays: ReadonlySet<Day>
  weights: Settings['complaintWeights']
  /** The published surveys whose answers count as opportunities. */
  surveys: { id: string; plan: FoldPlan }[]
}

/** A hundred years: every day of it is gone through, so "all there ever was" would hold everybody up. */
const MOST_BASELINE_DAYS = 36_525

/** @throws Problem invalid-request, interval-too-fine */
export async function complaintScope(
  db: Database,
  query: ComplaintReportQuery,
  filters: ReadonlyMap<string, string>,
  now: Date,
): Promise<ComplaintScope> {
  const [settings, [versions]] = await Promise.all([
    accountSettings(db),
    db.read([publishedVersions()]),
  ])
  const plans = new Map<string, Map<number, SurveyDefinition>>()
  for (const row of versions?.rows ?? []) {
    const id = String(row.survey_id)
    const definitions = plans.get(id) ?? new Map<number, SurveyDefinition>()
    // Definitions were checked when they were stored; parsing fills in what later versions default.
    const definition = SurveyDefinition.parse(JSON.parse(String(row.definition)))
    plans.set(id, definitions.set(Number(row.version), definition))
  }
  const definitions = [...plans.values()].flatMap((each) => [...each.values()])
  const known = [...ACCOUNT_SEGMENTS, ...definitions.flatMap(({ segments }) => segments)]
  const names = await segmentNames(db, known, query.segment, filters)
  const scope = scopeOf(query, filters, names, settings, now)
  if (query.baseline && query.baseline.from > query.baseline.to)
    refuse('?baseline', `Ends before it begins: ${query.baseline.to}`)
  if (query.baseline && daysBetween(query.baseline.from, query.baseline.to) > MOST_BASELINE_DAYS)
    refuse('?baseline', `At most ${MOST_BASELINE_DAYS} days`)
  if (query.survey !== undefined && !plans.has(query.survey))
    refuse('?survey', 'No published survey has this id')
  await checkNames(db, query)
  const wanted = [...plans].filter(([id]) => query.survey === undefined || id === query.survey)
  return {
    ...scope,
    category: query.category ?? null,
    survey: query.survey ?? null,
    exposure: query.exposure,
    model: query.model,
    baseline: query.baseline ?? null,
    asOf: query.asOf ?? scopeOf({ confidence: 0.95 }, new Map(), [], settings, now).to,
    holidays: new Set(settings.holidays),
    weights: settings.complaintWeights,
    surveys: wanted.map(([id, each]) => ({
      id,
      plan: { definitions: each, timeZone: settings.timeZone },
    })),
  }
}

/** The cases of some days that a scope is about. */
export const casesOf = (scope: ComplaintScope, { from, to }: Window): CaseFilter => ({
  from: instantOf(from, 0, scope.timeZone),
  to: instantOf(addDays(to, 1), 0, scope.timeZone),
  segments: scope.filters,
  ...(scope.category === null ? {} : { category: scope.category }),
  ...(scope.survey === null ? {} : { survey: scope.survey }),
})

/** Imported complaints may have segments no survey has; they are only looked for when asked about. */
async function segmentNames(
  db: Database,
  known: readonly string[],
  segment: string | undefined,
  filters: ReadonlyMap<string, string>,
): Promise<string[]> {
  const asked = [...(segment === undefined ? [] : [segment]), ...filters.keys()]
  if (asked.every((name) => known.includes(name))) return [...new Set(known)]
  const [found] = await db.read([knownSegmentNames()])
  return [...new Set([...known, ...(found?.rows ?? []).map(({ name }) => String(name))])]
}

async function checkNames(db: Database, { category, exposure }: ComplaintReportQuery) {
  if (category !== undefined) {
    const [found] = await db.read([knownCategories()])
    const names = (found?.rows ?? []).map((row) => String(row.category))
    if (!names.includes(category))
      refuse('?category', `Possible: ${names.join(', ') || 'none yet'}`)
  }
  if (exposure !== 'responses') {
    const names = ['responses', ...(await exposureNames(db)).map(({ name }) => name)]
    if (!names.includes(exposure)) refuse('?exposure', `Possible: ${names.join(', ')}`)
  }
}
