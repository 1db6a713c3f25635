/** Periods long enough to hold answers: where nobody chose their length, sparse ones give way to longer ones. */
import { useState } from 'preact/hooks'
import type { Interval } from '../../schema/calendar.ts'
import { type Filters, intervalFor } from './filters.ts'
import { FEWEST_FOR_A_VERDICT } from './rules.ts'

/** Fewer points than this show no course. */
const FEWEST_POINTS = 5

/** The next longer interval when periods hold too few answers on average to be drawn full, else the same. */
export function roomier(interval: Interval, n: number, periods: number): Interval {
  const longer = LONGER[interval]
  if (longer === null || n / periods >= FEWEST_FOR_A_VERDICT) return interval
  return periods / longer.times >= FEWEST_POINTS ? longer.interval : interval
}

/** The interval to ask for, and the place to tell what came back. */
export function useFittingInterval(filters: Filters) {
  const { from, to, only } = filters
  const window = JSON.stringify([filters.survey, from, to, only])
  const [fitted, setFitted] = useState<{ window: string; interval: Interval } | null>(null)
  const own = fitted?.window === window ? fitted.interval : intervalFor(from, to)
  const learn = (interval: Interval, n: number, periods: number) => {
    const better = roomier(interval, n, periods)
    if (filters.interval === null && interval === own && better !== own)
      setFitted({ window, interval: better })
  }
  return { interval: filters.interval ?? own, learn }
}

const LONGER: Record<Interval, { interval: Interval; times: number } | null> = {
  day: { interval: 'week', times: 7 },
  week: { interval: 'month', times: 4.3 },
  month: { interval: 'quarter', times: 3 },
  quarter: null,
  year: null,
}
