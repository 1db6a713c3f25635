/** One line of an import as a response, or what is wrong with it. Pure. */
import { answersFaults } from '../../schema/answer-faults.ts'
import { walkFaults } from '../../schema/answers.ts'
import { instantAt, instantOf } from '../../schema/calendar.ts'
import { answersFromCells, columnsOf } from '../../schema/columns.ts'
import { Day } from '../../schema/day.ts'
import type { SurveyResponse } from '../../schema/responses.ts'
import { ACCOUNT_SEGMENTS, OTHER_SEGMENT_VALUE } from '../../schema/settings.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { Locale } from '../../schema/text.ts'
import { fromTextCell } from '../csv.ts'
import { digestSync } from '../secrets.ts'

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

/** Columns of a header that no version knows. */
export function unknownColumns(header: readonly string[], plan: ImportPlan): string[] {
  const known = [...plan.definitions.values()].map(columnsIn)
  return header.filter((column) => !known.some((columns) => columns.has(column)))
}

const columnsIn = (survey: SurveyDefinition): ReadonlySet<string> =>
  new Set([
    ...PLAIN_COLUMNS,
    ...survey.questions.flatMap((question) => columnsOf(question, survey)),
    ...[...ACCOUNT_SEGMENTS, ...survey.segments].map((name) => `segment.${name}`),
  ])

/** What a line is held against, by version. */
type Version = {
  survey: SurveyDefinition
  columns: ReadonlySet<string>
}

/** Reads lines of one header. The same line twice gets two ids: its content and how many like it came before. */
export class LineReader {
  readonly #plan: ImportPlan
  /** Columns and their places, by name: equal contents are equal in whatever order they come. */
  readonly #places: ReadonlyMap<string, number>
  readonly #versions = new Map<number, Version>()
  readonly #seen = new Map<string, number>()

  constructor(header: readonly string[], plan: ImportPlan) {
    this.#plan = plan
    this.#places = placesOf(header)
  }

  /** @returns the response, or the first fault found */
  read(cells: readonly string[]): SurveyResponse | LineFault {
    return readLine(this.#places, cells, (cell) => this.#response(cell))
  }

  #response(cell: Cell): SurveyResponse {
    const { latest, timeZone, until } = this.#plan
    const version = whole(cell, 'version', 1, 1_000_000) ?? latest
    const { survey, columns, ...known } = this.#version(version)
    for (const column of this.#places.keys())
      if (!columns.has(column) && cell(column) !== undefined)
        throw new Fault(column, `Version ${version} has no such column`)
    const submittedAt = instantIn(cell('submitted_at'), timeZone)
    if (submittedAt === null || submittedAt < 0 || submittedAt > until)
      throw new Fault('submitted_at', 'Needs a past ISO date or date-time')
    const answers = answersFromCells(survey, cell, ({ column, detail }) => {
      throw new Fault(column, detail)
    })
    if (Object.keys(answers).length === 0) throw new Fault('', 'No answers')
    const shown = shownIn(cell('shown'), survey, answers)
    const complete = flag(cell, 'complete') ?? true
    const walk = { answers, complete, ...(shown ? { shown } : {}) }
    checkWalk({ survey, columns, ...known }, walk)
    const customerId =
      survey.privacy === 'anonymous' ? null : (stored(cell, 'customer', 100) ?? null)
    const content = contentOf(this.#places, cell)
    return {
      id: idOf(cell('id'), content, this.#seen),
      revision: whole(cell, 'revision', 1, 1_000_000) ?? 1,
      version,
      submittedAt,
      channel: channelIn(cell) ?? 'import',
      locale: localeIn(cell),
      answers,
      segments: segmentsIn(cell, survey),
      shown: shown ?? null,
      customerId,
      customerVerified: customerId !== null,
      complete,
      secondsTaken: seconds(cell),
      bodyHash: content,
    }
  }

  #version(version: number): Version {
    const known = this.#versions.get(version)
    if (known) return known
    const survey = this.#plan.definitions.get(version)
    if (!survey) throw new Fault('version', 'This version was never published')
    const found = { survey, columns: columnsIn(survey) }
    this.#versions.set(version, found)
    return found
  }
}

/** Columns and their places, by name: equal contents are equal in whatever order they come. */
export const placesOf = (header: readonly string[]): ReadonlyMap<string, number> =>
  new Map(header.map((column, i) => [column, i] as const).sort(byName))

/** Reads one line by its header's places; what `read` throws as a Fault is returned. */
export function readLine<Row>(
  places: ReadonlyMap<string, number>,
  cells: readonly string[],
  read: (cell: Cell) => Row,
): Row | LineFault {
  try {
    if (cells.slice(places.size).some((text) => text !== ''))
      throw new Fault('', 'The line has more cells than the header')
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

/** Digest of what a line says. */
export const contentOf = (places: ReadonlyMap<string, number>, cell: Cell): string =>
  digestSync(JSON.stringify([...places.keys()].flatMap(given(cell))))

/** The id a line brings, else its content and how many like it came before in this file. @throws Fault */
export function idOf(id: string | undefined, content: string, seen: Map<string, number>): string {
  if (id !== undefined) {
    if ([...id].length > 64 || !id.isWellFormed() || id.includes('\0'))
      throw new Fault('id', 'Needs 1 to 64 characters')
    return id
  }
  const before = seen.get(content) ?? 0
  seen.set(content, before + 1)
  return `line-${digestSync(`${content}\n${before}`)}`
}

const byName = ([a]: readonly [string, number], [b]: readonly [string, number]) => (a < b ? -1 : 1)

/** A cell as a part of its line's content; nothing for an empty one, so that a column more makes no difference. */
const given = (cell: Cell) => (column: string) => {
  const text = cell(column)
  return text === undefined ? [] : [column, text]
}

/** Holds the answers of a line against its version, as those that people send. */
function checkWalk(
  { survey, columns }: Version,
  walk: { answers: Record<string, unknown>; complete: boolean; shown?: string[] },
) {
  const [fault = walkFaults(survey, walk)[0]] = answersFaults(survey, walk.answers)
  if (!fault) return
  const [key = '', part = ''] = fault.pointer.replace(/^\/(answers\/)?/, '').split('/')
  const question = survey.questions.find((each) => each.key === key)
  const own = question ? columnsOf(question, survey) : []
  const column = [`${key}.${part}`, key, ...own].find((name) => columns.has(name))
  throw new Fault(column ?? key, fault.detail)
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
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(?:(Z)|([+-]\d{2}):?(\d{2}))?)?$/.exec(
      text?.trim() ?? '',
    )
  const [, day = '', time, utc, hours, minutes] = match ?? []
  if (!Day.safeParse(day).success) return null
  if (time === undefined) return instantOf(day, 12, timeZone)
  const isLocal = utc === undefined && hours === undefined
  const at = Date.parse(`${day}T${time}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`)
  if (Number.isNaN(at)) return null
  return isLocal ? instantAt(at, timeZone) : at
}

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

/** A text that may be stored; undefined when empty. @throws Fault */
export function stored(cell: Cell, column: string, most: number): string | undefined {
  const text = cell(column)
  if (text === undefined) return undefined
  if ([...text].length > most || !text.isWellFormed() || text.includes('\0'))
    throw new Fault(column, `Needs at most ${most} characters`)
  return text
}

function channelIn(cell: Cell): string | undefined {
  const text = cell('channel') ?? cell('segment.channel')
  if (text !== undefined && !/^[a-z0-9-]{1,20}$/.test(text))
    throw new Fault('channel', 'Needs 1 to 20 of a-z 0-9 -')
  return text
}

function localeIn(cell: Cell): string | null {
  const text = cell('locale') ?? cell('segment.locale')
  if (text === undefined) return null
  if (text !== OTHER_SEGMENT_VALUE && !Locale.safeParse(text).success)
    throw new Fault('locale', 'Not a language tag such as en or zh-CN')
  return text
}

function whole(cell: Cell, column: string, min: number, max: number): number | undefined {
  const text = cell(column)
  if (text === undefined) return undefined
  const number = Number(text)
  if (!Number.isInteger(number) || number < min || number > max)
    throw new Fault(column, 'Needs a whole number')
  return number
}

/** @throws Fault */
export function flag(cell: Cell, column: string): boolean | undefined {
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
