/** Prints what the planted effects look like in the made-up year: `node local/node.mjs local/demo/check.ts [last day] [seed]`. */
import { dayOfNumber } from '../../schema/calendar.ts'
import { Day } from '../../schema/day.ts'
import type { Complaint } from './complaints.ts'
import { DEMO_SEED, demoHistory, type History } from './history.ts'
import { PLANTED, plantedDates } from './planted.ts'
import type { DemoResponse } from './responses.ts'

const [last = dayOfNumber(Math.floor(Date.now() / 86_400_000) - 1), seed = String(DEMO_SEED)] =
  process.argv.slice(2)
const end = Day.parse(last)
const history = demoHistory(end, { seed: Number(seed) })
const dates = plantedDates(end)

console.log(`${dates.first} to ${end}, seed ${seed}`)
console.log(counts(history))
console.log(
  `\nSlow replies to key customers from ${dates.slowRepliesFrom} (gap = perception − expectation)`,
)
console.table(slowReplies(history))
console.log(
  `Late deliveries from ${dates.lateDeliveriesFrom} to ${dates.lateDeliveriesTo} (complaints per 1,000 orders)`,
)
console.table(lateDeliveries(history))
console.log('Recommendation by channel: nothing to find')
console.table(recommendBy(history, (response) => response.channel))
console.log('Recommendation by language: Chinese answers nearer to the middle, gaps alike')
console.table(recommendBy(history, (response) => response.customer.locale))
console.log('Recommendation after a complaint')
console.table(recommendBy(history, afterComplaint(history.complaints)))

function counts({ customers, complaints, days, responses }: History): string {
  const orders = days.reduce((sum, day) => sum + day.orders, 0)
  const answers = Object.entries(responses).map(([slug, list]) => `${list.length} ${slug}`)
  const open = complaints.filter(({ closedAt }) => closedAt === null).length
  const told = complaints.filter(({ inSurvey }) => inSurvey).length
  return [
    `${customers.length} customers`,
    `${orders} orders`,
    ...answers,
    `${complaints.length} complaints (${open} open, ${told} told in the survey)`,
  ].join(' · ')
}

function slowReplies({ days, responses }: History) {
  const { items, fromDay, tier } = PLANTED.slowReplies
  const start = days[fromDay]?.midnight ?? 0
  const halves = responses['after-delivery'].flatMap((response) =>
    items.map((item) => ({ response, pair: pairIn(response.answers[item]) })),
  )
  const row = (isKey: boolean, isAfter: boolean) => {
    const cell = halves.flatMap(({ response: { customer, submittedAt }, pair }) =>
      pair && (customer.tier === tier) === isKey && submittedAt >= start === isAfter ? [pair] : [],
    )
    return {
      tier: isKey ? tier : 'others',
      when: isAfter ? 'after' : 'before',
      n: cell.length,
      expectation: two(mean(cell.map(({ expectation }) => expectation))),
      perception: two(mean(cell.map(({ perception }) => perception))),
      gap: two(mean(cell.map(({ perception, expectation }) => perception - expectation))),
    }
  }
  return [row(true, false), row(true, true), row(false, false), row(false, true)]
}

function lateDeliveries({ days, complaints }: History) {
  const { category, fromDay, toDay } = PLANTED.lateDeliveries
  const spans = { before: [0, fromDay - 1], during: [fromDay, toDay], after: [toDay + 1, 364] }
  return Object.entries(spans).map(([when, [from = 0, to = 0]]) => {
    const span = days.slice(from, to + 1)
    const [first, final] = [span[0]?.midnight ?? 0, (span.at(-1)?.midnight ?? 0) + 86_400_000]
    const within = complaints.filter(({ openedAt }) => openedAt >= first && openedAt < final)
    const orders = span.reduce((sum, day) => sum + day.orders, 0)
    const late = within.filter((complaint) => complaint.category === category).length
    return {
      when,
      orders,
      late: two((1000 * late) / orders),
      others: two((1000 * (within.length - late)) / orders),
    }
  })
}

function recommendBy({ responses }: History, groupOf: (response: DemoResponse) => string) {
  const groups = Map.groupBy(responses['after-delivery'], groupOf)
  return [...groups].sort().map(([group, list]) => {
    const scores = list.flatMap(({ answers: { recommend } }) =>
      typeof recommend === 'number' ? [recommend] : [],
    )
    const coded: number[] = scores.map((score) => (score >= 9 ? 1 : score <= 6 ? -1 : 0))
    const spread = mean(coded.map((x) => (x - mean(coded)) ** 2))
    const pairs = list.flatMap(({ answers }) =>
      Object.values(answers).flatMap((a) => pairIn(a) ?? []),
    )
    return {
      group,
      n: scores.length,
      nps: two(100 * mean(coded)),
      '±': two(196 * Math.sqrt(spread / coded.length)),
      mean: two(mean(scores)),
      'mean gap': two(mean(pairs.map(({ perception, expectation }) => perception - expectation))),
    }
  })
}

/** Whether an answer came within the days a complaint is remembered, and how that complaint went. */
function afterComplaint(complaints: readonly Complaint[]) {
  const { quickHours, slowHours, lastsDays } = PLANTED.recovery
  return ({ submittedAt, customer }: DemoResponse) => {
    const before = complaints.findLast((c) => c.customer === customer && c.openedAt < submittedAt)
    if (!before || submittedAt - before.openedAt > lastsDays * 86_400_000) return 'no complaint'
    const closed = before.closedAt !== null && before.closedAt <= submittedAt
    const hours = ((before.closedAt ?? Number.POSITIVE_INFINITY) - before.openedAt) / 3_600_000
    if (closed && hours <= quickHours) return `closed within ${quickHours} h`
    return closed && hours <= slowHours ? 'closed later' : `open, or closed after ${slowHours} h`
  }
}

function pairIn(answer: unknown): { expectation: number; perception: number } | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined
  if (!('expectation' in answer) || !('perception' in answer)) return undefined
  const { expectation, perception } = answer
  return typeof expectation === 'number' && typeof perception === 'number'
    ? { expectation, perception }
    : undefined
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function two(value: number): number {
  return Math.round(100 * value) / 100
}
