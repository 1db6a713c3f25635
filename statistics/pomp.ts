/** Percent of maximum possible: the only way figures from different scales may stand together. */

/** A score as percent of the way from the least to the most the scale allows, 0..100.
 * Source: Cohen, Cohen, Aiken & West (1999). */
export const pomp = (score: number, minimum: number, maximum: number): number =>
  (100 * (score - minimum)) / (maximum - minimum)

/** A difference of two scores, such as a gap, on the same footing, −100..100. */
export const pompOfDifference = (difference: number, minimum: number, maximum: number): number =>
  (100 * difference) / (maximum - minimum)
