/**
 * Statements over Hrana, libSQL's protocol over HTTP, one round trip for all of them. `@libsql/client` does the
 * same, but at several times the cost of the batch itself, and every answer that comes in pays its part of that.
 */
import {
  type InValue,
  LibsqlError,
  type ResultSet,
  type Row,
  type Value,
} from '@libsql/client/http'

export type Statement = { sql: string; args: InValue[] }
/** Posts a body to the server's `/v2/pipeline`. */
export type Door = (body: string) => Promise<Response>

/**
 * Runs one statement by itself, several in a transaction that happens as a whole or not at all.
 * @throws LibsqlError with the database's code when it refuses, SERVER_ERROR when it cannot be understood
 */
export async function run(
  door: Door,
  statements: readonly Statement[],
  begin: string,
): Promise<ResultSet[]> {
  const [first] = statements
  if (first === undefined) return []
  if (statements.length === 1) {
    const { result } = await ask(door, { type: 'execute', stmt: onWire(first) })
    return [resultOf(result as WireResult)]
  }
  const steps = transaction(statements, begin)
  const { result } = await ask(door, { type: 'batch', batch: { steps } })
  const { step_results: results, step_errors: errors } = result as BatchResult
  const error = errors.find((each) => each !== null)
  if (error) throw new LibsqlError(error.message, error.code ?? 'UNKNOWN')
  return results.slice(1, 1 + statements.length).map((each) => resultOf(each))
}

type WireValue =
  | { type: 'null' }
  | { type: 'integer' | 'text'; value: string }
  | { type: 'float'; value: number }
  | { type: 'blob'; base64: string }
type WireError = { message: string; code?: string }
type WireResult = {
  cols: { name: string | null }[]
  rows: WireValue[][]
  affected_row_count: number
  last_insert_rowid: string | null
}
type BatchResult = { step_results: (WireResult | null)[]; step_errors: (WireError | null)[] }
type Reply = {
  results: ({ type: 'ok'; response: { result: unknown } } | { type: 'error'; error: WireError })[]
}

/** The last request closes the stream, so that nothing is left open on the server. */
async function ask(door: Door, request: object): Promise<{ result: unknown }> {
  const reply = await door(JSON.stringify({ baton: null, requests: [request, { type: 'close' }] }))
  const text = await reply.text()
  if (!reply.ok) throw failed(reply.status, text)
  const answer = pipelineIn(text)?.results[0]
  if (answer?.type === 'ok') return answer.response
  if (answer) throw new LibsqlError(answer.error.message, answer.error.code ?? 'UNKNOWN')
  throw new LibsqlError('The answer was cut off', 'SERVER_ERROR')
}

/** The shape is the protocol's, which the server was chosen for; null when it is not JSON. */
function pipelineIn(text: string): Reply | null {
  try {
    return JSON.parse(text) as Reply
  } catch {
    return null
  }
}

function failed(status: number, text: string): LibsqlError {
  const code = /"code":"([A-Z_]+)"/.exec(text)?.[1] ?? 'SERVER_ERROR'
  return new LibsqlError(`Server returned HTTP status ${status}: ${text.slice(0, 200)}`, code)
}

/** BEGIN, each statement if the one before it went well, COMMIT, and ROLLBACK unless that went well. */
function transaction(statements: readonly Statement[], begin: string): object[] {
  const ok = (step: number) => ({ type: 'ok', step })
  const commit = statements.length + 1
  return [
    { stmt: { sql: begin } },
    ...statements.map((each, i) => ({ condition: ok(i), stmt: onWire(each) })),
    { condition: ok(commit - 1), stmt: { sql: 'COMMIT' } },
    { condition: { type: 'not', cond: ok(commit) }, stmt: { sql: 'ROLLBACK' } },
  ]
}

const onWire = ({ sql, args }: Statement) => ({ sql, args: args.map(asWire), want_rows: true })

/** Numbers travel as floats, as `@libsql/client` sends them; columns make of them what they are. */
function asWire(value: InValue): WireValue {
  if (value === null) return { type: 'null' }
  switch (typeof value) {
    case 'string':
      return { type: 'text', value }
    case 'number':
      if (!Number.isFinite(value)) throw new RangeError('Only finite numbers can be stored')
      return { type: 'float', value }
    case 'bigint':
      return { type: 'integer', value: String(value) }
    case 'boolean':
      return { type: 'integer', value: value ? '1' : '0' }
    default:
      throw new TypeError('Only texts and numbers are stored')
  }
}

function resultOf(wire: WireResult | null | undefined): ResultSet {
  if (!wire) throw new LibsqlError('A statement was not executed', 'TRANSACTION_CLOSED')
  const columns = wire.cols.map(({ name }) => name ?? '')
  return {
    columns,
    columnTypes: columns.map(() => ''),
    rows: wire.rows.map((cells) => rowOf(columns, cells)),
    rowsAffected: wire.affected_row_count,
    lastInsertRowid: wire.last_insert_rowid === null ? undefined : BigInt(wire.last_insert_rowid),
    toJSON: () => wire,
  }
}

/** A row by the names of its columns; nobody here asks by place. */
function rowOf(columns: readonly string[], cells: readonly WireValue[]): Row {
  const row: Record<string, Value> = {}
  for (const [i, cell] of cells.entries()) row[columns[i] ?? ''] = fromWire(cell)
  return row as Row
}

function fromWire(value: WireValue): Value {
  switch (value.type) {
    case 'null':
      return null
    case 'text':
    case 'float':
      return value.value
    case 'integer': {
      const number = Number(value.value)
      if (Number.isSafeInteger(number)) return number
      throw new RangeError('An integer is too large for JavaScript')
    }
    case 'blob':
      throw new TypeError('Blobs are not stored')
    default:
      return value satisfies never
  }
}
