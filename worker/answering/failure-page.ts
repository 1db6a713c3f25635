/** What went wrong, told to people. */
import type { Problem } from '../../schema/problem.ts'
import { asProblem } from '../problem.ts'
import { knownSurvey } from './open.ts'
import type { MessagePageInput } from './page.ts'
import { type Ctx, message } from './page-context.ts'

/** A failure as a page of one sentence. */
export function renderPage(error: unknown, c: Ctx, origins: readonly string[] = []): Response {
  const { problem, status, retryAfter } = asProblem(error, c)
  const minutes = retryAfter === undefined ? undefined : retryAfter / 60
  const reply = message(c, ABOUT[problem] ?? 'failed', status, minutes, origins)
  if (retryAfter !== undefined) reply.headers.set('retry-after', String(retryAfter))
  return reply
}

/** The websites that may show what went wrong in their frame, where they asked for the survey in one. */
export async function embedders(c: Ctx): Promise<readonly string[]> {
  const slug = c.req.param('slug')
  if (c.req.query('embed') !== '1' || slug === undefined) return []
  const survey = await knownSurvey(c, slug).catch(() => null)
  return survey?.sharing.origins ?? []
}

/** Which sentence a failure is told with. */
const ABOUT: Partial<Record<Problem['problem'], MessagePageInput['about']>> = {
  'survey-closed': 'closed',
  'survey-not-open': 'early',
  'unknown-survey': 'unknown',
  'not-found': 'expired',
  'wrong-receipt': 'expired',
  'link-expired': 'expired',
  'unknown-invitation': 'expired',
  'already-answered': 'used',
  'response-deleted': 'deleted',
  'too-many-requests': 'busy',
  unavailable: 'unavailable',
}
