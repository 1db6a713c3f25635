/** The inbox's own shelf: answers on the Durable Object's disk while libSQL is away. */
import type { Entry } from './decide.ts'

/** More than this is not kept; the sender is told 503 and tries again. */
const MOST_KEPT = 200_000

export class Shelf {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
    sql.exec(`CREATE TABLE IF NOT EXISTS kept (
      place INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL,
      revision INTEGER NOT NULL,
      body_hash TEXT NOT NULL,
      entry TEXT NOT NULL,
      UNIQUE (id, revision)
    )`)
    sql.exec('CREATE TABLE IF NOT EXISTS known (name TEXT PRIMARY KEY, value TEXT NOT NULL)')
  }

  get waiting(): number {
    return Number(this.#sql.exec('SELECT count(*) AS n FROM kept').one().n)
  }

  /** Keeps an entry. @returns whether it is kept now ('full' when there is no room, 'differs' when its id and revision hold other content) */
  keep({ response }: Entry, entry: Entry): 'kept' | 'full' | 'differs' {
    const [known] = this.#sql
      .exec('SELECT body_hash FROM kept WHERE id = ? AND revision = ?', response.id, response.revision)
      .toArray()
    if (known) return known.body_hash === response.bodyHash ? 'kept' : 'differs'
    if (this.waiting >= MOST_KEPT) return 'full'
    this.#sql.exec(
      'INSERT INTO kept (id, revision, body_hash, entry) VALUES (?, ?, ?, ?)',
      response.id,
      response.revision,
      response.bodyHash,
      JSON.stringify(entry),
    )
    return 'kept'
  }

  /** The oldest entries, in the order they came. */
  oldest(most: number): { place: number; entry: Entry }[] {
    return this.#sql
      .exec('SELECT place, entry FROM kept ORDER BY place LIMIT ?', most)
      .toArray()
      .map((row) => ({ place: Number(row.place), entry: JSON.parse(String(row.entry)) }))
  }

  /** The latest kept self of a response, for its own page. */
  latest(id: string): Entry | null {
    const [row] = this.#sql
      .exec('SELECT entry FROM kept WHERE id = ? ORDER BY revision DESC LIMIT 1', id)
      .toArray()
    return row ? JSON.parse(String(row.entry)) : null
  }

  drop(places: readonly number[]): void {
    for (const place of places) this.#sql.exec('DELETE FROM kept WHERE place = ?', place)
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
}
