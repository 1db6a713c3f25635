/** One line of a complaints import as a case, or what is wrong with it. Pure. */
import { Severity } from '../../schema/complaints.ts'
import { KEY } from '../../schema/survey.ts'
import {
  type Cell,
  contentOf,
  Fault,
  flag,
  idOf,
  instantIn,
  type LineFault,
  placesOf,
  readLine,
  stored,
} from '../responses/line.ts'
import type { NewCase } from './store.ts'

const PLAIN_COLUMNS = [
  'opened_at',
  'closed_at',
  'category',
  'severity',
  'text',
  'customer',
  'id',
  'satisfied',
]
const SEGMENT = 'segment.'

/** Columns of a header that nothing here knows. */
export const unknownColumns = (header: readonly string[]): string[] =>
  header.filter(
    (name) =>
      !PLAIN_COLUMNS.includes(name) &&
      !(name.startsWith(SEGMENT) && KEY.test(name.slice(SEGMENT.length))),
  )

export class CaseReader {
  readonly #header: readonly string[]
  readonly #places: ReadonlyMap<string, number>
  readonly #timeZone: string
  readonly #until: number
  readonly #seen = new Map<string, number>()

  /** @param until the latest instant a complaint may have been opened or closed */
  constructor(header: readonly string[], timeZone: string, until: number) {
    this.#header = header
    this.#places = placesOf(header)
    this.#timeZone = timeZone
    this.#until = until
  }

  /** @returns the case, or the first fault found */
  read(cells: readonly string[]): NewCase | LineFault {
    return readLine(this.#places, cells, (cell) => this.#case(cell))
  }

  #case(cell: Cell): NewCase {
    const openedAt = this.#instant(cell, 'opened_at')
    if (openedAt === null) throw new Fault('opened_at', 'Needs a past ISO date or date-time')
    // A closing before the opening is an error in the dates: kept, and left out of durations (methods 8.9).
    const closedAt = this.#instant(cell, 'closed_at')
    const satisfied = flag(cell, 'satisfied') ?? null
    if (satisfied !== null && closedAt === null)
      throw new Fault('satisfied', 'Only of a complaint that is closed')
    const category = stored(cell, 'category', 64)
    if (category === undefined) throw new Fault('category', 'Needs a category')
    const content = contentOf(this.#places, cell)
    const known = {
      category,
      severity: severityIn(cell),
      text: stored(cell, 'text', 5000) ?? null,
      customerId: stored(cell, 'customer', 100) ?? null,
      openedAt,
      closedAt,
      dueAt: null,
      segments: Object.fromEntries(
        this.#header
          .filter((name) => name.startsWith(SEGMENT))
          .flatMap((name) => {
            const value = stored(cell, name, 64)
            return value === undefined ? [] : [[name.slice(SEGMENT.length), value]]
          }),
      ),
    }
    return {
      ...known,
      id: idOf(cell('id'), content, this.#seen),
      state: closedAt === null ? 'received' : 'closed',
      contact: null,
      surveyId: null,
      responseId: null,
      question: null,
      locale: known.segments.locale ?? null,
      satisfied,
      bodyHash: content,
    }
  }

  #instant(cell: Cell, column: string): number | null {
    const text = cell(column)
    if (text === undefined) return null
    const at = instantIn(text, this.#timeZone)
    if (at === null || at < 0 || at > this.#until)
      throw new Fault(column, 'Needs a past ISO date or date-time')
    return at
  }
}

function severityIn(cell: Cell): Severity {
  const text = cell('severity')
  if (text === undefined) return 'normal'
  const found = Severity.safeParse(text.trim())
  if (!found.success) throw new Fault('severity', `Possible: ${Severity.options.join(', ')}`)
  return found.data
}
