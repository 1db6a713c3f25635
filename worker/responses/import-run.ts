/** Takes a CSV as a stream, a thousand lines at a time, each line on its own merits: the manner of every import. */
import { Problem } from '../../schema/problem.ts'
import type { CsvRecord } from '../csv.ts'
import type { Database } from '../db.ts'
import { insertJob, noteJob } from '../jobs/store.ts'
import { randomId } from '../secrets.ts'
import { underWay } from '../under-way.ts'
import { recordsOf } from './csv-stream.ts'
import { throughOutage } from './import-again.ts'
import type { LineFault } from './line.ts'

export type Rejected = { line: number; column: string; detail: string }
export type Imported = {
  imported: number
  duplicates: number
  rejectedCount: number
  rejected: Rejected[]
}
/** What became of a row. */
export type RowFate = 'imported' | 'duplicate' | 'differs' | 'deleted'
/** What every imported row has: an id, and a digest of its content. */
type Row = { id: string; bodyHash: string }
type Reader<Each> = { read(cells: readonly string[]): Each | LineFault }

export type Import<Each extends Row> = {
  /** What the job is called when the file is long. */
  kind: string
  dryRun: boolean
  unknownColumns: (header: readonly string[]) => string[]
  required: readonly string[]
  readerOf: (header: readonly string[]) => Reader<Each>
  /** Stores rows, or only judges them in a dry run; each fate stands at the place of its row. */
  write: (rows: Each[]) => Promise<RowFate[]>
}

/** A group is written when it has so many lines or characters. */
const LINES_AT_ONCE = 1000
const CHARACTERS_AT_ONCE = 1_000_000
const MOST_LISTED = 1000
/** A longer file is a job that others can look up. */
const LINES_AT_ONE_SITTING = 50_000

const UNREADABLE = {
  'too-long': 'The line is longer than 64 KiB; a quote may have been left open',
  'open-quote': 'A quote is left open to the end of the file',
} as const
const NOT_TAKEN = {
  differs: 'This id is stored with other content',
  deleted: 'The response with this id was deleted',
} as const

/**
 * @returns the counts, and the job's id when the file was long
 * @throws Problem wrong-content-type, malformed-request, too-large, invalid-request
 */
export async function importCsv<Each extends Row>(
  db: Database,
  request: Request,
  now: number,
  plan: Import<Each>,
): Promise<Imported & { job?: string }> {
  const run = new Run(plan)
  let reader: Reader<Each> | null = null
  let lines = 0
  let job: string | undefined
  const noted = (id: string, state: 'done' | 'failed', result: Imported) =>
    throughOutage(() => db.write([noteJob(id, state, result, Date.now())]))
  try {
    for await (const records of recordsOf(request)) {
      for (const record of records) {
        if (!reader) {
          reader = plan.readerOf(headerIn(record, plan))
          continue
        }
        lines++
        await run.take(record, reader)
      }
      if (lines > LINES_AT_ONE_SITTING && !plan.dryRun && !job) {
        job = randomId()
        await db.write([insertJob(db, job, plan.kind, now)])
      }
    }
    if (!reader) throw new Problem('malformed-request', { detail: 'The file has no header line' })
    const result = await run.finish()
    if (job) await noted(job, 'done', result)
    return job ? { ...result, job } : result
  } catch (error) {
    if (job) await noted(job, 'failed', await run.abandoned())
    throw error
  }
}

/** @throws Problem invalid-request when a header has unknown, missing or repeated columns */
export function headerIn(
  { cells, fault }: CsvRecord,
  { unknownColumns, required }: Pick<Import<Row>, 'unknownColumns' | 'required'>,
): string[] {
  const names = cells.map((name) => name.trim())
  const faults = [
    ...(fault ? [UNREADABLE[fault]] : []),
    ...unknownColumns(names).map((name) => `No column ${name.slice(0, 60)} here`),
    ...required
      .filter((name) => !names.includes(name))
      .map((name) => `The column ${name} is missing`),
    ...(new Set(names).size === names.length ? [] : ['A column stands twice']),
  ]
  if (faults.length === 0) return names
  const errors = faults.slice(0, 20).map((detail) => ({ pointer: '/line/1', detail }))
  throw new Problem('invalid-request', { errors })
}

/** Collects lines, hands them on a thousand at a time, and keeps count. While some are written the next are read. */
class Run<Each extends Row> {
  readonly #plan: Import<Each>
  #group: { line: number; row: Each }[] = []
  #characters = 0
  /** Contents by id of what a dry run would have stored by now. */
  readonly #wouldBe = new Map<string, string>()
  #imported = 0
  #duplicates = 0
  #rejectedCount = 0
  #rejected: Rejected[] = []
  #writing: Promise<void> = Promise.resolve()

  constructor(plan: Import<Each>) {
    this.#plan = plan
  }

  async take({ line, cells, fault }: CsvRecord, reader: Reader<Each>): Promise<void> {
    if (fault) return this.#reject(line, { column: '', detail: UNREADABLE[fault] })
    const read = reader.read(cells)
    if ('detail' in read) return this.#reject(line, read)
    this.#group.push({ line, row: read })
    this.#characters += cells.reduce((sum, cell) => sum + cell.length, 0)
    if (this.#group.length >= LINES_AT_ONCE || this.#characters >= CHARACTERS_AT_ONCE)
      await this.#flush()
  }

  async finish(): Promise<Imported> {
    if (this.#group.length > 0) await this.#flush()
    await this.#writing
    return this.#result()
  }

  /** What has come of the lines when no more of them are to be written. */
  async abandoned(): Promise<Imported> {
    await this.#writing.catch(() => {}) // it is what the import failed of, or nothing new
    return this.#result()
  }

  #result(): Imported {
    return {
      imported: this.#imported,
      duplicates: this.#duplicates,
      rejectedCount: this.#rejectedCount,
      rejected: this.#rejected.sort((a, b) => a.line - b.line),
    }
  }

  /** Begins to write what was collected, once the group before it is written. */
  async #flush(): Promise<void> {
    const group = this.#group
    this.#group = []
    this.#characters = 0
    await this.#writing
    this.#writing = this.#write(group)
    this.#writing.catch(() => {}) // told when the next one waits for it
    await underWay()
  }

  async #write(group: { line: number; row: Each }[]): Promise<void> {
    const fates = await this.#fatesOf(group.map(({ row }) => row))
    fates.forEach((fate, i) => {
      if (fate === 'imported') this.#imported++
      else if (fate === 'duplicate') this.#duplicates++
      else this.#reject(group[i]?.line ?? 0, { column: 'id', detail: NOT_TAKEN[fate] })
    })
  }

  async #fatesOf(rows: Each[]): Promise<RowFate[]> {
    const fates = await this.#plan.write(rows)
    if (!this.#plan.dryRun) return fates
    return fates.map((fate, i) => {
      const { id, bodyHash } = rows[i] ?? { id: '', bodyHash: '' }
      const before = this.#wouldBe.get(id)
      if (fate !== 'imported') return fate
      if (before !== undefined) return before === bodyHash ? 'duplicate' : 'differs'
      this.#wouldBe.set(id, bodyHash)
      return fate
    })
  }

  #reject(line: number, { column, detail }: LineFault): void {
    this.#rejectedCount++
    if (this.#rejected.length < MOST_LISTED) this.#rejected.push({ line, column, detail })
  }
}
