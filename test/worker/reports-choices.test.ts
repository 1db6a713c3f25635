/** The choices report: options counted over versions and several answers each, points shared over dimensions. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ChoicesReport } from '../../schema/reports/choices.ts'
import type { SurveyDefinitionInput } from '../../schema/survey.ts'
import { proportion } from '../../statistics/proportion.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published, type Query, taken } from '../support/owner.ts'

let gapwise: Gapwise
let owner: Owner
beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
})
afterAll(() => gapwise.stop())

const window = { from: '2025-03-01', to: '2025-03-31', interval: 'month' }
async function choices(survey: Published, query: Query = {}): Promise<ChoicesReport> {
  const reply = await taken(await owner.report(survey, 'choices', { ...window, ...query }))
  expect(ChoicesReport.parse(reply)).toEqual(reply)
  return ChoicesReport.parse(reply)
}

/** Lines of a file, each so many times. */
const csv = (header: string, groups: readonly (readonly [n: number, line: string])[]) =>
  [header, ...groups.flatMap(([n, line]) => Array<string>(n).fill(line))].join('\n')

async function filled(definition: SurveyDefinitionInput, file: string): Promise<Published> {
  const survey = await owner.publish(definition)
  expect((await owner.import(survey, file)).rejected).toEqual([])
  return survey
}

const asking = (
  question: object,
  more: Partial<SurveyDefinitionInput> = {},
): SurveyDefinitionInput => ({
  title: { en: 'Choices' },
  ...more,
  questions: [
    { key: 'why', type: 'choice', options: ['wait', 'cost'].map((key) => ({ key })), ...question },
  ],
})
const countsOf = (options: readonly { key: string; count: number }[] | undefined) =>
  options?.map(({ key, count }) => [key, count])

describe('a choice', () => {
  test('of one has a share and its Wilson interval for every option, chosen or not', async () => {
    const survey = await filled(
      asking({ options: ['wait', 'cost', 'never'].map((key) => ({ key })) }),
      csv('submitted_at,why', [
        [30, '2025-03-04,wait'],
        [10, '2025-03-05,cost'],
      ]),
    )
    const { choices: all, allocations } = await choices(survey)
    expect(allocations).toEqual([])
    expect(all).toHaveLength(1)
    const { share, interval } = proportion(30, 40)
    expect(all[0]).toMatchObject({ key: 'why', n: 40, multiple: false })
    expect(all[0]?.options[0]).toEqual({ key: 'wait', count: 30, share, interval })
    expect(countsOf(all[0]?.options)).toEqual([
      ['wait', 30],
      ['cost', 10],
      ['never', 0],
    ])
    expect(all[0]?.series).toMatchObject([{ start: '2025-03-01', n: 40 }])
    expect(all[0]?.options[2]?.interval?.low).toBeCloseTo(0, 12)
    const wide = await choices(survey, { confidence: '0.5' })
    expect(wide.choices[0]?.options[0]?.interval).toEqual(proportion(30, 40, 0.5).interval)
  })

  test('of several counts people, so that shares add to more than 1; own words come last', async () => {
    const survey = await filled(
      asking({ multiple: true, other: true }),
      csv('submitted_at,why,why.other', [
        [6, '2025-03-04,wait cost,'],
        [3, '2025-03-04,cost,Rain'],
        [1, '2025-03-04,,Snow'],
      ]),
    )
    const [why] = (await choices(survey)).choices
    expect(why).toMatchObject({ n: 10, multiple: true })
    expect(why?.options.map(({ key, share }) => [key, share])).toEqual([
      ['wait', 0.6],
      ['cost', 0.9],
      ['other', 0.4],
    ])
  })

  test('counts once who chose an option called other and wrote something too', async () => {
    const survey = await filled(
      asking({ multiple: true, other: true, options: [{ key: 'other' }, { key: 'wait' }] }),
      csv('submitted_at,why,why.other', [[4, '2025-03-04,other,Rain']]),
    )
    const [why] = (await choices(survey)).choices
    expect(why?.options).toMatchObject([
      { key: 'wait', count: 0 },
      { key: 'other', count: 4, share: 1 },
    ])
  })

  test('counts the options of older versions too, after those asked now', async () => {
    const first = asking({ options: ['queue', 'wait'].map((key) => ({ key })) })
    const survey = await filled(first, csv('submitted_at,why', [[7, '2025-03-04,queue']]))
    await owner.republish(survey, asking({ other: true }))
    const more = csv('submitted_at,why,why.other', [
      [5, '2025-03-06,wait,'],
      [2, '2025-03-06,,Rain'],
    ])
    expect((await owner.import(survey, more)).rejected).toEqual([])
    const [why] = (await choices(survey)).choices
    expect(why?.n).toBe(14)
    expect(countsOf(why?.options)).toEqual([
      ['wait', 5],
      ['cost', 0],
      ['queue', 7],
      ['other', 2],
    ])
  })

  test('without an answer has no share, rather than zero', async () => {
    const survey = await owner.publish(asking({}))
    const [why] = (await choices(survey)).choices
    expect(why?.options[0]).toEqual({ key: 'wait', count: 0, share: null, interval: null })
  })
})

describe('a change', () => {
  const changed = (before: [number, number, number], now: [number, number, number]) =>
    filled(
      asking({ options: ['wait', 'cost', 'staff'].map((key) => ({ key })) }),
      csv('submitted_at,why', [
        ...before.map((n, i): [number, string] => [
          n,
          `2025-02-10,${['wait', 'cost', 'staff'][i]}`,
        ]),
        ...now.map((n, i): [number, string] => [n, `2025-03-10,${['wait', 'cost', 'staff'][i]}`]),
      ]),
    )
  const verdictsOf = (report: ChoicesReport) =>
    report.choices[0]?.previous.options.map(({ difference }) => difference?.verdict)

  test('is told of each option against the days before', async () => {
    const report = await choices(await changed([60, 30, 10], [30, 60, 10]))
    expect(report.choices[0]?.previous).toMatchObject({
      n: 100,
      from: '2025-01-29',
      to: '2025-02-28',
    })
    expect(verdictsOf(report)).toEqual(['clear-fall', 'clear-rise', 'no-clear-change'])
    const [wait] = report.choices[0]?.previous.options ?? []
    expect(wait).toMatchObject({ count: 60, share: 0.6 })
    expect(wait?.difference?.estimate).toBeCloseTo(-0.3, 12)
  })

  test('that holds alone is no verdict among the options it stands with', async () => {
    const report = await choices(await changed([33, 33, 34], [20, 42, 38]))
    const [wait] = report.choices[0]?.previous.options ?? []
    // Its own interval leaves 0 out; of three comparisons it is the one that would.
    expect(wait?.difference?.high).toBeLessThan(0)
    expect(wait?.difference?.p).toBeLessThan(0.05)
    expect(wait?.difference?.adjustedP).toBeGreaterThan(0.05)
    expect(wait?.difference?.verdict).toBe('no-clear-change')
  })

  test('of fewer than thirty answers on a side is too few to tell', async () => {
    expect(verdictsOf(await choices(await changed([20, 5, 4], [0, 90, 0])))).toEqual(
      Array(3).fill('too-few'),
    )
  })
})

test('a split compares every option of every group with everyone else, and corrects for all of them', async () => {
  const survey = await filled(
    asking({}),
    csv('submitted_at,segment.tier,why', [
      [60, '2025-03-04,key,wait'],
      [20, '2025-03-04,key,cost'],
      [30, '2025-03-04,small,wait'],
      [90, '2025-03-04,small,cost'],
      [4, '2025-03-04,regular,cost'],
      [7, '2025-03-04,,cost'],
    ]),
  )
  const { choices: all, suppressed } = await choices(survey, { segment: 'tier' })
  const [why] = all
  // Four regular ones are hidden; with the seven who have no tier they are no small group.
  expect(suppressed).toBe(1)
  expect(why?.segments.map(({ value, n }) => [value, n])).toEqual([
    ['small', 120],
    ['key', 80],
  ])
  expect(
    why?.segments.map(({ options }) => options.map((each) => each.difference?.verdict)),
  ).toEqual([
    ['lower', 'higher'],
    ['higher', 'lower'],
  ])
  const ps = why?.segments.flatMap(({ options }) => options.map((each) => each.difference)) ?? []
  // The larger p of the two groups, of four comparisons: Benjamini and Hochberg leave the largest as it is.
  const largest = Math.max(...ps.map((each) => each?.p ?? 0))
  expect(Math.max(...ps.map((each) => each?.adjustedP ?? 0))).toBeCloseTo(largest, 12)
})

describe('points', () => {
  const sharing: SurveyDefinitionInput = {
    title: { en: 'Points' },
    dimensions: [{ key: 'quick' }, { key: 'kind' }],
    questions: [{ key: 'weights', type: 'allocation', total: 10 }],
  }
  const header = 'submitted_at,segment.tier,weights.quick,weights.kind'

  test('are means of 100 with a t interval; who shared out too few is counted apart', async () => {
    const survey = await filled(
      sharing,
      csv(header, [
        [1, '2025-03-04,,8,2'],
        [1, '2025-03-04,,6,4'],
        [1, '2025-03-04,,1,4'],
        [1, '2025-03-04,,5.5,5.5'],
      ]),
    )
    const { choices: none, allocations } = await choices(survey, { question: 'weights' })
    expect(none).toEqual([])
    const [weights] = allocations
    // 80, 60 and 50 of 100; five points of ten are no split.
    expect(weights).toMatchObject({ key: 'weights', n: 3, dropped: 1 })
    const [quick, kind] = weights?.dimensions ?? []
    expect([quick?.key, kind?.key]).toEqual(['quick', 'kind'])
    expect(quick?.mean).toBeCloseTo(190 / 3, 9)
    expect(kind?.mean).toBeCloseTo(110 / 3, 9)
    // t(.975, 2) = 4.302653 by R; the standard deviation of 80, 60, 50 is 15.27525.
    expect((quick?.high ?? 0) - (quick?.mean ?? 0)).toBeCloseTo(
      (4.302653 * 15.27525) / Math.sqrt(3),
      4,
    )
  })

  test('are compared with the days before and between groups', async () => {
    const survey = await filled(
      sharing,
      csv(header, [
        [20, '2025-02-10,key,2,8'],
        [20, '2025-02-10,key,4,6'],
        [40, '2025-03-10,key,8,2'],
        [40, '2025-03-10,key,6,4'],
        [40, '2025-03-10,small,2,8'],
        [40, '2025-03-10,small,4,6'],
      ]),
    )
    const [weights] = (await choices(survey, { segment: 'tier' })).allocations
    const told = (all: readonly { difference: { verdict: string } | null }[] | undefined) =>
      all?.map(({ difference }) => difference?.verdict)
    expect(told(weights?.previous.dimensions)).toEqual(['clear-rise', 'clear-fall'])
    expect(weights?.segments.map(({ value }) => value)).toEqual(['key', 'small'])
    expect(weights?.segments.map(({ dimensions }) => told(dimensions))).toEqual([
      ['higher', 'lower'],
      ['lower', 'higher'],
    ])
  })
})

describe('in a filtered view', () => {
  const header = 'submitted_at,segment.tier,channel,why'
  const rare = csv(header, [
    [18, '2025-03-10,key,qr,wait'],
    [2, '2025-03-10,key,qr,cost'],
    [30, '2025-03-10,small,link,cost'],
    [3, '2025-03-10,regular,link,cost'],
    [4, '2025-03-10,,link,wait'],
  ])

  test.each([
    ['tallies', { 'filter.tier': 'key' }],
    ['rows', { 'filter.tier': 'key', 'filter.channel': 'qr' }],
  ])('a rarely chosen option of a large group is shown as it is (%s)', async (_, filters) => {
    const survey = await filled(asking({}), rare)
    const [why] = (await choices(survey, filters)).choices
    expect([why?.n, countsOf(why?.options)]).toEqual([
      20,
      [
        ['wait', 18],
        ['cost', 2],
      ],
    ])
  })

  test('nothing is told of a small group, nor of one by which it could be worked out', async () => {
    const survey = await filled(asking({}), rare)
    for (const filters of [
      { 'filter.tier': 'regular' },
      { 'filter.tier': 'regular', 'filter.channel': 'link' },
    ]) {
      const { choices: all, suppressed } = await choices(survey, { ...filters, segment: 'channel' })
      expect(suppressed).toBe(1)
      expect(all[0]).toMatchObject({ n: 0, series: [], segments: [] })
      expect(countsOf(all[0]?.options)).toEqual([
        ['wait', 0],
        ['cost', 0],
      ])
    }
  })
})

test('as a file, every line of an option names its question and its group', async () => {
  const survey = await filled(
    asking({}),
    csv('submitted_at,segment.tier,why', [
      [6, '2025-03-04,key,wait'],
      [7, '2025-03-04,small,cost'],
    ]),
  )
  const reply = await owner.report(survey, 'choices', { ...window, segment: 'tier', format: 'csv' })
  const lines = (await reply.text()).split('\r\n').map((line) => line.split(',').slice(0, 2))
  expect(lines).toContainEqual(['choices.options', 'why'])
  expect(lines).toContainEqual(['choices.segments.options', 'why / key'])
})
