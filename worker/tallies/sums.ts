/** Sums while they are counted: named vectors in one block of numbers, so that adding a response leaves nothing to clear away. */
import type { Tally } from '../../statistics/tally.ts'

/** Where a vector begins, and how long it is. */
type Place = { at: number; length: number }

export class Sums {
  readonly #places = new Map<string, Place>()
  #values = new Float64Array(64)
  #used = 0

  /** Adds a vector to the named sums; a shorter vector counts as padded with zeros. */
  add(measure: string, sums: readonly number[], sign: 1 | -1 = 1): void {
    const { at } = this.#place(measure, sums.length)
    const values = this.#values
    for (let i = 0; i < sums.length; i++)
      values[at + i] = (values[at + i] ?? 0) + sign * (sums[i] ?? 0)
  }

  /** Counts one at a place of the named sums. */
  count(measure: string, place: number, sign: 1 | -1 = 1): void {
    const at = this.#place(measure, place + 1).at + place
    this.#values[at] = (this.#values[at] ?? 0) + sign
  }

  /** Adds others to these. */
  merge(others: Sums): void {
    for (const [measure, from] of others.#places) {
      const { at } = this.#place(measure, from.length)
      const [values, added] = [this.#values, others.#values]
      for (let i = 0; i < from.length; i++)
        values[at + i] = (values[at + i] ?? 0) + (added[from.at + i] ?? 0)
    }
  }

  tally(): Tally {
    const tally: Tally = new Map()
    for (const [measure, { at, length }] of this.#places)
      tally.set(measure, [...this.#values.subarray(at, at + length)])
    return tally
  }

  /** The place of a vector of at least this length: a new one at the end where there is none, or a shorter one. */
  #place(measure: string, length: number): Place {
    const known = this.#places.get(measure)
    if (known !== undefined && known.length >= length) return known
    const place = { at: this.#used, length }
    this.#used += length
    if (this.#used > this.#values.length) {
      const longer = new Float64Array(2 * this.#used)
      longer.set(this.#values)
      this.#values = longer
    }
    if (known !== undefined) this.#values.copyWithin(place.at, known.at, known.at + known.length)
    this.#places.set(measure, place)
    return place
  }
}
