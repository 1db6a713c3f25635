/** SQL on responses. Writes come back as statements; only the inbox runs them, so that nothing is subtracted twice. */
import type { ResultSet, Row } from '@libsql/client/http'
import type { SurveyResponse } from '../../schema/responses.ts'
import { clearGuards, guardChanged, type Statement } from '../db.ts'

const COLUMNS = `id, revision, version, submitted_at, channel, locale, answers, segments, shown,
  customer_id, customer_verified, complete, seconds_taken, body_hash`
/** A stored row as one JSON text: what a retraction keeps, and what a fold reads. @param table with its dot */
export const asJsonOf = (table: string): string => {
  const columns = COLUMNS.split(',').map((name) => `${table}${name.trim()}`)
  const isJson = /\b(answers|segments|shown)$/
  return `json_array(${columns.map((name) => (isJson.test(name) ? `json(${name})` : name))})`
}
export const AS_JSON = asJsonOf('')

/** What `->>` makes of a list or an object is its JSON text, so those go as they are. */
const cellsOf = (response: SurveyResponse): readonly unknown[] => [
  response.id,
  response.revision,
  response.version,
  response.submittedAt,
  response.channel,
  response.locale,
  response.answers,
  response.segments,
  response.shown,
  response.customerId,
  Number(response.customerVerified),
  Number(response.complete),
  response.secondsTaken,
  response.bodyHash,
]

/** A row as `AS_JSON` gives it. The database only holds what this file wrote, so its types are known. */
export function responseFrom(json: string): SurveyResponse {
  const [
    id,
    revision,
    version,
    submittedAt,
    channel,
    locale,
    answers,
    segments,
    shown,
    customerId,
    customerVerified,
    complete,
    secondsTaken,
    bodyHash,
  ] = JSON.parse(json)
  return {
    id,
    revision,
    version,
    submittedAt,
    channel,
    locale,
    answers,
    segments,
    shown,
    customerId,
    customerVerified: customerVerified === 1,
    complete: complete === 1,
    secondsTaken,
    bodyHash,
  }
}

/**
 * Inserts new responses in one statement; fails the batch when one exists already, or was deleted: its id is
 * NULL then, which the column refuses.
 */
export const insertResponses = (
  surveyId: string,
  responses: readonly SurveyResponse[],
): Statement[] => [{ sql: INSERT, args: [surveyId, JSON.stringify(responses.map(cellsOf))] }]

const INSERT = `INSERT INTO responses (survey_id, ${COLUMNS})
  SELECT ?1, iif(
    EXISTS (SELECT 1 FROM deleted_responses d WHERE d.survey_id = ?1 AND d.id = j.value ->> 0),
    NULL, j.value ->> 0
  ), ${COLUMNS.split(',')
    .slice(1)
    .map((_, i) => `j.value ->> ${i + 1}`)
    .join(', ')}
  FROM json_each(?2) j`

/** Replaces a response by its next self, the old one to be subtracted if it was tallied; fails the batch when it has changed meanwhile. */
export const replaceResponse = (
  surveyId: string,
  before: { id: string; revision: number },
  after: SurveyResponse,
): Statement[] => [
  ...takeOut(surveyId, before.id, before.revision),
  ...insertResponses(surveyId, [after]),
]

/** Deletes a response and remembers that it was there. */
export const deleteResponse = (
  surveyId: string,
  before: { id: string; revision: number },
  now: number,
): Statement[] => [
  ...takeOut(surveyId, before.id, before.revision),
  {
    sql: 'INSERT OR REPLACE INTO deleted_responses (survey_id, id, deleted_at) VALUES (?, ?, ?)',
    args: [surveyId, before.id, now],
  },
]

function takeOut(surveyId: string, id: string, revision: number): Statement[] {
  const args = [surveyId, id, revision]
  return [
    {
      sql: `INSERT INTO retractions (survey_id, response)
        SELECT survey_id, ${AS_JSON} FROM responses
        WHERE survey_id = ?1 AND id = ?2 AND revision = ?3 AND seq <= coalesce(
          (SELECT folded_through FROM tally_cursors WHERE survey_id = ?1), 0)`,
      args,
    },
    { sql: 'DELETE FROM responses WHERE survey_id = ? AND id = ? AND revision = ?', args },
    guardChanged(1),
    clearGuards,
  ]
}

/** Which of these ids are stored, as whole responses; and which were deleted. */
export function storedAmong(surveyId: string, ids: readonly string[]): Statement[] {
  const args = [surveyId, JSON.stringify(ids)]
  return [
    {
      sql: `SELECT ${AS_JSON} AS response FROM responses
        WHERE survey_id = ?1 AND id IN (SELECT value FROM json_each(?2))`,
      args,
    },
    {
      sql: `SELECT id FROM deleted_responses
        WHERE survey_id = ?1 AND id IN (SELECT value FROM json_each(?2))`,
      args,
    },
  ]
}

/** What one customer has answered to a survey, oldest first. */
export const responsesOfCustomer = (surveyId: string, customerId: string): Statement => ({
  sql: `SELECT ${AS_JSON} AS response FROM responses
    WHERE survey_id = ? AND customer_id = ? ORDER BY submitted_at, seq`,
  args: [surveyId, customerId],
})

/** Responses above a survey's cursor, oldest first. */
export const unfoldedResponses = (surveyId: string, most: number): Statement => ({
  sql: `SELECT seq, ${AS_JSON} AS response FROM responses
    WHERE survey_id = ?1 AND seq > coalesce(
      (SELECT folded_through FROM tally_cursors WHERE survey_id = ?1), 0)
    ORDER BY seq LIMIT ?2`,
  args: [surveyId, most],
})

/** Responses between two places of the sequence, oldest first. */
export const responsesAmong = (
  surveyId: string,
  after: number,
  through: number,
  most: number,
): Statement => ({
  sql: `SELECT seq, ${AS_JSON} AS response FROM responses
    WHERE survey_id = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?`,
  args: [surveyId, after, through, most],
})

/** The place of a response in the index of words: its second, then its sequence, so that newest first is its own order. */
export const placeInWords = (submittedAt: string, seq: string): string =>
  `(min(${submittedAt} / 1000, 4294967295) * 2147483648 + ${seq})`
/** The sequence that is in a place. */
export const seqOfPlace = (place: string): string => `(${place} & 2147483647)`
/** Surveys are told apart in the index by a word of their own: all of the id that is a letter or a digit. */
export const surveyWord = (surveyId: string): string =>
  `s${surveyId.replaceAll(/[^a-zA-Z0-9]/g, '')}`

/** Puts responses into the index of words, where they have any; once more changes nothing. */
export function indexWords(
  surveyId: string,
  responses: readonly { seq: number; submittedAt: number; words: string }[],
): Statement[] {
  const rows = responses
    .filter(({ words }) => words !== '')
    // The index takes rows in the order of their places many times faster than in any other.
    .sort((a, b) => secondOf(a) - secondOf(b) || a.seq - b.seq)
    .map(({ seq, submittedAt, words }) => [submittedAt, seq, words])
  if (rows.length === 0) return []
  return [
    {
      sql: `INSERT OR REPLACE INTO response_words (rowid, survey, words)
        SELECT ${placeInWords('(j.value ->> 0)', '(j.value ->> 1)')}, ?1, j.value ->> 2
        FROM json_each(?2) j`,
      args: [surveyWord(surveyId), JSON.stringify(rows)],
    },
  ]
}
const secondOf = ({ submittedAt }: { submittedAt: number }) => Math.floor(submittedAt / 1000)

/** Fails the batch unless the rows that were read between two places of the sequence are all still there. */
export const stillThere = (
  surveyId: string,
  after: number,
  through: number,
  count: number,
): Statement[] => [
  {
    sql: `INSERT INTO guards (holds) SELECT count(*) = ? FROM responses
      WHERE survey_id = ? AND seq > ? AND seq <= ?`,
    args: [count, surveyId, after, through],
  },
  clearGuards,
]

/** Responses submitted in [from, to), in one fixed order, after `seq` for paging. */
export const responsesBetween = (
  surveyId: string,
  from: number,
  to: number,
  after: { submittedAt: number; seq: number } = { submittedAt: -1, seq: 0 },
  most = 10_000,
): Statement => ({
  sql: `SELECT seq, submitted_at, ${AS_JSON} AS response FROM responses
    WHERE survey_id = ?1 AND submitted_at >= ?2 AND submitted_at < ?3
      AND (submitted_at, seq) > (?4, ?5)
    ORDER BY submitted_at, seq LIMIT ?6`,
  args: [surveyId, from, to, after.submittedAt, after.seq, most],
})

/** The responses in a result of the statements above. */
export const responsesIn = (result: ResultSet | undefined): SurveyResponse[] =>
  (result?.rows ?? []).map((row: Row) => responseFrom(String(row.response)))
