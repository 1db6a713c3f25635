/** One respondent's score on a dimension: the mean of his items, if he answered enough of them. */

/**
 * Mean of the answered items (gaps, perceptions or expectations); null when fewer than half of
 * the items were answered (⌈k/2⌉ are needed). Missing items are never imputed.
 * @param items one entry per item of the dimension, null where it was not answered
 */
export function dimensionScore(items: readonly (number | null)[]): number | null {
  const answered = items.filter((item) => item !== null)
  if (answered.length === 0 || answered.length < Math.ceil(items.length / 2)) return null
  return answered.reduce((sum, item) => sum + item, 0) / answered.length
}
