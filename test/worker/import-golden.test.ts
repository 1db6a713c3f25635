/** Real survey answers imported over HTTP: every figure of the reports equals what R makes of the same answers. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '../../schema/calendar.ts'
import type { GapsReport } from '../../schema/reports.ts'
import type { SurveyDefinitionInput } from '../../schema/survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import {
  expectClose,
  type GoldenMean,
  type GoldenPairs,
  golden,
  type Tolerance,
} from '../support/golden.ts'
import { type Imported, type Owner, ownerOf, type Published } from '../support/owner.ts'

let gapwise: Gapwise
let owner: Owner

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
})

afterAll(() => gapwise.stop())

/** Closer than the promise of 1e-6, in the units of the figure. */
const near: Tolerance = { relative: 1e-7, absolute: 1e-7 }

type Figures = GoldenMean & { id: string }
type Dimension = Figures & { items: number[] }
type Weighted = Figures & { weights_points: Record<string, number> }
type GoldenGaps = { cases: (GoldenPairs | Dimension | Weighted | Figures)[] }

const itemsOf = ({ cases }: GoldenGaps) => cases.filter((each) => 'n_pairs' in each)
const dimensionsOf = ({ cases }: GoldenGaps) => cases.filter((each) => 'items' in each)
const nameOf = ({ id }: { id: string }) => id.replace(/^[a-z]+_dim_/, '')
const numberOf = ({ id }: { id: string }) => id.replace(/^.*_/, '')

/** A survey of these items and their dimensions. */
function definitionOf(title: string, scale: 7 | 100, file: GoldenGaps): SurveyDefinitionInput {
  const dimensions = dimensionsOf(file)
  const questions = itemsOf(file).map((item) => {
    const dimension = dimensions.find(({ items }) => items.includes(Number(numberOf(item))))
    return {
      key: `item-${numberOf(item)}`,
      type: 'gap' as const,
      scale,
      ...(dimension ? { dimension: nameOf(dimension) } : {}),
    }
  })
  return {
    title: { en: title },
    dimensions: dimensions.map((each) => ({ key: nameOf(each) })),
    questions,
  }
}

const dataOf = (name: string) =>
  readFileSync(new URL(`data/${name}.csv`, import.meta.url), { encoding: 'utf8' })

type Result = GapsReport['items'][number] | GapsReport['dimensions'][number] | GapsReport['overall']

/** The figures that items, dimensions and overall gaps have alike. */
function expectFigures(actual: Result | undefined, expected: GoldenMean) {
  expect(actual?.n).toBe(expected.n)
  const figures = actual?.gap
  expectClose(
    [
      figures?.mean,
      figures?.standardDeviation,
      figures?.standardError,
      figures?.low,
      figures?.high,
    ],
    [expected.mean, expected.sd, expected.se, ...expected.ci95],
    near,
  )
  expectClose(
    [figures?.t, figures?.degreesOfFreedom, figures?.effectSize],
    [expected.t, expected.df, expected.dz],
    near,
  )
  expectClose(figures?.p, expected.p_two_sided, { relative: 1e-7, absolute: 0 })
}

function expectItem(report: GapsReport, expected: GoldenPairs) {
  const actual = report.items.find(({ key }) => key === `item-${numberOf(expected)}`)
  expectFigures(actual, {
    ...expected,
    n: expected.n_pairs,
    mean: expected.gap,
    sd: expected.sd_gap,
  })
  expectClose(
    [
      actual?.expectation.mean,
      actual?.expectation.standardDeviation,
      actual?.perception.mean,
      actual?.perception.standardDeviation,
      actual?.correlation,
      actual?.metOrExceeded,
    ],
    [
      expected.mean_e,
      expected.sd_e,
      expected.mean_p,
      expected.sd_p,
      expected.r_ep,
      expected.pct_met_or_exceeded / 100,
    ],
    near,
  )
}

describe('the kiosk survey, 24 items on a scale of 7', () => {
  const file = golden<GoldenGaps>('gaps-kiosk')
  const alphas = golden<{ cases: { id: string; alpha: number }[] }>('alpha')
  const window = { from: '2019-08-01', to: '2019-09-30' }
  let survey: Published
  let imported: Imported
  let report: GapsReport

  beforeAll(async () => {
    const definition = definitionOf('Kiosks', 7, file)
    // Items 9, 12, 23 and 24 belong to no dimension, as in the original: they are no part of the overall figures.
    survey = await owner.publish({
      ...definition,
      questions: [...definition.questions, { key: 'weights', type: 'allocation' }],
    })
    imported = await owner.import(survey, dataOf('kiosk'))
    report = await owner.gaps(survey, window)
  })

  test('139 answered; the two who never used a kiosk are told by their lines', () => {
    expect(imported).toEqual({
      imported: 139,
      duplicates: 0,
      rejectedCount: 2,
      rejected: [
        { line: 55, column: '', detail: 'No answers' },
        { line: 106, column: '', detail: 'No answers' },
      ],
    })
  })

  test.each(itemsOf(file))('$id', (expected) => expectItem(report, expected))

  test.each(dimensionsOf(file))('$id', (expected) => {
    const actual = report.dimensions.find(({ key }) => key === nameOf(expected))
    expectFigures(actual, expected)
    const alphaOf = (kind: string) =>
      alphas.cases.find(({ id }) => id === `kiosk_${nameOf(expected)}_${kind}`)?.alpha
    expectClose(
      [actual?.alpha.expectation, actual?.alpha.perception, actual?.alpha.gap],
      [alphaOf('e'), alphaOf('p'), alphaOf('gap')],
      near,
    )
  })

  test('overall, every dimension counting the same', () => {
    expect(report.overall?.key).toBe('dimensions')
    expectFigures(report.overall, caseOf(file, 'kiosk_overall_unweighted'))
  })

  test('overall, by the weights the group gave the dimensions', () => {
    const expected = caseOf(file, 'kiosk_overall_group_weights')
    expectFigures(report.weighted, expected)
    const points = 'weights_points' in expected ? expected.weights_points : {}
    expect(Object.keys(report.weighted?.weights ?? {})).toEqual(Object.keys(points))
    for (const [key, share] of Object.entries(points))
      expectClose(report.weighted?.weights[key], share / 100, near)
  })

  test('the cells of an item, from whole months and from part of one', async () => {
    const whole = itemsOf(file).find(({ id }) => id === 'kiosk_item_4')?.cells_e_by_p
    for (const from of ['2019-08-01', '2019-08-12', '2019-08-05']) {
      const { items } = await owner.gaps(survey, { ...window, from, question: 'item-4' })
      expect(items.find(({ key }) => key === 'item-4')?.cells).toEqual(whole)
      expect(items.find(({ key }) => key === 'item-5')?.cells).toBeNull()
    }
  })
})

describe('the kiosk survey without dimensions', () => {
  const file = golden<GoldenGaps>('gaps-kiosk')
  const window = { from: '2019-08-01', to: '2019-09-30' }
  let survey: Published
  let report: GapsReport

  beforeAll(async () => {
    const { title, questions } = definitionOf('Kiosks', 7, file)
    const bare = questions.map(({ key }) => ({ key, type: 'gap' as const, scale: 7 as const }))
    survey = await owner.publish({ title, questions: bare })
    await owner.import(survey, withoutColumns(dataOf('kiosk'), /^weights\./))
    report = await owner.gaps(survey, window)
  })

  test.each(itemsOf(file))('$id', async (expected) => {
    expectItem(report, expected)
    const question = `item-${numberOf(expected)}`
    const { items } = await owner.gaps(survey, { ...window, question })
    const actual = items.find(({ key }) => key === question)
    expect(actual?.cells).toEqual(expected.cells_e_by_p)
  })
})

describe('the airline survey, 23 items on a slider to 100 with answers missing', () => {
  const file = golden<GoldenGaps>('gaps-airline-slider')
  const window = { from: '2018-01-01', to: '2018-04-10' }
  let survey: Published
  let report: GapsReport

  beforeAll(async () => {
    const definition = definitionOf('Flights', 100, file)
    survey = await owner.publish({
      ...definition,
      locales: ['en', 'de', 'fr'],
      questions: [...definition.questions, { key: 'recommend', type: 'nps' }],
    })
    const imported = await owner.import(survey, dataOf('airline'))
    expect(imported).toEqual({ imported: 710, duplicates: 0, rejectedCount: 0, rejected: [] })
    report = await owner.gaps(survey, window)
  })

  test.each(itemsOf(file))('$id', (expected) => expectItem(report, expected))

  test.each(dimensionsOf(file))('$id', (expected) =>
    expectFigures(
      report.dimensions.find(({ key }) => key === nameOf(expected)),
      expected,
    ),
  )

  test('cells are for scales of at most ten points', async () => {
    const { items } = await owner.gaps(survey, { ...window, question: 'item-1' })
    expect(items.every(({ cells }) => cells === null)).toBe(true)
  })

  test('the answers 0 to 10 are counted one by one', async () => {
    const { histogram, total } = await owner.nps(survey, window)
    expect(histogram).toEqual([16, 18, 20, 18, 70, 55, 89, 131, 132, 146, 15])
    expect(total.n).toBe(710)
  })
})

describe('recommendation scores', () => {
  type Score = {
    id: string
    hist?: number[]
    n: number
    nps: number | null
    se: number
    adj_wald95: [number, number]
  }
  type Pair = { id: string; hist_a: number[]; hist_b: number[] } & {
    diff: number
    p_two_sided: number
    mover95: [number, number]
  }
  const scores = golden<{ cases: Score[] }>('nps').cases.filter(({ n }) => n > 0 && n < 500)
  const pairs = golden<{ cases: Pair[] }>('nps-difference').cases.filter(
    ({ hist_a, hist_b }) => sizeOf(hist_a) < 500 && sizeOf(hist_b) < 500,
  )
  let survey: Published

  /** Each score has a day of its own, with an empty day before it. */
  const dayOfScore = (i: number) => addDays('2020-01-02', 2 * i)
  const dayOfPair = (i: number) => addDays('2021-01-02', 2 * i)

  beforeAll(async () => {
    survey = await owner.publish({
      title: { en: 'Recommendation' },
      questions: [{ key: 'recommend', type: 'nps' }],
    })
    const lines = [
      ...scores.flatMap(({ hist }, i) => linesOf(dayOfScore(i), hist ?? [])),
      ...pairs.flatMap(({ hist_a, hist_b }, i) => [
        ...linesOf(dayOfPair(i), hist_a),
        ...linesOf(addDays(dayOfPair(i), -1), hist_b),
      ]),
    ]
    const { imported } = await owner.import(survey, `submitted_at,recommend\n${lines.join('\n')}`)
    expect(imported).toBe(lines.length)
  })

  test.each(scores.map((each, i) => ({ ...each, day: dayOfScore(i) })))('$id', async (expected) => {
    const { day, hist, nps, se, n, adj_wald95 } = expected
    const { total, histogram, previous } = await owner.nps(survey, { from: day, to: day })
    expect(histogram).toEqual(hist)
    expect(total.n).toBe(n)
    expectClose([total.nps, total.standardError], [nps, se], near)
    expectClose([total.interval?.low, total.interval?.high], adj_wald95, near)
    expect(previous).toMatchObject({ n: 0, nps: null, mean: null, difference: null })
  })

  test.each(pairs.map((each, i) => ({ ...each, day: dayOfPair(i) })))('$id', async (expected) => {
    const { previous } = await owner.nps(survey, { from: expected.day, to: expected.day })
    const { estimate, low, high, p } = previous.difference ?? {}
    expectClose([estimate, low, high], [expected.diff, ...expected.mover95], near)
    expectClose(p, expected.p_two_sided, { relative: 1e-6, absolute: 0 })
  })
})

const sizeOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)

const linesOf = (day: string, counts: readonly number[]) =>
  counts.flatMap((count, score) => new Array<string>(count).fill(`${day},${score}`))

function caseOf(file: GoldenGaps, start: string): Weighted | Figures {
  const found = file.cases.find(({ id }) => id.startsWith(start))
  if (!found || !('mean' in found)) throw new Error(`There is no case ${start}`)
  return found
}

/** A file of plain numbers (nothing is quoted) without some of its columns. */
function withoutColumns(csv: string, unwanted: RegExp): string {
  const [header = '', ...lines] = csv.trim().split('\n')
  const isKept = header.split(',').map((column) => !unwanted.test(column))
  const keep = (line: string) =>
    line
      .split(',')
      .filter((_, i) => isKept[i])
      .join(',')
  return [header, ...lines].map(keep).join('\n')
}
