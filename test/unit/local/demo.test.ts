import { describe, expect, test } from 'vitest'
import { demoHistory, type History } from '../../../local/demo/history.ts'
import { PLANTED, plantedDates } from '../../../local/demo/planted.ts'
import type { DemoResponse } from '../../../local/demo/responses.ts'
import { DEMO_SLUGS, DEMO_SURVEYS } from '../../../local/demo/surveys.ts'
import { answersFaults } from '../../../schema/answer-faults.ts'
import { walkFaults } from '../../../schema/answers.ts'
import { dayIn } from '../../../schema/calendar.ts'
import { SurveyDefinition } from '../../../schema/survey.ts'

const END = '2026-06-30'
const year = demoHistory(END)
const deliveries = year.responses['after-delivery']
const ITEMS = SurveyDefinition.parse(DEMO_SURVEYS['after-delivery'])
  .questions.filter(({ type }) => type === 'gap')
  .map(({ key }) => key)
const SLOWED: readonly string[] = PLANTED.slowReplies.items
const UNTOUCHED = ITEMS.filter((item) => !SLOWED.includes(item))

describe('the demo year', () => {
  test('is the same every time it is made', () => {
    expect(JSON.stringify(demoHistory(END))).toBe(JSON.stringify(year))
  })

  test('is another one under another seed', () => {
    const other = demoHistory(END, { seed: 7 }).responses['after-delivery']
    expect(other.slice(0, 20).map(({ answers }) => answers)).not.toEqual(
      deliveries.slice(0, 20).map(({ answers }) => answers),
    )
  })

  test.each([
    ['2026-06-30', year],
    ['2027-03-06', demoHistory('2027-03-06')],
  ])('ending on %s has 365 days and the promised amounts', (end, history) => {
    const { customers, complaints, days, responses } = history
    expect(days.map(({ day }) => day)).toHaveLength(365)
    expect([days[0]?.day, days.at(-1)?.day]).toEqual([plantedDates(end).first, end])
    expect(customers).toHaveLength(800)
    expect(within(responses['after-delivery'].length, 6000, 0.05)).toBe(true)
    expect(within(responses['after-support'].length, 2000, 0.05)).toBe(true)
    expect(within(responses['relationship-2026'].length, 900, 0.07)).toBe(true)
    expect(within(complaints.length, 700, 0.07)).toBe(true)
  })

  test('never leaves its own days, in the shop’s time zone', () => {
    const first = plantedDates(END).first
    const moments = [
      ...Object.values(year.responses).flatMap((list) => list.map((r) => r.submittedAt)),
      ...year.complaints.flatMap(({ openedAt, closedAt }) => [openedAt, closedAt ?? openedAt]),
    ]
    expect(dayIn('Asia/Shanghai', Math.min(...moments)) >= first).toBe(true)
    expect(dayIn('Asia/Shanghai', Math.max(...moments)) <= END).toBe(true)
    expect(year.complaints.every((c) => c.closedAt === null || c.closedAt > c.openedAt)).toBe(true)
  })

  test('has 4 % key, 26 % regular and 70 % small customers, no name twice', () => {
    const tiers = Object.groupBy(year.customers, ({ tier }) => tier)
    const counts = [tiers.key?.length, tiers.regular?.length, tiers.small?.length]
    expect(counts).toEqual([32, 208, 560])
    expect(new Set(year.customers.map(({ name }) => name)).size).toBe(800)
    expect(new Set(year.customers.map(({ email }) => email)).size).toBe(800)
  })

  test('has every comment in the language of its customer, and most of them only once', () => {
    const comments = deliveries.flatMap(({ answers: { comment }, customer: { locale } }) =>
      typeof comment === 'string' ? [{ comment, locale }] : [],
    )
    expect(comments.length).toBeGreaterThan(1500)
    for (const { comment, locale } of comments)
      expect([comment, /\p{Script=Han}/u.test(comment)]).toEqual([comment, locale === 'zh-CN'])
    expect(comments.filter(({ comment }) => /[{}]|undefined/.test(comment))).toEqual([])
    expect(new Set(comments.map(({ comment }) => comment)).size).toBeGreaterThan(
      0.6 * comments.length,
    )
  })

  test('has fewer orders on holidays and Sundays, and more every season', () => {
    const orders = new Map(year.days.map(({ day, orders }) => [day, orders]))
    expect(orders.get('2025-12-25')).toBeLessThan(0.7 * (orders.get('2025-12-18') ?? 0))
    expect(orders.get('2026-02-17')).toBeLessThan(0.7 * (orders.get('2026-02-10') ?? 0))
    const sundays = year.days.filter(({ weekday }) => weekday === 6).map((d) => d.orders)
    expect(mean(sundays)).toBeLessThan(0.85 * mean([...orders.values()]))
    const quarters = [0, 91, 182, 273].map((i) =>
      mean(year.days.slice(i, i + 91).map((d) => d.orders)),
    )
    expect(quarters).toEqual(quarters.toSorted((a, b) => a - b))
  })
})

describe.each(DEMO_SLUGS)('every answer to %s', (slug) => {
  const survey = SurveyDefinition.parse(DEMO_SURVEYS[slug])

  test('is one the survey allows', () => {
    for (const { answers } of year.responses[slug])
      expect(answersFaults(survey, answers)).toEqual([])
  })

  test('was asked of that person', () => {
    for (const { answers, shown, complete } of year.responses[slug])
      expect(walkFaults(survey, { answers, shown, complete })).toEqual([])
  })
})

describe('planted: replies to key customers get slow', () => {
  const start = year.days[PLANTED.slowReplies.fromDay]?.midnight ?? Number.NaN
  const isKey = ({ customer }: DemoResponse) => customer.tier === 'key'
  const before = deliveries.filter(({ submittedAt }) => submittedAt < start)
  const after = deliveries.filter(({ submittedAt }) => submittedAt >= start)
  const change = (items: readonly string[], who: (r: DemoResponse) => boolean, value: Value) =>
    welch(values(after.filter(who), items, value), values(before.filter(who), items, value))

  test('perception of both items falls by more than one point', () => {
    for (const item of SLOWED) {
      const { difference, t } = change([item], isKey, perceptionOf)
      expect(difference).toBeLessThan(-1)
      expect(t).toBeLessThan(-7)
    }
  })

  test('the gap widens by the same, since expectation stays', () => {
    expect(change(SLOWED, isKey, gapOf).t).toBeLessThan(-9)
    expect(Math.abs(change(SLOWED, isKey, expectationOf).t)).toBeLessThan(3)
  })

  test('nothing else changes: other items for them, all items for everyone else', () => {
    expect(Math.abs(change(UNTOUCHED, isKey, gapOf).t)).toBeLessThan(3)
    expect(Math.abs(change(SLOWED, (r) => !isKey(r), gapOf).t)).toBeLessThan(3)
    expect(Math.abs(change(UNTOUCHED, (r) => !isKey(r), gapOf).t)).toBeLessThan(3)
  })
})

describe('planted: late deliveries', () => {
  const { fromDay, toDay } = PLANTED.lateDeliveries

  test('complaints about them double for a while and go back, the others stay', () => {
    const late = (from: number, to: number) => complaintsPerOrder(year, from, to, true)
    const others = (from: number, to: number) => complaintsPerOrder(year, from, to, false)
    const ratio = late(fromDay, toDay) / late(0, fromDay - 1)
    expect(ratio).toBeGreaterThan(1.8)
    expect(ratio).toBeLessThan(2.6)
    expect(within(late(toDay + 1, 364), late(0, fromDay - 1), 0.35)).toBe(true)
    expect(within(others(fromDay, toDay), others(0, fromDay - 1), 0.25)).toBe(true)
  })

  test('an EWMA of weekly complaints per order is quiet before and raises an alert within six weeks', () => {
    const signals = ewmaSignals(weeklyRates(year), 24)
    expect(signals.filter((day) => day < fromDay)).toEqual([])
    expect(signals[0]).toBeLessThan(fromDay + 42)
  })
})

describe('planted: how people answer', () => {
  test('no channel differs from the rest: in no survey', () => {
    for (const list of Object.values(year.responses))
      for (const channel of new Set(list.map((r) => r.channel))) {
        const here = list.filter((r) => r.channel === channel)
        const rest = list.filter((r) => r.channel !== channel)
        // 3 is beyond what Holm's correction asks of the twelve comparisons (2.9).
        expect(Math.abs(welch(headlines(here), headlines(rest)).t)).toBeLessThan(3)
      }
  })

  test('Chinese speakers give a lower, narrower 0-10 answer for the same gaps', () => {
    const zh = deliveries.filter(({ customer }) => customer.locale === 'zh-CN')
    const en = deliveries.filter(({ customer }) => customer.locale === 'en')
    expect(nps(zh)).toBeLessThan(nps(en) - 12)
    expect(variance(headlines(zh))).toBeLessThan(0.75 * variance(headlines(en)))
    expect(Math.abs(welch(values(zh, ITEMS, gapOf), values(en, ITEMS, gapOf)).t)).toBeLessThan(3)
  })

  test('a complaint closed quickly leaves people happier than none, a slow one much unhappier', () => {
    const groups = Map.groupBy(deliveries, (response) => lastComplaint(year, response))
    const [none, quick, slow] = ['none', 'quick', 'slow'].map((name) =>
      headlines(groups.get(name) ?? []),
    )
    if (!none || !quick || !slow) throw new Error('A group is empty')
    expect(Math.min(quick.length, slow.length)).toBeGreaterThan(100)
    expect(welch(quick, none).t).toBeGreaterThan(3)
    expect(welch(slow, none).t).toBeLessThan(-8)
  })
})

type Pair = { expectation: number; perception: number }
type Value = (pair: Pair) => number
const gapOf: Value = ({ expectation, perception }) => perception - expectation
const perceptionOf: Value = ({ perception }) => perception
const expectationOf: Value = ({ expectation }) => expectation

/** One value per answered pair of these items. */
function values(responses: readonly DemoResponse[], items: readonly string[], value: Value) {
  return responses.flatMap(({ answers }) =>
    items.flatMap((item) => {
      const pair = answers[item]
      if (typeof pair !== 'object' || pair === null) return []
      if (!('expectation' in pair && 'perception' in pair)) return []
      const { expectation, perception } = pair
      return typeof expectation === 'number' && typeof perception === 'number'
        ? [value({ expectation, perception })]
        : []
    }),
  )
}

/** The first question of each survey: the 0-10 answer, or satisfaction with the handling. */
const headlines = (responses: readonly DemoResponse[]): number[] =>
  responses.flatMap(({ answers: { recommend, handling } }) => {
    const score = recommend ?? handling
    return typeof score === 'number' ? [score] : []
  })

const nps = (responses: readonly DemoResponse[]): number =>
  100 * mean(headlines(responses).map((score) => (score >= 9 ? 1 : score <= 6 ? -1 : 0)))

/** Welch's t statistic for the difference of two means. */
function welch(a: readonly number[], b: readonly number[]) {
  const difference = mean(a) - mean(b)
  return { difference, t: difference / Math.sqrt(variance(a) / a.length + variance(b) / b.length) }
}

const mean = (list: readonly number[]): number =>
  list.reduce((sum, value) => sum + value, 0) / list.length
function variance(list: readonly number[]): number {
  const average = mean(list)
  return list.reduce((sum, value) => sum + (value - average) ** 2, 0) / (list.length - 1)
}
const within = (value: number, target: number, share: number): boolean =>
  Math.abs(value - target) <= share * target

function complaintsPerOrder(
  { days, complaints }: History,
  from: number,
  to: number,
  late: boolean,
) {
  const [start, end] = [days[from]?.midnight ?? 0, days[to + 1]?.midnight ?? Number.MAX_VALUE]
  const count = complaints.filter(
    ({ category, openedAt }) =>
      openedAt >= start && openedAt < end && (category === 'late') === late,
  ).length
  return count / days.slice(from, to + 1).reduce((sum, { orders }) => sum + orders, 0)
}

/** Whole weeks of the history: complaints, orders, and the number of the week's last day. */
function weeklyRates({ days, complaints }: History) {
  return Array.from({ length: Math.floor(days.length / 7) }, (_, i) => {
    const week = days.slice(7 * i, 7 * i + 7)
    const start = week[0]?.midnight ?? 0
    const opened = complaints.filter((c) => c.openedAt >= start && c.openedAt < start + 7 * 864e5)
    const orders = week.reduce((sum, day) => sum + day.orders, 0)
    return { count: opened.length, orders, lastDay: 7 * i + 6 }
  })
}

/** Last days of the weeks whose EWMA (λ 0.2, L 2.86) of the standardised rate is above its limit. */
function ewmaSignals(weeks: ReturnType<typeof weeklyRates>, baseline: number): number[] {
  const known = weeks.slice(0, baseline)
  const rate = mean(known.map(({ count }) => count)) / mean(known.map(({ orders }) => orders))
  let average = 0
  return weeks.flatMap(({ count, orders, lastDay }, i) => {
    const z = (count - orders * rate) / Math.sqrt(orders * rate)
    average = 0.2 * z + 0.8 * average
    const limit = 2.86 * Math.sqrt((0.2 / 1.8) * (1 - 0.8 ** (2 * (i + 1))))
    return average > limit ? [lastDay] : []
  })
}

/** How a customer's last complaint of the past 60 days went by the time they answered. */
function lastComplaint({ complaints }: History, { customer, submittedAt }: DemoResponse): string {
  const { quickHours, slowHours, lastsDays } = PLANTED.recovery
  const last = complaints.findLast((c) => c.customer === customer && c.openedAt < submittedAt)
  if (!last || submittedAt - last.openedAt > lastsDays * 864e5) return 'none'
  const hours = ((last.closedAt ?? Number.POSITIVE_INFINITY) - last.openedAt) / 36e5
  if (last.closedAt === null || last.closedAt > submittedAt || hours > slowHours) return 'slow'
  return hours <= quickHours ? 'quick' : 'between'
}
