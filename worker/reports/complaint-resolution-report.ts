/** How long until complaints are resolved, open ones included: Kaplan-Meier on whole days. */
import type { Row } from '@libsql/client/http'
import { dayIn, numberOfDay } from '../../schema/calendar.ts'
import { NOT_SOLVED } from '../../schema/complaints.ts'
import type { ComplaintResolution, SpeedVerdict } from '../../schema/reports/complaints.ts'
import {
  type Duration,
  kaplanMeier,
  resolvedBy,
  resolvedWithin,
  restrictedMean,
} from '../../statistics/kaplan-meier.ts'
import { type LogRank, logRank } from '../../statistics/log-rank.ts'
import { benjaminiHochberg } from '../../statistics/multiple-comparisons.ts'
import { FALSE_DISCOVERY_RATE, MINIMUM_FOR_VERDICT } from '../../statistics/verdict.ts'
import type { Database } from '../db.ts'
import { tellingOf, toldOf } from './complaint-privacy.ts'
import { type ComplaintScope, casesOf } from './complaint-scope.ts'
import { courses } from './complaint-store.ts'
import { headOf, mayShow } from './head.ts'
import { panelOf } from './panel.ts'
import type { Window } from './scope.ts'

const MILESTONES = [1, 7, 30]
const HORIZON = 90

/** A case by day numbers; null where it has not happened by `asOf`. */
type Course = {
  opened: number
  answered: number | null
  resolved: number | null
  /** When it was closed as withdrawn or duplicate. */
  withdrawn: number | null
  isClosed: boolean
  value: string | null
}

export async function complaintResolution(
  db: Database,
  scope: ComplaintScope,
): Promise<ComplaintResolution> {
  const asOf = numberOfDay(scope.asOf)
  const unsplit = { ...scope, segment: null }
  const [all, before, whole, telling, ofBefore] = await Promise.all([
    coursesIn(db, scope, scope),
    coursesIn(db, unsplit, scope.previous),
    scope.filters.size === 0 ? null : coursesIn(db, { ...scope, filters: new Map() }, scope),
    tellingOf(db, scope, scope, null),
    tellingOf(db, unsplit, scope.previous, null),
  ])
  // Of the cases of a window only those opened by `asOf` are told of.
  const isShown = telling.isShown && mayShow(all.length, whole?.length ?? all.length, scope)
  const now = isShown ? all : []
  const past = isShown && ofBefore.isShown ? before : []
  const survival = kaplanMeier(resolving(now, asOf), scope.confidence)
  const groups = panelOf(
    isShown ? bySegment(now) : undefined,
    now,
    (cases) => cases.length,
    (total, own) => total.filter((each) => !own.includes(each)),
    scope.privacyMinimum,
  )
  const panel = toldOf(groups, telling)
  const tests = panel.shown.map(({ own, rest }) => ({
    test: logRank(resolving(own, asOf), resolving(rest, asOf)),
    n: [own.length, rest.length],
  }))
  const differences = judged(tests)
  return {
    ...headOf(scope, false, panel.suppressed + Number(!isShown)),
    category: scope.category,
    asOf: scope.asOf,
    ...summary(now, asOf, scope),
    dropped: survival.dropped,
    done: MILESTONES.map((days) => ({
      days,
      ...(resolvedBy(survival, days) ?? { share: null, low: null, high: null }),
    })),
    restrictedMean: restrictedMean(survival, HORIZON),
    survival: survival.steps.map(({ day, open, low, high }) => ({ day, open, low, high })),
    firstResponse: firstResponses(now, asOf, scope),
    previous: {
      ...scope.previous,
      ...summary(past, asOf, scope),
      difference:
        judged([
          {
            test: logRank(resolving(now, asOf), resolving(past, asOf)),
            n: [now.length, past.length],
          },
        ]).map(
          (each) => each && { chiSquare: each.chiSquare, p: each.p, verdict: each.verdict },
        )[0] ?? null,
    },
    segments: panel.shown.map(({ value, own }, i) => ({
      value,
      ...summary(own, asOf, scope),
      difference: differences[i] ?? null,
    })),
  }
}

async function coursesIn(db: Database, scope: ComplaintScope, window: Window): Promise<Course[]> {
  const [found] = await db.read([courses(casesOf(scope, window), scope.segment)])
  const asOf = numberOfDay(scope.asOf)
  return (found?.rows ?? [])
    .map((row) => courseIn(row, scope.timeZone, asOf))
    .filter(({ opened }) => opened <= asOf)
}

function courseIn(row: Row, timeZone: string, asOf: number): Course {
  const day = (name: string): number | null => {
    const at = row[name]
    if (at === null || at === undefined) return null
    const number = numberOfDay(dayIn(timeZone, Number(at)))
    return number <= asOf ? number : null
  }
  const isUnsolved = NOT_SOLVED.some((outcome) => outcome === row.outcome)
  const closed = day('closed_at')
  return {
    opened: numberOfDay(dayIn(timeZone, Number(row.opened_at))),
    answered: day('first_response_at'),
    resolved: isUnsolved ? null : (day('resolved_at') ?? closed),
    withdrawn: isUnsolved ? closed : null,
    isClosed: closed !== null,
    value: row.value === null || row.value === undefined ? null : String(row.value),
  }
}

/** Followed until resolved, withdrawn, or `asOf`. */
const resolving = (cases: readonly Course[], asOf: number): Duration[] =>
  cases.map(({ opened, resolved, withdrawn }) =>
    resolved === null
      ? { days: (withdrawn ?? asOf) - opened, resolved: 0, open: 1 }
      : { days: resolved - opened, resolved: 1, open: 0 },
  )

function summary(cases: readonly Course[], asOf: number, { confidence }: ComplaintScope) {
  const survival = kaplanMeier(resolving(cases, asOf), confidence)
  const withdrawn = cases.filter((each) => each.withdrawn !== null).length
  return {
    n: survival.n,
    open: cases.filter((each) => each.resolved === null && each.withdrawn === null).length,
    withdrawn,
    median: resolvedWithin(survival, 0.5),
  }
}

/** Cases closed without a noted answer say nothing about it: left out. */
function firstResponses(cases: readonly Course[], asOf: number, { confidence }: ComplaintScope) {
  const known = cases.filter(({ answered, isClosed }) => answered !== null || !isClosed)
  const survival = kaplanMeier(
    known.map(({ opened, answered }) =>
      answered === null
        ? { days: asOf - opened, resolved: 0, open: 1 }
        : { days: answered - opened, resolved: 1, open: 0 },
    ),
    confidence,
  )
  return { n: survival.n, open: survival.open, median: resolvedWithin(survival, 0.5) }
}

function bySegment(cases: readonly Course[]): Map<string, Course[]> {
  const groups = new Map<string, Course[]>()
  for (const each of cases) {
    if (each.value === null) continue
    const group = groups.get(each.value)
    if (group) group.push(each)
    else groups.set(each.value, [each])
  }
  return groups
}

/** Faster: more were resolved than would have been, had both been equally fast. */
function judged(tests: readonly { test: LogRank | null; n: readonly number[] }[]) {
  const isEnough = (n: readonly number[]) => n.every((size) => size >= MINIMUM_FOR_VERDICT)
  const adjusted = benjaminiHochberg(
    tests.map(({ test, n }) => (isEnough(n) ? (test?.p ?? null) : null)),
  )
  return tests.map(({ test, n }, i) => {
    if (!test) return null
    const adjustedP = adjusted[i] ?? null
    const isFaster = test.observed[0] > test.expected[0]
    const verdict: SpeedVerdict = !isEnough(n)
      ? 'too-few'
      : (adjustedP ?? 1) > FALSE_DISCOVERY_RATE
        ? 'no-clear-difference'
        : isFaster
          ? 'faster'
          : 'slower'
    return { chiSquare: test.chiSquare, p: test.p, adjustedP, verdict }
  })
}
