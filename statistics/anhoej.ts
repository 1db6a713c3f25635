/** Is a series random around its centre? Two tests that need no spread at all. */

export type RunsTest = {
  /** Points that are not on the line itself. */
  usefulPoints: number
  longestRun: number
  /** A longer run than this is unusual. */
  longestRunLimit: number
  crossings: number
  /** Fewer crossings than this are unusual. */
  crossingsLimit: number
}

/**
 * Runs and crossings of the centre line (Anhøj & Olesen 2014): longest run above round(log₂ n + 3),
 * or fewer crossings than the 5 % point of Binomial(n − 1, ½), points at a shift.
 * @param z values with the centre at 0; null is passed over
 * @returns null when no point is off the line
 */
export function runsTest(z: readonly (number | null)[]): RunsTest | null {
  const sides = z.flatMap((value) => (value === null || value === 0 ? [] : Math.sign(value)))
  if (sides.length === 0) return null
  const runs = runLengths(sides)
  return {
    usefulPoints: sides.length,
    longestRun: Math.max(...runs),
    longestRunLimit: Math.round(Math.log2(sides.length) + 3),
    crossings: runs.length - 1,
    crossingsLimit: fairCoinQuantile(0.05, sides.length - 1),
  }
}

function runLengths(sides: readonly number[]): number[] {
  const starts = sides.flatMap((side, i) => (side === sides[i - 1] ? [] : i))
  return starts.map((start, i) => (starts[i + 1] ?? sides.length) - start)
}

/** The smallest number of heads that at least `probability` of all series of tosses stay within. */
function fairCoinQuantile(probability: number, tosses: number): number {
  // Logarithms, because 0.5 ** 1100 is 0 in a double.
  let logChance = tosses * Math.log(0.5)
  let below = Math.exp(logChance)
  let heads = 0
  while (below < probability && heads < tosses) {
    logChance += Math.log((tosses - heads) / (heads + 1))
    heads += 1
    below += Math.exp(logChance)
  }
  return heads
}
