/** Streams responses out, in the very columns an import takes, so that a file imported elsewhere gives the same reports. */
import { cellsOf, columnsOf, RESPONSE_COLUMNS } from '../../schema/columns.ts'
import type { SurveyResponse } from '../../schema/responses.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { asTextCell, csvLine } from '../csv.ts'
import type { Database } from '../db.ts'
import type { Veil } from './anonymous.ts'
import { type Place, type ResponseFilter, responsesOf } from './list.ts'

const PAGE = 1000

/** The columns of an export: what is known of every response, its segments, then every question ever published. */
export function exportColumns(definitions: readonly SurveyDefinition[]): string[] {
  const own = definitions.flatMap(({ segments }) => segments)
  const answers = definitions.flatMap((survey) =>
    survey.questions.flatMap((question) => columnsOf(question, survey)),
  )
  return [
    ...RESPONSE_COLUMNS,
    ...new Set(['tier', 'stage', 'touchpoint', ...own].map((name) => `segment.${name}`)),
    ...new Set(answers),
  ]
}

/** A response as cells by column. */
export function cellsOfResponse(
  response: SurveyResponse,
  survey: SurveyDefinition | undefined,
): Map<string, string> {
  const cells = new Map<string, string>([
    ['submitted_at', new Date(response.submittedAt).toISOString()],
    ['id', asTextCell(response.id)],
    ['channel', asTextCell(response.channel)],
    ['locale', response.locale ?? ''],
    ['customer', asTextCell(response.customerId ?? '')],
    ['complete', String(response.complete)],
    ['revision', String(response.revision)],
    ['version', String(response.version)],
    ['shown', response.shown?.join(' ') ?? ''],
    ['seconds_taken', response.secondsTaken === null ? '' : String(response.secondsTaken)],
  ])
  for (const [name, value] of Object.entries(response.segments))
    cells.set(`segment.${name}`, asTextCell(value))
  for (const question of survey?.questions ?? []) {
    if (!survey) break
    const isNumber = ['nps', 'rating', 'slider', 'gap', 'allocation'].includes(question.type)
    const found = cellsOf(question, survey, response.answers[question.key])
    for (const [column, text] of Object.entries(found))
      cells.set(column, isNumber ? text : asTextCell(text))
  }
  return cells
}

/** All matching responses as CSV, oldest first. */
export async function* csvLines(
  db: Database,
  surveyId: string,
  definitions: ReadonlyMap<number, SurveyDefinition>,
  filter: ResponseFilter,
  veil: Veil,
): AsyncGenerator<string> {
  const columns = exportColumns([...definitions.values()])
  yield csvLine(columns.map(asTextCell))
  for await (const page of pagesOf(db, surveyId, filter, veil))
    yield page
      .map((response) => {
        const cells = cellsOfResponse(response, definitions.get(response.version))
        return csvLine(columns.map((column) => cells.get(column) ?? ''))
      })
      .join('')
}

/** All matching responses as NDJSON, oldest first. */
export async function* jsonLines(
  db: Database,
  surveyId: string,
  filter: ResponseFilter,
  veil: Veil,
): AsyncGenerator<string> {
  for await (const page of pagesOf(db, surveyId, filter, veil))
    yield page.map((response) => `${JSON.stringify(asJson(response))}\n`).join('')
}

/** A response as lists and exports give it. */
export function asJson({ bodyHash, submittedAt, ...response }: SurveyResponse) {
  return { ...response, submittedAt: new Date(submittedAt).toISOString() }
}

async function* pagesOf(
  db: Database,
  surveyId: string,
  filter: ResponseFilter,
  veil: Veil,
): AsyncGenerator<SurveyResponse[]> {
  let after: Place | null = null
  for (;;) {
    const page: Awaited<ReturnType<typeof responsesOf>> = await responsesOf(
      db,
      surveyId,
      filter,
      'oldest',
      after,
      PAGE,
    )
    yield await veil.over(page.map(({ response }) => response))
    const last = page.at(-1)
    if (!last || page.length < PAGE) return
    after = last.place
  }
}

/** A text generator as a body that is only produced as fast as it is read. */
export function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await lines.return(undefined)
    },
  })
}
