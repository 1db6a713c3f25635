/** Reads a request body as it should be read: the right type, capped while streaming, strict UTF-8, then JSON. */
import { Problem } from '../schema/problem.ts'

/** What a public address takes at most. */
export const MOST_PUBLIC_BYTES = 64 * 1024

/**
 * The body as bytes.
 * @throws Problem too-large as soon as more than `most` bytes have arrived, whatever Content-Length said
 */
export async function bytesOf(request: Request, most: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > most) throw new Problem('too-large')
  if (request.headers.get('content-encoding')) throw new Problem('wrong-content-type')
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength
    if (length > most) throw new Problem('too-large')
    chunks.push(chunk)
  }
  if (chunks.length === 1 && chunks[0]) return chunks[0]
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}

/** @throws Problem malformed-request when the bytes are not UTF-8 */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Problem('malformed-request', { detail: 'The body is not UTF-8' })
  }
}

/** @throws Problem wrong-content-type, too-large, malformed-request */
export async function jsonOf(request: Request, most: number): Promise<unknown> {
  requireType(request, 'application/json')
  const text = textOf(await bytesOf(request, most))
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem('malformed-request', { detail: 'The body is not JSON' })
  }
}

/** @throws Problem wrong-content-type unless the request says it is of this type */
export function requireType(request: Request, type: string): void {
  const said = request.headers.get('content-type') ?? ''
  const [bare = '', ...parameters] = said.toLowerCase().split(';')
  const charset = parameters.map((p) => p.trim()).find((p) => p.startsWith('charset='))
  const isUtf8 = charset === undefined || /^charset="?utf-8"?$/.test(charset)
  if (bare.trim() !== type || (!isUtf8 && type === 'application/json'))
    throw new Problem('wrong-content-type', { detail: `This address takes ${type}` })
}
