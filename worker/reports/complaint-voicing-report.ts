/** The complaint iceberg: how many complaints for how many unhappy answers. */
import { type Day, periodsIn, startOf } from '../../schema/calendar.ts'
import type { ComplaintVoicing } from '../../schema/reports/complaints.ts'
import { proportionDifference } from '../../statistics/proportion.ts'
import { quietFall, voicing } from '../../statistics/voicing.ts'
import type { Database } from '../db.ts'
import {
  answersByDay,
  answersBySegment,
  complaintDays,
  type Days,
  sumOver,
} from './complaint-counts.ts'
import { tellingOf, toldOf } from './complaint-privacy.ts'
import { type ComplaintScope, casesOf } from './complaint-scope.ts'
import { countsBySegment } from './complaint-store.ts'
import { headOf, isSmall } from './head.ts'
import { againstRest, asChange, type Found, panelOf } from './panel.ts'
import type { Window } from './scope.ts'

type Counts = { complaints: number; unhappy: number }

export async function complaintVoicing(
  db: Database,
  scope: ComplaintScope,
): Promise<ComplaintVoicing> {
  const both: Window = { from: scope.previous.from, to: scope.to }
  const past = { ...scope, segment: null }
  const [complaints, { days: unhappy, rebuilding }, telling, ofBefore] = await Promise.all([
    complaintDays(db, scope, both),
    answersByDay(db, scope, both, 'unhappy'),
    tellingOf(db, scope, scope, 'unhappy'),
    tellingOf(db, past, scope.previous, 'unhappy'),
  ])
  const count = (window: Window): Counts => ({
    complaints: sumOver(complaints, window),
    unhappy: sumOver(unhappy, window),
  })
  const { isShown } = telling
  const now = isShown ? count(scope) : NOBODY
  const before = isShown && ofBefore.isShown ? count(scope.previous) : NOBODY
  const groupsOfAll = panelOf(
    isShown && scope.segment !== null ? await groups(db, scope, scope.segment) : undefined,
    now,
    ({ unhappy: n }) => n,
    (a, b) => ({ complaints: a.complaints - b.complaints, unhappy: a.unhappy - b.unhappy }),
    scope.privacyMinimum,
  )
  const panel = toldOf(groupsOfAll, telling)
  const differences = againstRest(
    panel.shown.map(({ own, rest }) => ({
      found: difference(own, rest, scope),
      n: [own.unhappy, rest.unhappy],
    })),
  )
  return {
    ...headOf(scope, rebuilding, panel.suppressed + Number(!isShown)),
    category: scope.category,
    total: voiced(now, scope),
    previous: {
      ...scope.previous,
      ...voiced(before, scope),
      difference: asChange(difference(now, before, scope), [now.unhappy, before.unhappy]),
    },
    quietFall: quietFall(
      voicing(before.complaints, before.unhappy, scope.confidence),
      voicing(now.complaints, now.unhappy, scope.confidence),
      scope.confidence,
    ),
    series: isShown ? series(complaints, unhappy, scope) : [],
    segments: panel.shown.map(({ value, own }, i) => ({
      value,
      ...voiced(own, scope),
      difference: differences[i] ?? null,
    })),
  }
}

const NOBODY: Counts = { complaints: 0, unhappy: 0 }

function voiced({ complaints, unhappy }: Counts, { confidence }: ComplaintScope) {
  const { share, interval } = voicing(complaints, unhappy, confidence)
  return { unhappy, complaints, rate: share, interval }
}

/** Of two shares; null where there are more complaints than unhappy answers, so that there is no share. */
function difference(a: Counts, b: Counts, { confidence }: ComplaintScope): Found {
  if (a.complaints > a.unhappy || b.complaints > b.unhappy) return null
  return proportionDifference(
    { successes: a.complaints, trials: a.unhappy },
    { successes: b.complaints, trials: b.unhappy },
    confidence,
  )
}

function series(complaints: Days, unhappy: Days, scope: ComplaintScope) {
  const byPeriod = (days: Days) => {
    const periods = new Map<Day, number>()
    for (const [day, n] of days) {
      if (day < scope.from || day > scope.to) continue
      const start = startOf(scope.interval, day)
      periods.set(start, (periods.get(start) ?? 0) + n)
    }
    return periods
  }
  const [told, felt] = [byPeriod(complaints), byPeriod(unhappy)]
  return periodsIn(scope.interval, scope.from, scope.to).map((start) => {
    const counts = { complaints: told.get(start) ?? 0, unhappy: felt.get(start) ?? 0 }
    return { start, ...voiced(isSmall(counts.unhappy, scope) ? NOBODY : counts, scope) }
  })
}

async function groups(
  db: Database,
  scope: ComplaintScope,
  segment: string,
): Promise<Map<string, Counts>> {
  const [[found], unhappy] = await Promise.all([
    db.read([countsBySegment(casesOf(scope, scope), segment)]),
    answersBySegment(db, scope, scope, 'unhappy'),
  ])
  const counts = new Map(
    (found?.rows ?? []).flatMap(({ value, n }) =>
      value === null ? [] : [[String(value), Number(n)] as const],
    ),
  )
  return new Map(
    [...unhappy].map(([value, n]) => [value, { complaints: counts.get(value) ?? 0, unhappy: n }]),
  )
}
