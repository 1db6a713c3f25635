/** The reports on recommendation and gaps: what they say, what they leave unsaid, and what they refuse. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, daysBetween, INTERVALS, periodsIn } from '../../schema/calendar.ts'
import type { NpsReport } from '../../schema/reports.ts'
import type { SurveyDefinitionInput } from '../../schema/survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { expectClose } from '../support/golden.ts'
import { type Owner, ownerOf, type Published, type Query } from '../support/owner.ts'
import { random } from '../support/random.ts'

let gapwise: Gapwise
let owner: Owner

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
})

afterAll(() => gapwise.stop())

const gap = (key: string, dimension?: string) => ({
  key,
  type: 'gap' as const,
  ...(dimension ? { dimension } : {}),
})
const definition = {
  title: { en: 'Reported' },
  segments: ['order_type'],
  questions: [
    { key: 'recommend', type: 'nps' },
    { key: 'again', type: 'nps' },
    { key: 'overall', type: 'rating' },
    gap('speed', 'responsiveness'),
    gap('help', 'responsiveness'),
    gap('care', 'responsiveness'),
    gap('rooms', 'tangibles'),
  ],
} satisfies SurveyDefinitionInput

const aSurvey = () => owner.publish(definition)

/** Imports lines given by column. */
async function filled(survey: Published, lines: readonly Record<string, string | number>[]) {
  const columns = [...new Set(lines.flatMap((line) => Object.keys(line)))]
  const rows = lines.map((line) => columns.map((column) => line[column] ?? '').join(','))
  const reply = await owner.import(survey, [columns.join(','), ...rows].join('\n'))
  expect(reply.rejected).toEqual([])
  return survey
}

const today = () => new Date().toISOString().slice(0, 10)

describe('a survey that nobody has answered', () => {
  test('has no score, rather than a score of zero', async () => {
    const survey = await aSurvey()
    // Asked again where midnight has passed meanwhile.
    let day: string
    let report: NpsReport
    do {
      day = today()
      report = await owner.nps(survey)
    } while (day !== today())
    const nobody = {
      n: 0,
      promoters: 0,
      passives: 0,
      detractors: 0,
      nps: null,
      mean: null,
      standardError: null,
      interval: null,
    }
    const window = { from: addDays(day, -89), to: day }
    const before = { from: addDays(day, -179), to: addDays(day, -90) }
    expect(report).toEqual({
      ...window,
      question: 'recommend',
      timeZone: 'UTC',
      interval: 'day',
      rebuilding: false,
      suppressed: 0,
      privacyMinimum: 5,
      total: nobody,
      histogram: new Array(11).fill(0),
      previous: { ...before, ...nobody, difference: null },
      series: periodsIn('day', window.from, window.to).map((start, i) => ({
        start,
        ...nobody,
        rolling: {
          from: addDays(window.from, Math.max(0, i - 27)),
          n: 0,
          nps: null,
          interval: null,
        },
      })),
      segments: [],
    })
  })

  test('has no gaps, rather than gaps of zero', async () => {
    const report = await owner.gaps(await aSurvey(), { segment: 'tier', question: 'speed' })
    const half = { mean: null, standardDeviation: null }
    const none = {
      n: 0,
      noOpinion: 0,
      expectation: half,
      perception: half,
      metOrExceeded: null,
      correlation: null,
      change: null,
    }
    for (const result of [report.overall, ...report.dimensions, ...report.items]) {
      expect(result).toMatchObject(none)
      const { verdict, ...figures } = result?.gap ?? {}
      expect(verdict).toBe('too-few')
      expect(new Set(Object.values(figures))).toEqual(new Set([null]))
    }
    expect(report.dimensions.map(({ alpha }) => alpha)).toEqual(
      new Array(2).fill({ expectation: null, perception: null, gap: null }),
    )
    expect(report.items[0]?.cells).toEqual(new Array(7).fill(new Array(7).fill(0)))
    expect(report.weighted).toBeNull()
    expect(report.segments).toEqual([])
    expect(report.series).toHaveLength(90)
    for (const { n, gap: figures, expectation, perception } of report.series) {
      const { verdict, ...numbers } = figures
      expect([n, verdict, ...new Set(Object.values(numbers))]).toEqual([0, 'too-few', null])
      expect([expectation, perception]).toEqual([half, half])
    }
  })
})

describe('a report is refused', () => {
  const fault = async (reply: Response) => {
    expect(reply.headers.get('content-type')).toBe('application/problem+json')
    const { type, status, errors } = await reply.json()
    expect(status).toBe(reply.status)
    return [status, type, errors?.[0]?.pointer]
  }
  const invalid = (pointer: string) => [422, '/problems/invalid-request', pointer]

  test.each<[string, string, Query, string]>([
    ['a question that is not there', 'nps', { question: 'mood' }, '?question'],
    ['a question of another kind', 'nps', { question: 'speed' }, '?question'],
    ['a gap question that is not there', 'gaps', { question: 'recommend' }, '?question'],
    ['a dimension that is not there', 'gaps', { dimension: 'empathy' }, '?dimension'],
    ['a segment that is not there', 'nps', { segment: 'size' }, '?segment'],
    ['a filter that is not there', 'gaps', { 'filter.size': 'xl' }, '?filter.size'],
    [
      'a filter that is an object’s own',
      'nps',
      { 'filter.constructor': '1' },
      '?filter.constructor',
    ],
    ['an end before its beginning', 'nps', { from: '2026-02-01', to: '2026-01-31' }, '?from'],
    ['a beginning still to come', 'gaps', { from: '2999-01-01' }, '?from'],
    ['a day that is none', 'nps', { from: '2026-02-30' }, '?from'],
    ['a day in other digits', 'nps', { to: '1.2.2026' }, '?to'],
    ['an interval that is none', 'nps', { interval: 'hour' }, '?interval'],
    ['a confidence that is none', 'gaps', { confidence: '1' }, '?confidence'],
  ])('for %s', async (_, name, query, pointer) => {
    expect(await fault(await owner.report(await aSurvey(), name, query))).toEqual(invalid(pointer))
  })

  test('where the survey asks no such thing', async () => {
    const survey = await owner.publish({
      title: { en: 'x' },
      questions: [{ key: 'why', type: 'text' }],
    })
    for (const name of ['nps', 'gaps'])
      expect(await fault(await owner.report(survey, name))).toEqual(invalid('?question'))
  })

  test('for a draft, for no survey, and to nobody in particular', async () => {
    const draft = await owner.send<Published>('POST', '/api/surveys', { definition })
    const survey = await aSurvey()
    for (const name of ['nps', 'gaps']) {
      expect((await owner.report(draft, name)).status).toBe(409)
      expect((await owner.report({ ...draft, id: 'none' }, name)).status).toBe(404)
      expect((await gapwise.fetch(`/api/surveys/${survey.id}/reports/${name}`)).status).toBe(401)
    }
  })

  test('for more than a thousand points, however they come about', async () => {
    const survey = await aSurvey()
    for (const interval of INTERVALS) {
      if (interval === 'year') continue
      const from = '1800-01-01'
      const starts = periodsIn(interval, from, '2099-12-31')
      const lastDay = addDays(starts[1000] ?? '', -1)
      const { series } = await owner.nps(survey, { from, to: lastDay, interval })
      expect([interval, series.length]).toEqual([interval, 1000])
      for (const name of ['nps', 'gaps']) {
        const reply = await owner.report(survey, name, { from, to: addDays(lastDay, 1), interval })
        expect([interval, ...(await fault(reply))]).toEqual([
          interval,
          422,
          '/problems/interval-too-fine',
          undefined,
        ])
      }
    }
  })
})

describe('periods', () => {
  test('are the finest that give at most 120 points, when nobody says which', async () => {
    const survey = await aSurvey()
    const { integer } = random(120)
    const lengths = [1, 2, 119, 120, 121, 834, 835, 840, 841, 3652, 3653, 10_957, 10_958, 20_000]
    for (const days of [...lengths, ...Array.from({ length: 20 }, () => 1 + integer(12_000))]) {
      const from = addDays('1990-01-01', integer(40))
      const to = addDays(from, days - 1)
      const finest = INTERVALS.find((each) => periodsIn(each, from, to).length <= 120)
      const { interval, series } = await owner.nps(survey, { from, to })
      expect([days, interval]).toEqual([days, finest])
      expect(series.map(({ start }) => start)).toEqual(periodsIn(interval, from, to))
    }
  })

  test.each([
    ['day', ['2025-12-31', '2026-01-01', '2026-01-02']],
    ['week', ['2025-12-29']],
    ['month', ['2025-12-01', '2026-01-01']],
    ['quarter', ['2025-10-01', '2026-01-01']],
    ['year', ['2025-01-01', '2026-01-01']],
  ])('of a %s begin where it begins, the first one before the window', async (interval, starts) => {
    const survey = await aSurvey()
    const query = { from: '2025-12-31', to: '2026-01-02', interval }
    const [scores, gaps] = [await owner.nps(survey, query), await owner.gaps(survey, query)]
    expect(scores.series.map(({ start }) => start)).toEqual(starts)
    expect(gaps.series.map(({ start }) => start)).toEqual(starts)
  })

  test('of a week begin on Monday, before 1970 too', async () => {
    const survey = await aSurvey()
    for (const [from, to] of [
      ['2024-02-20', '2024-04-09'],
      ['1969-12-01', '1970-01-31'],
    ] as const) {
      const { series } = await owner.nps(survey, { from, to, interval: 'week' })
      for (const { start } of series) expect(new Date(`${start}T00:00:00Z`).getUTCDay()).toBe(1)
      expect(series[0]?.start.localeCompare(from)).toBeLessThanOrEqual(0)
      expect(addDays(series.at(-1)?.start ?? '', 6).localeCompare(to)).toBeGreaterThanOrEqual(0)
      expect(series).toHaveLength(Math.ceil(daysBetween(series[0]?.start ?? '', to) / 7))
    }
  })

  test('without answers are there, with nobody in them', async () => {
    const survey = await filled(await aSurvey(), [
      { submitted_at: '2026-01-05', recommend: 10, 'speed.expectation': 7, 'speed.perception': 6 },
      { submitted_at: '2026-01-25', recommend: 0, 'speed.expectation': 7, 'speed.perception': 5 },
      { submitted_at: '2026-01-26', recommend: 0 },
    ])
    const query = { from: '2026-01-05', to: '2026-01-31', interval: 'week', question: 'recommend' }
    const { series, total } = await owner.nps(survey, query)
    expect(series.map(({ start, n, nps, mean }) => [start, n, nps, mean])).toEqual([
      ['2026-01-05', 1, 100, 10],
      ['2026-01-12', 0, null, null],
      ['2026-01-19', 1, -100, 0],
      ['2026-01-26', 1, -100, 0],
    ])
    expect(total.n).toBe(3)
    const gaps = await owner.gaps(survey, { ...query, question: 'speed' })
    expect(gaps.series.map(({ n, gap }) => [n, gap.mean, gap.low])).toEqual([
      [1, -1, null],
      [0, null, null],
      [1, -2, null],
      [0, null, null],
    ])
  })

  test('hold only what is in the window, at both ends', async () => {
    const days = [
      '2026-01-06',
      '2026-01-07',
      '2026-01-08',
      '2026-01-20',
      '2026-01-21',
      '2026-01-22',
    ]
    const lines = days.map((day, i) => ({ submitted_at: day, recommend: i }))
    const survey = await filled(await aSurvey(), lines)
    const query = { from: '2026-01-07', to: '2026-01-21' }
    for (const interval of ['week', 'month', 'year']) {
      const { series, total, histogram } = await owner.nps(survey, { ...query, interval })
      expect(series.reduce((sum, { n }) => sum + n, 0)).toBe(4)
      expect(total.n).toBe(4)
      expect(histogram.slice(0, 6)).toEqual([0, 1, 1, 1, 1, 0])
    }
  })
})

describe('the period before', () => {
  test('is as long as the window and ends the day before it', async () => {
    const days = [
      '2026-01-09',
      '2026-01-10',
      '2026-01-14',
      '2026-01-15',
      '2026-01-19',
      '2026-01-20',
    ]
    const lines = days.map((day) => ({ submitted_at: day, recommend: 9 }))
    const survey = await filled(await aSurvey(), lines)
    const { previous, total } = await owner.nps(survey, { from: '2026-01-15', to: '2026-01-19' })
    expect(previous).toMatchObject({ from: '2026-01-10', to: '2026-01-14', n: 2 })
    expect(total.n).toBe(2)
  })

  test('is what a change is a change from, in points and by its parts', async () => {
    const answers = (day: string, count: number, score: number, e: number, p: number) =>
      Array.from({ length: count }, (_, i) => ({
        submitted_at: day,
        recommend: i % 4 === 0 ? 7 : score,
        'speed.expectation': e,
        'speed.perception': i % 2 === 0 ? p : p - 1,
      }))
    const survey = await filled(await aSurvey(), [
      ...answers('2026-01-10', 60, 3, 6, 4),
      ...answers('2026-01-20', 80, 10, 6, 6),
    ])
    const query = { from: '2026-01-16', to: '2026-01-31' }
    const { total, previous } = await owner.nps(survey, query)
    expect([total.nps, previous.nps]).toEqual([75, -75])
    expect(previous.difference).toMatchObject({ estimate: 150, verdict: 'clear-rise' })
    const { items } = await owner.gaps(survey, query)
    const { change } = items.find(({ key }) => key === 'speed') ?? {}
    expect(change?.gap).toMatchObject({ estimate: 2, verdict: 'clear-rise' })
    expect(change?.perception.estimate).toBe(2)
    expect(change?.expectation.estimate).toBe(0)
    expect(change?.larger).toBe('perception')
  })

  test('says nothing of a change from fewer than thirty', async () => {
    const lines = [
      ...new Array(29).fill({ submitted_at: '2026-01-10', recommend: 0 }),
      ...new Array(99).fill({ submitted_at: '2026-01-20', recommend: 10 }),
    ]
    const survey = await filled(await aSurvey(), lines)
    const { previous } = await owner.nps(survey, { from: '2026-01-16', to: '2026-01-31' })
    expect(previous.difference).toMatchObject({ estimate: 200, verdict: 'too-few' })
  })
})

describe('what is counted', () => {
  const one = { from: '2026-01-01', to: '2026-01-31' }
  const day = { submitted_at: '2026-01-10' }
  const pair = (key: string, e: number | string, p: number | string) => ({
    [`${key}.expectation`]: e,
    [`${key}.perception`]: p,
  })

  test('is the survey’s first recommendation question, or the one asked for', async () => {
    const survey = await filled(await aSurvey(), [{ ...day, recommend: 9, again: 2 }])
    expect((await owner.nps(survey, one)).total.mean).toBe(9)
    expect(await owner.nps(survey, { ...one, question: 'again' })).toMatchObject({
      question: 'again',
      total: { mean: 2 },
    })
  })

  test('is both halves of a pair, and who had no opinion beside it', async () => {
    const survey = await filled(await aSurvey(), [
      { ...day, ...pair('speed', 7, 5) },
      { ...day, ...pair('speed', 5, 6) },
      { ...day, ...pair('speed', 1, '') },
      { ...day, ...pair('speed', '', 7) },
      { ...day, ...pair('speed', 1, 'no-opinion') },
      { ...day, ...pair('speed', 'no-opinion', 'no-opinion') },
      { ...day, recommend: 3 },
    ])
    const { items } = await owner.gaps(survey, one)
    expect(items.find(({ key }) => key === 'speed')).toMatchObject({
      n: 2,
      noOpinion: 2,
      expectation: { mean: 6 },
      perception: { mean: 5.5 },
      gap: { mean: -0.5, degreesOfFreedom: 1 },
      metOrExceeded: 0.5,
      scale: 7,
      dimension: 'responsiveness',
    })
  })

  test('of a dimension is who answered at least half of its items', async () => {
    const survey = await filled(await aSurvey(), [
      { ...day, ...pair('speed', 7, 6), ...pair('help', 7, 5), ...pair('care', 7, 4) },
      { ...day, ...pair('speed', 7, 3), ...pair('help', 7, 4) },
      { ...day, ...pair('speed', 7, 1) },
    ])
    const { dimensions, overall } = await owner.gaps(survey, one)
    const [responsiveness, tangibles] = dimensions
    expect(responsiveness).toMatchObject({ key: 'responsiveness', n: 2, gap: { mean: -2.75 } })
    expect(responsiveness?.items).toEqual(['speed', 'help', 'care'])
    expect(tangibles).toMatchObject({ key: 'tangibles', n: 0, gap: { mean: null } })
    expect(overall).toMatchObject({ key: 'dimensions', n: 0 })
  })

  test('overall is who has a score on every dimension, each dimension the same', async () => {
    const survey = await filled(await aSurvey(), [
      {
        ...day,
        ...pair('speed', 7, 6),
        ...pair('help', 7, 6),
        ...pair('care', 7, 6),
        ...pair('rooms', 7, 2),
      },
      { ...day, ...pair('speed', 7, 3), ...pair('help', 7, 3), ...pair('rooms', 7, 7) },
      { ...day, ...pair('rooms', 7, 1) },
    ])
    const { overall } = await owner.gaps(survey, one)
    expect(overall).toMatchObject({ n: 2, gap: { mean: -2.5 }, expectation: { mean: 7 } })
  })

  test('of a sampled survey is what each was shown, and overall what each answered', async () => {
    const survey = await owner.publish({
      ...definition,
      sample: { type: 'gap', count: 2 },
    })
    await filled(survey, [
      { ...day, shown: 'speed rooms', ...pair('speed', 7, 5), ...pair('rooms', 7, 3) },
      { ...day, shown: 'speed help', ...pair('help', 7, 6) },
      { ...day, shown: 'help care', ...pair('help', 7, 4), ...pair('care', 7, 5) },
    ])
    const { dimensions, overall } = await owner.gaps(survey, one)
    expect(dimensions.map(({ key, n, gap: { mean } }) => [key, n, mean])).toEqual([
      ['responsiveness', 3, (-2 - 1 - 2.5) / 3],
      ['tangibles', 1, -4],
    ])
    expect(overall).toMatchObject({ key: 'items', n: 3 })
    expectClose(overall?.gap.mean, (-3 - 1 - 2.5) / 3, { relative: 1e-12, absolute: 0 })
  })

  test('over questions on different scales is never added up', async () => {
    const survey = await owner.publish({
      title: { en: 'Two scales' },
      questions: [gap('speed'), { ...gap('rooms'), scale: 5 }],
    })
    await filled(survey, [{ ...day, ...pair('speed', 7, 5), ...pair('rooms', 5, 3) }])
    const report = await owner.gaps(survey, one)
    expect([report.scale, report.overall, report.weighted]).toEqual([null, null, null])
    expect(report.items.map(({ scale, gap: { mean } }) => [scale, mean])).toEqual([
      [7, -2],
      [5, -2],
    ])
  })

  test('by weights is a split of 90 to 110 points, brought to a hundred, and no other', async () => {
    const survey = await owner.publish({
      ...definition,
      questions: [...definition.questions, { key: 'weights', type: 'allocation' }],
    })
    const scores = { ...pair('speed', 7, 6), ...pair('help', 7, 6), ...pair('rooms', 7, 3) }
    const points = (responsiveness: number, tangibles: number) => ({
      'weights.responsiveness': responsiveness,
      'weights.tangibles': tangibles,
    })
    await filled(survey, [
      { ...day, ...scores, ...points(75, 25) },
      { ...day, ...scores, ...points(82.5, 27.5) },
      { ...day, ...scores, ...points(67.5, 22.5) },
      { ...day, ...scores, ...points(1, 88) },
      { ...day, ...scores, ...points(1, 110) },
      { ...day, ...scores },
    ])
    const { weighted, overall } = await owner.gaps(survey, one)
    expectClose(
      [weighted?.weights.responsiveness, weighted?.weights.tangibles, weighted?.gap.mean],
      [0.75, 0.25, -1.75],
      { relative: 1e-12, absolute: 0 },
    )
    expect([weighted?.n, overall?.gap.mean]).toEqual([6, -2.5])
  })

  test('overall is of the dimensions that are asked about: items of none, and a dimension without items, are no part of it', async () => {
    const survey = await owner.publish({
      ...definition,
      dimensions: ['responsiveness', 'tangibles', 'empathy'].map((key) => ({ key })),
      questions: [...definition.questions, gap('menu'), { key: 'weights', type: 'allocation' }],
    })
    const of = (speed: number, rooms: number) => ({
      ...day,
      overall: 4,
      ...pair('speed', 7, speed),
      ...pair('help', 7, speed),
      ...pair('rooms', 7, rooms),
      ...pair('menu', 7, 1),
      'weights.responsiveness': 60,
      'weights.tangibles': 20,
      'weights.empathy': 20,
    })
    await filled(survey, [of(6, 3), of(4, 5)])
    const { overall, weighted, ownWeighted } = await owner.gaps(survey, one)
    expect(overall).toMatchObject({ key: 'dimensions', n: 2, gap: { mean: -2.5 } })
    // −2 × ¾ − 3 × ¼: the points for what is asked about, brought to a whole
    for (const found of [weighted, ownWeighted]) {
      expect(found?.n).toBe(2)
      expectClose(found?.gap.mean, -2.25, { relative: 1e-12, absolute: 0 })
    }
    expect(Object.keys(weighted?.weights ?? {})).toEqual(['responsiveness', 'tangibles'])
    expectClose(weighted?.weights.responsiveness, 0.75, { relative: 1e-12, absolute: 0 })
    const drivers = await owner.fetch(
      `/api/surveys/${survey.id}/reports/drivers?${new URLSearchParams({ ...one, question: 'overall' })}`,
    )
    expect(await drivers.json()).toMatchObject({ outcome: 'overall', n: 2 })
  })

  test('by each one’s own weights is of those who gave any', async () => {
    const survey = await owner.publish({
      ...definition,
      questions: [...definition.questions, { key: 'weights', type: 'allocation' }],
    })
    const of = (speed: number, rooms: number, responsiveness: number) => ({
      ...day,
      ...pair('speed', 7, speed),
      ...pair('help', 7, speed),
      ...pair('rooms', 7, rooms),
      'weights.responsiveness': responsiveness,
      'weights.tangibles': 100 - responsiveness,
    })
    const scores = { ...pair('speed', 7, 1), ...pair('help', 7, 1), ...pair('rooms', 7, 1) }
    await filled(survey, [of(6, 3, 75), of(2, 7, 20), { ...day, ...scores }])
    const { ownWeighted } = await owner.gaps(survey, one)
    // −1 × .75 − 4 × .25 and −5 × .2 − 0 × .8
    expect(ownWeighted?.n).toBe(2)
    expectClose(
      [ownWeighted?.gap.mean, ownWeighted?.gap.standardDeviation],
      [(-1.75 - 1) / 2, 0.75 / Math.SQRT2],
      { relative: 1e-12, absolute: 0 },
    )
    expect((await owner.gaps(await aSurvey(), one)).ownWeighted).toBeNull()
  })

  test('is every version’s answers together', async () => {
    const survey = await filled(await aSurvey(), [
      { ...day, recommend: 10, ...pair('speed', 7, 5) },
    ])
    await owner.republish(survey, {
      ...definition,
      questions: [...definition.questions, gap('menu', 'tangibles')],
    })
    const second = { ...day, recommend: 0, ...pair('speed', 7, 6), ...pair('menu', 7, 1) }
    await filled(survey, [second])
    expect((await owner.nps(survey, one)).total).toMatchObject({ n: 2, nps: 0 })
    const { items } = await owner.gaps(survey, one)
    expect(items.map(({ key, n }) => [key, n])).toContainEqual(['speed', 2])
    expect(items.map(({ key, n }) => [key, n])).toContainEqual(['menu', 1])
  })

  test('is as sure as one asks for', async () => {
    const lines = Array.from({ length: 40 }, (_, i) => ({
      ...day,
      recommend: i % 11,
      ...pair('speed', 7, 1 + (i % 7)),
    }))
    const survey = await filled(await aSurvey(), lines)
    const widths = await Promise.all(
      ['0.8', '0.95', '0.99'].map(async (confidence) => {
        const { total } = await owner.nps(survey, { ...one, confidence })
        const { items } = await owner.gaps(survey, { ...one, confidence })
        expect(total.interval?.confidence).toBe(Number(confidence))
        const { low, high } = items[0]?.gap ?? {}
        return [(total.interval?.high ?? 0) - (total.interval?.low ?? 0), (high ?? 0) - (low ?? 0)]
      }),
    )
    for (const i of [0, 1]) {
      const [narrow = 0, usual = 0, wide = 0] = widths.map((each) => each[i] ?? 0)
      expect(narrow).toBeGreaterThan(0)
      expect(usual).toBeGreaterThan(narrow)
      expect(wide).toBeGreaterThan(usual)
    }
  })

  test('leaves as it is, with every digit', async () => {
    const scores = [0, 9, 9, 10, 7, 8, 3]
    const lines = scores.map((recommend) => ({ ...day, recommend }))
    const { total } = await owner.nps(await filled(await aSurvey(), lines), one)
    expect(total.nps).toBe((100 * (3 - 2)) / 7)
    expect(total.mean).toBe(46 / 7)
  })
})

describe('a split', () => {
  const one = { from: '2026-01-01', to: '2026-01-31' }

  test('compares every segment with everyone else, all of them together', async () => {
    const lines = ['en', 'de', 'fr', 'it'].flatMap((locale, l) =>
      Array.from({ length: 60 }, (_, i) => ({
        submitted_at: '2026-01-10',
        locale,
        recommend: l === 0 ? 6 : 7 + (i % 4),
        'speed.expectation': 7,
        'speed.perception': l === 0 ? 1 + (i % 2) : 5 + (i % 2),
      })),
    )
    const survey = await filled(await aSurvey(), lines)
    const scores = await owner.nps(survey, { ...one, segment: 'locale' })
    const gaps = await owner.gaps(survey, { ...one, segment: 'locale', question: 'speed' })
    for (const { segments } of [scores, gaps]) {
      expect(segments.map(({ value }) => value)).toEqual(['de', 'en', 'fr', 'it'])
      const verdicts = segments.map(({ value, difference }) => [value, difference?.verdict])
      expect(verdicts).toContainEqual(['en', 'lower'])
      for (const { difference } of segments)
        expect(difference?.adjustedP ?? 0).toBeGreaterThanOrEqual(difference?.p ?? 1)
    }
    const english = scores.segments.find(({ value }) => value === 'en')
    expect(english).toMatchObject({ n: 60, nps: -100, difference: { estimate: -150 } })
    expect(gaps.segments.find(({ value }) => value === 'en')?.difference?.estimate).toBe(-4)
  })

  test('tells of every gap the same, be it of an item, a dimension, a period or a group', async () => {
    const line = { submitted_at: '2026-01-10', 'segment.tier': 'key' }
    const lines = [3, 4, 5, 5, 6].map((got) => ({
      ...line,
      'speed.expectation': 6,
      'speed.perception': got,
    }))
    const survey = await filled(await aSurvey(), lines)
    const asked = { ...one, segment: 'tier', interval: 'month', question: 'speed' } as const
    const { items, series, segments, overall, dimensions } = await owner.gaps(survey, asked)
    const [item] = items
    for (const result of [series[0], segments[0]])
      expect(result).toMatchObject({
        n: 5,
        expectation: item?.expectation,
        perception: item?.perception,
        gap: { mean: -1.4, standardDeviation: item?.gap.standardDeviation, p: item?.gap.p },
        metOrExceeded: 0.2,
        correlation: null,
      })
    const names = ['noOpinion', 'alpha', 'cells']
    for (const result of [overall, ...items, ...dimensions])
      for (const name of names) expect(result).toHaveProperty(name)
  })

  test('is about the question or the dimension asked for', async () => {
    const line = (tier: string, speed: number, rooms: number) => ({
      submitted_at: '2026-01-10',
      'segment.tier': tier,
      'speed.expectation': 7,
      'speed.perception': speed,
      'help.expectation': 7,
      'help.perception': speed,
      'rooms.expectation': 7,
      'rooms.perception': rooms,
    })
    const lines = [
      ...new Array(8).fill(line('key', 6, 2)),
      ...new Array(8).fill(line('small', 4, 5)),
    ]
    const survey = await filled(await aSurvey(), lines)
    const meansOf = async (query: Query) => {
      const asked = { ...one, segment: 'tier', interval: 'month', ...query }
      const { segments, series } = await owner.gaps(survey, asked)
      return [
        ...segments.map(({ gap: { mean } }) => mean),
        ...series.map(({ gap: { mean } }) => mean),
      ]
    }
    expect(await meansOf({ question: 'rooms' })).toEqual([-5, -2, -3.5])
    expect(await meansOf({ dimension: 'responsiveness' })).toEqual([-1, -3, -2])
    expect(await meansOf({})).toEqual([-3, -2.5, -2.75])
  })

  test('by a survey’s own segment, by touchpoint and by channel is possible too', async () => {
    const lines = Array.from({ length: 20 }, (_, i) => ({
      submitted_at: '2026-01-10',
      recommend: 9,
      channel: i < 10 ? 'qr' : 'link',
      'segment.touchpoint': i < 10 ? 'shop' : 'web',
      'segment.order_type': i < 10 ? 'here' : 'to go',
      'segment.stage': i < 10 ? 'stable' : 'decline',
    }))
    const survey = await filled(await aSurvey(), lines)
    for (const [segment, ...values] of [
      ['channel', 'link', 'qr'],
      ['touchpoint', 'shop', 'web'],
      ['order_type', 'here', 'to go'],
      ['stage', 'decline', 'stable'],
    ] as const) {
      const { segments } = await owner.nps(survey, { ...one, segment })
      expect(segments.map(({ value, n }) => [value, n])).toEqual(values.map((value) => [value, 10]))
    }
  })
})
