/**
 * Whose turn it is to fold a long backlog. One inbox does at a time: many would not be done sooner, and reports would
 * wait for libSQL behind all of them.
 */

/** Whoever was told to hurry and is not heard of for so long has ended. */
const HURRY_MS = 10_000

export class Hurry {
  #slug: string | null = null
  #heardAt = 0

  /** Whether an inbox may fold a long backlog now; it asks again and again while it does. */
  may(slug: string, now: number): boolean {
    if (this.#slug !== null && this.#slug !== slug && now - this.#heardAt < HURRY_MS) return false
    this.#slug = slug
    this.#heardAt = now
    return true
  }

  /** An inbox has no long backlog any more. */
  over(slug: string): void {
    if (this.#slug === slug) this.#slug = null
  }
}
