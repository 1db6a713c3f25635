/**
 * CSV as spreadsheets write it (RFC 4180), read as a stream: our own reader, because it must work on chunks
 * inside a Worker, know the line every record began on, and refuse a runaway line before it fills the memory.
 */

/** A record and the line of the file it begins on (the header is line 1). */
export type CsvRecord = { line: number; cells: string[] }

/** Longest record, in UTF-16 units. */
export const MOST_RECORD = 64 * 1024

export class CsvReader {
  readonly #mostRecord: number
  #delimiter: string | null = null
  #cells: string[] = []
  #cell = ''
  #isQuoted = false
  /** A quote was just seen inside a quoted cell: the next character says whether it ended the cell. */
  #wasQuote = false
  #isStart = true
  #line = 1
  #recordLine = 1
  #length = 0
  #isTooLong = false
  #lastWasCr = false

  constructor(mostRecord = MOST_RECORD) {
    this.#mostRecord = mostRecord
  }

  /** The records that end in this piece of text. A record that is too long comes with no cells. */
  read(text: string): CsvRecord[] {
    const records: CsvRecord[] = []
    let from = 0
    if (this.#delimiter === null) {
      if (text.charCodeAt(0) === 0xfeff) from = 1
      this.#delimiter = delimiterOf(text)
    }
    const delimiter = this.#delimiter
    for (let i = from; i < text.length; i++) {
      const char = text[i] ?? ''
      if (this.#isQuoted && !this.#wasQuote) {
        if (char === '"') this.#wasQuote = true
        else {
          if (char === '\n') this.#line++
          this.#add(char)
        }
        continue
      }
      if (this.#wasQuote) {
        this.#wasQuote = false
        if (char === '"') {
          this.#add(char)
          continue
        }
        this.#isQuoted = false
      }
      if (char === '\n' && this.#lastWasCr) {
        this.#lastWasCr = false
        continue
      }
      this.#lastWasCr = char === '\r'
      if (char === '"' && this.#isStart) {
        this.#isQuoted = true
        this.#isStart = false
      } else if (char === delimiter) this.#endCell()
      else if (char === '\n' || char === '\r') this.#endRecord(records)
      else {
        // Plain runs are taken in one slice: most of a file is these.
        let end = i + 1
        while (end < text.length && isPlain(text.charCodeAt(end), delimiter)) end++
        this.#add(text.slice(i, end))
        i = end - 1
      }
    }
    return records
  }

  /** The last record, when the file does not end with a line break. */
  end(): CsvRecord[] {
    const records: CsvRecord[] = []
    if (this.#cell !== '' || this.#cells.length > 0 || this.#isTooLong) this.#endRecord(records)
    return records
  }

  #add(text: string) {
    this.#isStart = false
    this.#length += text.length
    if (this.#length > this.#mostRecord) {
      this.#isTooLong = true
      this.#cell = ''
      this.#cells = []
    } else this.#cell += text
  }

  #endCell() {
    if (!this.#isTooLong) this.#cells.push(this.#cell)
    this.#cell = ''
    this.#isStart = true
    this.#length++
  }

  #endRecord(records: CsvRecord[]) {
    this.#endCell()
    const isBlank = this.#cells.length === 1 && this.#cells[0] === ''
    if (this.#isTooLong) records.push({ line: this.#recordLine, cells: [] })
    else if (!isBlank) records.push({ line: this.#recordLine, cells: this.#cells })
    this.#cells = []
    this.#length = 0
    this.#isTooLong = false
    this.#line++
    this.#recordLine = this.#line
  }
}

const isPlain = (code: number, delimiter: string) =>
  code !== 34 && code !== 10 && code !== 13 && code !== delimiter.charCodeAt(0)

/** Comma, semicolon or tab: whichever the header line has most of. */
function delimiterOf(text: string): string {
  const header = text.split(/[\r\n]/, 1)[0] ?? ''
  const count = (char: string) => header.split(char).length
  return [',', ';', '\t'].reduce((best, char) => (count(char) > count(best) ? char : best))
}

/** A cell that a spreadsheet could take for a formula gets a leading apostrophe; `fromTextCell` takes it off again. */
export const asTextCell = (text: string): string => (/^[=+\-@'\t\r]/.test(text) ? `'${text}` : text)
export const fromTextCell = (cell: string): string => (/^'[=+\-@'\t\r]/.test(cell) ? cell.slice(1) : cell)

/** One line of CSV. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`
