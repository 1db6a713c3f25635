/** A Hrana stream: the requests that share one connection, and so one transaction. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Arguments, Connection } from './connection.ts'
import type { Pool } from './pool.ts'
import { errorOnWire, isBusy, SqlError } from './sql-error.ts'
import { type DriverValue, fromWire, type WireValue } from './values.ts'

export interface WireStatement {
  sql?: string | null
  sql_id?: number | null
  args?: WireValue[]
  named_args?: { name: string; value: WireValue }[]
  want_rows?: boolean
}

export type Condition =
  | { type: 'ok' | 'error'; step: number }
  | { type: 'not'; cond: Condition }
  | { type: 'and' | 'or'; conds: Condition[] }
  | { type: 'is_autocommit' }

export type StreamRequest =
  | { type: 'execute'; stmt: WireStatement }
  | { type: 'batch'; batch: { steps: { stmt: WireStatement; condition?: Condition | null }[] } }
  | { type: 'sequence' | 'describe'; sql?: string | null; sql_id?: number | null }
  | { type: 'store_sql'; sql_id: number; sql: string }
  | { type: 'close_sql'; sql_id: number }
  | { type: 'get_autocommit' | 'close' }

/** A lock held by another process is waited for in steps, never by freezing this one. */
const patienceMs = 5000
const busyStepMs = 3

export class Stream {
  readonly #pool: Pool
  readonly #storedSql = new Map<number, string>()
  #connection: Connection | null = null
  #closed = false

  constructor(pool: Pool) {
    this.#pool = pool
  }

  get closed(): boolean {
    return this.#closed
  }

  /** Does one request; returns Hrana's StreamResult as JSON text and never throws. */
  async request(request: StreamRequest): Promise<string> {
    try {
      return `{"type":"ok","response":{"type":"${request.type}"${await this.#answer(request)}}}`
    } catch (error) {
      return `{"type":"error","error":${errorOnWire(error)}}`
    }
  }

  close(): void {
    if (this.#connection !== null) this.#pool.giveBack(this.#connection)
    this.#connection = null
    this.#closed = true
  }

  async #answer(request: StreamRequest): Promise<string> {
    switch (request.type) {
      case 'execute':
        return `,"result":${await patiently(this.#statement(request.stmt))}`
      case 'batch':
        return `,"result":${await this.#batch(request.batch.steps)}`
      case 'sequence':
        this.#open().sequence(this.#sql(request))
        return ''
      case 'describe':
        return `,"result":${this.#open().describe(this.#sql(request))}`
      case 'store_sql':
        this.#storedSql.set(request.sql_id, request.sql)
        return ''
      case 'close_sql':
        this.#storedSql.delete(request.sql_id)
        return ''
      case 'get_autocommit':
        return `,"is_autocommit":${this.#open().autocommit}`
      case 'close':
        this.close()
        return ''
      default:
        throw new SqlError('The request is of no known type', 'HRANA_PROTO_ERROR')
    }
  }

  /**
   * Without a busy lock there is no pause between the steps, so nothing else happens between BEGIN
   * and COMMIT; a batch that begins a transaction reads one snapshot by SQLite's own rule.
   */
  async #batch(steps: { stmt: WireStatement; condition?: Condition | null }[]): Promise<string> {
    const results: string[] = []
    const errors: string[] = []
    for (const [index, { stmt, condition }] of steps.entries()) {
      results[index] = errors[index] = 'null'
      if (condition && !this.#holds(condition, results, errors)) continue
      try {
        results[index] = await patiently(this.#statement(stmt))
      } catch (error) {
        errors[index] = errorOnWire(error)
      }
    }
    return `{"step_results":[${results.join()}],"step_errors":[${errors.join()}]}`
  }

  #holds(condition: Condition, results: string[], errors: string[]): boolean {
    switch (condition.type) {
      case 'ok':
        return (results[condition.step] ?? 'null') !== 'null'
      case 'error':
        return (errors[condition.step] ?? 'null') !== 'null'
      case 'not':
        return !this.#holds(condition.cond, results, errors)
      case 'and':
        return condition.conds.every((each) => this.#holds(each, results, errors))
      case 'or':
        return condition.conds.some((each) => this.#holds(each, results, errors))
      case 'is_autocommit':
        return this.#open().autocommit
      default:
        throw new SqlError('The condition is of no known type', 'HRANA_PROTO_ERROR')
    }
  }

  #statement(stmt: WireStatement): () => string {
    return () => this.#open().execute(this.#sql(stmt), argumentsOf(stmt), stmt.want_rows ?? true)
  }

  #sql({ sql, sql_id: id }: { sql?: string | null; sql_id?: number | null }): string {
    const text = sql ?? (id == null ? undefined : this.#storedSql.get(id))
    if (text === undefined) throw new SqlError('The stored SQL is not known', 'SQL_NOT_FOUND')
    return text
  }

  #open(): Connection {
    if (this.#closed) throw new SqlError('The stream is closed', 'STREAM_CLOSED')
    this.#connection ??= this.#pool.take()
    return this.#connection
  }
}

async function patiently(attempt: () => string): Promise<string> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    try {
      return attempt()
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) throw error
    }
    await sleep(busyStepMs)
  }
}

function argumentsOf({ args, named_args: named }: WireStatement): Arguments {
  if (named === undefined || named.length === 0) return (args ?? []).map(fromWire)
  const byName: Record<string, DriverValue> = {}
  for (const { name, value } of named) byName[name.replace(/^[:@$]/, '')] = fromWire(value)
  return byName
}
