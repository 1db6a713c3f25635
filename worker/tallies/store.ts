/** SQL on tallies: sums are only ever added to, and only together with the cursor that says what they hold. */
import type { ResultSet } from '@libsql/client/http'
import type { Interval } from '../../schema/calendar.ts'
import { SUMS_PER_ROW } from '../../schema/tables/tallies.ts'
import { add, type Tally } from '../../statistics/tally.ts'
import { clearGuards, guardChanged, type Statement } from '../db.ts'
import { entryOf } from '../entry-of.ts'

const SUMS = Array.from({ length: SUMS_PER_ROW }, (_, i) => `s${i}`)

/** Tallies of one group: everyone or one segment, on one day (days since 1970; a month's first day for monthly measures). */
export type GroupKey = { segment: string; day: number }
export type GroupTally = GroupKey & { tally: Tally }

/** Rows sent in one statement; a larger JSON text only costs memory. */
const ROWS_A_STATEMENT = 5000

/** Adds the sums of these groups to what is stored. */
export function addToTallies(surveyId: string, groups: Iterable<GroupTally>): Statement[] {
  const rows: (string | number)[][] = []
  for (const { segment, day, tally } of groups)
    for (const [measure, sums] of tally)
      for (let at = 0; at < sums.length; at += SUMS_PER_ROW) {
        const part = sums.slice(at, at + SUMS_PER_ROW)
        if (part.some((sum) => sum !== 0))
          rows.push([segment, measure, day, at / SUMS_PER_ROW, ...part])
      }
  const statements: Statement[] = []
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT)
    statements.push(upsert(surveyId, rows.slice(at, at + ROWS_A_STATEMENT)))
  return statements
}

const upsert = (surveyId: string, rows: (string | number)[][]): Statement => ({
  sql: `INSERT INTO tallies (survey_id, segment, measure, day, part, ${SUMS.join(', ')})
    SELECT ?1, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3,
      ${SUMS.map((_, i) => `coalesce(j.value ->> ${i + 4}, 0)`).join(', ')}
    FROM json_each(?2) j WHERE true
    ON CONFLICT (survey_id, segment, measure, day, part) DO UPDATE SET
      ${SUMS.map((sum) => `${sum} = ${sum} + excluded.${sum}`).join(', ')}`,
  args: [surveyId, JSON.stringify(rows)],
})

/** Drops words, of those just counted, that nobody has said any more: a word can be a name, also where its sums are 0. */
export function forgetUnsaidWords(surveyId: string, groups: readonly GroupTally[]): Statement[] {
  const counted = groups.flatMap(({ segment, day, tally }) =>
    [...tally.keys()].filter(isWord).map((measure) => [segment, measure, day]),
  )
  if (counted.length === 0) return []
  const sql = `DELETE FROM tallies WHERE survey_id = ?1 AND ${SUMS.map((sum) => `${sum} = 0`).join(' AND ')}
    AND (segment, measure, day) IN (
      SELECT j.value ->> 0, j.value ->> 1, j.value ->> 2 FROM json_each(?2) j)`
  return [{ sql, args: [surveyId, JSON.stringify(counted)] }]
}

const isWord = (measure: string) => measure.startsWith('words|')

/** Moves the cursors; fails the batch unless the sums stand where the fold began, and are of the same zone's days. */
export const moveCursors = (
  surveyId: string,
  zone: string,
  from: number,
  to: number,
  indexed: number,
): Statement[] => [
  {
    sql: `INSERT INTO tally_cursors (survey_id, folded_through, indexed_through, zone)
      VALUES (?1, ?3, ?4, ?5)
      ON CONFLICT (survey_id) DO UPDATE SET folded_through = ?3, indexed_through = ?4
      WHERE folded_through = ?2 AND zone = ?5`,
    args: [surveyId, from, to, indexed, zone],
  },
  guardChanged(1),
  clearGuards,
]

export const cursorOf = (surveyId: string): Statement => ({
  sql: 'SELECT folded_through, indexed_through, zone FROM tally_cursors WHERE survey_id = ?',
  args: [surveyId],
})

/** Whether the sums behind a cursor are of another zone's days; where nothing is summed yet they are not. */
export const isOfOtherZone = (cursor: ResultSet | undefined, zone: string): boolean => {
  const [row] = cursor?.rows ?? []
  return row !== undefined && row.zone !== zone
}

/** The first and the last response, and the first and the last day of any sum. */
export const spanOf = (surveyId: string): Statement => ({
  sql: `SELECT (SELECT min(submitted_at) FROM responses WHERE survey_id = ?1) AS first_at,
    (SELECT max(submitted_at) FROM responses WHERE survey_id = ?1) AS last_at,
    (SELECT min(day) FROM tallies WHERE survey_id = ?1) AS first_day,
    (SELECT max(day) FROM tallies WHERE survey_id = ?1) AS last_day`,
  args: [surveyId],
})

/** How many responses some groups have, ever, as far as they are folded. */
export const sizesOfGroups = (surveyId: string, groups: readonly string[]): Statement => ({
  sql: `SELECT j.value AS segment, sum(t.s0) AS n FROM json_each(?2) j CROSS JOIN tallies t
      ON t.survey_id = ?1 AND t.segment = j.value AND t.measure = 'responses' AND t.part = 0
    GROUP BY j.value`,
  args: [surveyId, JSON.stringify(groups)],
})

/** Every sum of some days, as it is stored. */
export const talliesOfDays = (surveyId: string, from: number, to: number): Statement => ({
  sql: `SELECT segment, measure, day, part, ${SUMS.join(', ')} FROM tallies
    WHERE survey_id = ? AND day BETWEEN ? AND ?`,
  args: [surveyId, from, to],
})

/** Moves the cursor of the words alone; fails the batch unless it stands where the step began. */
export const moveWordCursor = (surveyId: string, from: number, to: number): Statement[] => [
  {
    sql: `UPDATE tally_cursors SET indexed_through = ?3
      WHERE survey_id = ?1 AND indexed_through = ?2`,
    args: [surveyId, from, to],
  },
  guardChanged(1),
  clearGuards,
]

/** Surveys whose words are behind their sums, or whose sums are of another zone's days. */
export const surveysBehind = (zone: string): Statement => ({
  sql: `SELECT s.slug FROM tally_cursors c JOIN surveys s ON s.id = c.survey_id
    WHERE c.indexed_through < c.folded_through OR c.zone <> ?`,
  args: [zone],
})

/** Old selves waiting to be subtracted, oldest first. */
export const waitingRetractions = (surveyId: string, most: number): Statement => ({
  sql: 'SELECT seq, response FROM retractions WHERE survey_id = ? ORDER BY seq LIMIT ?',
  args: [surveyId, most],
})

/** Drops what has been subtracted; fails the batch unless it is still all there, so that nothing is subtracted twice. */
export const dropRetractions = (surveyId: string, through: number, count: number): Statement[] => [
  {
    sql: 'DELETE FROM retractions WHERE survey_id = ? AND seq <= ?',
    args: [surveyId, through],
  },
  guardChanged(count),
  clearGuards,
]

/** Forgets all sums of a survey; what follows is a fold from the first response on, by the days of a zone. */
export const forgetTallies = (surveyId: string, zone: string): Statement[] => [
  { sql: 'DELETE FROM tallies WHERE survey_id = ?', args: [surveyId] },
  { sql: 'DELETE FROM retractions WHERE survey_id = ?', args: [surveyId] },
  {
    sql: 'UPDATE tally_cursors SET folded_through = 0, zone = ?2 WHERE survey_id = ?1',
    args: [surveyId, zone],
  },
]

/** Which measures a query wants, by their names. */
const measureIn = (measures: readonly string[]) => JSON.stringify(measures)

/** Sums over the days [from, to], one row per measure and part; a name that ends with `|` stands for all that begin with it. */
export const sumsBetween = (
  surveyId: string,
  segment: string,
  measures: readonly string[],
  from: number,
  to: number,
): Statement => {
  const isPrefixed = measures.some((name) => name.endsWith('|'))
  const named = isPrefixed
    ? `t.measure BETWEEN m.value AND m.value || iif(m.value LIKE '%|', char(1114111), '')`
    : 't.measure = m.value'
  return {
    sql: `SELECT t.measure, t.part, ${SUMS.map((sum) => `sum(t.${sum}) AS ${sum}`).join(', ')}
    FROM json_each(?3) m CROSS JOIN tallies t
      ON t.survey_id = ?1 AND t.segment = ?2 AND ${named} AND t.day BETWEEN ?4 AND ?5
    GROUP BY t.measure, t.part`,
    args: [surveyId, segment, measureIn(measures), from, to],
  }
}

/** Sums of days that belong together over [from, to], told by the first that has any; of each measure the first `width`, all if null. */
export const sumsByDay = (
  surveyId: string,
  segment: string,
  { measures, width }: { measures: readonly string[]; width: number | null },
  [from, to]: readonly [from: number, to: number],
  interval: Interval,
): Statement => ({
  sql: `SELECT min(t.day) AS day, t.measure, t.part,
      ${SUMS.slice(0, width ?? SUMS_PER_ROW)
        .map((sum) => `sum(t.${sum}) AS ${sum}`)
        .join(', ')}
    FROM json_each(?3) m CROSS JOIN tallies t
      ON t.survey_id = ?1 AND t.segment = ?2 AND t.measure = m.value AND t.day BETWEEN ?4 AND ?5
      ${width === null ? '' : 'AND t.part = 0'}
    GROUP BY ${TOGETHER[interval]}, t.measure, t.part`,
  args: [surveyId, segment, measureIn(measures), from, to],
})

/** What days of a period have in common; of quarters and years their months have, since few rows are left to add up. */
const MONTH = "strftime('%Y-%m', t.day * 86400, 'unixepoch')"
const TOGETHER: Readonly<Record<Interval, string>> = {
  day: 't.day',
  // Days before 1970 are negative, and a division cuts towards 0.
  week: '(t.day + 7000003) / 7',
  month: MONTH,
  quarter: MONTH,
  year: MONTH,
}

/** Sums over [from, to] of every value of a segment name, whose groups are called `before`, the value, `after`. */
export const sumsBySegment = (
  surveyId: string,
  name: string,
  measures: readonly string[],
  from: number,
  to: number,
  group: { before: string; after: string },
): Statement => ({
  sql: `SELECT v.value AS segment, t.measure, t.part,
      ${SUMS.map((sum) => `sum(t.${sum}) AS ${sum}`).join(', ')}
    FROM segment_values v CROSS JOIN json_each(?3) m CROSS JOIN tallies t
      ON t.survey_id = ?1 AND t.segment = ?6 || v.value || ?7
      AND t.measure = m.value AND t.day BETWEEN ?4 AND ?5
    WHERE v.survey_id = ?1 AND v.name = ?2
    GROUP BY v.value, t.measure, t.part`,
  args: [surveyId, name, measureIn(measures), from, to, group.before, group.after],
})

/** The sums in a result of the statements above, by `by` (a column), each a tally. */
export function talliesIn(
  result: ResultSet | undefined,
  by: 'day' | 'segment',
): Map<string, Tally> {
  const groups = new Map<string, Tally>()
  for (const row of result?.rows ?? []) {
    addRow(
      entryOf(groups, String(row[by]), () => new Map()),
      row,
    )
  }
  return groups
}

/** The sums in a result that is one group. */
export function tallyIn(result: ResultSet | undefined): Tally {
  const tally: Tally = new Map()
  for (const row of result?.rows ?? []) addRow(tally, row)
  return tally
}

function addRow(tally: Tally, row: Record<string, unknown>) {
  const at = Number(row.part) * SUMS_PER_ROW
  const sums = Array.from({ length: at + SUMS_PER_ROW }, (_, i) =>
    i < at ? 0 : Number(row[`s${i - at}`] ?? 0),
  )
  add(tally, String(row.measure), sums)
}
