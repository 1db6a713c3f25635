/** Which words are typical of one group of comments, compared with another? */

/** In how many comments of each group a word occurs. */
export type WordCount = { token: string; a: number; b: number }

export type Contrast = WordCount & {
  /** Difference of log-odds, above 0 when typical of group a; its variance; both as one z value. */
  delta: number
  variance: number
  z: number
}

/** A pair of neighbouring words, as tokens.ts joins them. */
const isPair = ({ token }: WordCount) => token.includes('|')

/**
 * Weighted log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008).
 * Prior of a word: priorWeight × its share in both groups together; so rare words are drawn to 0.
 * @param counts all words of both groups: the totals are their sums
 * @returns in the order given, without words that never occur; empty for fewer than two words, which
 *   leave nothing to be compared with
 */
export function logOdds(counts: readonly WordCount[], priorWeight = 500): Contrast[] {
  const words = counts.filter(({ a, b }) => a + b > 0)
  if (words.length < 2) return []
  const totalA = words.reduce((sum, { a }) => sum + a, 0)
  const totalB = words.reduce((sum, { b }) => sum + b, 0)
  return words.map((word) => {
    const prior = (priorWeight * (word.a + word.b)) / (totalA + totalB)
    const odds = (count: number, total: number) =>
      Math.log((count + prior) / (total + priorWeight - count - prior))
    const delta = odds(word.a, totalA) - odds(word.b, totalB)
    const variance = 1 / (word.a + prior) + 1 / (word.b + prior)
    return { ...word, delta, variance, z: delta / Math.sqrt(variance) }
  })
}

/**
 * The words worth showing on each side: |z| ≥ 2.58 (99 %), in enough comments, 15 at most. Pairs come
 * first ("not good" says more than "not"), then the strongest.
 * @param fewestComments below it a word is not shown: the larger of 5 and the privacy minimum
 */
export function typicalWords(
  contrasts: readonly Contrast[],
  { fewestComments = 5, most = 15 }: { fewestComments?: number; most?: number } = {},
): { a: Contrast[]; b: Contrast[] } {
  const clear = contrasts.filter(
    (word) => Math.abs(word.z) >= 2.58 && word.a + word.b >= Math.max(5, fewestComments),
  )
  const strongest = (side: 1 | -1) =>
    clear
      .filter(({ z }) => z * side > 0)
      .sort((x, y) => side * (y.z - x.z) || (x.token < y.token ? -1 : 1))
      .slice(0, most)
      .sort((x, y) => Number(isPair(y)) - Number(isPair(x)))
  return { a: strongest(1), b: strongest(-1) }
}
