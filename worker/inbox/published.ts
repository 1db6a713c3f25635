/** What the inbox knows of its survey, read from libSQL and kept beside it, so that page and answer work while libSQL is away. */
import * as z from 'zod'
import { Settings } from '../../schema/settings.ts'
import { Sharing } from '../../schema/sharing.ts'
import { SurveyDefinition } from '../../schema/survey.ts'
import type { Database, Statement } from '../db.ts'

export type Published = {
  surveyId: string
  slug: string
  status: 'draft' | 'live' | 'closed'
  version: number
  definitions: Map<number, SurveyDefinition>
  sharing: Sharing
  settings: Settings
}

const Kept = z.object({
  surveyId: z.string(),
  slug: z.string(),
  status: z.enum(['draft', 'live', 'closed']),
  version: z.int(),
  definitions: z.array(z.tuple([z.int(), SurveyDefinition])),
  sharing: Sharing,
  settings: Settings,
})

/** @returns null when there is no such survey */
export async function loadPublished(db: Database, slug: string): Promise<Published | null> {
  const statements: Statement[] = [
    { sql: 'SELECT id, status, version, sharing FROM surveys WHERE slug = ?', args: [slug] },
    {
      sql: `SELECT v.version, v.definition FROM survey_versions v
        JOIN surveys s ON s.id = v.survey_id WHERE s.slug = ? ORDER BY v.version`,
      args: [slug],
    },
    { sql: 'SELECT value FROM settings WHERE id = 1', args: [] },
  ]
  const [surveys, versions, settings] = await db.read(statements)
  const row = surveys?.rows[0]
  if (!row) return null
  const json = (text: unknown) => JSON.parse(String(text ?? '{}'))
  return keptFrom({
    surveyId: row.id,
    slug,
    status: row.status,
    version: row.version,
    definitions: (versions?.rows ?? []).map((entry) => [entry.version, json(entry.definition)]),
    sharing: json(row.sharing),
    settings: json(settings?.rows[0]?.value),
  })
}

export const keptFrom = (json: unknown): Published => {
  const { definitions, ...rest } = Kept.parse(json)
  return { ...rest, definitions: new Map(definitions) }
}

/** Why no answers are taken at this moment, in the same word at every door; null when they are. */
export function whyShut(
  { status, sharing: { opensAt, closesAt } }: Pick<Published, 'status' | 'sharing'>,
  now: number,
): 'survey-closed' | 'survey-not-open' | null {
  if (status !== 'live') return 'survey-closed'
  if (opensAt !== null && now < Date.parse(opensAt)) return 'survey-not-open'
  return closesAt !== null && now >= Date.parse(closesAt) ? 'survey-closed' : null
}
