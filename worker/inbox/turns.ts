/** One after the other: whoever writes waits for the turn before it to end, well or badly. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0

  /** Whether somebody waits for the turn that is on to end. */
  get isAwaited(): boolean {
    return this.#waiting > 0
  }

  /** Runs a task when all tasks before it have ended. */
  alone<Result>(task: () => Promise<Result>): Promise<Result> {
    this.#waiting++
    const turn = this.#last.then(() => {
      this.#waiting--
      return task()
    })
    this.#last = turn.catch(() => undefined)
    return turn
  }
}
