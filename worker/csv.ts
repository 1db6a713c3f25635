/**
 * CSV as spreadsheets write it (RFC 4180), read as a stream: our own reader, because it must work on chunks
 * inside a Worker, know the line every record began on, and refuse a runaway line before it fills the memory.
 */

/** A record and the line of the file it begins on (the header is line 1); one that can't be read has no cells. */
export type CsvRecord = { line: number; cells: string[]; fault?: 'too-long' | 'open-quote' }

/** Longest record, in UTF-16 units. */
export const MOST_RECORD = 64 * 1024

export class CsvReader {
  readonly #mostRecord: number
  #delimiter: string | null = null
  /** What came before the end of the header line: only a whole header tells the delimiter. */
  #beginning = ''
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

  /** The records that end in this piece of text. */
  read(text: string): CsvRecord[] {
    if (this.#delimiter !== null) return this.#take(text, this.#delimiter)
    this.#beginning += text
    const hasHeader = /[^\r\n\ufeff][\r\n]/.test(this.#beginning)
    return hasHeader || this.#beginning.length > this.#mostRecord ? this.#begin() : []
  }

  /** The last record, when the file does not end with a line break. */
  end(): CsvRecord[] {
    const records = this.#delimiter === null ? this.#begin() : []
    if (this.#isQuoted && !this.#wasQuote && !this.#isTooLong)
      records.push({ line: this.#recordLine, cells: [], fault: 'open-quote' })
    else if (this.#cell !== '' || this.#cells.length > 0 || this.#isTooLong)
      this.#endRecord(records)
    return records
  }

  #begin(): CsvRecord[] {
    const text = this.#beginning.replace(/^\ufeff/, '')
    this.#beginning = ''
    this.#delimiter = delimiterOf(text)
    return this.#take(text, this.#delimiter)
  }

  #take(text: string, delimiter: string): CsvRecord[] {
    const records: CsvRecord[] = []
    for (let i = 0; i < text.length; i++) {
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
      } else if (char === delimiter) {
        this.#endCell()
        this.#count(1)
      } else if (char === '\n' || char === '\r') this.#endRecord(records)
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

  #add(text: string) {
    this.#isStart = false
    this.#count(text.length)
    if (!this.#isTooLong) this.#cell += text
  }

  #endCell() {
    if (!this.#isTooLong) this.#cells.push(this.#cell)
    this.#cell = ''
    this.#isStart = true
  }

  /** Lets go of a record as soon as it is too long. */
  #count(length: number) {
    this.#length += length
    if (this.#length <= this.#mostRecord) return
    this.#isTooLong = true
    this.#cell = ''
    this.#cells = []
  }

  #endRecord(records: CsvRecord[]) {
    this.#endCell()
    const isBlank = this.#cells.length === 1 && this.#cells[0] === ''
    if (this.#isTooLong) records.push({ line: this.#recordLine, cells: [], fault: 'too-long' })
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
  const header = /[^\r\n]+/.exec(text)?.[0] ?? ''
  const count = (char: string) => header.split(char).length
  return [',', ';', '\t'].reduce((best, char) => (count(char) > count(best) ? char : best))
}

/** A cell that a spreadsheet could take for a formula gets a leading apostrophe; `fromTextCell` takes it off again. */
export const asTextCell = (text: string): string => (/^[=+\-@'\t\r]/.test(text) ? `'${text}` : text)
export const fromTextCell = (cell: string): string =>
  cell.startsWith("'") && /^'[=+\-@'\t\r]/.test(cell) ? cell.slice(1) : cell

/** One line of CSV. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`
