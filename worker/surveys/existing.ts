/** The survey of an address, or a refusal. */
import { Problem } from '../../schema/problem.ts'
import type { Database } from '../db.ts'
import { type Survey, surveyById } from './store.ts'

/** @throws Problem not-found */
export async function existing(db: Database, surveyId: string): Promise<Survey> {
  const survey = await surveyById(db, surveyId)
  if (!survey) throw new Problem('not-found')
  return survey
}
