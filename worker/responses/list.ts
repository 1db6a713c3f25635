/** SQL for lists and exports of responses: filters become conditions, pages go by time and sequence. */
import type { InValue } from '@libsql/client/http'
import type { SurveyResponse } from '../../schema/responses.ts'
import type { Database } from '../db.ts'
import { responseFrom } from './store.ts'

export type ResponseFilter = {
  /** Milliseconds UTC, from inclusive, to exclusive. */
  from?: number
  to?: number
  segments: ReadonlyMap<string, string>
  /** Words that stand in any text of the answers; two Chinese characters are enough. */
  text?: string
  /** A number a question was answered with, within bounds. */
  score?: { key: string; min: number; max: number }
}
export type Place = { submittedAt: number; seq: number }

const AS_JSON = `json_array(id, revision, version, submitted_at, channel, locale, answers, segments, shown,
  customer_id, customer_verified, complete, seconds_taken, body_hash)`

/** Responses of a survey, newest first (`backwards`) or oldest first, after a place. */
export async function responsesOf(
  db: Database,
  surveyId: string,
  filter: ResponseFilter,
  direction: 'newest' | 'oldest',
  after: Place | null,
  limit: number,
): Promise<{ place: Place; response: SurveyResponse }[]> {
  const { conditions, args } = conditionsOf(filter)
  const isNewest = direction === 'newest'
  if (after) {
    conditions.push(`(submitted_at, seq) ${isNewest ? '<' : '>'} (?, ?)`)
    args.push(after.submittedAt, after.seq)
  }
  const order = isNewest ? 'DESC' : 'ASC'
  const [page] = await db.read([
    {
      sql: `SELECT seq, submitted_at, ${AS_JSON} AS response FROM responses
        WHERE survey_id = ? ${conditions.map((condition) => `AND ${condition}`).join(' ')}
        ORDER BY submitted_at ${order}, seq ${order} LIMIT ?`,
      args: [surveyId, ...args, limit],
    },
  ])
  return (page?.rows ?? []).map((row) => ({
    place: { submittedAt: Number(row.submitted_at), seq: Number(row.seq) },
    response: responseFrom(String(row.response)),
  }))
}

function conditionsOf(filter: ResponseFilter): { conditions: string[]; args: InValue[] } {
  const conditions: string[] = []
  const args: InValue[] = []
  const add = (condition: string, ...values: InValue[]) => {
    conditions.push(condition)
    args.push(...values)
  }
  if (filter.from !== undefined) add('submitted_at >= ?', filter.from)
  if (filter.to !== undefined) add('submitted_at < ?', filter.to)
  for (const [name, value] of filter.segments) {
    if (name === 'channel') add('channel = ?', value)
    else if (name === 'locale') add('locale = ?', value)
    else add(`segments ->> ? = ?`, `$."${name}"`, value)
  }
  if (filter.score) {
    const { key, min, max } = filter.score
    add(`answers ->> ? BETWEEN ? AND ?`, `$."${key}"`, min, max)
  }
  if (filter.text !== undefined)
    // In the values, not in the JSON text: a question's key is nobody's word.
    add(
      `EXISTS (SELECT 1 FROM json_tree(answers) j WHERE j.type = 'text' AND instr(lower(j.atom), lower(?)) > 0)`,
      filter.text,
    )
  return { conditions, args }
}
