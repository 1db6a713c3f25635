/**
 * Whose turn it is to fold a long backlog. One inbox does at a time: many would not be done sooner, and reports would
 * wait for libSQL behind all of them.
 */

/** Whoever was told to hurry and is not heard of for so long has ended. */
const SILENCE_MS = 10_000
/** After so long another one who waits has its turn. */
const TURN_MS = 8000

export class Hurry {
  #slug: string | null = null
  #since = 0
  #heardAt = 0
  #next: string | null = null

  /** Whether an inbox may fold a long backlog now; it asks again and again, while it does and while it may not. */
  may(slug: string, now: number): boolean {
    if (slug !== this.#slug) {
      if (this.#slug !== null && now - this.#heardAt < SILENCE_MS) {
        this.#next ??= slug
        return false
      }
      this.#give(slug, now)
    } else if (this.#next !== null && now - this.#since >= TURN_MS) {
      this.#give(this.#next, now)
      return false
    }
    this.#heardAt = now
    return true
  }

  /** An inbox has no long backlog any more. */
  over(slug: string): void {
    if (this.#slug === slug) this.#slug = null
    if (this.#next === slug) this.#next = null
  }

  #give(slug: string, now: number): void {
    this.#slug = slug
    this.#since = this.#heardAt = now
    this.#next = null
  }
}
