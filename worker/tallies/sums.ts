/** Sums while they are counted: named vectors in one block of numbers, so that adding a response leaves nothing to clear away. */
import type { Tally } from '../../statistics/tally.ts'

/** Where a vector lies: how often it was added to, then its sums. A longer one of the name lies behind `shorter`. */
type Place = { at: number; length: number; shorter: Place | null }

/** Which name lies where, in all sums that share it: so a name is looked up in one map, however many sums there are. */
export class Places {
  readonly #all = new Map<string, Place>()
  #used = 0

  get all(): ReadonlyMap<string, Place> {
    return this.#all
  }

  /** How long a block is that holds every name. */
  get used(): number {
    return this.#used
  }

  /** The place of a vector of at least this length: a new one at the end where there is none, or a shorter one. */
  placeOf(measure: string, length: number): Place {
    const known = this.#all.get(measure)
    if (known !== undefined && known.length >= length) return known
    const place = { at: this.#used, length, shorter: known ?? null }
    this.#used += 1 + length
    this.#all.set(measure, place)
    return place
  }
}

export class Sums {
  readonly #places: Places
  #values: Float64Array

  /** @param places shared by sums of the same names */
  constructor(places = new Places()) {
    this.#places = places
    this.#values = new Float64Array(Math.max(64, places.used))
  }

  /** Adds a vector to the named sums; a shorter vector counts as padded with zeros. */
  add(measure: string, sums: readonly number[], sign: 1 | -1 = 1): void {
    const at = this.#touch(measure, sums.length)
    const values = this.#values
    for (let i = 0; i < sums.length; i++)
      values[at + i] = (values[at + i] ?? 0) + sign * (sums[i] ?? 0)
  }

  /** Counts one at a place of the named sums. */
  count(measure: string, place: number, sign: 1 | -1 = 1): void {
    const at = this.#touch(measure, place + 1) + place
    this.#values[at] = (this.#values[at] ?? 0) + sign
  }

  /** @throws TypeError for others that do not share the places */
  merge(others: Sums): void {
    if (others.#places !== this.#places) throw new TypeError('Sums that lie elsewhere')
    const added = others.#values
    this.#make(added.length)
    const values = this.#values
    for (let i = 0; i < added.length; i++) values[i] = (values[i] ?? 0) + (added[i] ?? 0)
  }

  tally(): Tally {
    const tally: Tally = new Map()
    for (const [measure, place] of this.#places.all) {
      const sums = this.#sumsAt(place)
      if (sums !== null) tally.set(measure, sums)
    }
    return tally
  }

  /** Where the named sums begin, now that something is added to them. */
  #touch(measure: string, length: number): number {
    const { at, length: own } = this.#places.placeOf(measure, length)
    this.#make(at + 1 + own)
    this.#values[at] = (this.#values[at] ?? 0) + 1
    return at + 1
  }

  #make(length: number): void {
    if (length <= this.#values.length) return
    const longer = new Float64Array(Math.max(this.#places.used, 2 * this.#values.length))
    longer.set(this.#values)
    this.#values = longer
  }

  /** Null where nothing was ever added. */
  #sumsAt({ at, length, shorter }: Place): number[] | null {
    const before = shorter && this.#sumsAt(shorter)
    if (!this.#values[at]) return before
    const sums = [...this.#values.subarray(at + 1, at + 1 + length)]
    return before ? sums.map((sum, i) => sum + (before[i] ?? 0)) : sums
  }
}
