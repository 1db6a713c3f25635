/** Every request the dashboard makes, to the same public API that keys use. */
import type { GapsReport, NpsReport } from '../../schema/reports.ts'
import type { Settings } from '../../schema/settings.ts'
import type { Actor } from '../../schema/staff.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import type { Localized } from '../../schema/text.ts'

export type Session = { actor: Actor; settings: Settings }
export type SurveyLine = {
  id: string
  slug: string
  title: Localized
  status: 'draft' | 'live' | 'closed'
  version: number
  locales: string[]
  segments: string[]
  responses: number
  program: SurveyDefinition['program']
}
export type Survey = {
  id: string
  slug: string
  status: SurveyLine['status']
  version: number
  draft: SurveyDefinition
  definition: SurveyDefinition | null
}
export type SetUp = {
  token: string
  name: string
  email: string
  password: string
  timeZone: string
}
type Query = Readonly<Record<string, string>>

export const whoAmI = () => send<Session>('GET', '/session')
export const signIn = (email: string, password: string) =>
  send<unknown>('POST', '/session', { email, password })
export const signOut = () => send<unknown>('DELETE', '/session')
export const setUp = (body: SetUp) => send<unknown>('POST', '/setup', body)

export const surveys = (signal: AbortSignal) =>
  send<{ surveys: SurveyLine[] }>('GET', '/surveys', undefined, signal)
export const survey = (id: string, signal: AbortSignal) =>
  send<Survey>('GET', `/surveys/${id}`, undefined, signal)
export const npsReport = (id: string, query: Query, signal: AbortSignal) =>
  send<NpsReport>('GET', reportPath(id, 'nps', query), undefined, signal)
export const gapsReport = (id: string, query: Query, signal: AbortSignal) =>
  send<GapsReport>('GET', reportPath(id, 'gaps', query), undefined, signal)

/** A request that was refused (RFC 9457) or that never got through: then the status is 0. */
export class Refused extends Error {
  readonly status: number
  /** The name in `/problems/{name}`; 'unreachable' when no reply came. */
  readonly problem: string
  readonly faults: readonly { pointer: string; detail: string }[]

  constructor(status: number, problem: string, faults: Refused['faults'] = []) {
    super(problem)
    this.status = status
    this.problem = problem
    this.faults = faults
  }
}

const reportPath = (id: string, report: string, query: Query) =>
  `/surveys/${id}/reports/${report}?${new URLSearchParams(query)}`

async function send<Reply>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Reply> {
  const reply = await fetch(`/api${path}`, {
    method,
    headers: {
      accept: 'application/json',
      ...(method === 'GET' ? {} : { 'x-requested-with': 'gapwise' }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause
    throw new Refused(0, 'unreachable')
  })
  const text = await reply.text()
  if (!reply.ok) throw refusalOf(reply.status, text)
  return trusted<Reply>(text)
}

function refusalOf(status: number, text: string): Refused {
  try {
    const problem = trusted<{ type?: string; errors?: Refused['faults'] }>(text)
    const name = (problem.type ?? '').replace('/problems/', '')
    return new Refused(status, name === '' ? 'internal' : name, problem.errors)
  } catch {
    return new Refused(status, 'internal')
  }
}

/** Our own service's JSON is taken at its word: its shapes are held by the schemas and the Worker's tests. */
function trusted<Shape>(text: string): Shape {
  return (text === '' ? null : JSON.parse(text)) as Shape
}
