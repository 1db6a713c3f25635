/** The account's first owner, signed in: every staff request a test makes. */
import type { SurveyDefinitionInput } from '../../schema/survey.ts'
import type { Gapwise } from './gapwise.ts'

export type Json = ReturnType<typeof JSON.parse>
export type Reply = { status: number; body: Json; headers: Headers }

export type SignedIn = {
  get(path: string, headers?: Record<string, string>): Promise<Reply>
  send(method: string, path: string, body?: unknown): Promise<Reply>
  /** Sends a CSV. */
  csv(method: string, path: string, text: string): Promise<Reply>
  /** Makes and publishes a survey. @returns its id */
  publish(slug: string, definition: SurveyDefinitionInput): Promise<string>
}

/** Makes the first owner; `timeZone` becomes the account's. */
export async function signedIn(gapwise: Gapwise, timeZone = 'UTC'): Promise<SignedIn> {
  const { origin } = new URL(gapwise.url)
  const ours = { 'x-requested-with': 'gapwise', origin }
  const setup = {
    token: gapwise.setupToken,
    name: 'Ana Duarte',
    email: 'ana@example.com',
    password: 'correct horse battery',
    timeZone,
  }
  const reply = await gapwise.post('/api/setup', setup, ours)
  const cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? ''
  const ask = async (path: string, init: RequestInit): Promise<Reply> => {
    const answer = await gapwise.fetch(path, {
      ...init,
      headers: { ...ours, cookie, ...(init.headers as Record<string, string> | undefined) },
    })
    const text = await answer.text()
    const isJson = /json/.test(answer.headers.get('content-type') ?? '')
    return {
      status: answer.status,
      body: isJson ? JSON.parse(text) : text,
      headers: answer.headers,
    }
  }
  const owner: SignedIn = {
    get: (path, headers = {}) => ask(path, { headers }),
    send: (method, path, body) =>
      ask(path, {
        method,
        ...(body === undefined
          ? {}
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      }),
    csv: (method, path, text) =>
      ask(path, { method, headers: { 'content-type': 'text/csv' }, body: text }),
    async publish(slug, definition) {
      const made = await owner.send('POST', '/api/surveys', { slug, definition })
      const published = await owner.send('PUT', `/api/surveys/${made.body.id}/publication`)
      if (published.status >= 300) throw new Error(JSON.stringify([made.body, published.body]))
      return made.body.id
    },
  }
  return owner
}
