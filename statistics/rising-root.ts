/** Finds where a rising function crosses zero; turns a cumulative distribution into quantiles. */

/**
 * The root of a non-decreasing function between `low` and `high`: Newton steps where a slope is
 * given and the step stays inside the bracket, halving otherwise, so it cannot run away.
 * @returns x with |error| of about 1e-14 of its size, as far as `f` itself is that exact
 */
export function risingRoot(
  f: (x: number) => number,
  bracket: { low: number; high: number; start?: number; slope?: (x: number) => number },
): number {
  let { low, high } = bracket
  let x = bracket.start ?? (low + high) / 2
  for (let i = 0; i < 200; i += 1) {
    const y = f(x)
    if (y === 0) return x
    if (y > 0) high = x
    else low = x
    const newton = bracket.slope ? x - y / bracket.slope(x) : Number.NaN
    const next = newton > low && newton < high ? newton : (low + high) / 2
    if (Math.abs(next - x) <= 1e-14 * Math.abs(next)) return next
    x = next
  }
  return x
}
