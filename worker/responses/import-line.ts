/** One line of an import as a response, or what is wrong with it. Pure. */
import { answersTo, walkFaults } from '../../schema/answers.ts'
import { dayOfNumber, instantOf, numberOfDay } from '../../schema/calendar.ts'
import { answersFromCells, columnsOf } from '../../schema/columns.ts'
import type { SurveyResponse } from '../../schema/responses.ts'
import { ACCOUNT_SEGMENTS } from '../../schema/settings.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { Locale } from '../../schema/text.ts'
import { fromTextCell } from '../csv.ts'
import { digest } from '../secrets.ts'

export type LineFault = { column: string; detail: string }
export type ImportPlan = {
  definitions: ReadonlyMap<number, SurveyDefinition>
  latest: number
  timeZone: string
  /** The latest instant an answer may have: a day from now, for clocks that differ. */
  until: number
}

const PLAIN_COLUMNS = [
  'submitted_at',
  'id',
  'channel',
  'locale',
  'customer',
  'complete',
  'revision',
  'version',
  'shown',
  'seconds_taken',
]

/** Columns of a header that nothing here knows. */
export function unknownColumns(header: readonly string[], plan: ImportPlan): string[] {
  const known = new Set(PLAIN_COLUMNS)
  for (const survey of plan.definitions.values()) {
    for (const question of survey.questions)
      for (const column of columnsOf(question, survey)) known.add(column)
    for (const name of [...ACCOUNT_SEGMENTS, ...survey.segments]) known.add(`segment.${name}`)
  }
  return header.filter((column) => !known.has(column))
}

/** Reads lines of one header. The same line twice gets two ids: its content and how many like it came before. */
export class LineReader {
  readonly #plan: ImportPlan
  readonly #places: ReadonlyMap<string, number>
  readonly #schemas = new Map<number, ReturnType<typeof answersTo>>()
  readonly #seen = new Map<string, number>()

  constructor(header: readonly string[], plan: ImportPlan) {
    this.#plan = plan
    this.#places = new Map(header.map((column, i) => [column, i]))
  }

  /** @returns the response, or the first fault found */
  read(cells: readonly string[]): SurveyResponse | LineFault {
    return readLine(this.#places, cells, (cell) => this.#response(cells, cell))
  }

  #response(cells: readonly string[], cell: Cell): SurveyResponse {
    const { definitions, latest, timeZone, until } = this.#plan
    const version = whole(cell, 'version', 1, 1_000_000) ?? latest
    const survey = definitions.get(version)
    if (!survey) throw new Fault('version', 'This version was never published')
    const submittedAt = instantIn(cell('submitted_at'), timeZone)
    if (submittedAt === null || submittedAt < 0 || submittedAt > until)
      throw new Fault('submitted_at', 'Needs a past ISO date or date-time')
    const answers = answersFromCells(survey, cell, ({ column, detail }) => {
      throw new Fault(column, detail)
    })
    if (Object.keys(answers).length === 0) throw new Fault('', 'No answers')
    const shown = shownIn(cell('shown'), survey, answers)
    const complete = flag(cell, 'complete') ?? true
    this.#check(version, survey, { answers, complete, ...(shown ? { shown } : {}) })
    return {
      id: this.#idOf(cell('id'), cells),
      revision: whole(cell, 'revision', 1, 1_000_000) ?? 1,
      version,
      submittedAt,
      channel: matching(cell, 'channel', /^[a-z0-9-]{1,20}$/) ?? 'import',
      locale: localeIn(cell),
      answers,
      segments: segmentsIn(cell, survey),
      shown: shown ?? null,
      customerId: survey.privacy === 'anonymous' ? null : (stored(cell, 'customer', 100) ?? null),
      customerVerified: cell('customer') !== undefined,
      complete,
      secondsTaken: seconds(cell),
      bodyHash: digest(JSON.stringify(cells)),
    }
  }

  #check(
    version: number,
    survey: SurveyDefinition,
    walk: { answers: Record<string, unknown>; complete: boolean; shown?: string[] },
  ) {
    const schema = this.#schemas.get(version) ?? answersTo(survey)
    this.#schemas.set(version, schema)
    const result = schema.safeParse(walk.answers)
    const issue = result.error?.issues[0]
    if (issue) {
      const [key = '', part] = issue.path.map(String)
      const column = part === undefined ? key : `${key}.${part}`
      throw new Fault(column, issue.message.slice(0, 200))
    }
    const [fault] = walkFaults(survey, walk)
    if (fault) throw new Fault(fault.pointer.replace(/^\/(answers\/)?/, ''), fault.detail)
  }

  #idOf(id: string | undefined, cells: readonly string[]): string {
    if (id !== undefined) return givenId(id)
    return lineId(cells, this.#seen)
  }
}

/** An id the file brings. @throws Fault */
export function givenId(id: string): string {
  if (id.length > 64 || !id.isWellFormed() || id.includes('\0'))
    throw new Fault('id', 'Needs 1 to 64 characters')
  return id
}

/** The id of a line that brings none: its content, and how many like it came before in this file. */
export function lineId(cells: readonly string[], seen: Map<string, number>): string {
  const content = digest(JSON.stringify(cells))
  const before = seen.get(content) ?? 0
  seen.set(content, before + 1)
  return `line-${digest(`${content}\n${before}`)}`
}

/** Reads one line by its header's places; what `read` throws as a Fault is returned. */
export function readLine<Row>(
  places: ReadonlyMap<string, number>,
  cells: readonly string[],
  read: (cell: Cell) => Row,
): Row | LineFault {
  if (cells.length === 0) return { column: '', detail: 'The line is longer than 64 KiB' }
  try {
    return read((column) => {
      const place = places.get(column)
      const text = place === undefined ? undefined : cells[place]
      return text === undefined || text === '' ? undefined : fromTextCell(text)
    })
  } catch (error) {
    if (error instanceof Fault) return error.fault
    throw error
  }
}

export type Cell = (column: string) => string | undefined

/** What is wrong with a line; thrown while it is read, and told as one of the rejected. */
export class Fault extends Error {
  readonly fault: LineFault
  constructor(column: string, detail: string) {
    super(detail)
    this.fault = { column, detail }
  }
}

/** An ISO date (local noon) or date-time (local unless it names an offset). */
export function instantIn(text: string | undefined, timeZone: string): number | null {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
      text?.trim() ?? '',
    )
  if (!match) return null
  const [, day = '', time, zone] = match
  // 30 February, or month 13: what comes back is not the day that went in.
  if (dayOfNumber(numberOfDay(day)) !== day) return null
  if (time === undefined) return instantOf(day, 12, timeZone)
  if (zone !== undefined) return finite(Date.parse(`${day}T${time}${zone}`))
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const inDay = finite(Date.parse(`${day}T${time}Z`))
  return inDay === null ? null : instantOf(day, 0, timeZone) + (inDay - midnight)
}

const finite = (number: number) => (Number.isFinite(number) ? number : null)

function shownIn(
  text: string | undefined,
  survey: SurveyDefinition,
  answers: Record<string, unknown>,
): string[] | undefined {
  if (text !== undefined) return text.split(' ').filter((key) => key !== '')
  if (!survey.sample) return undefined
  // History from another tool does not say what was drawn: what was answered was shown.
  const gaps = survey.questions.filter((question) => question.type === 'gap').map((q) => q.key)
  const answered = gaps.filter((key) => answers[key] !== undefined)
  const rest = gaps.filter((key) => answers[key] === undefined)
  return [...answered, ...rest].slice(0, Math.max(answered.length, survey.sample.count))
}

function segmentsIn(cell: Cell, survey: SurveyDefinition): Record<string, string> {
  const names = ['tier', 'stage', 'touchpoint', ...survey.segments]
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = stored(cell, `segment.${name}`, 64)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** A text that may be stored, trimmed; undefined when empty. @throws Fault */
export function stored(cell: Cell, column: string, most: number): string | undefined {
  const text = cell(column)?.trim()
  if (text === undefined || text === '') return undefined
  if ([...text].length > most || !text.isWellFormed() || text.includes('\0'))
    throw new Fault(column, `Needs at most ${most} characters`)
  return text
}

function matching(cell: Cell, column: string, pattern: RegExp): string | undefined {
  const text = cell(column)
  if (text !== undefined && !pattern.test(text)) throw new Fault(column, 'Not allowed here')
  return text
}

function localeIn(cell: Cell): string | null {
  const text = cell('locale') ?? cell('segment.locale')
  if (text === undefined) return null
  const result = Locale.safeParse(text)
  if (!result.success) throw new Fault('locale', 'Not a language tag such as en or zh-CN')
  return result.data
}

function whole(cell: Cell, column: string, min: number, max: number): number | undefined {
  const text = cell(column)
  if (text === undefined) return undefined
  const number = Number(text)
  if (!Number.isInteger(number) || number < min || number > max)
    throw new Fault(column, 'Needs a whole number')
  return number
}

function flag(cell: Cell, column: string): boolean | undefined {
  const text = cell(column)?.toLowerCase()
  if (text === undefined) return undefined
  if (text === 'true' || text === '1' || text === 'yes') return true
  if (text === 'false' || text === '0' || text === 'no') return false
  throw new Fault(column, 'Needs true or false')
}

function seconds(cell: Cell): number | null {
  const text = cell('seconds_taken')
  if (text === undefined) return null
  const number = Number(text)
  if (!(number >= 0 && number <= 1e7)) throw new Fault('seconds_taken', 'Needs seconds')
  return number
}
