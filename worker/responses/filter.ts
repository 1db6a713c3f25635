/** Which responses somebody asks for. */
import type { Context } from 'hono'
import * as z from 'zod'
import { addDays, instantOf } from '../../schema/calendar.ts'
import { Day } from '../../schema/day.ts'
import { Problem } from '../../schema/problem.ts'
import { KEY } from '../../schema/survey.ts'
import type { App } from '../context.ts'
import type { Database } from '../db.ts'
import { segmentFilters } from '../reports/scope.ts'
import { accountSettings } from '../settings/store.ts'
import { versionsOf } from '../surveys/store.ts'
import { type Veil, veilOf } from './anonymous.ts'
import { scoreAmong } from './glance.ts'
import { PARTS, type ResponseFilter } from './list.ts'

export const Filter = z.object({
  from: Day.optional(),
  to: Day.optional(),
  text: z.string().min(1).max(200).optional(),
  question: z.string().regex(KEY).optional(),
  /** What of a pair `min` and `max` are about; without `question` they are about the first NPS question or rating. */
  part: z.enum(PARTS).optional(),
  min: z.coerce.number().optional(),
  max: z.coerce.number().optional(),
  /** Only those who chose this option of `question`; `other` is words of one's own. */
  option: z.string().regex(KEY).optional(),
  /** Only responses with words of their own. */
  commented: z.literal('1').optional(),
})

/** The filter of an address, in instants and questions; `none` where it would single out too few. */
export async function filterOf(
  c: Context<App>,
  surveyId: string,
  query: z.infer<typeof Filter>,
): Promise<ResponseFilter> {
  const { timeZone } = await accountSettings(c.var.db)
  const segments = segmentFilters(c.req.query())
  const veil = await veilOver(c.var.db, surveyId)
  const mayAsk = segments.size === 0 || (await veil.mayAsk(segments))
  const { from, to, text, question, part = null, min = null, max = null, option } = query
  const isBounded = min !== null || max !== null
  const scored = question ?? (isBounded ? await scoreKeyOf(c.var.db, surveyId) : undefined)
  return {
    ...(from ? { from: instantOf(from, 0, timeZone) } : {}),
    ...(to ? { to: instantOf(addDays(to, 1), 0, timeZone) } : {}),
    ...(text ? { text } : {}),
    ...(scored ? { score: { key: scored, part, min, max } } : {}),
    ...(question && option ? { chosen: { key: question, option } } : {}),
    ...(query.commented ? { commented: await wordKeysOf(c.var.db, surveyId) } : {}),
    ...(mayAsk ? {} : { none: true }),
    segments,
  }
}

/** The question a range of scores is about when none is named. @throws Problem invalid-request */
async function scoreKeyOf(db: Database, surveyId: string): Promise<string> {
  const latest = (await versionsOf(db, surveyId)).at(-1)
  const score = scoreAmong(latest?.definition.questions ?? [])
  if (score) return score.key
  const detail = 'Say which question min and max are about'
  throw new Problem('invalid-request', { errors: [{ pointer: '?question', detail }] })
}

/** What hides those of an anonymous survey whom their segments would tell apart. */
export async function veilOver(db: Database, surveyId: string): Promise<Veil> {
  const versions = await versionsOf(db, surveyId)
  return veilOf(
    db,
    surveyId,
    versions.map(({ definition }) => definition),
  )
}

/** The questions of all versions that are answered in words. */
async function wordKeysOf(db: Database, surveyId: string): Promise<string[]> {
  const questions = (await versionsOf(db, surveyId)).flatMap(
    ({ definition }) => definition.questions,
  )
  const worded = questions.filter(({ type }) => type === 'text' || type === 'complaint')
  return [...new Set(worded.map(({ key }) => key))]
}
