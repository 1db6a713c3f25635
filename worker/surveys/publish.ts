/** Publishes a survey's draft as its next version, or opens a closed one again when nothing has changed. */
import { Problem } from '../../schema/problem.ts'
import { lacksOf } from '../../schema/ready.ts'
import type { Actor } from '../../schema/staff.ts'
import { identityOf, type SurveyDefinition } from '../../schema/survey.ts'
import { note } from '../audit/note.ts'
import { type Database, isConstraint } from '../db.ts'
import type { Env } from '../env.ts'
import { inboxOf } from '../inbox/inbox-of.ts'
import { permit } from '../staff/permit.ts'
import { insertVersion, openSurvey, type Survey, versionsOf } from './store.ts'

/** @throws Problem not-allowed, draft-incomplete, key-changed, draft-changed */
export async function publish(
  env: Env,
  db: Database,
  actor: Actor,
  survey: Survey,
  now: number,
): Promise<number> {
  permit(actor, 'surveys:write')
  const errors = lacksOf(survey.draft).map(({ pointer, detail }) => ({
    pointer: `/definition${pointer}`,
    detail,
  }))
  if (errors.length > 0) throw new Problem('draft-incomplete', { errors })
  const versions = await versionsOf(db, survey.id)
  keepKeys(
    survey.draft,
    versions.map(({ definition }) => definition),
  )
  const latest = versions.at(-1)
  const isUnchanged = latest && JSON.stringify(latest.definition) === JSON.stringify(survey.draft)
  const version = isUnchanged ? latest.version : survey.version + 1
  try {
    await db.write([
      ...(isUnchanged ? [] : insertVersion(survey, version, now)),
      openSurvey(survey.id, version, now),
      note(actor, new Date(now), 'survey-published', survey.slug, { version }),
    ])
  } catch (error) {
    if (!isConstraint(error)) throw error
    if (!(await isPublished(db, survey, version))) throw new Problem('draft-changed')
  }
  await inboxOf(env, survey.slug).refresh(survey.slug)
  return version
}

/** Whether somebody else has published this very draft in the same moment: then there is nothing left to do. */
async function isPublished(db: Database, { id, draft }: Survey, version: number): Promise<boolean> {
  const latest = (await versionsOf(db, id)).at(-1)
  return latest?.version === version && JSON.stringify(latest.definition) === JSON.stringify(draft)
}

/** A published key keeps its type and scale for ever: a changed question is a new key. @throws Problem key-changed */
export function keepKeys(draft: SurveyDefinition, published: readonly SurveyDefinition[]): void {
  const identities = new Map(
    published.flatMap(({ questions }) => questions.map((q) => [q.key, identityOf(q)])),
  )
  const errors = draft.questions.flatMap((question, i) => {
    const before = identities.get(question.key)
    return before === undefined || before === identityOf(question)
      ? []
      : [{ pointer: `/definition/questions/${i}/key`, detail: `Was published as ${before}` }]
  })
  if (errors.length > 0) throw new Problem('key-changed', { errors })
}
