/**
 * The NPS as it would be if the answers were spread like the account's customers (methods 9.2, 9.3): by one name
 * post-stratified, by several raked to the margins. Only of a survey as a whole: counts of all customers say
 * nothing about a filtered part of them.
 */
import type { NpsReport } from '../../schema/reports.ts'
import type { Settings } from '../../schema/settings.ts'
import { twoSidedNormalP } from '../../statistics/distributions.ts'
import { clipped, squareAndAdd } from '../../statistics/interval.ts'
import { rake } from '../../statistics/raking.ts'
import { postStratifiedNps, type WeightedNps, weightedNps } from '../../statistics/weighting.ts'
import type { Database } from '../db.ts'
import type { Subject } from './gather.ts'
import { shownGroups } from './head.ts'
import { asChange, type Found } from './panel.ts'
import { refuse, type Scope, type Window } from './scope.ts'
import { type Cell, type Counts, cellsBy, everyoneIn, groupsBy, sizeOf } from './weighting-cells.ts'

type Weighted = Exclude<NpsReport['weighted'], undefined>
type Populations = Settings['populations']
type Result = Omit<Weighted, 'by' | 'method' | 'previous'>

/** The names an NPS is weighted by: those asked for, else all the account has counts of. @throws Problem invalid-request */
export function weightNames(
  asked: string | undefined,
  populations: Populations,
  names: readonly string[],
  scope: Scope,
): string[] {
  const possible = Object.keys(populations).filter((name) => names.includes(name))
  if (asked === 'none') return []
  if (asked === undefined) return scope.filters.size > 0 ? [] : possible
  const wanted = [...new Set(asked.split(','))]
  if (wanted.some((name) => !possible.includes(name)))
    refuse(
      '?weight',
      `Possible: ${['none', ...possible].join(', ')}; counts of customers are a setting`,
    )
  if (scope.filters.size > 0)
    refuse('?weight', 'Not with a filter: the counts are of all customers')
  return wanted
}

/** @returns null when there is nothing to weight by */
export async function weightedNpsOf(
  db: Database,
  survey: Subject,
  scope: Scope,
  question: string,
  names: readonly string[],
  populations: Populations,
): Promise<Weighted | null> {
  if (names.length === 0) return null
  const [name = ''] = names
  const margins = names.map((each) => populationOf(populations, each))
  const of = async (window: Window): Promise<Result> => {
    const everyone = await everyoneIn(db, survey, scope, window, question)
    if (names.length === 1) {
      const groups = await groupsBy(db, survey, scope, window, question, name)
      return postStratified(margins[0] ?? [], groups, everyone, scope)
    }
    const cells = await cellsBy(db, survey, scope, window, question, names)
    return raked(margins, cells, everyone, scope)
  }
  const [now, before] = await Promise.all([of(scope), of(scope.previous)])
  return {
    by: [...names],
    method: names.length === 1 ? 'post-stratification' : 'raking',
    ...now,
    previous: {
      ...scope.previous,
      nps: before.nps,
      effectiveN: before.effectiveN,
      difference: asChange(differenceOf(now, before), [
        now.effectiveN ?? 0,
        before.effectiveN ?? 0,
      ]),
    },
  }
}

type Level = { value: string; population: number }

const populationOf = (populations: Populations, name: string): Level[] =>
  Object.entries(populations[name] ?? {})
    .map(([value, population]) => ({ value, population }))
    .filter(({ population }) => population > 0)

function postStratified(
  levels: readonly Level[],
  groups: ReadonlyMap<string, Counts>,
  everyone: Counts,
  scope: Scope,
): Result {
  const strata = levels.map(({ value, population }) => ({
    value,
    population,
    counts: groups.get(value) ?? [],
  }))
  const n = strata.map(({ counts }) => sizeOf(counts))
  const outside = sizeOf(everyone) - sum(n)
  const found = postStratifiedNps(strata, scope.confidence)
  const lone = strata.map((_, i) => [i]).filter(([i = 0]) => !found.merged.flat().includes(i))
  const joined = [...found.merged, ...lone].sort(([a = 0], [b = 0]) => a - b)
  if (found.nps === null) return without('no-answers', outside)
  if (!isSafe(joined, n, groups, everyone, strata, scope)) return without('small-groups', outside)
  return {
    ...figures(found),
    outside,
    strata: joined.map((members) => ({
      values: members.map((i) => strata[i]?.value ?? ''),
      population: sum(members.map((i) => strata[i]?.population ?? 0)),
      n: sum(members.map((i) => n[i] ?? 0)),
      weight: found.weights[members[0] ?? 0] ?? 0,
    })),
    raking: null,
  }
}

/**
 * Whether the weighted figure tells of no small group. The figures of the groups a split shows are known to anyone;
 * at worst the weighted one gives away what is left of each stratum without them, and of all without the strata.
 */
function isSafe(
  joined: readonly (readonly number[])[],
  n: readonly number[],
  groups: ReadonlyMap<string, Counts>,
  everyone: Counts,
  strata: readonly Level[],
  { privacyMinimum }: Scope,
): boolean {
  const sizes = [...groups].map(([value, counts]) => ({ value, n: sizeOf(counts) }))
  const present = sizes.filter((each) => each.n > 0)
  const { shown } = shownGroups(present, (each) => each.n, sizeOf(everyone), privacyMinimum)
  const known = new Set(shown.map(({ value }) => value))
  const left = joined.map((members) =>
    sum(members.map((i) => (known.has(strata[i]?.value ?? '') ? 0 : (n[i] ?? 0)))),
  )
  const inStrata = new Set(strata.map(({ value }) => value))
  const others = shown.filter(({ value }) => !inStrata.has(value))
  left.push(sizeOf(everyone) - sum(n) - sum(others.map((each) => each.n)))
  return left.every((size) => size === 0 || size >= privacyMinimum)
}

function raked(
  margins: readonly (readonly Level[])[],
  cells: readonly Cell[],
  everyone: Counts,
  { privacyMinimum, confidence }: Scope,
): Result {
  const levelled = cells.flatMap(({ values, counts }) => {
    const levels = margins.map((margin, i) => margin.findIndex(({ value }) => value === values[i]))
    return levels.includes(-1) ? [] : [{ levels, counts, n: sizeOf(counts) }]
  })
  const outside = sizeOf(everyone) - sum(levelled.map(({ n }) => n))
  if (levelled.length === 0) return without('no-answers', outside)
  // One figure more about cells that no table shows would be one equation more to solve for them.
  if ([...levelled.map(({ n }) => n), outside].some((n) => n > 0 && n < privacyMinimum))
    return without('small-groups', outside)
  const found = rake(
    levelled,
    margins.map((margin) => margin.map(({ population }) => population)),
  )
  if (!found) return without('level-without-answers', outside)
  const group = (from: number, to: number) => {
    const parts = levelled.map(({ counts }, i) => ({
      n: sum(counts.slice(from, to + 1)),
      weight: found.weights[i] ?? 0,
    }))
    return {
      n: sum(parts.map((part) => part.n)),
      weight: sum(parts.map((part) => part.n * part.weight)),
      squaredWeight: sum(parts.map((part) => part.n * part.weight ** 2)),
    }
  }
  const weighted = weightedNps(
    { detractors: group(0, 6), passives: group(7, 8), promoters: group(9, 10) },
    confidence,
  )
  const { rounds, converged, trimmed } = found
  return { ...figures(weighted), outside, strata: [], raking: { rounds, converged, trimmed } }
}

const figures = ({ n, effectiveN, nps, standardError, interval }: WeightedNps) => ({
  n,
  effectiveN,
  nps,
  standardError,
  interval,
})

const without = (reason: Exclude<Weighted['reason'], undefined>, outside: number): Result => ({
  n: 0,
  effectiveN: null,
  nps: null,
  standardError: null,
  interval: null,
  // Where a small group is the reason, how many are outside could be one.
  outside: reason === 'small-groups' ? 0 : outside,
  strata: [],
  raking: null,
  reason,
})

function differenceOf(now: Result, before: Result): Found {
  if (now.nps === null || before.nps === null || !now.interval || !before.interval) return null
  const error = Math.hypot(now.standardError ?? 0, before.standardError ?? 0)
  const limits = squareAndAdd(
    { estimate: now.nps, low: now.interval.low, high: now.interval.high },
    { estimate: before.nps, low: before.interval.low, high: before.interval.high },
  )
  const estimate = now.nps - before.nps
  const p = error === 0 ? null : twoSidedNormalP(estimate / error)
  return { estimate, ...clipped(limits, -200, 200), p }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
