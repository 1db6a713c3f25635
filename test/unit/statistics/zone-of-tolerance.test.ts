import { describe, expect, test } from 'vitest'
import { type ZoneSums, zoneOfTolerance, zoneState } from '../../../statistics/zone-of-tolerance.ts'
import { expectClose, type GoldenZone, golden, type Tolerance } from '../../support/golden.ts'

const EMPTY: ZoneSums = {
  n: 0,
  adequacy: 0,
  adequacySquares: 0,
  superiority: 0,
  superioritySquares: 0,
  below: 0,
  inside: 0,
  above: 0,
  contradictory: 0,
}

function sumsOf(answers: readonly (readonly (number | null)[])[]): ZoneSums {
  const sums = { ...EMPTY }
  for (const [minimum = null, desired = null, perceived = null] of answers) {
    if (minimum === null || desired === null || perceived === null) continue
    const state = zoneState(minimum, desired, perceived)
    if (state === null) {
      sums.contradictory += 1
      continue
    }
    sums.n += 1
    sums.adequacy += perceived - minimum
    sums.adequacySquares += (perceived - minimum) ** 2
    sums.superiority += perceived - desired
    sums.superioritySquares += (perceived - desired) ** 2
    sums[state] += 1
  }
  return sums
}

describe('agrees with R', () => {
  const { cases, tolerance } = golden<{ cases: GoldenZone[]; tolerance: Tolerance }>(
    'zone-and-recovery',
  )

  test.each(cases.filter((each) => each.id.startsWith('zone')))('$id', (expected) => {
    const answers = expected.minimum.map((minimum, i) => [
      minimum,
      expected.desired[i] ?? null,
      expected.perceived[i] ?? null,
    ])
    const sums = sumsOf(answers)
    const zone = zoneOfTolerance(sums)
    expect(zone.n).toBe(expected.n)
    expect([sums.adequacy, sums.adequacySquares]).toEqual([expected.msa.sum, expected.msa.sum_sq])
    expect([sums.superiority, sums.superioritySquares]).toEqual([
      expected.mss.sum,
      expected.mss.sum_sq,
    ])
    for (const [found, r] of [
      [zone.adequacy, expected.msa],
      [zone.superiority, expected.mss],
    ] as const) {
      expectClose(
        [found.mean, found.standardDeviation, found.standardError, found.t, found.effectSize],
        [r.mean, r.sd, r.se, r.t, r.dz],
        tolerance,
      )
      expectClose(
        [found.low, found.high, found.p, found.degreesOfFreedom],
        [...r.ci95, r.p_two_sided, r.df],
        tolerance,
      )
    }
    expectClose(
      [zone.width, zone.position],
      [expected.zone_width, expected.position_in_zone_pct],
      tolerance,
    )
    expectClose(
      [zone.shares.below.share, zone.shares.inside.share, zone.shares.above.share],
      [expected.share.below_minimum, expected.share.inside, expected.share.above_desired],
      tolerance,
    )
  })
})

test('the edges of the zone belong to it', () => {
  expect([2, 3, 5, 7, 8].map((perceived) => zoneState(3, 7, perceived))).toEqual([
    'below',
    'inside',
    'inside',
    'inside',
    'above',
  ])
})

test('a minimum above the desired level is left out and counted', () => {
  const zone = zoneOfTolerance(
    sumsOf([
      [6, 5, 5],
      [3, 7, 5],
    ]),
  )
  expect(zone).toMatchObject({ n: 1, contradictory: 1, width: 4, position: 50 })
})

test('no answers have no width, no position and no shares', () => {
  expect(zoneOfTolerance(EMPTY)).toMatchObject({
    n: 0,
    width: null,
    position: null,
    adequacy: { mean: null },
    shares: { inside: { share: null } },
  })
})

test('a zone without width has no position in it', () => {
  expect(zoneOfTolerance(sumsOf([[5, 5, 6]]))).toMatchObject({ width: 0, position: null })
})
