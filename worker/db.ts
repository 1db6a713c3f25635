/** The way to libSQL: one client per request (a shared one hangs in workerd), a deadline on every call, whole batches only. */
import { createClient, type InValue, type ResultSet } from '@libsql/client/http'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { drizzle } from 'drizzle-orm/libsql/http'
import type { Env } from './env.ts'
import { run, type Statement } from './hrana.ts'

export type { Statement }

/** What drizzle's query builders have in common. */
type Built = { toSQL(): { sql: string; params: unknown[] } }

/** A call that takes longer than this is given up; what it wrote may or may not be stored. */
const DEADLINE_MS = 3000

export class Database {
  readonly #env: Env
  readonly #deadlineMs: number
  readonly #until: number
  #orm: LibSQLDatabase | null = null

  /** @param budgetMs how long all calls together may take; the last one is cut short */
  constructor(env: Env, deadlineMs = DEADLINE_MS, budgetMs = Number.POSITIVE_INFINITY) {
    this.#env = env
    this.#deadlineMs = deadlineMs
    this.#until = Date.now() + budgetMs
  }

  /** Typed queries; writes made with it go through `write`. Most requests never need its client. */
  get orm(): LibSQLDatabase {
    const { DATABASE_URL: url, DATABASE_AUTH_TOKEN: authToken } = this.#env
    const ways = {
      fetch: (request: Request) =>
        this.#door(request, { signal: AbortSignal.timeout(this.#patience) }),
    }
    this.#orm ??= drizzle(createClient({ url, ...(authToken ? { authToken } : {}), ...ways }))
    return this.#orm
  }

  /** Several reads of one snapshot. */
  read(statements: readonly Statement[]): Promise<ResultSet[]> {
    return this.#run(statements, 'BEGIN TRANSACTION READONLY')
  }

  /** Several writes that happen together or not at all. */
  write(statements: readonly Statement[]): Promise<ResultSet[]> {
    return this.#run(statements, 'BEGIN IMMEDIATE')
  }

  async #run(statements: readonly Statement[], begin: string): Promise<ResultSet[]> {
    // A timer that is cleared: the signals of AbortSignal.timeout would pile up until they are due.
    const deadline = new AbortController()
    const timer = setTimeout(
      () => deadline.abort(new DOMException('The database did not answer', 'TimeoutError')),
      this.#patience,
    )
    try {
      return await run((body) => this.#post(body, deadline.signal), statements, begin)
    } finally {
      clearTimeout(timer)
    }
  }

  #post(body: string, signal: AbortSignal): Promise<Response> {
    const { DATABASE_URL, DATABASE_AUTH_TOKEN } = this.#env
    const headers = {
      'content-type': 'application/json',
      ...(DATABASE_AUTH_TOKEN ? { authorization: `Bearer ${DATABASE_AUTH_TOKEN}` } : {}),
    }
    const url = `${DATABASE_URL.replace(/^libsql:/, 'https:').replace(/\/$/, '')}/v2/pipeline`
    return this.#door(url, { method: 'POST', headers, body, signal })
  }

  /** On one machine the database has a door of its own, so that plain fetch need not reach private addresses. */
  #door(request: Request | string, init: RequestInit): Promise<Response> {
    const { DATABASE } = this.#env
    return DATABASE ? DATABASE.fetch(request, init) : fetch(request, init)
  }

  /** Milliseconds the next call may take. */
  get #patience(): number {
    return Math.max(1, Math.min(this.#deadlineMs, this.#until - Date.now()))
  }
}

/** A drizzle query as a statement of a batch. */
export function statement(query: Built): Statement {
  const { sql, params } = query.toSQL()
  return { sql, args: params as InValue[] }
}

/** Fails the batch unless the statement before it changed exactly `rows` rows. */
export const guardChanged = (rows: number): Statement => ({
  // VALUES and not SELECT: an insert of possibly many rows opens a savepoint, at which a full-text index writes
  // what it holds back, and changes() would then speak of that.
  sql: 'INSERT INTO guards (holds) VALUES (changes() = ?)',
  args: [rows],
})
/** Guards that held leave nothing behind. */
export const clearGuards: Statement = { sql: 'DELETE FROM guards', args: [] }

/** Whether a failure is the database refusing what was written (a CHECK, a UNIQUE, a guard), not being away. */
export const isConstraint = (error: unknown): boolean =>
  error instanceof Error &&
  /SQLITE_CONSTRAINT/.test(`${'code' in error ? error.code : ''} ${error.message}`)
