/** Figures over versions that measure otherwise: in another order, with other items and dimensions, on another scale. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SurveyDefinitionInput } from '../../schema/survey.ts'
import { expectSameFigures } from '../support/figures.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published, type Query } from '../support/owner.ts'
import { random } from '../support/random.ts'

let gapwise: Gapwise
let owner: Owner
beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
})
afterAll(() => gapwise.stop())

type Item = { key: string; dimension: string; scale?: 5 | 7 | 10 | 100 }
const asks = (
  items: Item[],
  ...more: SurveyDefinitionInput['questions']
): SurveyDefinitionInput => ({
  title: { en: 'Versions' },
  dimensions: [...new Set(items.map(({ dimension }) => dimension))].map((key) => ({ key })),
  questions: [
    ...items.map((item) => ({ type: 'gap' as const, ...item })),
    { key: 'weights', type: 'allocation', total: 100 },
    { key: 'satisfied', type: 'rating', measure: 'csat', scale: 5 },
    ...more,
  ],
})

const FIRST: Item[] = [
  { key: 'speed', dimension: 'responsiveness' },
  { key: 'help', dimension: 'responsiveness' },
  { key: 'promise', dimension: 'reliability' },
  { key: 'care', dimension: 'reliability' },
]

const { integer, uniform } = random(12)
type Row = Record<string, string | number>

/** Answers of which some items tell more of satisfaction than others, so that no place can be taken for another. */
function rows(n: number, items: Item[], day: string): Row[] {
  const dimensions = [...new Set(items.map(({ dimension }) => dimension))].sort()
  return Array.from({ length: n }, () => {
    const mood = uniform()
    const answers = items.flatMap(({ key, scale = 7 }, i) => {
      const of = (share: number) => 1 + Math.floor(Math.min(0.999, share) * scale)
      const own = (mood * (i + 1) + uniform() * 3) / (i + 4)
      return [
        [`${key}.expectation`, of(0.6 + uniform() * 0.4)],
        [`${key}.perception`, of(own)],
      ]
    })
    const points = dimensions.map((_, i) => 10 * i + integer(10))
    const left = 100 - points.slice(1).reduce((sum, each) => sum + each, 0)
    const weights = dimensions.map((key, i) => [`weights.${key}`, i === 0 ? left : points[i]])
    const satisfied = 1 + Math.floor(Math.min(0.999, (mood * 2 + uniform()) / 3) * 5)
    return Object.fromEntries([
      ['submitted_at', day],
      ...answers,
      ...weights,
      ['satisfied', satisfied],
    ])
  })
}

async function fill(survey: Published, answers: Row[], version?: number) {
  const columns = Object.keys(answers[0] ?? {})
  const lines = answers.map((row) => columns.map((name) => row[name] ?? '').join(','))
  const of = version === undefined ? '' : ',version'
  const end = version === undefined ? '' : `,${version}`
  const csv = [`${columns.join(',')}${of}`, ...lines.map((line) => `${line}${end}`)].join('\n')
  expect((await owner.import(survey, csv)).imported).toBe(answers.length)
}

const window = { from: '2025-03-01', to: '2025-03-31' }
const report = async (survey: Published, name: string, query: Query = {}) =>
  (await owner.report(survey, name, { ...window, ...query })).json()

/** All that is made of more than one item. */
async function figures(survey: Published) {
  const { overall, weighted, ownWeighted, dimensions, series } = await report(survey, 'gaps')
  const { drivers, n, rSquared, rSquaredOnGaps } = await report(survey, 'drivers')
  return {
    gaps: { overall, weighted, ownWeighted, dimensions, series },
    drivers: { drivers, n, rSquared, rSquaredOnGaps },
    reliability: (await report(survey, 'quality')).dimensions,
    importance: (await report(survey, 'importance')).dimensions,
  }
}

test('another order of items and dimensions changes no figure', async () => {
  const changed = asks([...FIRST].reverse())
  const [before, after] = [rows(90, FIRST, '2025-03-03'), rows(90, FIRST, '2025-03-04')]
  const survey = await owner.publish(asks(FIRST))
  await fill(survey, before)
  await owner.republish(survey, changed)
  await fill(survey, after, 2)
  const plain = await owner.publish(changed)
  await fill(plain, [...before, ...after])
  const found = await figures(survey)
  expect(found.drivers.drivers).toHaveLength(2)
  expect(found.reliability[0].expectation.alpha).not.toBeNull()
  expectSameFigures(found, await figures(plain))
})

describe('figures are of those answers alone that measure the same', () => {
  /** A survey with answers to two versions, and one with the answers to the second alone. */
  async function both(items: Item[]) {
    const after = rows(90, items, '2025-03-10')
    const survey = await owner.publish(asks(FIRST))
    await fill(survey, rows(90, FIRST, '2025-03-10'))
    await owner.republish(survey, asks(items))
    await fill(survey, after, 2)
    const alone = await owner.publish(asks(items))
    await fill(alone, after)
    return { found: await figures(survey), expected: await figures(alone), survey }
  }

  test('reliability, with an item more', async () => {
    const more: Item = { key: 'wait', dimension: 'responsiveness' }
    const { found, expected } = await both([more, ...FIRST])
    expectSameFigures(found.reliability[0].expectation, expected.reliability[0].expectation)
    expectSameFigures(found.gaps.dimensions[0].alpha, expected.gaps.dimensions[0].alpha)
    expect(found.gaps.dimensions[0].alpha.perception).not.toBeNull()
    // The other dimension is measured as ever, by all answers.
    expect(found.reliability[1].expectation.n).toBe(180)
  })

  test('drivers and weights, with a dimension more', async () => {
    const more: Item = { key: 'shop', dimension: 'tangibles' }
    const { found, expected } = await both([more, ...FIRST])
    expect(found.drivers.n).toBe(90)
    expectSameFigures(found.drivers, expected.drivers)
    expectSameFigures(found.gaps.weighted, expected.gaps.weighted)
    // What people expect of an item is known from all of them.
    expectSameFigures(found.importance, expected.importance, 1e-9, ['stated'])
  })

  test('scores, on another scale, which is no change of what people say', async () => {
    const wider = FIRST.map(
      ({ key, dimension }): Item => ({
        key: `${key}-10`,
        dimension,
        scale: 10,
      }),
    )
    const { found, expected, survey } = await both(wider)
    // Points are shared over the same dimensions as ever, so all of them make the weights.
    expectSameFigures(found, expected, 1e-9, ['weighted', 'allocated'])
    expect(found.gaps.weighted.n).toBe(90)
    await fill(survey, rows(90, FIRST, '2025-02-10'), 1)
    const { overall, dimensions, series } = await report(survey, 'gaps')
    expect([overall.n, overall.change]).toEqual([90, null])
    expect(dimensions.map(({ change }: { change: unknown }) => change)).toEqual([null, null])
    expect(series.reduce((sum: number, { n }: { n: number }) => sum + n, 0)).toBe(90)
    const segments = await report(survey, 'segments', { segment: 'channel' })
    for (const { n } of segments.rows.filter(
      ({ measure }: { measure: string }) => measure === 'gap',
    ))
      expect(n).toBe(90)
  })
})

test('a dimension with items on different scales has no figure of its own, and neither has all together', async () => {
  const mixed: Item[] = [
    { key: 'speed', dimension: 'responsiveness', scale: 5 },
    { key: 'help', dimension: 'responsiveness', scale: 10 },
    { key: 'promise', dimension: 'reliability', scale: 7 },
  ]
  const survey = await owner.publish(asks(mixed))
  await fill(survey, rows(40, mixed, '2025-03-03'))
  const found = await report(survey, 'gaps', { segment: 'channel' })
  expect(found.items.map(({ n }: { n: number }) => n)).toEqual([40, 40, 40])
  expect(found).toMatchObject({ overall: null, weighted: null, ownWeighted: null, segments: [] })
  expect(found.dimensions).toMatchObject([
    { key: 'responsiveness', n: 0, gap: { mean: null } },
    { key: 'reliability', n: 40 },
  ])
  expect(found.series.every(({ gap }: { gap: { mean: unknown } }) => gap.mean === null)).toBe(true)
  const one = await report(survey, 'gaps', { dimension: 'reliability' })
  expect(one.series.some(({ n }: { n: number }) => n === 40)).toBe(true)
})
