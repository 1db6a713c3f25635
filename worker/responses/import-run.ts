/** Takes a CSV as a stream, a thousand lines at a time, each line on its own merits: the manner of every import. */
import { Problem } from '../../schema/problem.ts'
import type { Database } from '../db.ts'
import { insertJob, noteJob } from '../jobs/store.ts'
import { randomId } from '../secrets.ts'
import { recordsOf } from './csv-stream.ts'
import type { LineFault } from './import-line.ts'

export type Rejected = { line: number; column: string; detail: string }
export type Imported = {
  imported: number
  duplicates: number
  rejectedCount: number
  rejected: Rejected[]
}
/** What became of a row. */
export type RowFate = 'imported' | 'duplicate' | 'differs'

export type Import<Row extends object> = {
  /** What the job is called when the file is long. */
  kind: string
  dryRun: boolean
  /** @throws Problem when the header will not do */
  readerOf: (header: readonly string[]) => { read(cells: readonly string[]): Row | LineFault }
  /** Stores rows (or only judges them); each fate stands at the place of its row. */
  write: (rows: Row[]) => Promise<RowFate[]>
}

const LINES_AT_ONCE = 1000
const MOST_LISTED = 1000
/** A longer file is a job that others can look up. */
const LINES_AT_ONE_SITTING = 50_000

/**
 * @returns the counts, and the job's id when the file was long
 * @throws Problem wrong-content-type, malformed-request, too-large, and what `readerOf` throws
 */
export async function importCsv<Row extends object>(
  db: Database,
  request: Request,
  now: number,
  { kind, dryRun, readerOf, write }: Import<Row>,
): Promise<Imported & { job?: string }> {
  const run = new Run(write)
  let reader: ReturnType<typeof readerOf> | null = null
  let lines = 0
  let job: string | undefined
  for await (const records of recordsOf(request)) {
    for (const { line, cells } of records) {
      if (!reader) {
        reader = readerOf(cells.map((name) => name.trim()))
        continue
      }
      lines++
      await run.take(line, reader.read(cells))
    }
    if (lines > LINES_AT_ONE_SITTING && !dryRun) {
      const before = job
      job ??= randomId()
      await db.write([
        ...(before ? [] : [insertJob(db, job, kind, now)]),
        noteJob(job, 'running', { lines }, Date.now()),
      ])
    }
  }
  if (!reader) throw new Problem('malformed-request', { detail: 'The file has no header line' })
  const result = await run.finish()
  if (job) await db.write([noteJob(job, 'done', result, Date.now())])
  return job ? { ...result, job } : result
}

/** @throws Problem invalid-request when a header has unknown, missing or repeated columns */
export function checkHeader(
  header: readonly string[],
  unknown: readonly string[],
  required: readonly string[],
): void {
  const faults = [
    ...unknown.map((name) => `No column ${name.slice(0, 60)} here`),
    ...required
      .filter((name) => !header.includes(name))
      .map((name) => `The column ${name} is missing`),
    ...(new Set(header).size === header.length ? [] : ['A column stands twice']),
  ]
  if (faults.length === 0) return
  const errors = faults.slice(0, 20).map((detail) => ({ pointer: '/line/1', detail }))
  throw new Problem('invalid-request', { errors })
}

/** Collects lines, hands them on a thousand at a time, and keeps count. */
class Run<Row extends object> {
  readonly #write: (rows: Row[]) => Promise<RowFate[]>
  #group: { line: number; row: Row }[] = []
  #imported = 0
  #duplicates = 0
  #rejectedCount = 0
  #rejected: Rejected[] = []

  constructor(write: (rows: Row[]) => Promise<RowFate[]>) {
    this.#write = write
  }

  async take(line: number, read: Row | LineFault): Promise<void> {
    if ('detail' in read) return this.#reject(line, read)
    this.#group.push({ line, row: read })
    if (this.#group.length >= LINES_AT_ONCE) await this.#flush()
  }

  async finish(): Promise<Imported> {
    if (this.#group.length > 0) await this.#flush()
    return {
      imported: this.#imported,
      duplicates: this.#duplicates,
      rejectedCount: this.#rejectedCount,
      rejected: this.#rejected.sort((a, b) => a.line - b.line),
    }
  }

  async #flush(): Promise<void> {
    const group = this.#group
    this.#group = []
    const fates = await this.#write(group.map(({ row }) => row))
    fates.forEach((fate, i) => {
      if (fate === 'imported') this.#imported++
      else if (fate === 'duplicate') this.#duplicates++
      else
        this.#reject(group[i]?.line ?? 0, {
          column: 'id',
          detail: 'This id is stored with other content',
        })
    })
  }

  #reject(line: number, { column, detail }: LineFault): void {
    this.#rejectedCount++
    if (this.#rejected.length < MOST_LISTED) this.#rejected.push({ line, column, detail })
  }
}
