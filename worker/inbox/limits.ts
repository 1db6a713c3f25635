/** How many new responses one address has sent lately. Lives in memory only: no address is ever written down. */

const WINDOW_MS = 10 * 60_000
/** Windows are swept when there are so many, so that a flood of addresses can't fill the memory. */
const MOST_ADDRESSES = 10_000

export class AddressLimits {
  readonly #windows = new Map<string, { startedAt: number; stored: number }>()

  /** Seconds until this address may send again; 0 when it may now. */
  secondsToWait(address: string, most: number, now: number): number {
    if (most === 0) return 0
    const window = this.#windows.get(address)
    if (!window || now - window.startedAt >= WINDOW_MS || window.stored < most) return 0
    return Math.max(1, Math.ceil((window.startedAt + WINDOW_MS - now) / 1000))
  }

  count(address: string, now: number): void {
    const window = this.#windows.get(address)
    if (window && now - window.startedAt < WINDOW_MS) window.stored++
    else {
      if (this.#windows.size >= MOST_ADDRESSES) this.#sweep(now)
      this.#windows.set(address, { startedAt: now, stored: 1 })
    }
  }

  /** Takes a count back: the response turned out to be stored already, or was not stored. */
  uncount(address: string): void {
    const window = this.#windows.get(address)
    if (window && window.stored > 0) window.stored--
  }

  #sweep(now: number) {
    for (const [address, { startedAt }] of this.#windows)
      if (now - startedAt >= WINDOW_MS) this.#windows.delete(address)
    if (this.#windows.size >= MOST_ADDRESSES) this.#windows.clear()
  }
}
