/** What came of the invitations of a window. A link that was withdrawn unused reached nobody, and is no refusal. */
import type { ResultSet } from '@libsql/client/http'
import { dayIn, startOf } from '../../schema/calendar.ts'
import type { ResponseRateReport } from '../../schema/reports/quality.ts'
import { proportion, proportionDifference } from '../../statistics/proportion.ts'
import type { Database } from '../db.ts'
import { periodsOf, type Subject } from './gather.ts'
import { isSmall, mayShow, shownGroups } from './head.ts'
import { invitedIn, isOfCustomers } from './invited-store.ts'
import { againstRest, asChange, panelOf } from './panel.ts'
import type { Scope } from './scope.ts'

type Invited = Exclude<ResponseRateReport['invitations'], null>
type Counts = {
  sent: number
  delivered: number
  started: number
  answered: number
  revoked: number
  pending: number
}
export type InvitedFound = { invitations: Invited | null; suppressed: number }

/** @returns null invitations where none were sent, or where a filter names what no customer's record tells */
export async function invitedOf(
  db: Database,
  survey: Subject,
  scope: Scope,
  now: number,
): Promise<InvitedFound> {
  const nothing = { invitations: null, suppressed: 0 }
  if (![...scope.filters.keys()].every(isOfCustomers)) return nothing
  const everyone = { ...scope, filters: new Map<string, string>() }
  const split = scope.segment !== null && isOfCustomers(scope.segment) ? scope.segment : null
  const [all, past, quarters, groups, whole] = await db.read([
    invitedIn(survey.id, scope, scope, null, now),
    invitedIn(survey.id, scope, scope.previous, null, now),
    invitedIn(survey.id, scope, scope, 'quarter', now),
    invitedIn(survey.id, scope, scope, split, now),
    invitedIn(survey.id, everyone, scope, null, now),
  ])
  const [own, before, total] = [all, past, whole].map((found) => countsIn(found).get('') ?? NONE)
  if (!own || !before || !total || own.sent === 0) return nothing
  const isShown = (counts: Counts, of: Counts) =>
    mayShow(counts.delivered, of.delivered, scope) && mayShow(counts.answered, of.answered, scope)
  if (!isShown(own, total)) return { invitations: null, suppressed: 1 }
  const { shown, suppressed } = groupsOf(split === null ? new Map() : countsIn(groups), own, scope)
  const knowsStart = survey.definition.privacy !== 'anonymous'
  const previous =
    isSmall(before.delivered, scope) || isSmall(before.answered, scope) ? NONE : before
  const change = proportionDifference(trials(own), trials(previous), scope.confidence)
  return {
    suppressed,
    invitations: {
      ...rate(own, scope),
      sent: own.sent,
      delivered: own.delivered,
      opened: null,
      started: knowsStart ? own.started : null,
      answered: own.answered,
      pending: own.pending,
      expired: own.delivered - own.answered - own.pending,
      revoked: own.revoked,
      previous: {
        ...scope.previous,
        ...rate(previous, scope),
        difference: asChange(change, [own.delivered, previous.delivered]),
      },
      series: seriesOf(quarters, scope),
      segments: shown,
    },
  }
}

const NONE: Counts = { sent: 0, delivered: 0, started: 0, answered: 0, revoked: 0, pending: 0 }

function countsIn(found: ResultSet | undefined): Map<string, Counts> {
  return new Map(
    (found?.rows ?? []).map((row) => {
      const [sent, revoked] = [Number(row.sent), Number(row.revoked)]
      const rest = { started: Number(row.started), answered: Number(row.answered) }
      const counts = { sent, revoked, delivered: sent - revoked, pending: Number(row.pending) }
      return [row.name === null ? '' : String(row.name), { ...counts, ...rest }] as const
    }),
  )
}

const trials = ({ answered, delivered }: Counts) => ({ successes: answered, trials: delivered })
const rate = ({ answered, delivered }: Counts, { confidence }: Scope) =>
  proportion(answered, delivered, confidence)

/** Groups whose invitations and whose answers are many enough, each against everyone else. */
function groupsOf(counts: ReadonlyMap<string, Counts>, total: Counts, scope: Scope) {
  const values = [...counts].filter(([value, { delivered }]) => value !== '' && delivered > 0)
  const k = scope.privacyMinimum
  const told = shownGroups(values, ([, { answered }]) => answered, total.answered, k)
  const panel = panelOf(
    new Map(told.shown),
    total,
    ({ delivered }) => delivered,
    (a, b) => ({
      ...NONE,
      delivered: a.delivered - b.delivered,
      answered: a.answered - b.answered,
    }),
    k,
  )
  const differences = againstRest(
    panel.shown.map(({ own, rest }) => ({
      found: proportionDifference(trials(own), trials(rest), scope.confidence),
      n: [own.delivered, rest.delivered],
    })),
  )
  return {
    suppressed: told.suppressed + panel.suppressed,
    shown: panel.shown.map(({ value, own }, i) => ({
      value,
      ...rate(own, scope),
      difference: differences[i] ?? null,
    })),
  }
}

function seriesOf(found: ResultSet | undefined, scope: Scope): Invited['series'] {
  const periods = new Map<string, Counts>()
  for (const [quarter, counts] of countsIn(found)) {
    const start = startOf(scope.interval, dayIn(scope.timeZone, Number(quarter) * 900_000))
    const { delivered, answered } = periods.get(start) ?? NONE
    periods.set(start, {
      ...NONE,
      delivered: delivered + counts.delivered,
      answered: answered + counts.answered,
    })
  }
  const hidden = new Set(
    [...periods].flatMap(([start, { delivered, answered }]) =>
      isSmall(delivered, scope) || isSmall(answered, scope) ? [start] : [],
    ),
  )
  return periodsOf({ periods: new Map(), hidden, isShown: true }, scope).map((period) => ({
    start: period.start,
    ...rate(period.hidden ? NONE : (periods.get(period.start) ?? NONE), scope),
    ...(period.hidden ? { hidden: true as const } : {}),
  }))
}
