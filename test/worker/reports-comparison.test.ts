/** Two periods or two groups side by side: the figures of their own reports, and a word only where a test allows it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ComparisonReport } from '../../schema/reports/comparison.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published, taken } from '../support/owner.ts'

let gapwise: Gapwise
let owner: Owner
let survey: Published
const january = { from: '2026-01-01', to: '2026-01-31' }

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
  survey = await owner.publish({
    title: { en: 'Order' },
    locales: ['en', 'zh-CN'],
    segments: ['kind'],
    questions: [
      { key: 'recommend', type: 'nps' },
      { key: 'quick', type: 'gap', dimension: 'responsiveness' },
      { key: 'safe', type: 'gap', dimension: 'assurance' },
      { key: 'overall', type: 'rating', measure: 'csat', scale: 5 },
    ],
  })
  // In January help falls two points short, in February one; everything else stays. Gifts do as all others do.
  const rows = [1, 2].flatMap((month) =>
    Array.from({ length: 120 }, (_, i) => {
      const got = (month === 1 ? 3 : 5) + (i % 3) - 1
      const day = `2026-0${month}-${String(1 + (i % 28)).padStart(2, '0')}`
      const kind = i % 2 === 0 ? 'gift' : 'own'
      const locale = i % 4 < 2 ? 'en' : 'zh-CN'
      return [day, kind, locale, 5 + (i % 6), 6, got, 5, 5 + (i % 2), 3 + (i % 3)].join(',')
    }),
  )
  const header =
    'submitted_at,segment.kind,locale,recommend,quick.expectation,quick.perception,safe.expectation,safe.perception,overall'
  await owner.import(survey, [header, ...rows].join('\n'))
})
afterAll(() => gapwise.stop())

const compared = async (query: Record<string, string>) => {
  const body = await taken(await owner.report(survey, 'comparison', query))
  const report = ComparisonReport.parse(body)
  expect(report).toEqual(body)
  return report
}
const measure = (report: ComparisonReport, kind: string, key: string | null = null) =>
  report.measures.find((one) => one.kind === kind && one.key === key)

describe('two periods', () => {
  const february = { from: '2026-02-01', to: '2026-02-28' }
  const both = { ...february, 'with.from': january.from, 'with.to': january.to }

  test('show on each side what its own report shows', async () => {
    const report = await compared(both)
    const [now, before] = [await owner.gaps(survey, february), await owner.gaps(survey, january)]
    const item = (gaps: typeof now) => gaps.items.find(({ key }) => key === 'quick')
    expect(measure(report, 'item', 'quick')).toMatchObject({
      a: { n: item(now)?.n, value: item(now)?.gap.mean },
      b: { n: item(before)?.n, value: item(before)?.gap.mean },
    })
    const [nps, npsBefore] = [await owner.nps(survey, february), await owner.nps(survey, january)]
    expect(measure(report, 'nps')).toMatchObject({
      a: { value: nps.total.nps },
      b: { value: npsBefore.total.nps },
    })
    expect(report.a).toMatchObject({ ...february, n: 120, hidden: false })
    expect(report.b).toMatchObject({ ...january, n: 120 })
  })
  test('have a word where the difference holds, and none where it may be chance', async () => {
    const report = await compared(both)
    expect(report.caution).toBe('none')
    const quick = measure(report, 'item', 'quick')?.difference
    expect(quick?.verdict).toBe('higher')
    expect(quick?.estimate).toBeCloseTo(2)
    expect(quick?.adjustedP ?? 1).toBeLessThan(0.05)
    expect(measure(report, 'item', 'safe')?.difference?.verdict).toBe('no-clear-difference')
    expect(measure(report, 'nps')?.difference?.verdict).toBe('no-clear-difference')
    expect(measure(report, 'rating', 'overall')?.difference?.verdict).toBe('no-clear-difference')
  })
  test('next to each other are judged as the gaps report judges a change', async () => {
    const days = { from: '2026-01-29', to: '2026-02-25' }
    const report = await compared({ ...days, 'with.from': '2026-01-01', 'with.to': '2026-01-28' })
    const { items } = await owner.gaps(survey, days)
    const change = items.find(({ key }) => key === 'quick')?.change?.gap
    const found = measure(report, 'item', 'quick')?.difference
    expect(found?.estimate).toBeCloseTo(change?.estimate ?? 0, 9)
    expect(found?.low).toBeCloseTo(change?.low ?? 0, 9)
    expect(found?.p ?? 0).toBeCloseTo(change?.p ?? 1, 9)
  })
  test('are the days before when nothing else is asked', async () => {
    expect((await compared(february)).b).toMatchObject({ from: '2026-01-04', to: '2026-01-31' })
  })
  test('that overlap have figures and no word: an answer would count on both sides', async () => {
    const report = await compared({
      ...february,
      'with.from': '2026-01-15',
      'with.to': '2026-02-10',
    })
    expect(report.caution).toBe('shared')
    expect(report.measures.every(({ difference }) => difference === null)).toBe(true)
    expect(measure(report, 'nps')?.b.value).not.toBeNull()
  })
})

describe('two groups', () => {
  const same = { ...january, 'with.from': january.from, 'with.to': january.to }

  test('of the same days are compared when no answer can be in both', async () => {
    const report = await compared({ ...same, 'filter.kind': 'gift', 'with.filter.kind': 'own' })
    expect(report.caution).toBe('none')
    expect(report.a).toMatchObject({ filters: { kind: 'gift' }, n: 60, hidden: false })
    expect(report.b).toMatchObject({ filters: { kind: 'own' }, n: 60 })
    expect(measure(report, 'item', 'quick')?.difference?.verdict).toBe('no-clear-difference')
  })
  test('where one holds the other have no word', async () => {
    expect((await compared({ ...same, 'with.filter.kind': 'own' })).caution).toBe('shared')
  })
  test('of two languages are shown side by side and never judged', async () => {
    const report = await compared({
      ...same,
      'filter.locale': 'en',
      'with.filter.locale': 'zh-CN',
    })
    expect(report.caution).toBe('languages')
    expect(report.measures.every(({ difference }) => difference === null)).toBe(true)
  })
  test('with too few people on one side get no word', async () => {
    const few = {
      from: '2026-01-01',
      to: '2026-01-05',
      'with.from': '2026-01-01',
      'with.to': '2026-01-05',
    }
    const report = await compared({ ...few, 'filter.kind': 'gift', 'with.filter.kind': 'own' })
    expect(measure(report, 'nps')?.difference?.verdict).toBe('too-few')
  })
  test('too small to be shown hide every figure of that side', async () => {
    // On a day of four answers a group of four is under the privacy minimum of five.
    const few = { from: '2026-01-10', to: '2026-01-10' }
    const report = await compared({ ...few, 'filter.kind': 'own' })
    expect(report.a).toMatchObject({ n: 0, hidden: true })
    expect(report.measures.every(({ a }) => a.n === 0)).toBe(true)
  })
})

test('a segment the survey does not have is refused on either side', async () => {
  const refused = async (query: Record<string, string>) =>
    (await owner.report(survey, 'comparison', { ...january, ...query })).status
  expect(await refused({ 'filter.colour': 'red' })).toBe(422)
  expect(await refused({ 'with.filter.colour': 'red' })).toBe(422)
  expect(await refused({ 'with.from': '2026-02-01', 'with.to': '2026-01-01' })).toBe(422)
})
