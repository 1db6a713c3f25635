/** The demo as the CSV files that anybody may import: header first, then a line per row. */
import { cellsOf, columnsOf } from '../../schema/columns.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import type { Complaint } from './complaints.ts'
import type { Customer } from './customers.ts'
import type { DemoResponse } from './responses.ts'
import type { ShopDay } from './shop-days.ts'

/** The responses of one survey: who and when, segments, then a column per answer. */
export function* responsesCsv(
  survey: SurveyDefinition,
  responses: readonly DemoResponse[],
): Generator<string> {
  const segments = [...new Set(responses.flatMap((response) => Object.keys(segmentsOf(response))))]
  const answers = survey.questions.flatMap((question) => columnsOf(question, survey))
  yield csvLine([
    ...RESPONSE_COLUMNS,
    ...(survey.sample ? ['shown'] : []),
    ...segments.map((name) => `segment.${name}`),
    ...answers,
  ])
  for (const response of responses) {
    const cells = new Map(
      survey.questions.flatMap((question) =>
        Object.entries(cellsOf(question, survey, response.answers[question.key])),
      ),
    )
    yield csvLine([
      ...whoAndWhen(response),
      ...(survey.sample ? [response.shown?.join(' ') ?? ''] : []),
      ...segments.map((name) => segmentsOf(response)[name] ?? ''),
      ...answers.map((column) => cells.get(column) ?? ''),
    ])
  }
}

/** Complaints that were reported directly; the others come with the responses they were told in. */
export function* complaintsCsv(complaints: Iterable<Complaint>): Generator<string> {
  yield 'opened_at,closed_at,category,severity,text,customer,id,segment.tier,segment.stage\n'
  for (const complaint of complaints) {
    if (complaint.inSurvey) continue
    const { customer } = complaint
    yield csvLine([
      timestamp(complaint.openedAt),
      complaint.closedAt === null ? '' : timestamp(complaint.closedAt),
      complaint.category,
      complaint.severity,
      complaint.text,
      customer.id,
      complaint.id,
      customer.tier,
      customer.stage,
    ])
  }
}

export function* customersCsv(customers: Iterable<Customer>): Generator<string> {
  yield 'customer,name,email,tier,stage,locale\n'
  for (const { id, name, email, tier, stage, locale } of customers)
    yield csvLine([id, name, email, tier, stage, locale])
}

/** Orders a day: what complaints are divided by. */
export function* ordersCsv(days: Iterable<ShopDay>): Generator<string> {
  yield 'day,count\n'
  for (const { day, orders } of days) yield csvLine([day, String(orders)])
}

/** One line of CSV (RFC 4180, but a bare line feed at the end). */
export const csvLine = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\n`

/** ISO 8601 in UTC, to the second. */
export const timestamp = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().slice(0, 19)}Z`

const RESPONSE_COLUMNS = [
  'submitted_at',
  'id',
  'channel',
  'locale',
  'customer',
  'complete',
  'seconds_taken',
]

const whoAndWhen = (response: DemoResponse): string[] => [
  timestamp(response.submittedAt),
  response.id,
  response.channel,
  response.customer.locale,
  response.customer.id,
  String(response.complete),
  String(response.secondsTaken),
]

const segmentsOf = ({ customer, segments }: DemoResponse): Record<string, string> => ({
  tier: customer.tier,
  stage: customer.stage,
  ...segments,
})

/** Text that a spreadsheet would run as a formula gets a leading apostrophe, which import takes off again. */
function quoted(cell: string): string {
  const safe = /^[=+\-@'\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
