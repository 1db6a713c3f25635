/** Reads a request body as it should be read: the right type, capped while streaming, strict UTF-8, then JSON. */
import { Problem } from '../schema/problem.ts'

/** What a public address takes at most. */
export const MOST_PUBLIC_BYTES = 64 * 1024
/** What is read of a refused body beyond that, so that its sender hears why instead of a broken connection. */
const MOST_DRAINED_BYTES = 32 * 1024 * 1024

/**
 * The body as bytes, no more than `most` of them ever held, whatever Content-Length said.
 * @throws Problem too-large, wrong-content-type (an encoded body could unfold to anything)
 */
export async function bytesOf(request: Request, most: number): Promise<Uint8Array> {
  const said = request.headers.get('content-length')
  if (Number(said ?? 0) > most) throw new Problem('too-large')
  if (request.headers.get('content-encoding')) throw new Problem('wrong-content-type')
  // The runtime holds a body to the length it said; and in one go it costs a quarter.
  if (said !== null) return new Uint8Array(await request.arrayBuffer())
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength
    if (length <= most) chunks.push(chunk)
    else if (length > MOST_DRAINED_BYTES) break
  }
  if (length > most) throw new Problem('too-large')
  if (chunks.length === 1 && chunks[0]) return chunks[0]
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}

/** Reads what nobody has read of a body, and forgets it. */
export async function drain(request: Request): Promise<void> {
  // Asked in this order: to ask for `body` makes a stream.
  if (request.bodyUsed || request.body === null) return
  let length = 0
  for await (const chunk of request.body) {
    length += chunk.byteLength
    if (length > MOST_DRAINED_BYTES) break
  }
}

const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** @throws Problem malformed-request when the bytes are not UTF-8 */
export function textOf(bytes: Uint8Array): string {
  try {
    return STRICT_UTF8.decode(bytes)
  } catch {
    throw new Problem('malformed-request', { detail: 'The body is not UTF-8' })
  }
}

/** @throws Problem wrong-content-type, too-large, malformed-request, invalid-request */
export async function jsonOf(request: Request, most: number): Promise<unknown> {
  requireType(request, 'application/json')
  const text = textOf(await bytesOf(request, most))
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new Problem('malformed-request', { detail: 'The body is not JSON' })
  }
  if (namesIn(text) !== membersOf(json))
    throw new Problem('malformed-request', { detail: 'A member stands twice' })
  return json
}

/**
 * The fields of a posted form.
 * @param most bytes of what it says: browsers write every byte of a Chinese character as three
 * @throws Problem wrong-content-type, too-large, malformed-request (what is percent-encoded must be UTF-8 too)
 */
export async function formOf(request: Request, most: number): Promise<URLSearchParams> {
  requireType(request, 'application/x-www-form-urlencoded')
  const bytes = await bytesOf(request, 3 * most)
  const text = textOf(bytes)
  if (bytes.length - 2 * (text.split('%').length - 1) > most) throw new Problem('too-large')
  const pairs = text.split('&').filter((pair) => pair !== '')
  try {
    return new URLSearchParams(
      pairs.map((pair) => {
        const [name = '', ...value] = pair.split('=')
        return [decoded(name), decoded(value.join('='))]
      }),
    )
  } catch {
    throw new Problem('malformed-request', { detail: 'The form is not UTF-8' })
  }
}

/** Strictly, where URLSearchParams would put U+FFFD for what is no UTF-8. */
const decoded = (text: string) => decodeURIComponent(text.replaceAll('+', ' '))

/** How many member names JSON text has: strings followed by a colon. */
function namesIn(text: string): number {
  let names = 0
  for (const string of text.match(/"[^"\\]*(?:\\.[^"\\]*)*"\s*:?/g) ?? [])
    if (string.endsWith(':')) names++
  return names
}

/**
 * How many members came of it; of two with the same name only the last is left. Without recursion: nesting is free.
 * @throws Problem invalid-request for a member called `__proto__`, which zod's records drop without a word
 */
function membersOf(json: unknown): number {
  let members = 0
  for (const open = [json]; open.length > 0; ) {
    const value = open.pop()
    if (typeof value !== 'object' || value === null) continue
    if (Object.hasOwn(value, '__proto__'))
      throw new Problem('invalid-request', {
        errors: [{ pointer: '', detail: 'No member is called __proto__' }],
      })
    const inside = Object.values(value)
    if (!Array.isArray(value)) members += inside.length
    for (const each of inside) open.push(each)
  }
  return members
}

/** @throws Problem wrong-content-type unless the request says it is of this type */
export function requireType(request: Request, type: string): void {
  const said = request.headers.get('content-type') ?? ''
  const [bare = '', ...parameters] = said.toLowerCase().split(';')
  const charset = parameters.map((p) => p.trim()).find((p) => p.startsWith('charset='))
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset)
  if (bare.trim() !== type || (!isUtf8 && type === 'application/json'))
    throw new Problem('wrong-content-type', { detail: `This address takes ${type}` })
}
