/** Where answers wait in memory for the commit that takes them, a bounded number of them. */
import type { PutReply, PutRequest } from './put.ts'

export type Waiting = {
  readonly request: PutRequest
  /** Length of the request as text. */
  readonly weight: number
  readonly since: number
  /** Answers the sender; only the first call counts. */
  readonly resolve: (reply: PutReply) => void
}

const MOST_IN_A_GROUP = 1000
const MOST_WEIGHT_OF_A_GROUP = 1_000_000
/** A Durable Object has 128 MB. */
const MOST_WAITING = 20_000
const MOST_WEIGHT = 16_000_000

export class WaitingRoom {
  #all: Waiting[] = []
  #weight = 0

  get size(): number {
    return this.#all.length
  }

  get isFull(): boolean {
    return this.#all.length >= MOST_WAITING || this.#weight >= MOST_WEIGHT
  }

  add(waiting: Waiting): void {
    this.#all.push(waiting)
    this.#weight += waiting.weight
  }

  /** Takes the oldest out, in which every id stands once; what has to wait for the next group stays in order. */
  nextGroup(): Waiting[] {
    const ids = new Set<string>()
    let weight = 0
    return this.#takeOut((waiting) => {
      const isFull = ids.size >= MOST_IN_A_GROUP || weight >= MOST_WEIGHT_OF_A_GROUP
      const { id } = waiting.request.response
      if (isFull || ids.has(id)) return false
      ids.add(id)
      weight += waiting.weight
      return true
    })
  }

  /** Takes out whoever came before an instant. */
  overdue(before: number): Waiting[] {
    return this.#takeOut(({ since }) => since < before)
  }

  #takeOut(wanted: (waiting: Waiting) => boolean): Waiting[] {
    const taken: Waiting[] = []
    const left: Waiting[] = []
    for (const waiting of this.#all) (wanted(waiting) ? taken : left).push(waiting)
    for (const { weight } of taken) this.#weight -= weight
    this.#all = left
    return taken
  }
}
