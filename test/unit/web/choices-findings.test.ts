import { describe, expect, test } from 'vitest'
import type { ChoicesReport } from '../../../schema/reports/choices.ts'
import type { Verdict } from '../../../schema/reports.ts'
import { SurveyDefinition } from '../../../schema/survey.ts'
import { csvOf } from '../../../web/dashboard/charts/sheet.ts'
import { type Counted, countedIn } from '../../../web/dashboard/choices/counted.ts'
import {
  changeText,
  choiceChange,
  choiceHeadline,
  choiceTrendTitle,
  leadersOf,
  optionChange,
  optionsTitle,
} from '../../../web/dashboard/choices/findings.ts'
import { leavesOut, optionNames } from '../../../web/dashboard/choices/names.ts'
import { optionsSheet } from '../../../web/dashboard/choices/sheets.ts'
import { labelsOf } from '../../../web/dashboard/labels.ts'
import type { Voice } from '../../../web/dashboard/words/voice.ts'
import { aDifference, chinese, english } from './a-report.ts'

const NAMES: Record<string, [string, string]> = {
  yes: ['Yes', '已解决'],
  no: ['No', '未解决'],
  quick: ['Speed', '速度'],
}
const said = (say: (voice: Voice, name: (key: string) => string) => string) =>
  [english, chinese].map((voice, i) => say(voice, (key) => NAMES[key]?.[i] ?? key))

const figure = (key: string, value: number | null, count: number | null = null) => ({
  key,
  count,
  value,
  low: value === null ? null : value - 4,
  high: value === null ? null : value + 4,
})

/** Yes by 72 and no by 28 of 100, unless said otherwise. */
const counted = (more: Partial<Counted> = {}): Counted => ({
  key: 'solved',
  kind: 'choice',
  multiple: false,
  n: 100,
  dropped: 0,
  figures: [figure('yes', 72, 72), figure('no', 28, 28)],
  previous: { n: 100, figures: [] },
  series: [],
  segments: [],
  ...more,
})
const points = counted({ kind: 'points', figures: [figure('quick', 41.5), figure('no', 20)] })
const changed = (yes: Verdict | null, no: Verdict | null = 'no-clear-change', more: object = {}) =>
  counted({
    previous: {
      n: 100,
      figures: [
        { ...figure('yes', 60), difference: yes && aDifference(yes, 12, 3) },
        { ...figure('no', 40), difference: no && aDifference(no, -12, 3) },
      ],
    },
    ...more,
  })

describe('the headline', () => {
  const headline = (one: Counted) => said((voice, name) => choiceHeadline(one, name, voice))
  test('tells what is chosen most, with its interval', () => {
    expect(headline(counted())).toEqual([
      '“Yes” is chosen most: by 72%, between 68% and 76%.',
      '选择“已解决”的最多，占 72%，在 68% 到 76% 之间。',
    ])
    expect(headline(counted({ multiple: true }))[0]).toMatch(/^“Yes” is named most: by 72%/)
    expect(headline(points)).toEqual([
      '“Speed” gets the most points: 41.5 of 100, between 37.5 and 45.5.',
      '“速度”得分最高，100 分中占 41.5 分，在 37.5 到 45.5 之间。',
    ])
  })
  test('names all that share the first place', () => {
    const figures = [figure('yes', 50), figure('no', 50)]
    expect(headline(counted({ figures }))[0]).toBe('“Yes” and “No” are chosen most, by 50% each.')
    expect(headline(counted({ kind: 'points', figures }))[0]).toBe(
      '“Yes” and “No” get the most points, 50.0 of 100 each.',
    )
    expect(leadersOf({ figures: [figure('yes', null), figure('no', 0)] })).toEqual([])
  })
  test('is not given for fewer than thirty answers, nor for none', () => {
    expect(headline(counted({ n: 11 }))[0]).toBe('Too few answers to compare yet: 11 of 30')
    expect(headline(counted({ n: 0 }))[0]).toBe('Nobody has answered this question in these days')
    const nothing = counted({ figures: [figure('yes', 0)] })
    expect(headline(nothing)[0]).toBe('Nobody has answered this question in these days')
  })
})

test('the title over the bars says what leads, one or several', () => {
  const title = (one: Counted) => said((voice, name) => optionsTitle(one, name, voice))
  expect(title(counted())).toEqual(['“Yes” is chosen most', '“已解决”被选最多'])
  expect(title(counted({ figures: [figure('yes', 50), figure('no', 50)] }))[0]).toBe(
    '“Yes” and “No” are chosen most',
  )
  expect(title(points)[0]).toBe('“Speed” gets the most points')
  expect(title(counted({ n: 3 }))[0]).toMatch(/^Too few/)
  expect(title(counted({ figures: [] }))[0]).toMatch(/^Nobody/)
})

describe('a change', () => {
  const change = (one: Counted) => said((voice, name) => choiceChange(one, name, voice))
  test('is told of every option that has a verdict', () => {
    expect(change(changed('clear-rise', 'clear-fall'))).toEqual([
      'Clearly more than in the period before: “Yes” (+12.0 points). Clearly less than in the period before: “No” (−12.0 points).',
      '明显多于上一时段：“已解决”（+12.0 个百分点）。明显少于上一时段：“未解决”（−12.0 个百分点）。',
    ])
    expect(change(changed('clear-rise'))[0]).not.toMatch(/less/)
    expect(change(changed('no-clear-change', 'clear-fall'))[0]).not.toMatch(/more/)
    expect(change(changed('clear-rise', null, { kind: 'points' }))[1]).toMatch(/\+12\.0 分/)
  })
  test('that no test allows is none', () => {
    expect(change(changed('no-clear-change'))).toEqual([
      'Nothing clearly changed since the period before.',
      '与上一时段相比，未见明显变化。',
    ])
  })
  test('from too few answers, or from none, is not told', () => {
    expect(change(changed('too-few', 'too-few', { n: 12 }))[0]).toMatch(/^Too few answers/)
    expect(change(counted({ previous: { n: 0, figures: [] } }))[0]).toMatch(/no answers/)
  })
  test('stands beside its bar only with a verdict', () => {
    const beside = (verdict: Verdict | null) =>
      changeText(counted(), verdict && aDifference(verdict, 12, 3), english)
    expect(beside('clear-rise')).toBe('+12.0 points')
    expect(beside('no-clear-change')).toBe('no clear change')
    expect(beside('too-few')).toBe('')
    expect(beside(null)).toBe('')
  })
})

test('of one option the figure before and the interval of the difference are told', () => {
  const change = (verdict: Verdict | null, more: object = {}) =>
    said((voice) => optionChange(changed(verdict, null, more), 'yes', voice))
  expect(change('clear-rise')[0]).toBe(
    'In the period before: 60%. A clear rise of +12.0 points, between +9.0 points and +15.0 points.',
  )
  expect(change('clear-fall')[1]).toMatch(/明显下降。$/)
  expect(change('no-clear-change')[0]).toMatch(/it may be chance\.$/)
  expect(change('no-clear-change', { kind: 'points' })[0]).toMatch(/^In the period before: 60\.0\./)
  expect(change('too-few')[0]).toMatch(/^Too few answers/)
  expect(change(null)[0]).toMatch(/^Too few answers/)
  expect(change(null, { previous: { n: 0, figures: [] } })[0]).toMatch(/no answers/)
})

test('the line of an option is named by its verdict only', () => {
  const title = (verdict: Verdict | null, more: object = {}) =>
    choiceTrendTitle(changed(verdict, null, more), 'yes', () => 'Yes', english)
  expect(title('clear-rise')).toBe('“Yes” rises to 72%')
  expect(title('clear-fall')).toBe('“Yes” falls to 72%')
  expect(title('no-clear-change')).toBe('“Yes” holds near 72%')
  expect(title(null)).toBe('“Yes” is at 72%, with too little before to compare')
  expect(title('clear-rise', { n: 4 })).toMatch(/^Too few/)
})

describe('a report', () => {
  const interval = { low: 0.6, high: 0.8, confidence: 0.95, method: 'wilson' as const }
  const options = [{ key: 'yes', count: 70, share: 0.7, interval }]
  const mean = {
    key: 'quick',
    mean: 90,
    standardDeviation: 9,
    standardError: 3,
    low: 80,
    high: 104,
  }
  const before = { from: '2026-01-01', to: '2026-01-31' }
  const difference = aDifference('clear-rise', 0.1, 0.05)
  const report: Pick<ChoicesReport, 'choices' | 'allocations'> = {
    choices: [
      {
        key: 'solved',
        multiple: true,
        n: 100,
        options,
        previous: { ...before, n: 90, options: options.map((one) => ({ ...one, difference })) },
        series: [{ start: '2026-02-01', n: 100, options }],
        segments: [
          { value: 'key', n: 40, options: options.map((one) => ({ ...one, difference: null })) },
        ],
      },
    ],
    allocations: [
      {
        key: 'weights',
        n: 9,
        dropped: 2,
        dimensions: [mean],
        previous: { ...before, n: 0, dropped: 0, dimensions: [] },
        series: [{ start: '2026-02-01', n: 9, dropped: 2, dimensions: [mean] }],
        segments: [{ value: 'key', n: 9, dropped: 0, dimensions: [{ ...mean, difference: null }] }],
      },
    ],
  }
  const [choice, shared] = countedIn({ ...report } as ChoicesReport)

  test('is told from 0 to 100, shares and points alike', () => {
    expect(choice).toMatchObject({ kind: 'choice', multiple: true, n: 100 })
    expect(choice?.figures).toEqual([{ key: 'yes', count: 70, value: 70, low: 60, high: 80 }])
    expect(choice?.series[0]?.figures[0]?.value).toBe(70)
    expect(choice?.segments[0]?.figures[0]?.difference).toBeNull()
    const told = choice?.previous.figures[0]?.difference
    expect(told?.estimate).toBeCloseTo(10, 12)
    expect(told?.low).toBeCloseTo(5, 12)
    expect(told?.verdict).toBe('clear-rise')
  })
  test('shows no points beyond what can be given', () => {
    expect(shared).toMatchObject({ kind: 'points', n: 9, dropped: 2 })
    expect(shared?.figures).toEqual([{ key: 'quick', count: null, value: 90, low: 80, high: 100 }])
    expect(shared?.series[0]?.figures[0]?.high).toBe(100)
    expect(shared?.segments[0]?.figures[0]?.value).toBe(90)
  })
  test('as a table says each option with its interval, its change and whether that is clear', () => {
    const table = csvOf(optionsSheet(choice ?? counted(), () => 'Yes', english)).split('\r\n')
    expect(table[0]).toBe('Option,Chose it,"Share, %",low,high,Since before,"p, adjusted",Verdict')
    expect(table[1]).toMatch(/^Yes,70,70,60,80,10,0\.5,Clearly more than before$/)
  })
})

describe('an option', () => {
  const asking = (options: object[], more: object = {}) =>
    SurveyDefinition.parse({
      title: { en: 'Order' },
      questions: [{ key: 'solved', type: 'choice', options, ...more }],
    })
  const now = asking([{ key: 'yes', text: { en: 'Yes' } }], { other: true })
  const old = asking([{ key: 'partly', text: { en: 'Partly', 'zh-CN': '部分解决' } }])
  const settings = { brand: { en: 'Tidewell' } } as unknown as Parameters<typeof labelsOf>[1]
  const names = (voice: Voice, older = [old]) =>
    optionNames(counted(), now, older, labelsOf(now, settings, voice), voice)

  test('goes by its own words, and what is written by ours', () => {
    expect(names(english)('yes').text).toBe('Yes')
    expect(names(chinese)('yes')).toEqual({ text: 'Yes', lang: 'en' })
    expect(names(english)('other').text).toBe('Other, in their own words')
  })
  test('that is no longer offered says so, by the words it had', () => {
    expect(names(english)('partly').text).toBe('Partly (no longer offered)')
    expect(names(chinese)('partly').text).toBe('部分解决（已不再提供）')
    expect(names(english, [])('partly').text).toBe('partly (no longer offered)')
  })
  test('of an older version is looked up only where there is one', () => {
    expect(
      leavesOut(counted({ figures: [figure('yes', 1), figure('other', 1)] }), now, english),
    ).toBe(false)
    expect(leavesOut(counted({ figures: [figure('partly', 1)] }), now, english)).toBe(true)
    expect(leavesOut(points, now, english)).toBe(false)
  })
  test('of points is a dimension', () => {
    const labels = labelsOf(now, settings, english)
    expect(optionNames(points, now, [], labels, english)('empathy').text).toBe(
      labels.dimension('empathy').text,
    )
  })
})
