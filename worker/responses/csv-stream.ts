/** A request body as CSV records, chunk by chunk; UTF-8, or GB18030 when the content type says so. */
import { Problem } from '../../schema/problem.ts'
import { CsvReader, type CsvRecord } from '../csv.ts'

const MOST_BYTES = 512 * 1024 * 1024

/** @throws Problem wrong-content-type, malformed-request, too-large */
export async function* recordsOf(request: Request): AsyncGenerator<CsvRecord[]> {
  const decoder = decoderOf(request)
  const reader = new CsvReader()
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > MOST_BYTES) throw new Problem('too-large')
    yield reader.read(decoded(decoder, chunk))
  }
  yield reader.read(decoded(decoder, undefined))
  yield reader.end()
}

function decoderOf(request: Request): TextDecoder {
  const said = (request.headers.get('content-type') ?? '').toLowerCase()
  if (said.split(';')[0]?.trim() !== 'text/csv')
    throw new Problem('wrong-content-type', { detail: 'This address takes text/csv' })
  const charset = /charset="?([a-z0-9-]+)"?/.exec(said)?.[1] ?? 'utf-8'
  if (charset !== 'utf-8' && charset !== 'gb18030')
    throw new Problem('wrong-content-type', { detail: 'The charset is utf-8 or gb18030' })
  return new TextDecoder(charset, { fatal: true, ignoreBOM: true })
}

function decoded(decoder: TextDecoder, chunk: Uint8Array | undefined): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
  } catch {
    throw new Problem('malformed-request', { detail: 'The file is not in the charset it says' })
  }
}
