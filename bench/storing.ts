/** How many responses a second are stored for good, beside how often the same runtime can say "hello". */
import { LOAD_SURVEY } from '../local/demo/load.ts'
import { type Figure, figure } from './figure.ts'
import { load } from './load.ts'
import { type Service, startHello } from './service.ts'

const ROUNDS = 6
const SECONDS = 2
const CONNECTIONS = 16
const LEAST_RATIO = 0.15

/** Best of several rounds, the two taking turns, because other work on the machine only ever slows them down. */
export async function storing(service: Service): Promise<Figure[]> {
  const surveyId = await service.publish('storing', LOAD_SURVEY)
  const hello = await startHello()
  const rates = { hello: 0, stored: 0 }
  const times = { p50: 0, p99: 0 }
  let acknowledged = 0
  for (let round = 0; round < ROUNDS; round++) {
    const common = { connections: CONNECTIONS, seconds: SECONDS }
    const said = await load({ ...common, url: hello.url, path: '/' })
    const path = '/api/public/surveys/storing/responses'
    const stored = await load({ ...common, url: service.url, path, body: BODY })
    const refused = Object.keys(stored.statuses).filter((status) => status !== '201')
    if (refused.length > 0) throw new Error(`storing: ${JSON.stringify(stored.statuses)}`)
    acknowledged += stored.replies
    rates.hello = Math.max(rates.hello, said.perSecond)
    if (stored.perSecond > rates.stored) Object.assign(times, stored)
    rates.stored = Math.max(rates.stored, stored.perSecond)
  }
  await hello.stop()
  await expectStored(service, surveyId, acknowledged)
  const absolute = [
    `${Math.round(rates.stored)} a second beside ${Math.round(rates.hello)} hellos`,
    `p50 ${times.p50.toFixed(1)} ms, p99 ${times.p99.toFixed(1)} ms`,
  ].join('; ')
  const what = 'responses stored per second at 16 connections, to a bare "hello"'
  return [figure(what, rates.stored / rates.hello, { least: LEAST_RATIO }, absolute)]
}

/** A rate of answers that are not there would be worth nothing. */
async function expectStored(service: Service, surveyId: string, acknowledged: number) {
  const { rows } = await service.database.execute(
    'SELECT count(*) AS n FROM responses WHERE survey_id = ?',
    [surveyId],
  )
  if (Number(rows[0]?.n) !== acknowledged)
    throw new Error(`${acknowledged} acknowledged, ${rows[0]?.n} stored`)
}

/** The eleven answers of the load survey. */
const BODY = JSON.stringify({
  id: '{id}',
  version: 1,
  locale: 'en',
  channel: 'link',
  complete: true,
  secondsTaken: 41,
  segments: { order_type: 'standard' },
  answers: Object.fromEntries(
    (LOAD_SURVEY.questions ?? []).map(({ key, type }, i) => [
      key,
      type === 'nps' ? 9 : { expectation: 7 - (i % 2), perception: 3 + (i % 4) },
    ]),
  ),
})
