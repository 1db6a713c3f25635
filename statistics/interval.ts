/** What an interval is, and how two of them make the interval of a difference. */

export type Interval = { low: number; high: number }

/** A figure with its own interval, as the square-and-add method needs it. */
export type IntervalEstimate = Interval & { estimate: number }

/**
 * The interval of a difference a − b of two independent figures from the interval of each:
 * "MOVER" or "square and add". Keeps the lop-sidedness that intervals near the ends of a scale
 * have, where estimate ± z·SE does not.
 * Source: Newcombe (1998) for proportions, Zou & Donner (2008) in general.
 */
export function squareAndAdd(a: IntervalEstimate, b: IntervalEstimate): Interval {
  const difference = a.estimate - b.estimate
  return {
    low: difference - Math.hypot(a.estimate - a.low, b.high - b.estimate),
    high: difference + Math.hypot(a.high - a.estimate, b.estimate - b.low),
  }
}

/** The interval cut to what the scale allows. */
export function clipped({ low, high }: Interval, least: number, most: number): Interval {
  const clip = (x: number) => Math.min(Math.max(x, least), most)
  return { low: clip(low), high: clip(high) }
}

export const contains = ({ low, high }: Interval, x: number): boolean => low <= x && x <= high
