/** Whether a report costs the same however many answers there are; and how fast answers come in by import. */
import { setTimeout as sleep } from 'node:timers/promises'
import { inBlocks, LOAD_SURVEY, loadLines } from '../local/demo/load.ts'
import { SurveyDefinition } from '../schema/survey.ts'
import { type Figure, figure } from './figure.ts'
import type { Service } from './service.ts'

const FEW = 10_000
const MANY = 300_000
const DAYS = 90
const END = '2026-06-30'
const FROM = '2026-04-02'
const ROUNDS = 25
const MOST_RATIO = 1.5

export async function reports(service: Service): Promise<Figure[]> {
  const few = await fill(service, 'few', FEW)
  const many = await fill(service, 'many', MANY)
  const gaps = await compared(service, few.id, many.id, 'gaps')
  const nps = await compared(service, few.id, many.id, 'nps')
  const sizes = `${MANY / 1000} thousand answers over ${DAYS} days, to ${FEW / 1000} thousand`
  const { rows } = await service.database.execute('SELECT count(*) AS n FROM tallies')
  return [
    figure(`gaps report over ${sizes}`, gaps.ratio, { most: MOST_RATIO }, gaps.told),
    figure(`nps report over ${sizes}`, nps.ratio, { most: MOST_RATIO }, nps.told),
    figure('answers imported a second, sums and all', Math.round(many.perSecond), {}, many.told),
    figure('rows of sums', Number(rows[0]?.n), {}, ''),
  ]
}

async function fill(service: Service, slug: string, count: number) {
  const id = await service.publish(slug, LOAD_SURVEY)
  const lines = loadLines(SurveyDefinition.parse(LOAD_SURVEY), count, DAYS, 1, END)
  const body = ReadableStream.from(inBlocks(lines)).pipeThrough(new TextEncoderStream())
  const start = performance.now()
  await service.api('POST', `/api/surveys/${id}/import`, body, 'text/csv')
  const imported = (performance.now() - start) / 1000
  await folded(service, id)
  const seconds = (performance.now() - start) / 1000
  const told = `${count} in ${imported.toFixed(1)} s, and ${(seconds - imported).toFixed(1)} s until all are summed`
  return { id, perSecond: count / seconds, told }
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

/** The least time of each, taking turns, since other work on the machine only ever adds to it. */
async function compared(service: Service, few: string, many: string, report: string) {
  const ask = async (id: string) => {
    const start = performance.now()
    await service.api('GET', `/api/surveys/${id}/reports/${report}?from=${FROM}&to=${END}`)
    return performance.now() - start
  }
  const times = { few: Number.POSITIVE_INFINITY, many: Number.POSITIVE_INFINITY }
  for (let round = 0; round < ROUNDS; round++) {
    times.few = Math.min(times.few, await ask(few))
    times.many = Math.min(times.many, await ask(many))
  }
  const told = `${times.many.toFixed(1)} ms beside ${times.few.toFixed(1)} ms`
  return { ratio: times.many / times.few, told }
}
