/**
 * Whether a report costs the same however many answers there are: a million of them over two years beside ten
 * thousand, each of eleven questions. And how fast they come in by import, in how much memory, and are summed.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { inBlocks, LOAD_SURVEY, loadLines } from '../local/demo/load.ts'
import { SurveyDefinition, type SurveyDefinitionInput } from '../schema/survey.ts'
import { type Figure, figure } from './figure.ts'
import type { Service } from './service.ts'

const FEW = 10_000
const MANY = 1_000_000
const DAYS = 730
const WINDOW = 'from=2026-04-02&to=2026-06-30'
const ROUNDS = 15
const MOST_MS = 50
const MOST_RATIO = 1.5
const ROUNDS_OF_ROWS = 3
const MOST_MS_OF_ROWS = 1500
const LEAST_IMPORTED = 5000
const LEAST_FOLDED = 20_000
const MOST_MB = 200

/** The eleven answers of the load survey, and a comment from one in five. */
const SURVEY: SurveyDefinitionInput = {
  ...LOAD_SURVEY,
  questions: [...(LOAD_SURVEY.questions ?? []), { key: 'comment', type: 'text' }],
}

/** From sums, whatever the number of answers. */
const FROM_TALLIES = {
  nps: 'nps?',
  'nps by tier': 'nps?segment=tier',
  'nps of a tier': 'nps?filter.tier=small',
  'nps of a tier in a language': 'nps?filter.tier=small&filter.locale=en',
  gaps: 'gaps?',
  'gaps by channel': 'gaps?segment=channel',
  importance: 'importance?',
  drivers: 'drivers?',
  'response-rate': 'response-rate?',
  segments: 'segments?',
}
/** What only the rows can say, all of it or a part (months begun, times taken). README lists them. */
const FROM_ROWS = {
  themes: 'themes?',
  quality: 'quality?',
  'nps of two filters': 'nps?filter.tier=small&filter.channel=email',
  'gaps of two filters': 'gaps?filter.tier=small&filter.channel=email',
  'nps without low effort': 'nps?lowEffort=exclude',
}

/** Of the same answers as a relationship survey's: of each customer only the latest in the window counts. */
const OF_LATEST = {
  nps: 'nps?',
  'nps by tier': 'nps?segment=tier',
  gaps: 'gaps?',
}

export async function reports(service: Service): Promise<Figure[]> {
  const few = await fill(service, 'few', FEW)
  const before = service.memory()
  const many = await fill(service, 'many', MANY)
  const grown = many.mostMemory - before
  const told = `${MANY} in ${many.imported.toFixed(0)} s, and ${many.rest.toFixed(1)} s until all were summed`
  const figures = [
    figure(
      'answers imported a second, through the API',
      Math.round(MANY / many.imported),
      { least: LEAST_IMPORTED },
      told,
    ),
    figure('MB more memory meanwhile', Math.round(grown), { most: MOST_MB }, ''),
    await folding(service, many.id),
  ]
  for (const [name, path] of Object.entries(FROM_TALLIES)) {
    const times = await compared(service, few.id, many.id, path)
    const what = `${name}: a million answers to ten thousand`
    const ms = `${times.many.toFixed(1)} ms beside ${times.few.toFixed(1)} ms`
    figures.push(
      figure(what, times.many / times.few, { most: MOST_RATIO }, ms),
      figure(`${name}: ms at the median`, times.many, { most: MOST_MS }, ''),
    )
  }
  for (const [name, path] of Object.entries(FROM_ROWS)) {
    const ms = await median(service, many.id, path, ROUNDS_OF_ROWS)
    figures.push(figure(`${name}: ms from the rows`, ms, { most: MOST_MS_OF_ROWS }, ''))
  }
  for (const id of [few.id, many.id])
    await service.republish(id, { ...SURVEY, program: 'relationship' })
  for (const [name, path] of Object.entries(OF_LATEST)) {
    const ms = await median(service, many.id, path, ROUNDS_OF_ROWS)
    const beside = await median(service, few.id, path, ROUNDS_OF_ROWS)
    const told = `${beside.toFixed(1)} ms of ten thousand`
    const what = `${name} of customers' latest answers: ms of a million`
    figures.push(figure(what, ms, { most: MOST_MS_OF_ROWS }, told))
  }
  return [...figures, await rawQuery(service, many.id)]
}

async function fill(service: Service, slug: string, count: number) {
  const id = await service.publish(slug, SURVEY)
  const lines = loadLines(SurveyDefinition.parse(SURVEY), count, DAYS, 1)
  let mostMemory = 0
  const watch = setInterval(() => {
    mostMemory = Math.max(mostMemory, service.memory())
  }, 250)
  const start = performance.now()
  await service.api('POST', `/api/surveys/${id}/import`, streamOf(lines), 'text/csv')
  const imported = (performance.now() - start) / 1000
  clearInterval(watch)
  await folded(service, id)
  const rest = (performance.now() - start) / 1000 - imported
  return { id, imported, rest, mostMemory }
}

/** The lines as a request body. */
function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const blocks = inBlocks(lines)
  const utf8 = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await blocks.next()
      if (done) controller.close()
      else controller.enqueue(utf8.encode(value))
    },
  })
}

/** How fast sums are made anew from all rows. */
async function folding(service: Service, surveyId: string): Promise<Figure> {
  const start = performance.now()
  await service.api('POST', `/api/surveys/${surveyId}/rebuild`)
  await folded(service, surveyId)
  const seconds = (performance.now() - start) / 1000
  const told = `${MANY} in ${seconds.toFixed(0)} s`
  return figure(
    'answers folded a second',
    Math.round(MANY / seconds),
    { least: LEAST_FOLDED },
    told,
  )
}

/** Waits until every answer is in the tallies. */
async function folded(service: Service, surveyId: string): Promise<void> {
  for (;;) {
    const { rows } = await service.database.execute({
      sql: `SELECT (SELECT max(seq) FROM responses WHERE survey_id = ?1)
        <= (SELECT folded_through FROM tally_cursors WHERE survey_id = ?1) AS is_folded`,
      args: [surveyId],
    })
    if (rows[0]?.is_folded === 1) return
    await sleep(50)
  }
}

/** The median of each, taking turns, since other work on the machine comes and goes. */
async function compared(service: Service, few: string, many: string, path: string) {
  const times: { few: number[]; many: number[] } = { few: [], many: [] }
  for (let round = 0; round < ROUNDS; round++) {
    times.few.push(await ask(service, few, path))
    times.many.push(await ask(service, many, path))
  }
  return { few: middle(times.few), many: middle(times.many) }
}

async function median(service: Service, id: string, path: string, rounds: number) {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) times.push(await ask(service, id, path))
  return middle(times)
}

async function ask(service: Service, id: string, path: string): Promise<number> {
  const start = performance.now()
  await service.api('GET', `/api/surveys/${id}/reports/${path}&${WINDOW}`)
  return performance.now() - start
}

const middle = (times: number[]) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN

/** What the same answers cost straight from the rows: the simplest query there is for the score alone. */
async function rawQuery(service: Service, surveyId: string): Promise<Figure> {
  const start = performance.now()
  await service.database.execute({
    sql: `SELECT answers ->> '$.recommend' AS score, count(*) FROM responses
      WHERE survey_id = ? AND submitted_at BETWEEN ? AND ? GROUP BY score`,
    args: [surveyId, Date.UTC(2026, 3, 2), Date.UTC(2026, 6, 1)],
  })
  const ms = performance.now() - start
  return figure(
    'beside: ms of the raw query for the score alone',
    ms,
    {},
    'one histogram of 90 days',
  )
}
