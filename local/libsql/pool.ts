/** Connections at rest, to be used again by the next request. */
import { Connection, type Synchronous } from './connection.ts'

const connectionsKept = 8

export class Pool {
  readonly #file: string
  readonly #synchronous: Synchronous
  readonly #resting: Connection[] = []
  readonly #busy = new Set<Connection>()
  /** Counts changes of the schema; a connection opened before the last one would use stale columns. */
  #schema = 0
  readonly #schemaAtOpening = new WeakMap<Connection, number>()

  constructor(file: string, synchronous: Synchronous) {
    this.#file = file
    this.#synchronous = synchronous
  }

  take(): Connection {
    const connection = this.#resting.pop() ?? this.#open()
    this.#busy.add(connection)
    return connection
  }

  /** Takes a connection back; what its user left undone is rolled back. */
  giveBack(connection: Connection): void {
    this.#busy.delete(connection)
    try {
      connection.rollback()
    } catch {
      connection.close()
      return
    }
    if (connection.schemaTouched) this.#forgetSchema()
    const isCurrent = this.#schemaAtOpening.get(connection) === this.#schema
    if (isCurrent && this.#resting.length < connectionsKept) this.#resting.push(connection)
    else connection.close()
  }

  close(): void {
    for (const connection of this.#busy) connection.rollback()
    this.take().checkpoint()
    for (const connection of [...this.#resting, ...this.#busy]) connection.close()
    this.#resting.length = 0
    this.#busy.clear()
  }

  #open(): Connection {
    const connection = new Connection(this.#file, this.#synchronous)
    this.#schemaAtOpening.set(connection, this.#schema)
    return connection
  }

  #forgetSchema(): void {
    this.#schema += 1
    for (const connection of this.#resting.splice(0)) connection.close()
  }
}
