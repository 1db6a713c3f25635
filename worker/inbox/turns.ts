/** One after the other: whoever writes waits for the turn before it to end, well or badly. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()

  /** Runs a task when all tasks before it have ended. */
  alone<Result>(task: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(task)
    this.#last = turn.catch(() => undefined)
    return turn
  }
}
