/** The way to libSQL: one client per request (a shared one hangs in workerd), a deadline on every call, whole batches only. */
import { type Client, createClient, type InValue, type ResultSet } from '@libsql/client/http'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { drizzle } from 'drizzle-orm/libsql/http'
import type { Env } from './env.ts'

export type Statement = { sql: string; args: InValue[] }
/** What drizzle's query builders have in common. */
type Built = { toSQL(): { sql: string; params: unknown[] } }

/** A call that takes longer than this is given up; what it wrote may or may not be stored. */
const DEADLINE_MS = 3000

export class Database {
  readonly #env: Env
  readonly #deadlineMs: number
  readonly #until: number
  #opened: Client | null = null

  /** @param budgetMs how long all calls together may take; the last one is cut short */
  constructor(env: Env, deadlineMs = DEADLINE_MS, budgetMs = Number.POSITIVE_INFINITY) {
    this.#env = env
    this.#deadlineMs = deadlineMs
    this.#until = Date.now() + budgetMs
  }

  /** Typed queries; writes made with it go through `write`. */
  get orm(): LibSQLDatabase {
    return drizzle(this.#client)
  }

  /** Opened by the first call: most requests never need one. */
  get #client(): Client {
    this.#opened ??= this.#open()
    return this.#opened
  }

  #open(): Client {
    const { DATABASE, DATABASE_URL, DATABASE_AUTH_TOKEN } = this.#env
    // On one machine the database has a door of its own, so that plain fetch need not reach private addresses.
    const door: typeof fetch = DATABASE ? DATABASE.fetch.bind(DATABASE) : fetch
    const patience = () => Math.max(1, Math.min(this.#deadlineMs, this.#until - Date.now()))
    return createClient({
      url: DATABASE_URL,
      ...(DATABASE_AUTH_TOKEN ? { authToken: DATABASE_AUTH_TOKEN } : {}),
      fetch: (request: Request) => door(request, { signal: AbortSignal.timeout(patience()) }),
    })
  }

  /** Several reads of one snapshot. */
  read(statements: readonly Statement[]): Promise<ResultSet[]> {
    return this.#run(statements, 'read')
  }

  /** Several writes that happen together or not at all. */
  write(statements: readonly Statement[]): Promise<ResultSet[]> {
    return this.#run(statements, 'write')
  }

  /** One alone needs no transaction around it, which saves the statements that begin and end one. */
  async #run(statements: readonly Statement[], mode: 'read' | 'write'): Promise<ResultSet[]> {
    const [first, ...others] = statements
    if (first && others.length === 0) return [await this.#client.execute(first)]
    return this.#client.batch([...statements], mode)
  }
}

/** A drizzle query as a statement of a batch. */
export function statement(query: Built): Statement {
  const { sql, params } = query.toSQL()
  return { sql, args: params as InValue[] }
}

/** Fails the batch unless the statement before it changed exactly `rows` rows. */
export const guardChanged = (rows: number): Statement => ({
  sql: 'INSERT INTO guards (holds) SELECT changes() = ?',
  args: [rows],
})
/** Guards that held leave nothing behind. */
export const clearGuards: Statement = { sql: 'DELETE FROM guards', args: [] }

/** Whether a failure is the database refusing what was written (a CHECK, a UNIQUE, a guard), not being away. */
export const isConstraint = (error: unknown): boolean =>
  error instanceof Error &&
  /SQLITE_CONSTRAINT/.test(`${'code' in error ? error.code : ''} ${error.message}`)
