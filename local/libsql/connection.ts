/** One connection to the embedded database file, and its prepared statements. */
import Database from 'libsql'
import { SqlError } from './sql-error.ts'
import { hasManyStatements, type Kind, kindOf } from './sql-text.ts'
import { type DriverValue, toWire } from './values.ts'

export type Synchronous = 'FULL' | 'NORMAL' | 'OFF'

/** Arguments by position, or by name without its prefix. */
export type Arguments = DriverValue[] | Record<string, DriverValue>

interface Prepared {
  kind: Kind
  /** Whether the id of the last inserted row belongs into the result. */
  inserts: boolean
  statement: Database.Statement
  /** The `cols` of a result as JSON text, or null when the statement returns no rows. */
  columns: string | null
  /** The most positions bound so far: fewer would keep the values of the call before. */
  positions: number
}

const statementsKept = 200

export class Connection {
  readonly #database: Database.Database
  readonly #prepared = new Map<string, Prepared>()
  readonly #changes: Database.Statement
  #schemaTouched = false

  constructor(file: string, synchronous: Synchronous) {
    this.#database = new Database(file)
    this.#database.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous};
       PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000`,
    )
    this.#changes = this.#database
      .prepare('SELECT total_changes(), changes(), last_insert_rowid()')
      .raw(true)
      .safeIntegers(true)
  }

  /** Outside a transaction, as Hrana's `is_autocommit` asks. */
  get autocommit(): boolean {
    return !this.#database.inTransaction
  }

  /** Whether the schema or the connection's own settings changed, so that it must not be reused. */
  get schemaTouched(): boolean {
    return this.#schemaTouched
  }

  /** Runs one statement; returns Hrana's StmtResult as JSON text, throws the driver's error. */
  execute(sql: string, args: Arguments, wantRows: boolean): string {
    const prepared = this.#prepare(sql, !Array.isArray(args))
    const bound = Array.isArray(args) ? widened(prepared, args) : args
    if (prepared.columns === null) return this.#run(prepared, bound)
    const before = prepared.kind === 'either' ? this.#countChanges()[0] : 0n
    const rows = rowsOf(prepared.statement, bound)
    const json = wantRows ? rowsAsJson(rows) : '[]'
    if (prepared.kind === 'read' || prepared.kind === 'schema') {
      return result(prepared.columns, json, 0n, null)
    }
    const [total, changed, rowId] = this.#countChanges()
    if (total === before) return result(prepared.columns, json, 0n, null)
    return result(prepared.columns, json, changed, prepared.inserts ? rowId : null)
  }

  /** Runs several statements one after another; those before a failing one keep their effect. */
  sequence(sql: string): void {
    this.#forgetStatements()
    this.#database.exec(sql)
  }

  /** Hrana's DescribeResult as JSON text. The driver does not tell parameters, so they are empty. */
  describe(sql: string): string {
    const { kind, columns } = this.#prepare(sql, false)
    const isExplain = /^\s*explain\b/i.test(sql)
    return `{"params":[],"cols":${columns ?? '[]'},"is_explain":${isExplain},"is_readonly":${
      kind === 'read'
    }}`
  }

  /** Ends an abandoned transaction, so that its lock does not outlive its owner. */
  rollback(): void {
    if (this.#database.inTransaction) this.#database.exec('ROLLBACK')
  }

  /** Moves all that is committed into the file itself, so that it stands alone. */
  checkpoint(): void {
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  }

  close(): void {
    this.#prepared.clear()
    this.#database.close()
  }

  #run({ kind, inserts, statement }: Prepared, bound: Arguments): string {
    const { changes, lastInsertRowid } = statement.run(bound)
    if (kind === 'transaction' || kind === 'schema') return result('[]', '[]', 0n, null)
    return result('[]', '[]', BigInt(changes), inserts ? BigInt(lastInsertRowid) : null)
  }

  /** Prepared statements are kept, but never across a change of the schema. */
  #prepare(sql: string, named: boolean): Prepared {
    const key = named ? `named ${sql}` : sql
    const kept = this.#prepared.get(key)
    if (kept !== undefined) return kept
    const kind = kindOf(sql)
    if (kind === 'nothing') throw new SqlError('There is no statement', 'SQL_NO_STATEMENT')
    if (hasManyStatements(sql)) {
      throw new SqlError('There are several statements; only one is allowed', 'SQL_MANY_STATEMENTS')
    }
    const prepared = prepare(this.#database, sql, kind)
    if (kind === 'schema') this.#forgetStatements()
    else this.#keep(key, prepared)
    return prepared
  }

  #keep(key: string, prepared: Prepared): void {
    if (this.#prepared.size >= statementsKept) this.#prepared.clear()
    this.#prepared.set(key, prepared)
  }

  #forgetStatements(): void {
    this.#prepared.clear()
    this.#schemaTouched = true
  }

  #countChanges(): [total: bigint, last: bigint, rowId: bigint] {
    const [total, last, rowId] = rowsOf(this.#changes, [])[0] ?? []
    return [BigInt(Number(total)), BigInt(Number(last)), typeof rowId === 'bigint' ? rowId : 0n]
  }
}

function prepare(database: Database.Database, sql: string, kind: Kind): Prepared {
  const statement = database.prepare(sql)
  const inserts = /^\s*(?:insert|replace|with)\b/i.test(sql)
  if (!statement.reader) return { kind, inserts, statement, columns: null, positions: 0 }
  statement.raw(true).safeIntegers(true)
  return { kind, inserts, statement, columns: columnsOf(statement), positions: 0 }
}

function columnsOf(statement: Database.Statement): string {
  return JSON.stringify(statement.columns().map(({ name, type }) => ({ name, decltype: type })))
}

/** Fills up with nulls: the driver keeps what an earlier call has bound and this one leaves out. */
function widened(prepared: Prepared, args: DriverValue[]): DriverValue[] {
  while (args.length < prepared.positions) args.push(null)
  prepared.positions = args.length
  return args
}

/**
 * All rows at once: `get()` would leave the statement open, and a later DROP TABLE locked out.
 * In raw mode with safe integers the driver gives arrays of exactly these values.
 */
function rowsOf(statement: Database.Statement, bound: Arguments): DriverValue[][] {
  return statement.all(bound) as DriverValue[][]
}

function rowsAsJson(rows: DriverValue[][]): string {
  let json = '['
  for (const [index, row] of rows.entries()) {
    json += index === 0 ? '[' : ',['
    for (let column = 0; column < row.length; column++) {
      if (column > 0) json += ','
      json += toWire(row[column] ?? null)
    }
    json += ']'
  }
  return `${json}]`
}

const result = (columns: string, rows: string, changes: bigint, rowId: bigint | null) =>
  `{"cols":${columns},"rows":${rows},"affected_row_count":${changes},"last_insert_rowid":${
    rowId === null ? 'null' : `"${rowId}"`
  }}`
