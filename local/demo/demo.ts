/** Fills an empty Gapwise with the demo shop, through the public API: whatever the demo can do, any script can. */
import * as z from 'zod'
import { addDays, type Day } from '../../schema/calendar.ts'
import { SurveyDefinition } from '../../schema/survey.ts'
import { complaintsCsv, customersCsv, ordersCsv, responsesCsv } from './csv.ts'
import { DEMO_TIME_ZONE, demoHistory } from './history.ts'
import { DEMO_BRAND, DEMO_SLUGS, DEMO_SURVEYS, type DemoSlug, TOUCHPOINTS } from './surveys.ts'

export type DemoOptions = {
  /** Address of the service, without a slash at its end. */
  url: string
  /** An API key that may write: `gw_…`. */
  key: string
  /** In `timeZone`. The history ends the day before: a day half over would look like a fall in orders. */
  today: Day
  timeZone?: string
  log?: (line: string) => void
  /** Called when everything is in, to remember that it is made up. */
  mark?: () => Promise<void>
  request?: typeof fetch
}

export type DemoResult = {
  /** Survey ids by slug. */
  surveys: Record<string, string>
  /** Lines taken in, by address. */
  imported: Record<string, number>
  /** Addresses that this service does not have. */
  skipped: string[]
}

/**
 * Makes the demo shop: settings, three live surveys, customers, a year of answers, complaints and orders.
 * @throws when the service refuses anything it should take, or a single line of an import
 */
export async function makeDemo(options: DemoOptions): Promise<DemoResult> {
  const { timeZone = DEMO_TIME_ZONE, log = () => {} } = options
  const result: DemoResult = { surveys: {}, imported: {}, skipped: [] }
  const send = sender(options, result)

  await send('PUT', '/api/settings', settingsOf(timeZone))
  const { surveys } = Surveys.parse(await send('GET', '/api/surveys?limit=500'))
  for (const slug of DEMO_SLUGS)
    result.surveys[slug] = await publish(
      slug,
      send,
      surveys.find((each) => each.slug === slug),
    )
  const history = demoHistory(addDays(options.today, -1), { timeZone })
  const customers = [...customersCsv(history.customers)].join('')
  await send('POST', '/api/customers/import', customers, true)
  for (const slug of DEMO_SLUGS) {
    const survey = SurveyDefinition.parse(DEMO_SURVEYS[slug])
    const lines = [...responsesCsv(survey, history.responses[slug])]
    await send('POST', `/api/surveys/${result.surveys[slug]}/import`, lines.join(''))
    log(`demo: ${lines.length - 1} answers to ${slug}`)
  }
  const complaints = [...complaintsCsv(history.complaints)].join('')
  await send('POST', '/api/complaints/import', complaints, true)
  await send('PUT', '/api/exposures/orders', [...ordersCsv(history.days)].join(''), true)
  await options.mark?.()
  if (result.skipped.length > 0)
    log(`demo: not taken by this service: ${result.skipped.join(', ')}`)
  return result
}

const settingsOf = (timeZone: string) => ({
  brand: DEMO_BRAND,
  timeZone,
  // Two of the shop's days.
  replyHours: 18,
  workingHours: { days: [1, 2, 3, 4, 5, 6], from: '09:00', to: '18:00' },
  touchpoints: TOUCHPOINTS,
})

type Send = (
  method: string,
  path: string,
  body?: object | string,
  mayBeMissing?: boolean,
) => Promise<unknown>

const Begun = z.object({ id: z.string(), slug: z.string(), status: z.string() })
const Surveys = z.object({ surveys: z.array(Begun) })

/** @param begun the survey, where an interrupted start has made it already */
async function publish(
  slug: DemoSlug,
  send: Send,
  begun?: z.output<typeof Begun>,
): Promise<string> {
  if (begun?.status === 'live') return begun.id

  const body = { slug, definition: DEMO_SURVEYS[slug] }
  const id =
    begun?.id ?? z.object({ id: z.string() }).parse(await send('POST', '/api/surveys', body)).id
  await send('PUT', `/api/surveys/${id}/publication`)
  return id
}

const Import = z.object({
  imported: z.int(),
  rejectedCount: z.int(),
  rejected: z.array(z.object({ line: z.int(), column: z.string().nullish(), detail: z.string() })),
})

/** One request at a time: JSON for an object, CSV for a text. */
function sender({ url, key, request = fetch }: DemoOptions, result: DemoResult): Send {
  return async (method, path, body, mayBeMissing = false) => {
    const type = typeof body === 'string' ? 'text/csv' : 'application/json'
    const reply = await request(url + path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': type }),
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await reply.text()
    if (mayBeMissing && reply.status === 404) {
      result.skipped.push(path)
      return null
    }
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text.slice(0, 500)}`)
    const value: unknown = text === '' ? null : JSON.parse(text)
    if (path.endsWith('/import')) result.imported[path] = allTaken(path, value)
    return value
  }
}

/** The demo has no bad lines: one refused is a fault of ours that must not pass unseen. */
function allTaken(path: string, reply: unknown): number {
  const { imported, rejectedCount, rejected } = Import.parse(reply)
  const [first] = rejected
  if (rejectedCount > 0)
    throw new Error(
      `${path}: ${rejectedCount} lines refused; line ${first?.line}, ${first?.column}: ${first?.detail}`,
    )
  return imported
}
