/** How every report is handed over: as JSON, with its explanation when asked for, or as CSV. */
import type { Context, TypedResponse } from 'hono'
import type { App } from '../context.ts'
import type { Explanation } from './explain.ts'
import { reportCsv } from './report-csv.ts'

/** Whether the report is wanted as CSV: `?format=csv`, or `Accept: text/csv`. */
const wantsCsv = (c: Context<App>) =>
  c.req.query('format') === 'csv' || /^\s*text\/csv\b/.test(c.req.header('accept') ?? '')

export function replyWith<Report extends object>(
  c: Context<App>,
  name: string,
  report: Report,
  explain: (report: Report) => Explanation,
): Promise<Told<Report>> {
  const full = c.req.query('explain') === '1' ? withExplanation(report, explain(report)) : report
  if (!wantsCsv(c)) return told(c.json(full))
  return told(
    c.body(reportCsv(full), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
    }),
  )
}

type Told<Report> = Response & TypedResponse<Report, 200, 'json'>

/** The typed client asks for JSON without an explanation, so to it every reply is the report itself. */
const told = async <Report>(reply: Response): Promise<Told<Report>> => reply as Told<Report>

/** A report that is a bare list has no member to put an explanation in, and becomes one. */
const withExplanation = (report: object, explain: Explanation) =>
  Array.isArray(report) ? { rows: report, explain } : { ...report, explain }
