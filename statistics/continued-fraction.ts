/** Evaluates the continued fractions behind the distribution functions. */

/**
 * first + a₁/(b₁ + a₂/(b₂ + …)), by the modified Lentz method, to the last bits of a double.
 * Source: Lentz (1976), Thompson & Barnett (1986).
 * @param first the term before the fraction; not 0
 * @param numerator aᵢ for i = 1, 2, …
 * @param denominator bᵢ for i = 1, 2, …
 */
export function continuedFraction(
  first: number,
  numerator: (i: number) => number,
  denominator: (i: number) => number,
): number {
  let value = first
  let upper = first
  let lower = 0
  for (let i = 1; i <= LONGEST; i += 1) {
    const a = numerator(i)
    const b = denominator(i)
    lower = 1 / awayFromZero(b + a * lower)
    upper = awayFromZero(b + a / upper)
    const step = upper * lower
    value *= step
    // Written so that a NaN ends the loop as well.
    if (!(Math.abs(step - 1) > Number.EPSILON)) break
  }
  return value
}

/** Needed terms grow with the square root of the parameters: enough for samples of many millions. */
const LONGEST = 100_000

const awayFromZero = (x: number) => (Math.abs(x) < 1e-300 ? 1e-300 : x)
