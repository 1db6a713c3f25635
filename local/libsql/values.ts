/** SQL values on the wire (Hrana 2, JSON) and in the embedded driver. */

export type WireValue =
  | { type: 'null' }
  | { type: 'integer'; value: string }
  | { type: 'float'; value: number }
  | { type: 'text'; value: string }
  | { type: 'blob'; base64: string }

/** What the driver takes and gives; integers are bigints so that 7 and 7.0 stay apart. */
export type DriverValue = null | bigint | number | string | Uint8Array

/**
 * A wire value for the driver. Never a boolean: the native code aborts the whole process on one.
 * U+0000 in text is refused, because the driver would write it and read back only what is before it.
 */
export function fromWire(value: WireValue): DriverValue {
  switch (value.type) {
    case 'null':
      return null
    case 'integer':
      return BigInt(value.value)
    case 'float':
      return Number(value.value)
    case 'text':
      return withoutNul(String(value.value))
    case 'blob':
      return Buffer.from(String(value.base64), 'base64')
    default:
      throw new TypeError('An argument is of no known type')
  }
}

/** A driver value as JSON text, written by hand because this is the hot path of every query. */
export function toWire(value: DriverValue): string {
  if (value === null) return '{"type":"null"}'
  if (typeof value === 'string') return `{"type":"text","value":${JSON.stringify(value)}}`
  if (typeof value === 'bigint') return `{"type":"integer","value":"${value}"}`
  if (typeof value === 'number') return `{"type":"float","value":${jsonNumber(value)}}`
  return `{"type":"blob","base64":"${Buffer.from(value).toString('base64')}"}`
}

function withoutNul(text: string): string {
  if (text.includes('\0')) throw new TypeError('Text must not contain U+0000')
  return text
}

/** JSON has no infinity, but 1e999 is valid JSON and every parser reads it as one. */
function jsonNumber(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0.0' : String(value)
  return value > 0 ? '1e999' : '-1e999'
}
