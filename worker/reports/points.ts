/** What the sums of an allocation say: the mean points of each dimension, of 100. Pure. */
import { type Moments, mean, meanDifference } from '../../statistics/mean.ts'
import { sumAt, sums, type Tally } from '../../statistics/tally.ts'
import type { Place } from '../tallies/naming.ts'
import type { Found } from './panel.ts'

/** How many shared out their points. */
export const sharersIn = (tally: Tally, { name }: Place): number => sumAt(tally, name, 0)
/** How many shared out too few or too many of them to be counted. */
export const droppedIn = (tally: Tally, { name }: Place): number => sumAt(tally, name, 1)

export function pointsOf(tally: Tally, { name, order }: Place, dimension: string): Moments {
  const place = 2 + 2 * order.indexOf(dimension)
  const all = sums(tally, name, place + 2)
  return { n: all[0] ?? 0, sum: all[place] ?? 0, sumOfSquares: all[place + 1] ?? 0 }
}

/** Every dimension's mean, in the order of `dimensions`. */
export const meansOf = (
  tally: Tally,
  place: Place,
  dimensions: readonly string[],
  confidence: number,
) =>
  dimensions.map((key) => {
    const { n: _, ...figure } = mean(pointsOf(tally, place, key), confidence)
    return { key, ...figure }
  })

/** Every dimension's mean in one tally minus that in the other, by Welch; null where there are too few to tell. */
export const meanDifferences = (
  a: Tally,
  b: Tally,
  place: Place,
  dimensions: readonly string[],
  confidence: number,
): Found[] =>
  dimensions.map((key) =>
    meanDifference(pointsOf(a, place, key), pointsOf(b, place, key), confidence),
  )
