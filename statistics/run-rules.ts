/** Rules that call a pattern of points unusual, although no single point need be (Nelson 1984). */

type Rule = {
  /** How many points in a row are looked at. */
  points: number
  breaks: (window: readonly number[]) => boolean
}

export type RunRule = keyof typeof runRules

/**
 * Nelson's eight rules in his order, and the Western Electric (1956) eight in a row, on values
 * standardised so that the centre is 0 and a limit is at 3. On the line is on neither side.
 */
export const runRules = {
  'beyond-limits': { points: 1, breaks: (z) => z.some(beyond(3)) },
  'nine-one-side': { points: 9, breaks: onOneSide },
  'eight-one-side': { points: 8, breaks: onOneSide },
  'six-in-a-trend': { points: 6, breaks: (z) => sameSign(steps(z)) },
  'fourteen-alternating': { points: 14, breaks: (z) => alternates(steps(z)) },
  'two-of-three': { points: 3, breaks: (z) => mostBeyond(z, 2, 2) },
  'four-of-five': { points: 5, breaks: (z) => mostBeyond(z, 4, 1) },
  'fifteen-hugging': { points: 15, breaks: (z) => z.every((value) => Math.abs(value) < 1) },
  'eight-avoiding': { points: 8, breaks: (z) => z.every(beyond(1)) && !onOneSide(z) },
} satisfies Record<string, Rule>

/**
 * Where a rule is broken: the index of the last point of every offending window.
 * @param z standardised values in time order; null (no exposure) is passed over, so a run goes on
 *   across an empty period
 */
export function breaksOf(rule: RunRule, z: readonly (number | null)[]): number[] {
  const { points, breaks } = runRules[rule]
  const known = z.flatMap((value, index) => (value === null ? [] : { value, index }))
  const values = known.map(({ value }) => value)
  return known.flatMap(({ index }, last) =>
    last + 1 >= points && breaks(values.slice(last + 1 - points, last + 1)) ? index : [],
  )
}

function onOneSide(z: readonly number[]): boolean {
  return sameSign(z.map(Math.sign))
}

/** Enough points beyond a line on one side, the last of them included: it is the news. */
function mostBeyond(z: readonly number[], enough: number, line: number): boolean {
  const last = z.at(-1) ?? 0
  const side = Math.sign(last)
  return Math.abs(last) > line && z.filter((value) => value * side > line).length >= enough
}

function beyond(line: number): (value: number) => boolean {
  return (value) => Math.abs(value) > line
}

/** Up (1), down (−1) or level (0) from each point to the next. */
function steps(z: readonly number[]): number[] {
  return z.slice(1).map((value, i) => Math.sign(value - (z[i] ?? value)))
}

function sameSign(signs: readonly number[]): boolean {
  return signs[0] !== 0 && signs.every((sign) => sign === signs[0])
}

function alternates(signs: readonly number[]): boolean {
  return signs[0] !== 0 && signs.slice(1).every((sign, i) => sign !== 0 && sign !== signs[i])
}
