/** Whether libSQL is away. While it is, nobody waits for it: the alarm alone tries it, and answers go to the shelf. */

/** How long libSQL is left alone after a failure; a little chance keeps many inboxes from coming all at once. */
const PAUSE_MS = 1000

export class Outage {
  #isOn = false

  get isOn(): boolean {
    return this.#isOn
  }

  /** Notes that a call failed. @returns when to try again */
  failed(now: number): number {
    this.#isOn = true
    return now + PAUSE_MS * (0.75 + Math.random() / 2)
  }

  /** Notes that a call came through. */
  over(): void {
    this.#isOn = false
  }
}
