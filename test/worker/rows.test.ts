/** Reports that only the rows can answer: the same figures as a recount, and no small group missed among thousands. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, nextStart } from '../../schema/calendar.ts'
import type { ThemesReport } from '../../schema/reports/quality.ts'
import type { SurveyDefinitionInput } from '../../schema/survey.ts'
import { hiddenCells } from '../../statistics/hidden-cells.ts'
import { nps } from '../../statistics/nps.ts'
import { expectSameFigures } from '../support/figures.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published, type Query, taken } from '../support/owner.ts'
import { type Random, random } from '../support/random.ts'
import { dimensionOf, histogramOf, itemOf, type Row, rowsIn } from '../support/recount.ts'

const FIRST = '2025-02-05'
const DAYS = 100
const COUNT = 5000
/** All answers, and a window in which more of them lie than one page of rows holds. */
const WHOLE = { from: FIRST, to: addDays(FIRST, DAYS - 1) }

const items = ['speed', 'help', 'care']
const definition = {
  title: { en: 'Rows' },
  locales: ['en', 'de'],
  segments: ['order_type'],
  dimensions: [{ key: 'empathy' }],
  questions: [
    { key: 'recommend', type: 'nps' },
    ...items.map((key) => ({ key, type: 'gap' as const, dimension: 'empathy' })),
    { key: 'comment', type: 'text' },
  ],
} satisfies SurveyDefinitionInput

const values: Record<string, string[]> = {
  tier: ['key', 'regular', 'small'],
  channel: ['email', 'link', 'qr'],
  order_type: ['gift', 'own', 'shop'],
}
const names = Object.keys(values)
const remarks = ['good service', 'the reply was late', 'late and late again', 'friendly']

let gapwise: Gapwise
let owner: Owner
let survey: Published
let rows: (Row & { complete: boolean; secondsTaken: number | null; customerId: string | null })[]

beforeAll(async () => {
  gapwise = await startGapwise({ settings: { GAPWISE_LIMIT_ADDRESS: '0' } })
  owner = await ownerOf(gapwise)
  survey = await owner.publish(definition)
  await owner.import(survey, fileOf(random(11)))
  rows = (await rowsOf(survey)) as typeof rows
  expect(rows).toHaveLength(COUNT + 4)
})

afterAll(() => gapwise.stop())

const rowsOf = async (of: Published): Promise<Row[]> => rowsIn(await owner.exported(of, 'ndjson'))

/** Some answer half, some not at all, one in ten the same all the way; and four of a kind, the very last. */
function fileOf(chance: Random): string {
  const { integer, uniform } = chance
  const one = (list: readonly string[]) => list[integer(list.length)] ?? ''
  const score = () => String(1 + integer(7))
  const scores = () => {
    if (uniform() < 0.1) return ['6', '4', '6', '4', '6', '4']
    return items.flatMap(() => {
      const lot = uniform()
      return lot < 0.1 ? ['', ''] : lot < 0.2 ? ['', score()] : [score(), score()]
    })
  }
  const line = (day: number, [tier, channel, type]: string[]) =>
    [
      `${addDays(FIRST, day)}T${String(integer(24)).padStart(2, '0')}:15`,
      tier,
      channel,
      type,
      one(['en', 'de']),
      uniform() < 0.9 ? 'true' : 'false',
      uniform() < 0.8 ? String(5 + integer(200)) : '',
      `customer-${integer(1500)}`,
      integer(11),
      ...scores(),
      uniform() < 0.3 ? one(remarks) : '',
    ].join(',')
  const header = [
    'submitted_at,segment.tier,channel,segment.order_type,locale,complete,seconds_taken,customer,recommend',
    ...items.flatMap((key) => [`${key}.expectation`, `${key}.perception`]),
    'comment',
  ].join(',')
  const lines = Array.from({ length: COUNT }, () => {
    const [tier, channel, type] = names.map((name) => one(values[name] ?? []))
    // Nobody of this tier came by this way, but for the last four.
    const way = tier === 'key' && channel === 'qr' ? 'link' : channel
    return line(integer(DAYS), [tier ?? '', way ?? '', type ?? ''])
  })
  const last = Array.from({ length: 4 }, () => line(DAYS - 1, ['key', 'qr', 'own']))
  return [header, ...lines, ...last].join('\n')
}

const has = (row: Row, name: string, value: string) =>
  (name === 'channel' ? row.channel : row.segments[name]) === value
const fits = (filters: Query) => (row: Row) =>
  Object.entries(filters).every(([name, value]) => has(row, name.slice('filter.'.length), value))
const within =
  ({ from, to }: { from: string; to: string }) =>
  ({ submittedAt }: Row) =>
    submittedAt >= from && submittedAt < addDays(to, 1)

async function expectRecount(query: Query, own: readonly Row[]) {
  const histogram = histogramOf(own, 'recommend')
  const scores = await owner.nps(survey, query)
  expect([query, scores.histogram]).toEqual([query, histogram])
  const { nps: score, n } = nps(histogram)
  expectSameFigures([scores.total.nps, scores.total.n], [score, n])
  const gaps = await owner.gaps(survey, query)
  const figures = (of: object) => JSON.parse(JSON.stringify(of))
  for (const item of gaps.items) {
    const { gap, expectation, perception } = itemOf(own, item.key)
    expect([query, item.key, item.n]).toEqual([query, item.key, itemOf(own, item.key).n])
    expectSameFigures(
      figures([item.gap.mean, item.expectation.mean, item.perception.mean]),
      figures([gap.mean, expectation.mean, perception.mean]),
    )
  }
  const { n: ofDimension, gap } = dimensionOf(own, items)
  expect(gaps.dimensions[0]?.n).toBe(ofDimension)
  expectSameFigures([gaps.dimensions[0]?.gap.mean], [gap.mean])
}

test('figures of any two or three filters in any window are those of a recount', async () => {
  const { integer, uniform } = random(12)
  // The last day belongs to the four of the next test.
  const last = DAYS - 2
  for (let i = 0; i < 12; i++) {
    const start = i < 2 ? 0 : integer(DAYS - 30)
    const end = i < 2 ? last : Math.min(last, start + 20 + integer(60))
    const window = { from: addDays(FIRST, start), to: addDays(FIRST, end) }
    const left = uniform() < 0.3 ? '' : names[integer(3)]
    const filters = Object.fromEntries(
      names.flatMap((name) => {
        const [first = '', second = ''] = values[name] ?? []
        return name === left ? [] : [[`filter.${name}`, uniform() < 0.5 ? first : second]]
      }),
    )
    const own = rows.filter(within(window)).filter(fits(filters))
    expect(own.length).toBeGreaterThan(20)
    await expectRecount({ ...window, ...filters }, own)
  }
})

test('a group of four is hidden though thousands come before it, and so is one beside it', async () => {
  const both = { 'filter.tier': 'key', 'filter.channel': 'qr' }
  expect(rows.filter(fits(both))).toHaveLength(4)
  const scores = await owner.nps(survey, { ...WHOLE, ...both })
  expect([scores.total.n, scores.suppressed]).toEqual([0, 1])
  const gaps = await owner.gaps(survey, { ...WHOLE, ...both })
  expect([gaps.items.map(({ n }) => n), gaps.suppressed]).toEqual([[0, 0, 0], 1])
  // And of everything beside it, what the tables and their lines would hide.
  const [tiers = [], ways = []] = [values.tier, values.channel]
  const of = (tier: string, channel: string) =>
    fits({ 'filter.tier': tier, 'filter.channel': channel })
  const counts = tiers.map((tier) =>
    ways.map((way) => dimensionOf(rows.filter(of(tier, way)), items).n),
  )
  const isHidden = hiddenCells(
    tiers.flatMap((tier, i) => ways.map((way, j) => ({ at: [tier, way], n: counts[i]?.[j] ?? 0 }))),
    5,
  )
  for (const [i, tier] of tiers.entries())
    for (const [j, way] of ways.entries()) {
      const query = { ...WHOLE, 'filter.tier': tier, 'filter.channel': way }
      const { overall } = await owner.gaps(survey, query)
      const shown = isHidden([tier, way]) ? 0 : counts[i]?.[j]
      expect([tier, way, overall?.n]).toEqual([tier, way, shown])
    }
})

test('without answers of low effort, figures are those of a recount without them', async () => {
  const times = rows.flatMap(({ complete, secondsTaken }) =>
    complete && secondsTaken !== null ? [secondsTaken] : [],
  )
  times.sort((a, b) => a - b)
  const middle = times.length / 2
  const median = ((times[Math.ceil(middle) - 1] ?? 0) + (times[Math.floor(middle)] ?? 0)) / 2
  const careful = rows.filter((row) => !isStraight(row) && !isFast(row, median / 3))
  expect(careful.length).toBeLessThan(0.85 * COUNT)
  await expectRecount({ ...WHOLE, lowEffort: 'exclude' }, careful)
  const quality = await owner.report(survey, 'quality', WHOLE)
  const { lowEffort, seconds } = await taken<{
    lowEffort: { n: number; fast: { n: number } }
    seconds: { median: number }
  }>(quality)
  expect(seconds.median).toBe(median)
  expect(lowEffort.n).toBe(rows.length - careful.length)
  expect(lowEffort.fast.n).toBe(rows.filter((row) => isFast(row, median / 3)).length)
})

const isFast = ({ complete, secondsTaken }: (typeof rows)[number], limit: number) =>
  complete && secondsTaken !== null && secondsTaken < limit

function isStraight({ answers }: Row): boolean {
  const pairs = items.flatMap((key) => {
    const answer = answers[key]
    return typeof answer === 'object' &&
      answer !== null &&
      'expectation' in answer &&
      'perception' in answer
      ? [`${answer.expectation} ${answer.perception}`]
      : []
  })
  return pairs.length === 3 && new Set(pairs).size === 1
}

test.each([
  ['week', 28],
  ['day', 28],
])(
  'each point of the line by %s is the score of the %i days that end with it',
  async (interval, most) => {
    const { series } = await owner.nps(survey, { ...WHOLE, interval })
    const some = series.filter((_, i) => i % 5 === 0 || i < 3)
    for (const { start, rolling } of some) {
      const end = addDays(start, interval === 'week' ? 6 : 0)
      const to = end > WHOLE.to ? WHOLE.to : end
      expect(rolling).toBeDefined()
      const from = rolling?.from ?? ''
      const earliest = addDays(end, 1 - most)
      expect(from).toBe(earliest < WHOLE.from ? WHOLE.from : earliest)
      const { total } = await owner.nps(survey, { from, to })
      expectSameFigures([rolling?.n, rolling?.nps], [total.n, total.nps])
    }
  },
)

test('longer periods stand alone, and so do those of which only latest answers count', async () => {
  const months = await owner.nps(survey, { ...WHOLE, interval: 'month' })
  expect(months.series.filter(({ rolling }) => rolling)).toEqual([])
  const relationship = await owner.publish({ ...definition, program: 'relationship' })
  await owner.import(relationship, fileOf(random(13)))
  const weeks = await owner.nps(relationship, { ...WHOLE, interval: 'week' })
  expect(weeks.series.filter(({ rolling }) => rolling)).toEqual([])
})

describe('of customers with several answers the latest counts', () => {
  const [first, second] = [
    { from: FIRST, to: addDays(FIRST, DAYS / 2 - 1) },
    { from: addDays(FIRST, DAYS / 2), to: addDays(FIRST, DAYS - 1) },
  ]
  let relationship: Published
  let own: typeof rows
  beforeAll(async () => {
    relationship = await owner.publish({ ...definition, program: 'relationship' })
    await owner.import(relationship, fileOf(random(11)))
    own = (await rowsOf(relationship)) as typeof rows
  })

  /** The last one of each customer in some days; of those of the same minute, the one that came last. */
  function latestIn(days: { from: string; to: string }): typeof rows {
    const inOrder = own
      .filter(within(days))
      .toSorted((a, b) => Date.parse(a.submittedAt) - Date.parse(b.submittedAt))
    return [...new Map(inOrder.map((row) => [row.customerId, row])).values()]
  }
  const monthOf = (start: string, { from, to }: typeof first) => {
    const end = addDays(nextStart('month', start), -1)
    return { from: start < from ? from : start, to: end > to ? to : end }
  }

  test('in the score, with filters too', async () => {
    // Not by e-mail: beside the four of a kind that is hidden.
    const filters = { 'filter.tier': 'small', 'filter.channel': 'link' }
    const histogram = histogramOf(latestIn(WHOLE).filter(fits(filters)), 'recommend')
    const scores = await owner.nps(relationship, { ...WHOLE, ...filters })
    expect(scores.histogram).toEqual(histogram)
  })

  test('in the score of a window, of the days before, of its months and of groups', async () => {
    const query = { ...second, interval: 'month', segment: 'order_type' }
    const report = await owner.nps(relationship, query)
    const scoreOf = (of: typeof rows) => nps(histogramOf(of, 'recommend'))
    const pick = ({ n, nps }: { n: number; nps: number | null }) => [n, nps]
    const wanted = [second, first].map((days) => scoreOf(latestIn(days)))
    expectSameFigures([report.total, report.previous].map(pick), wanted.map(pick))
    const months = report.series.map(({ start }) => scoreOf(latestIn(monthOf(start, second))))
    expect(months).toHaveLength(3)
    expectSameFigures(report.series.map(pick), months.map(pick))
    const groups = report.segments.map(({ value }) =>
      scoreOf(latestIn(second).filter((row) => has(row, 'order_type', value))),
    )
    expect(groups).toHaveLength(3)
    expectSameFigures(report.segments.map(pick), groups.map(pick))
  })

  test('in the gaps of a window, of its months and of groups', async () => {
    const query = { ...second, interval: 'month', segment: 'order_type' }
    const report = await owner.gaps(relationship, query)
    const latest = latestIn(second)
    const pick = ({ n, gap }: { n: number; gap: { mean: number | null } }) => [n, gap.mean]
    const gapOf = (of: typeof rows) => pick(JSON.parse(JSON.stringify(dimensionOf(of, items))))
    for (const item of report.items)
      expectSameFigures(pick(item), pick(JSON.parse(JSON.stringify(itemOf(latest, item.key)))))
    expectSameFigures(report.dimensions.map(pick), [gapOf(latest)])
    const months = report.series.map(({ start }) => gapOf(latestIn(monthOf(start, second))))
    expect(months).toHaveLength(3)
    expectSameFigures(report.series.map(pick), months)
    const groups = report.segments.map(({ value }) =>
      gapOf(latest.filter((row) => has(row, 'order_type', value))),
    )
    expect(groups).toHaveLength(3)
    expectSameFigures(report.segments.map(pick), groups)
  })
})

test.each([
  ['2025-03-02', '2025-04-29'],
  ['2025-02-20', '2025-04-10'],
  ['2025-03-03', '2025-03-29'],
  ['2025-03-10', '2025-03-20'],
  ['2025-03-01', '2025-03-31'],
  ['2025-04-20', '2025-12-31'],
])(
  'words from %s to %s are those of the rows, whatever part of a month it is',
  async (from, to) => {
    const themes = async (query: Query) =>
      taken<ThemesReport>(await owner.report(survey, 'themes', { from, to, ...query }))
    const summed = await themes({})
    // Nobody took less than nothing, so nobody is left out, but everything is read.
    const own = rows.filter(within({ from, to }))
    const words = (text: unknown) => (typeof text === 'string' ? text : '')
    const comments = own.filter(({ answers }) => words(answers.comment) !== '')
    expect(summed.languages.reduce((n, each) => n + each.comments, 0)).toBe(comments.length)
    for (const { language, words: typical } of summed.languages)
      for (const [token, a, b] of [...typical.a, ...typical.b].map(
        (word) => [word.token, word.a, word.b] as const,
      )) {
        const having = comments.filter(
          ({ answers, locale }) =>
            locale === language && words(answers.comment).split(' ').includes(token),
        )
        const scored = (low: number, high: number) =>
          having.filter(({ answers: { recommend } }) => {
            const score = Number(recommend)
            return score >= low && score <= high
          }).length
        expect([language, token, a, b]).toEqual([language, token, scored(0, 6), scored(9, 10)])
      }
  },
)
