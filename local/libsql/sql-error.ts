/** A refusal of the database as a libSQL server words it, on the wire as `{message, code}`. */
export class SqlError extends Error {
  readonly code: string
  constructor(message: string, code: string) {
    super(message)
    this.code = code
  }
}

/**
 * Any failure as JSON text for the wire. The driver's extended codes become the base codes that a
 * real server sends: SQLITE_CONSTRAINT_UNIQUE is told as SQLITE_CONSTRAINT.
 */
export function errorOnWire(error: unknown): string {
  if (error instanceof SqlError) return wire(error.message, error.code)
  const message = error instanceof Error ? error.message : String(error)
  const code = driverCode(error)
  return code === null
    ? wire(message, 'SQLITE_ERROR')
    : wire(`SQLite error: ${message}`, baseCode(code))
}

/** The driver has no name for a wrong type in a STRICT table: UNKNOWN_SQLITE_ERROR_3091. */
function baseCode(code: string): string {
  const unnamed = /^UNKNOWN_SQLITE_ERROR_(\d+)$/.exec(code)
  if (unnamed) return Number(unnamed[1]) % 256 === 19 ? 'SQLITE_CONSTRAINT' : 'SQLITE_ERROR'
  return code.replace(/^(SQLITE_[A-Z]+)_.*$/, '$1')
}

/** Whether another connection held the lock, so that the same statement may succeed in a moment. */
export function isBusy(error: unknown): boolean {
  return driverCode(error) === 'SQLITE_BUSY' // and not SQLITE_BUSY_SNAPSHOT, which stays so
}

function driverCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null
}

const wire = (message: string, code: string) => JSON.stringify({ message, code })
