/** Takes a CSV of responses as a stream, a thousand lines at a time, each line on its own merits. */
import { Problem } from '../../schema/problem.ts'
import type { SurveyResponse } from '../../schema/responses.ts'
import type { Actor } from '../../schema/staff.ts'
import type { CsvRecord } from '../csv.ts'
import type { Database } from '../db.ts'
import type { Env } from '../env.ts'
import type { ImportFate } from '../inbox/flush.ts'
import { inboxOf } from '../inbox/inbox-of.ts'
import { insertJob, noteJob } from '../jobs/store.ts'
import { randomId } from '../secrets.ts'
import { accountSettings } from '../settings/store.ts'
import { permit } from '../staff/permit.ts'
import { type Survey, versionsOf } from '../surveys/store.ts'
import { recordsOf } from './csv-stream.ts'
import { type ImportPlan, type LineFault, LineReader, unknownColumns } from './import-line.ts'

export type Rejected = { line: number; column: string; detail: string }
export type Imported = {
  imported: number
  duplicates: number
  rejectedCount: number
  rejected: Rejected[]
}

/** A group goes to the inbox when it has so many lines or characters. */
const LINES_AT_ONCE = 1000
const CHARACTERS_AT_ONCE = 1_000_000
const MOST_LISTED = 1000
/** A longer file is a job that others can look up. */
const LINES_AT_ONE_SITTING = 50_000
const DAY_MS = 86_400_000

const UNREADABLE = {
  'too-long': 'The line is longer than 64 KiB; a quote may have been left open',
  'open-quote': 'A quote is left open to the end of the file',
} as const
const NOT_TAKEN = {
  differs: 'This id is stored with other content',
  deleted: 'The response with this id was deleted',
} as const

/**
 * @param dryRun only says what an import would do
 * @returns the counts, and the job's id when the file was long
 * @throws Problem not-allowed, wrong-state (a draft takes no responses), malformed-request, invalid-request
 */
export async function importResponses(
  env: Env,
  db: Database,
  actor: Actor,
  survey: Survey,
  request: Request,
  now: number,
  dryRun: boolean,
): Promise<Imported & { job?: string }> {
  permit(actor, 'responses:write')
  const versions = await versionsOf(db, survey.id)
  const latest = versions.at(-1)
  if (!latest) throw new Problem('wrong-state', { detail: 'Publish the survey first' })
  const plan: ImportPlan = {
    definitions: new Map(versions.map(({ version, definition }) => [version, definition])),
    latest: latest.version,
    timeZone: (await accountSettings(db)).timeZone,
    until: now + DAY_MS,
  }
  const run = new Run(env, survey.slug, dryRun)
  let reader: LineReader | null = null
  let lines = 0
  let job: string | undefined
  try {
    for await (const records of recordsOf(request)) {
      for (const record of records) {
        if (!reader) {
          reader = readerOf(record, plan)
          continue
        }
        lines++
        await run.take(record, reader)
      }
      if (lines > LINES_AT_ONE_SITTING && !dryRun && !job) {
        job = randomId()
        await db.write([insertJob(db, job, 'import', now)])
      }
    }
    if (!reader) throw new Problem('malformed-request', { detail: 'The file has no header line' })
    const result = await run.finish()
    if (job) await db.write([noteJob(job, 'done', result, Date.now())])
    return job ? { ...result, job } : result
  } catch (error) {
    if (job) await db.write([noteJob(job, 'failed', run.result(), Date.now())])
    throw error
  }
}

function readerOf({ cells, fault }: CsvRecord, plan: ImportPlan): LineReader {
  const names = cells.map((name) => name.trim())
  const faults = [
    ...(fault ? [UNREADABLE[fault]] : []),
    ...unknownColumns(names, plan).map((name) => `No column ${name.slice(0, 60)} here`),
    ...(names.includes('submitted_at') ? [] : ['The column submitted_at is missing']),
    ...(new Set(names).size === names.length ? [] : ['A column stands twice']),
  ]
  if (faults.length === 0) return new LineReader(names, plan)
  const errors = faults.slice(0, 20).map((detail) => ({ pointer: '/line/1', detail }))
  throw new Problem('invalid-request', { errors })
}

/** Collects lines, hands them to the inbox a thousand at a time, and keeps count. */
class Run {
  readonly #env: Env
  readonly #slug: string
  readonly #dryRun: boolean
  #group: { line: number; response: SurveyResponse }[] = []
  #characters = 0
  /** Contents by id of what a dry run would have stored by now. */
  readonly #wouldBe = new Map<string, string>()
  #imported = 0
  #duplicates = 0
  #rejectedCount = 0
  #rejected: Rejected[] = []

  constructor(env: Env, slug: string, dryRun: boolean) {
    this.#env = env
    this.#slug = slug
    this.#dryRun = dryRun
  }

  async take({ line, cells, fault }: CsvRecord, reader: LineReader): Promise<void> {
    if (fault) return this.#reject(line, { column: '', detail: UNREADABLE[fault] })
    const read = reader.read(cells)
    if ('detail' in read) return this.#reject(line, read)
    this.#group.push({ line, response: read })
    this.#characters += cells.reduce((sum, cell) => sum + cell.length, 0)
    if (this.#group.length >= LINES_AT_ONCE || this.#characters >= CHARACTERS_AT_ONCE)
      await this.#flush()
  }

  async finish(): Promise<Imported> {
    if (this.#group.length > 0) await this.#flush()
    return this.result()
  }

  /** What has come of the lines so far. */
  result(): Imported {
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
    this.#characters = 0
    const fates = await this.#fatesOf(group.map(({ response }) => response))
    fates.forEach((fate, i) => {
      if (fate === 'imported') this.#imported++
      else if (fate === 'duplicate') this.#duplicates++
      else this.#reject(group[i]?.line ?? 0, { column: 'id', detail: NOT_TAKEN[fate] })
    })
  }

  async #fatesOf(rows: SurveyResponse[]): Promise<ImportFate[]> {
    const inbox = inboxOf(this.#env, this.#slug)
    if (!this.#dryRun) return inbox.import(this.#slug, rows)
    const fates = await inbox.judge(this.#slug, rows)
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
