/** A survey as visitors find it: whether there is one, and whether it takes answers at this moment. */
import { Problem } from '../../schema/problem.ts'
import type { PublicSurvey } from '../inbox/inbox.ts'
import { findInbox } from '../inbox/inbox-of.ts'
import { whyShut } from '../inbox/published.ts'
import type { Ctx } from './page-context.ts'

/** @throws Problem survey-closed, survey-not-open */
export function requireOpen(survey: PublicSurvey, now: number): void {
  const shut = whyShut(survey, now)
  if (shut) throw new Problem(shut)
}

/** The latest version, or the asked one. @throws Problem unknown-survey */
export async function knownSurvey(c: Ctx, slug: string, version?: number): Promise<PublicSurvey> {
  const inbox = await findInbox(c.env, slug)
  const survey = await inbox?.published(slug, version)
  if (!survey) throw new Problem('unknown-survey')
  return survey
}

/** @throws Problem unknown-survey, survey-closed, survey-not-open */
export async function openSurvey(c: Ctx, slug: string): Promise<PublicSurvey> {
  const survey = await knownSurvey(c, slug)
  requireOpen(survey, c.var.now.getTime())
  return survey
}
