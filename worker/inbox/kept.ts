/** The inbox's own shelf: answers on the Durable Object's disk while libSQL is away. */
import type { SurveyResponse } from '../../schema/responses.ts'
import type { Entry } from './decide.ts'

export type Kept = {
  /** Grows with every answer kept: the order they came in. */
  place: number
  response: SurveyResponse
  hasReceipt: boolean
  /** Hash of the invitation it came by. */
  invitation: string | null
  /** Length of the response as text. */
  weight: number
}

/** More than this is not kept; the sender is told 503 and tries again. */
const MOST_KEPT = 200_000
const MOST_WEIGHT = 500_000_000
const MOST_AT_ONCE = 1_000_000

export class Shelf {
  readonly #storage: DurableObjectStorage
  readonly #sql: SqlStorage
  #count: number
  #weight: number

  constructor(storage: DurableObjectStorage) {
    const { sql } = storage
    this.#storage = storage
    this.#sql = sql
    sql.exec(`CREATE TABLE IF NOT EXISTS kept (
      place INTEGER PRIMARY KEY AUTOINCREMENT,
      survey_id TEXT NOT NULL,
      id TEXT NOT NULL,
      revision INTEGER NOT NULL,
      has_receipt INTEGER NOT NULL,
      response TEXT NOT NULL,
      weight INTEGER NOT NULL,
      not_before INTEGER NOT NULL DEFAULT 0,
      UNIQUE (survey_id, id, revision)
    )`)
    sql.exec('CREATE TABLE IF NOT EXISTS known (name TEXT PRIMARY KEY, value TEXT NOT NULL)')
    const { n, weight } = sql.exec('SELECT count(*) AS n, total(weight) AS weight FROM kept').one()
    this.#count = Number(n)
    this.#weight = Number(weight)
  }

  /** How many answers are kept. */
  get count(): number {
    return this.#count
  }

  get isFull(): boolean {
    return this.#count >= MOST_KEPT || this.#weight >= MOST_WEIGHT
  }

  keep(surveyId: string, { response, hasReceipt, invitation }: Entry): void {
    const text = JSON.stringify(invitation ? { ...response, invitation } : response)
    this.#sql.exec(
      `INSERT INTO kept (survey_id, id, revision, has_receipt, response, weight)
        VALUES (?, ?, ?, ?, ?, ?)`,
      surveyId,
      response.id,
      response.revision,
      Number(hasReceipt),
      text,
      text.length,
    )
    this.#count++
    this.#weight += text.length
  }

  /** Waits until everything said so far is on disk. */
  sync(): Promise<void> {
    return this.#storage.sync()
  }

  /** The oldest answers to a survey that may be tried now, in the order they came; about a megabyte at most. */
  oldest(surveyId: string, most: number, now: number): Kept[] {
    if (this.#count === 0) return []
    const found: Kept[] = []
    let weight = 0
    for (const kept of this.#read(
      'WHERE survey_id = ? AND not_before <= ? ORDER BY place LIMIT ?',
      surveyId,
      now,
      most,
    )) {
      found.push(kept)
      weight += kept.weight
      if (weight > MOST_AT_ONCE) break
    }
    return found
  }

  /** Every kept self of one response, in the order they came. */
  selvesOf(surveyId: string, id: string): Kept[] {
    if (this.#count === 0) return []
    return [...this.#read('WHERE survey_id = ? AND id = ? ORDER BY place', surveyId, id)]
  }

  /** The latest kept self of a response. */
  latest(surveyId: string, id: string): SurveyResponse | undefined {
    if (this.#count === 0) return undefined
    const [kept] = this.#read(
      'WHERE survey_id = ? AND id = ? ORDER BY revision DESC LIMIT 1',
      surveyId,
      id,
    )
    return kept?.response
  }

  drop(kept: readonly Kept[]): void {
    for (const { place, weight } of kept) {
      this.#sql.exec('DELETE FROM kept WHERE place = ?', place)
      this.#count--
      this.#weight -= weight
    }
  }

  /** Lets these rest until an instant, so that they are in nobody's way. */
  setAside(kept: readonly Kept[], until: number): void {
    for (const { place } of kept)
      this.#sql.exec('UPDATE kept SET not_before = ? WHERE place = ?', until, place)
  }

  /** Drops everything: the survey was deleted, and its answers with it. */
  clear(): void {
    this.#sql.exec('DELETE FROM kept')
    this.#count = 0
    this.#weight = 0
  }

  /** When the first answer to a survey may be tried; null when there is none. */
  nextTry(surveyId: string): number | null {
    if (this.#count === 0) return null
    const sql = 'SELECT min(not_before) AS at FROM kept WHERE survey_id = ?'
    const { at } = this.#sql.exec(sql, surveyId).one()
    return at === null ? null : Number(at)
  }

  /** A value that outlives a restart. */
  remember(name: string, value: string | null): void {
    if (value === null) this.#sql.exec('DELETE FROM known WHERE name = ?', name)
    else this.#sql.exec('INSERT OR REPLACE INTO known (name, value) VALUES (?, ?)', name, value)
  }

  recall(name: string): string | null {
    const [row] = this.#sql.exec('SELECT value FROM known WHERE name = ?', name).toArray()
    return row ? String(row.value) : null
  }

  /** Row by row: a batch that is full asks for no more. */
  *#read(where: string, ...args: SqlStorageValue[]): Iterable<Kept> {
    const sql = `SELECT place, has_receipt, response, weight FROM kept ${where}`
    for (const row of this.#sql.exec(sql, ...args)) {
      const { invitation = null, ...response } = JSON.parse(String(row.response))
      yield {
        place: Number(row.place),
        response,
        hasReceipt: row.has_receipt === 1,
        invitation,
        weight: Number(row.weight),
      }
    }
  }
}
