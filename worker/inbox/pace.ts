/**
 * How many responses one step of a fold takes. A step is one batch, and whoever else asks libSQL waits for it: where
 * libSQL is slow, steps grow shorter until nobody waits for long, and none of them reaches the deadline of a call.
 */

const MOST_ROWS = 4000
const FEWEST_ROWS = 250
/** A step that took longer is too long; one that took less leaves room for twice as many rows. */
const LONG_MS = 800
const SHORT_MS = 300

export class Pace {
  /** Neither many nor few, as nothing is known of libSQL yet. */
  #rows = 2000

  /** How many rows the next step takes. */
  get rows(): number {
    return this.#rows
  }

  /** Notes how long the batch of a step took, whether it went well or was given up. */
  took(ms: number): void {
    if (ms > LONG_MS) this.#rows = Math.max(FEWEST_ROWS, this.#rows / 2)
    else if (ms < SHORT_MS) this.#rows = Math.min(MOST_ROWS, this.#rows * 2)
  }
}
