/** Who answered of those asked, and who finished of those who began. */
import type { ResponseRateReport } from '../../schema/reports/quality.ts'
import { proportion, proportionDifference, type Trials } from '../../statistics/proportion.ts'
import { sumAt, sums, type Tally } from '../../statistics/tally.ts'
import type { Database } from '../db.ts'
import { NOTHING } from '../tallies/walk.ts'
import { gather, periodsOf, type Subject, withoutTally } from './gather.ts'
import { headOf, isSmall } from './head.ts'
import { invitedOf } from './invited.ts'
import { answeredByInvitation, begunByInvitation } from './invited-store.ts'
import { againstRest, asChange, panelOf } from './panel.ts'
import type { Scope } from './scope.ts'

/** Answers of the same customer all count: each was begun, and finished or not. */
export async function responseRateReport(
  db: Database,
  survey: Subject,
  scope: Scope,
  at: Date,
): Promise<ResponseRateReport> {
  const every = { ...scope, answers: 'all' as const }
  const stops = stopsOf(survey)
  const [gathered, invited] = await Promise.all([
    gather(db, survey, every, ['responses', ...stops.keys()], 'responses', {
      series: ['responses'],
    }),
    invitedOf(db, survey, scope, at.getTime()),
  ])
  const { now, before } = gathered
  const panel = panelOf(gathered.segments, now, began, withoutTally, scope.privacyMinimum)
  const differences = againstRest(
    panel.shown.map(({ own, rest }) => ({
      found: proportionDifference(finished(own), finished(rest), scope.confidence),
      n: [began(own), began(rest)],
    })),
  )
  const openLink = await openLinkOf(db, survey, every, now)
  const hidden = gathered.suppressed + panel.suppressed + invited.suppressed
  const change = proportionDifference(finished(now), finished(before), scope.confidence)
  return {
    ...headOf(scope, gathered.rebuilding, hidden),
    basis: basisOf(invited.invitations !== null, openLink?.began ?? 0),
    invitations: invited.invitations,
    openLink,
    completion: share(now, scope),
    breakOff: breakOffOf(now, stops, scope),
    previous: {
      ...scope.previous,
      ...share(before, scope),
      difference: asChange(change, [began(now), began(before)]),
    },
    series: periodsOf(gathered, scope).map(({ start, tally, hidden }) => ({
      start,
      ...share(tally, scope),
      ...(hidden ? { hidden } : {}),
    })),
    segments: panel.shown.map(({ value, own }, i) => ({
      value,
      ...share(own, scope),
      difference: differences[i] ?? null,
    })),
  }
}

/** The measures that count where people stop, and after which question that is. */
const stopsOf = ({ plan }: Subject): Map<string, string> =>
  new Map(
    [
      NOTHING,
      ...[...plan.definitions.values()].flatMap(({ questions }) => questions.map(({ key }) => key)),
    ].map((key) => [`stopped|${key}`, key]),
  )

function breakOffOf(
  tally: Tally,
  stops: ReadonlyMap<string, string>,
  { confidence }: Scope,
): ResponseRateReport['breakOff'] {
  const { trials, successes } = finished(tally)
  const at = [...stops]
    .map(([measure, key]) => ({ key, n: sumAt(tally, measure, 0) }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n)
  return {
    ...proportion(trials - successes, trials, confidence),
    at: at.map(({ key, n }) => ({ key, n, share: trials === 0 ? null : n / trials })),
  }
}

/** In a filtered view neither part may be small; an anonymous survey's links say nothing of a part of its answers. */
async function openLinkOf(
  db: Database,
  survey: Subject,
  scope: Scope,
  tally: Tally,
): Promise<ResponseRateReport['openLink']> {
  const isAnonymous = survey.definition.privacy === 'anonymous'
  if (isAnonymous && scope.filters.size > 0) return null
  const [found] = await db.read([
    isAnonymous ? answeredByInvitation(survey.id, scope) : begunByInvitation(survey.id, scope),
  ])
  const invited = Number(found?.rows[0]?.n ?? 0)
  const others = Math.max(0, began(tally) - invited)
  return isSmall(others, scope) || isSmall(invited, scope) ? null : { began: others }
}

function basisOf(hasInvitations: boolean, others: number): ResponseRateReport['basis'] {
  if (!hasInvitations) return 'open-link'
  return others > 0 ? 'both' : 'invitations'
}

const began = (tally: Tally): number => finished(tally).trials

function finished(tally: Tally): Trials {
  const [trials = 0, successes = 0] = sums(tally, 'responses', 2)
  return { trials, successes }
}

function share(tally: Tally, { confidence }: Scope) {
  const { trials, successes } = finished(tally)
  return proportion(successes, trials, confidence)
}
