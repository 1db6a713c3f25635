/** Choices and shared points as one kind of thing: figures from 0 to 100 for each option or dimension. Pure. */
import type { Allocation, Choice, ChoicesReport } from '../../../schema/reports/choices.ts'
import type { Difference } from '../../../schema/reports.ts'

/** A share in per cent, or mean points of 100; null when nobody answered. */
export type Figure = {
  key: string
  /** How many chose it; null of points. */
  count: number | null
  value: number | null
  low: number | null
  high: number | null
}
export type Compared = Figure & { difference: Difference | null }

/** What a question was answered with. */
export type Counted = {
  key: string
  kind: 'choice' | 'points'
  /** Of a choice: whether several options could be chosen. */
  multiple: boolean
  n: number
  /** Of points: how many shared out too few or too many. */
  dropped: number
  figures: Figure[]
  previous: { n: number; figures: Compared[] }
  series: { start: string; n: number; figures: Figure[] }[]
  segments: { value: string; n: number; figures: Compared[] }[]
}

/** Every question of a report, choices first. */
export const countedIn = ({ choices, allocations }: ChoicesReport): Counted[] => [
  ...choices.map(choiceOf),
  ...allocations.map(pointsOf),
]

const choiceOf = (choice: Choice): Counted => ({
  key: choice.key,
  kind: 'choice',
  multiple: choice.multiple,
  n: choice.n,
  dropped: 0,
  figures: choice.options.map(shareOf),
  previous: { n: choice.previous.n, figures: choice.previous.options.map(comparedShare) },
  series: choice.series.map(({ start, n, options }) => ({
    start,
    n,
    figures: options.map(shareOf),
  })),
  segments: choice.segments.map(({ value, n, options }) => ({
    value,
    n,
    figures: options.map(comparedShare),
  })),
})

const pointsOf = (points: Allocation): Counted => ({
  key: points.key,
  kind: 'points',
  multiple: false,
  n: points.n,
  dropped: points.dropped,
  figures: points.dimensions.map(meanOf),
  previous: { n: points.previous.n, figures: points.previous.dimensions.map(comparedMean) },
  series: points.series.map(({ start, n, dimensions }) => ({
    start,
    n,
    figures: dimensions.map(meanOf),
  })),
  segments: points.segments.map(({ value, n, dimensions }) => ({
    value,
    n,
    figures: dimensions.map(comparedMean),
  })),
})

type Share = Choice['options'][number]
const shareOf = ({ key, count, share, interval }: Share): Figure => ({
  key,
  count,
  value: inPercent(share),
  low: inPercent(interval?.low ?? null),
  high: inPercent(interval?.high ?? null),
})
const comparedShare = ({ difference, ...own }: Share & { difference: Difference | null }) => ({
  ...shareOf(own),
  difference: difference && {
    ...difference,
    estimate: 100 * difference.estimate,
    low: 100 * difference.low,
    high: 100 * difference.high,
  },
})
const inPercent = (share: number | null): number | null => (share === null ? null : 100 * share)

type Mean = Allocation['dimensions'][number]
/** A t interval of few answers reaches beyond what can be given; what is shown ends there. */
const meanOf = ({ key, mean, low, high }: Mean): Figure => ({
  key,
  count: null,
  value: mean,
  low: low === null ? null : Math.max(0, low),
  high: high === null ? null : Math.min(100, high),
})
const comparedMean = ({ difference, ...own }: Mean & { difference: Difference | null }) => ({
  ...meanOf(own),
  difference,
})
