/** The zone of tolerance in the gaps report, over HTTP: what people accept, desire and get. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SurveyDefinitionInput } from '../../schema/survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { expectClose, type GoldenZone, golden, type Tolerance } from '../support/golden.ts'
import { type Owner, ownerOf, type Published, type Query } from '../support/owner.ts'

let gapwise: Gapwise
let owner: Owner

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
})

afterAll(() => gapwise.stop())

const definition = {
  title: { en: 'Accepted, desired, got' },
  questions: [
    { key: 'reply', type: 'gap', scale: 10, expectationKind: 'minimum-and-desired' },
    { key: 'looks', type: 'gap', scale: 10, expectationKind: 'minimum-and-desired' },
    { key: 'price', type: 'gap', scale: 10 },
  ],
} satisfies SurveyDefinitionInput

type Answer = {
  minimum: number | null
  desired: number | null
  perceived: number | null
  tier?: string
}

async function answered(answers: readonly Answer[]): Promise<Published> {
  const survey = await owner.publish(definition)
  const header =
    'submitted_at,segment.tier,reply.minimum,reply.expectation,reply.perception,price.expectation,price.perception'
  const lines = answers.map(({ minimum, desired, perceived, tier }) =>
    ['2025-03-10', tier ?? '', minimum ?? '', desired ?? '', perceived ?? '', 7, 6].join(','),
  )
  expect((await owner.import(survey, [header, ...lines].join('\n'))).rejected).toEqual([])
  return survey
}

const window = { from: '2025-03-01', to: '2025-03-31' }
const itemsOf = async (survey: Published, query: Query = {}) =>
  new Map((await owner.gaps(survey, { ...window, ...query })).items.map((item) => [item.key, item]))

test('says what R makes of the same answers', async () => {
  const file = golden<{ cases: GoldenZone[]; tolerance: Tolerance }>('zone-and-recovery')
  const expected = file.cases.find(({ id }) => id.startsWith('zone'))
  if (!expected) throw new Error('There is no such case')
  const survey = await answered(
    expected.minimum.map((minimum, i) => ({
      minimum,
      desired: expected.desired[i] ?? null,
      perceived: expected.perceived[i] ?? null,
    })),
  )
  const zone = (await itemsOf(survey)).get('reply')?.zone
  expect(zone?.n).toBe(expected.n)
  for (const [found, r] of [
    [zone?.adequacy, expected.msa],
    [zone?.superiority, expected.mss],
  ] as const)
    expectClose(
      [found?.mean, found?.standardDeviation, found?.t, found?.low, found?.high, found?.effectSize],
      [r.mean, r.sd, r.t, ...r.ci95, r.dz],
      file.tolerance,
    )
  expectClose(
    [zone?.width, zone?.position, zone?.shares.below.share, zone?.shares.inside.share],
    [
      expected.zone_width,
      expected.position_in_zone_pct,
      expected.share.below_minimum,
      expected.share.inside,
    ],
    file.tolerance,
  )
  expect(zone?.adequacy.verdict).toBe('too-few')
})

/** So many answers alike, but for the last digit of what they got. */
const alike = (n: number, [minimum, desired, perceived]: readonly [number, number, number]) =>
  Array.from({ length: n }, (_, i) => ({ minimum, desired, perceived: perceived + (i % 2) }))

describe('the verdict', () => {
  test('tells adequate from desired', async () => {
    const survey = await answered(alike(40, [4, 9, 6]))
    const items = await itemsOf(survey)
    const zone = items.get('reply')?.zone
    expect(zone).toMatchObject({
      n: 40,
      minimum: 4,
      desired: 9,
      perceived: 6.5,
      width: 5,
      position: 50,
      adequacy: { mean: 2.5, verdict: 'above' },
      superiority: { mean: -2.5, verdict: 'below' },
      shares: { inside: { n: 40, successes: 40, share: 1 }, below: { share: 0 } },
    })
    expect(zone?.shares.below.interval?.high).toBeCloseTo(0.0876, 3)
    expect(items.get('looks')?.zone).toMatchObject({ n: 0, width: null, position: null })
  })

  test('is no word below thirty answers', async () => {
    const zone = (await itemsOf(await answered(alike(29, [4, 9, 6])))).get('reply')?.zone
    expect(zone?.adequacy.verdict).toBe('too-few')
    expect(zone?.superiority.verdict).toBe('too-few')
  })
})

test('an item that asks for one expectation has no zone', async () => {
  const items = await itemsOf(await answered(alike(5, [4, 9, 6])))
  expect(items.get('price')?.zone).toBeNull()
})

test('a minimum above what is desired is left out of the zone, and counted', async () => {
  const survey = await answered([
    ...alike(6, [3, 7, 5]),
    { minimum: 8, desired: 5, perceived: 5 },
    { minimum: 9, desired: 4, perceived: 2 },
  ])
  const item = (await itemsOf(survey)).get('reply')
  expect(item?.n).toBe(8)
  expect(item?.zone).toMatchObject({ n: 6, contradictory: 2, minimum: 3, desired: 7 })
})

test('a filter to fewer than the privacy minimum shows no zone', async () => {
  const of = (n: number, tier: string) => alike(n, [4, 9, 6]).map((answer) => ({ ...answer, tier }))
  const survey = await answered([...of(4, 'key'), ...of(20, 'regular'), ...of(20, 'small')])
  const few = (await itemsOf(survey, { 'filter.tier': 'key' })).get('reply')?.zone
  expect(few).toMatchObject({ n: 0, minimum: null, shares: { inside: { n: 0, share: null } } })
  const many = (await itemsOf(survey, { 'filter.tier': 'small' })).get('reply')?.zone
  expect(many?.n).toBe(20)
})
