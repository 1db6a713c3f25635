/** The Durable Object's one alarm: set to the earliest time anybody asked for. */

/** An alarm that did not ring by then was lost, whatever the reason. */
const LATE_MS = 5000

export class AlarmClock {
  readonly #storage: DurableObjectStorage
  #setTo: number | null = null

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage
  }

  /** Makes it ring at `at` or before. @throws when that cannot be written down */
  async set(at: number): Promise<void> {
    const isLost = this.#setTo !== null && Date.now() - this.#setTo > LATE_MS
    if (this.#setTo !== null && this.#setTo <= at && !isLost) return
    this.#setTo = at
    try {
      await this.#storage.setAlarm(at)
    } catch (error) {
      this.#setTo = null
      throw error
    }
  }

  /** To be called when it rings. */
  rang(): void {
    this.#setTo = null
  }
}
