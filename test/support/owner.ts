/** The first owner of a started service: the staff API as the dashboard uses it, and what tests ask of it most. */
import { expect } from 'vitest'
import type * as z from 'zod'
import { GapsReport, NpsReport } from '../../schema/reports.ts'
import type { SurveyDefinitionInput } from '../../schema/survey.ts'
import type { Gapwise } from './gapwise.ts'

/** Who the owner is. */
export const ANN = { email: 'ann@shop.example', password: 'a long enough password' }

export type Published = { id: string; slug: string; version: number }
export type Imported = {
  imported: number
  duplicates: number
  rejectedCount: number
  rejected: { line: number; column: string; detail: string }[]
  job?: string
}
export type Query = Record<string, string>

export type Owner = {
  /** Any request to the staff API; unsafe ones go as from our own pages. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** Sends JSON and wants it taken. */
  send<Body>(method: string, path: string, body: unknown, headers?: Query): Promise<Body>
  /** Posts CSV and wants it taken. */
  csv(path: string, body: string): Promise<unknown>
  /** Makes a survey and publishes it. */
  publish(definition: SurveyDefinitionInput): Promise<Published>
  /** Publishes another version of a survey. */
  republish(survey: Published, definition: SurveyDefinitionInput): Promise<void>
  /** Imports CSV as it is; the reply is whatever comes. */
  upload(survey: Published, csv: RequestInit['body'], query?: Query): Promise<Response>
  /** Imports CSV and wants it taken. */
  import(survey: Published, csv: string, query?: Query): Promise<Imported>
  exported(survey: Published, format: 'csv' | 'ndjson', query?: Query): Promise<string>
  nps(survey: Published, query?: Query): Promise<NpsReport>
  gaps(survey: Published, query?: Query): Promise<GapsReport>
  /** A report as it is, whatever comes. */
  report(survey: Published, name: string, query?: Query): Promise<Response>
}

/** Uses up the service's set-up token. */
export async function ownerOf(gapwise: Gapwise): Promise<Owner> {
  const own = { origin: gapwise.url, 'x-requested-with': 'gapwise' }
  const setup = await gapwise.post(
    '/api/setup',
    { token: gapwise.setupToken, name: 'Ann', ...ANN },
    own,
  )
  await taken(setup)
  const cookie = setup.headers.getSetCookie().map((each) => each.split(';')[0])
  const headers = { ...own, cookie: cookie.join('; ') }
  const fetch: Owner['fetch'] = (path, init = {}) =>
    gapwise.fetch(path, { ...init, headers: { ...headers, ...init.headers } })
  const send = async <Body>(method: string, path: string, body: unknown, more: Query = {}) => {
    const sent = { ...more, 'content-type': 'application/json' }
    return taken<Body>(await fetch(path, { method, headers: sent, body: JSON.stringify(body) }))
  }
  const open = async (id: string) =>
    taken<Published>(await fetch(`/api/surveys/${id}/publication`, { method: 'PUT' }))
  const upload: Owner['upload'] = (survey, body, query) =>
    fetch(address(survey, 'import', query), {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: body ?? null,
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    })
  const report: Owner['report'] = (survey, name, query) =>
    fetch(address(survey, `reports/${name}`, query))
  return {
    fetch,
    send,
    csv: async (path, body) =>
      taken(await fetch(path, { method: 'POST', headers: { 'content-type': 'text/csv' }, body })),
    upload,
    report,
    async publish(definition) {
      const made = await send<Published>('POST', '/api/surveys', { definition })
      return open(made.id)
    },
    async republish({ id }, definition) {
      const etag = (await fetch(`/api/surveys/${id}`)).headers.get('etag') ?? ''
      await send('PUT', `/api/surveys/${id}`, { definition }, { 'if-match': etag })
      await open(id)
    },
    import: async (survey, csv, query) => taken<Imported>(await upload(survey, csv, query)),
    async exported(survey, format, query) {
      const reply = await fetch(address(survey, `export.${format}`, query))
      return reply.ok ? reply.text() : refused(reply)
    },
    nps: async (survey, query) => read(NpsReport, await report(survey, 'nps', query)),
    gaps: async (survey, query) => read(GapsReport, await report(survey, 'gaps', query)),
  }
}

/** The JSON of a reply that has to be a good one. Its shape is taken on trust: what is not there fails the test. */
export async function taken<Body = unknown>(reply: Response): Promise<Body> {
  return reply.ok ? reply.json() : refused(reply)
}

async function refused(reply: Response): Promise<never> {
  throw new Error(`${reply.url}: ${reply.status} ${await reply.text()}`)
}

/** A report, held against its own schema; a member that the schema does not know is a fault too. */
async function read<Schema extends z.ZodType>(
  schema: Schema,
  reply: Response,
): Promise<z.output<Schema>> {
  const body = await taken(reply)
  const report = schema.parse(body)
  expect(report).toEqual(body)
  return report
}

const address = ({ id }: Published, what: string, query: Query = {}) =>
  `/api/surveys/${id}/${what}?${new URLSearchParams(query)}`
