/**
 * A Tally is a bag of named vectors of sums. Tallies add, subtract and merge, so the tally of a year is the
 * merge of its days, and the tally without a response is the tally minus the tally of that response. Every
 * report is computed from one.
 */
export type Tally = Map<string, number[]>

/** Adds a vector to the named sums; a shorter vector counts as padded with zeros. */
export function add(
  tally: Tally,
  measure: string,
  sums: readonly number[],
  sign: 1 | -1 = 1,
): void {
  const known = tally.get(measure)
  if (!known) {
    tally.set(measure, sign === 1 ? [...sums] : sums.map((sum) => -sum))
    return
  }
  for (let i = 0; i < sums.length; i++) known[i] = (known[i] ?? 0) + sign * (sums[i] ?? 0)
}

/** Counts one at a place of the named sums. */
export function count(tally: Tally, measure: string, place: number, sign: 1 | -1 = 1): void {
  const known = tally.get(measure) ?? []
  while (known.length <= place) known.push(0)
  known[place] = (known[place] ?? 0) + sign
  tally.set(measure, known)
}

/** Adds one tally to another. */
export function merge(into: Tally, from: Tally, sign: 1 | -1 = 1): Tally {
  for (const [measure, sums] of from) add(into, measure, sums, sign)
  return into
}

/** A sum of a tally by its place in a vector; 0 where nothing was counted. */
export const sumAt = (tally: Tally, measure: string, place: number): number =>
  tally.get(measure)?.[place] ?? 0

/** The first `length` sums of a measure, zeros where nothing was counted. */
export const sums = (tally: Tally, measure: string, length: number): number[] =>
  Array.from({ length }, (_, place) => sumAt(tally, measure, place))
