/** Takes a CSV of responses as a stream, a thousand lines at a time, each line on its own merits. */
import { Problem } from '../../schema/problem.ts'
import type { SurveyResponse } from '../../schema/responses.ts'
import type { Actor } from '../../schema/staff.ts'
import type { Database } from '../db.ts'
import type { Env } from '../env.ts'
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

const LINES_AT_ONCE = 1000
const MOST_LISTED = 1000
/** A longer file is a job that others can look up. */
const LINES_AT_ONE_SITTING = 50_000
const DAY_MS = 86_400_000

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
  for await (const records of recordsOf(request)) {
    for (const { line, cells } of records) {
      if (!reader) {
        reader = readerOf(cells, plan)
        continue
      }
      lines++
      await run.take(line, reader.read(cells))
    }
    if (lines > LINES_AT_ONE_SITTING && !dryRun) {
      const before = job
      job ??= randomId()
      await db.write([
        ...(before ? [] : [insertJob(db, job, 'import', now)]),
        noteJob(job, 'running', { lines }, Date.now()),
      ])
    }
  }
  if (!reader) throw new Problem('malformed-request', { detail: 'The file has no header line' })
  const result = await run.finish()
  if (job) await db.write([noteJob(job, 'done', result, Date.now())])
  return job ? { ...result, job } : result
}

function readerOf(header: readonly string[], plan: ImportPlan): LineReader {
  const names = header.map((name) => name.trim())
  const faults = [
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
  #imported = 0
  #duplicates = 0
  #rejectedCount = 0
  #rejected: Rejected[] = []

  constructor(env: Env, slug: string, dryRun: boolean) {
    this.#env = env
    this.#slug = slug
    this.#dryRun = dryRun
  }

  async take(line: number, read: SurveyResponse | LineFault): Promise<void> {
    if ('detail' in read) return this.#reject(line, read)
    this.#group.push({ line, response: read })
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
    const rows = group.map(({ response }) => response)
    const inbox = inboxOf(this.#env, this.#slug)
    const fates = await (this.#dryRun ? inbox.judge(this.#slug, rows) : inbox.import(this.#slug, rows))
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
