/** The staff API with a key, for tests that need a survey to begin with. */
import { createHash, randomBytes } from 'node:crypto'
import type { SurveyDefinitionInput } from '../../schema/survey.ts'
import type { Gapwise } from './gapwise.ts'

export type Staff = {
  /** Sends JSON and reads the reply, which must be a good one. */
  call(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>
  /** A live survey. */
  publish(slug: string, definition: SurveyDefinitionInput, sharing?: object): Promise<string>
}

export async function staffOf(gapwise: Gapwise): Promise<Staff> {
  const key = `gw_${randomBytes(32).toString('base64url')}`
  await gapwise.database.execute(
    "INSERT INTO api_keys (id, hash, name, scope, created_at) VALUES ('test', ?, 'Test', 'write', 0)",
    [createHash('sha256').update(key).digest('hex')],
  )
  const call: Staff['call'] = async (method, path, body) => {
    const reply = await gapwise.fetch(path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await reply.text()
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`)
    return text === '' ? {} : JSON.parse(text)
  }
  return {
    call,
    async publish(slug, definition, sharing) {
      const { id } = await call('POST', '/api/surveys', { slug, definition })
      await call('PUT', `/api/surveys/${id}/publication`)
      if (sharing) await call('PUT', `/api/surveys/${id}/sharing`, sharing)
      return String(id)
    },
  }
}
