/** Takes a CSV of responses into the inbox of their survey. */
import { Problem } from '../../schema/problem.ts'
import type { Actor } from '../../schema/staff.ts'
import type { Database } from '../db.ts'
import type { Env } from '../env.ts'
import { inboxOf } from '../inbox/inbox-of.ts'
import { Met } from '../settings/join-lists.ts'
import { accountSettings } from '../settings/store.ts'
import { permit } from '../staff/permit.ts'
import { type Survey, surveyById, versionsOf } from '../surveys/store.ts'
import { throughOutage } from './import-again.ts'
import { type ImportPlan, LineReader, unknownColumns } from './import-line.ts'
import { type Imported, importCsv } from './import-run.ts'

const DAY_MS = 86_400_000

/**
 * @param dryRun only says what an import would do
 * @returns the counts, and the job's id when the file was long
 * @throws Problem not-allowed, wrong-state (a draft takes no responses), malformed-request, invalid-request, not-found
 *   (deleted since)
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
  const inbox = inboxOf(env, survey.slug)
  const met = new Met()
  const result = await importCsv(db, request, now, {
    kind: 'import',
    dryRun,
    unknownColumns: (header) => unknownColumns(header, plan),
    required: ['submitted_at'],
    readerOf: (header) => new LineReader(header, plan),
    write: async (rows) => {
      for (const { segments } of rows) met.add(segments)
      try {
        return await (dryRun
          ? inbox.judge(survey.slug, rows)
          : inbox.import(survey.slug, survey.id, rows))
      } catch (error) {
        // Somebody may have deleted the survey while its file came in.
        if (!(await surveyById(db, survey.id))) throw new Problem('not-found')
        throw error
      }
    },
  })
  if (!dryRun) await throughOutage(() => met.join(db))
  return result
}
