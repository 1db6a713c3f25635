/** Does a 95 % interval hold 95 % of the time, and does chance alone make headlines? */
import { describe, expect, test } from 'vitest'
import { normalCritical } from '../../../statistics/distributions.ts'
import { gap } from '../../../statistics/gap.ts'
import type { Interval } from '../../../statistics/interval.ts'
import { nps, npsGroups } from '../../../statistics/nps.ts'
import { npsDifference } from '../../../statistics/nps-difference.ts'
import { waldInterval } from '../../../statistics/nps-intervals.ts'
import { npsSegments } from '../../../statistics/nps-segments.ts'
import { golden } from '../../support/golden.ts'
import { type Random, random } from '../../support/random.ts'

const DRAWS = 4000
const HEADLINES = new Set(['higher', 'lower'])

type Population = { promoters: number; passives: number; detractors: number }
const populations: Population[] = [
  { promoters: 0.5, passives: 0.3, detractors: 0.2 },
  { promoters: 0.75, passives: 0.17, detractors: 0.08 },
  { promoters: 0.92, passives: 0.06, detractors: 0.02 },
  { promoters: 0.2, passives: 0.3, detractors: 0.5 },
  { promoters: 0.35, passives: 0.3, detractors: 0.35 },
]
const trueScore = ({ promoters, detractors }: Population) => 100 * (promoters - detractors)

/** 11 counts of n answers drawn from a population. */
function drawCounts({ promoters, passives }: Population, n: number, chance: Random): number[] {
  const counts = new Array(11).fill(0)
  for (let i = 0; i < n; i += 1) {
    const place = chance.uniform()
    counts[place < promoters ? 10 : place < promoters + passives ? 7 : 0] += 1
  }
  return counts
}

/** Share of draws whose interval holds the truth. */
function coverage(truth: number, interval: () => Interval): number {
  let held = 0
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const { low, high } = interval()
    if (low <= truth + 1e-9 && truth <= high + 1e-9) held += 1
  }
  return held / DRAWS
}

describe.each(populations)('NPS of $promoters / $passives / $detractors', (population) => {
  const covered = (n: number) => {
    const chance = random(n)
    return coverage(
      trueScore(population),
      () => nps(drawCounts(population, n, chance)).interval ?? { low: 0, high: 0 },
    )
  }

  test.each([30, 100, 300])('the interval of %d answers holds 93 to 97 times in a hundred', (n) => {
    expect(covered(n)).toBeGreaterThan(0.93)
    expect(covered(n)).toBeLessThan(0.97)
  })

  test.each([5, 10, 20])('that of %d answers still holds 91 to 98 times', (n) => {
    expect(covered(n)).toBeGreaterThan(0.91)
    expect(covered(n)).toBeLessThan(0.98)
  })
})

// Where four of five are passive the score hardly varies, and the three answers that the adjusted interval adds weigh most.
test('among passive people the interval of 30 answers errs on the careful side, that of 100 no longer', () => {
  const passive = { promoters: 0.1, passives: 0.8, detractors: 0.1 }
  const covered = (n: number) => {
    const chance = random(n)
    return coverage(
      trueScore(passive),
      () => nps(drawCounts(passive, n, chance)).interval ?? { low: 0, high: 0 },
    )
  }
  expect(covered(30)).toBeGreaterThan(0.97)
  expect(covered(30)).toBeLessThan(0.99)
  expect(covered(100)).toBeGreaterThan(0.93)
  expect(covered(100)).toBeLessThan(0.97)
})

test('the textbook interval would not: a third of the time for five happy answers', () => {
  const [, , happy] = populations
  if (!happy) throw new Error('three populations')
  const chance = random(5)
  const z = normalCritical(0.95)
  const covered = coverage(trueScore(happy), () =>
    waldInterval(npsGroups(drawCounts(happy, 5, chance)), z),
  )
  expect(covered).toBeLessThan(0.4)
})

test('the interval of a difference of two groups of 30 holds 93 to 97 % of the time', () => {
  const [usual, good] = populations
  if (!usual || !good) throw new Error('three populations')
  const chance = random(60)
  const covered = coverage(
    trueScore(good) - trueScore(usual),
    () =>
      npsDifference(drawCounts(good, 30, chance), drawCounts(usual, 30, chance)) ?? {
        low: 0,
        high: 0,
      },
  )
  expect(covered).toBeGreaterThan(0.93)
  expect(covered).toBeLessThan(0.97)
})

describe('gaps drawn from the answers to real questions', () => {
  type Item = { id: string; gap: number; cells_e_by_p?: number[][] }
  const { cases } = golden<{ cases: Item[] }>('gaps-kiosk')
  const all = cases.filter(({ cells_e_by_p }) => cells_e_by_p !== undefined)

  test('the interval of 30 pairs holds 93 to 97 times in a hundred for every item of the survey', () => {
    expect(all).toHaveLength(24)
    const outside = all.flatMap((item) => {
      const pairs = pairsOf(item)
      const chance = random(30)
      const covered = coverage(item.gap, () => {
        const { low, high } = gap(drawPairs(pairs, 30, chance)).gap
        return { low: low ?? 0, high: high ?? 0 }
      })
      return covered > 0.93 && covered < 0.97 ? [] : [`${item.id}: ${covered}`]
    })
    expect(outside).toEqual([])
  })

  // Expectations near the ceiling; a gap near 0; the widest gap of the survey.
  const items = cases.filter(({ id }) => /_item_(1|4|7)$/.test(id))

  describe.each(items)('$id', (item) => {
    const pairs = pairsOf(item)
    const covered = (n: number) => {
      const chance = random(n)
      return coverage(item.gap, () => {
        const { low, high } = gap(drawPairs(pairs, n, chance)).gap
        return { low: low ?? 0, high: high ?? 0 }
      })
    }

    test.each([30, 100, 300])('the interval of %d pairs holds 93 to 97 times in a hundred', (n) => {
      const share = covered(n)
      expect(share).toBeGreaterThan(0.93)
      expect(share).toBeLessThan(0.97)
    })

    test('that of ten pairs still holds 90 to 98 %', () => {
      const share = covered(10)
      expect(share).toBeGreaterThan(0.9)
      expect(share).toBeLessThan(0.98)
    })
  })
})

/** Every pair of answers that a table of cells counts. */
const pairsOf = ({ cells_e_by_p: cells = [] }: { cells_e_by_p?: number[][] }): [number, number][] =>
  cells.flatMap((row, i) =>
    row.flatMap((count, j) => new Array<[number, number]>(count).fill([i + 1, j + 1])),
  )

function drawPairs(pairs: readonly (readonly number[])[], n: number, chance: Random) {
  const sums = { n, e: 0, p: 0, ee: 0, pp: 0, ep: 0, met: 0 }
  for (let i = 0; i < n; i += 1) {
    const [e = 0, p = 0] = pairs[chance.integer(pairs.length)] ?? []
    sums.e += e
    sums.p += p
    sums.ee += e * e
    sums.pp += p * p
    sums.ep += e * p
    if (p >= e) sums.met += 1
  }
  return sums
}

// The rate of Benjamini-Hochberg is 5 % itself, so it is measured over many panels: large and
// small segments, and small ones only, where the z test alone makes headlines in one of ten.
// Ten other seeds gave 4.7 % on average, 3.9 to 5.4.
test('real answers shuffled into segments make a headline in at most 5 % of panels', () => {
  const { cases } = golden<{ cases: { id: string; hist?: number[] }[] }>('nps')
  const all = cases.find(({ id }) => id === 'sfo2017_all')?.hist ?? []
  const answers = all.flatMap((count, answer) => new Array(count).fill(answer))
  const layouts = [
    [800, 500, 300, 120, 71, 40],
    [600, 300, 150, 60, 40, 30],
    [40, 40, 40, 40, 40, 40, 40, 40],
  ]
  const chance = random(2017)
  const panels = 1500
  let headlines = 0
  for (const sizes of layouts) {
    for (let panel = 0; panel < panels; panel += 1) {
      const segments = deal(answers, sizes, chance)
      const total = all.map((_, answer) =>
        segments.reduce((n, counts) => n + (counts[answer] ?? 0), 0),
      )
      const named = npsSegments(segments, total).filter(({ verdict }) => HEADLINES.has(verdict))
      if (named.length > 0) headlines += 1
    }
  }
  expect(headlines / (layouts.length * panels)).toBeLessThanOrEqual(0.05)
})

/** Deals randomly chosen answers into segments of the given sizes, as 11 counts each. */
function deal(answers: number[], sizes: readonly number[], chance: Random): number[][] {
  let next = 0
  return sizes.map((size) => {
    const counts = new Array(11).fill(0)
    for (const end = next + size; next < end; next += 1) {
      const other = next + chance.integer(answers.length - next)
      const answer = answers[other] ?? 0
      answers[other] = answers[next] ?? 0
      answers[next] = answer
      counts[answer] += 1
    }
    return counts
  })
}
