/** One line of an import as a response, or what is wrong with it. Pure. */
import { walkFaults } from '../../schema/answers.ts'
import { columnsOf, RESPONSE_COLUMNS } from '../../schema/columns.ts'
import type { SurveyResponse } from '../../schema/responses.ts'
import { ACCOUNT_SEGMENTS, OTHER_SEGMENT_VALUE } from '../../schema/settings.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { languageTag } from '../../schema/text.ts'
import { localeSpoken } from '../../schema/wording.ts'
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
  whole,
} from './line.ts'
import { LineAnswers } from './line-answers.ts'

export type ImportPlan = {
  definitions: ReadonlyMap<number, SurveyDefinition>
  latest: number
  timeZone: string
  /** The latest instant an answer may have: a day from now, for clocks that differ. */
  until: number
}

/** Columns of a header that no version knows. */
export function unknownColumns(header: readonly string[], plan: ImportPlan): string[] {
  const segments = segmentsOf(plan)
  const known = [...plan.definitions.values()].map((survey) => columnsIn(survey, segments))
  return header.filter((column) => !known.some((columns) => columns.has(column)))
}

/** A response begun under an earlier version keeps the segments it had then, so any version's may stand in any line. */
const segmentsOf = ({ definitions }: ImportPlan): readonly string[] => [
  ...new Set([...definitions.values()].flatMap(({ segments }) => segments)),
]

const columnsIn = (survey: SurveyDefinition, segments: readonly string[]): ReadonlySet<string> =>
  new Set([
    ...RESPONSE_COLUMNS,
    ...survey.questions.flatMap((question) => columnsOf(question, survey)),
    ...[...ACCOUNT_SEGMENTS, ...segments].map((name) => `segment.${name}`),
  ])

/** What a line is held against, by version. */
type Version = {
  survey: SurveyDefinition
  answers: LineAnswers
  columns: ReadonlySet<string>
}

/** Reads lines of one header. The same line twice gets two ids: its content and how many like it came before. */
export class LineReader {
  readonly #plan: ImportPlan
  /** Columns and their places, by name: equal contents are equal in whatever order they come. */
  readonly #places: ReadonlyMap<string, number>
  readonly #segments: readonly string[]
  readonly #versions = new Map<number, Version>()
  readonly #seen = new Map<string, number>()

  constructor(header: readonly string[], plan: ImportPlan) {
    this.#plan = plan
    this.#places = placesOf(header)
    this.#segments = segmentsOf(plan)
  }

  /** @returns the response, or the first fault found */
  read(cells: readonly string[]): SurveyResponse | LineFault {
    return readLine(this.#places, cells, (cell) => this.#response(cell))
  }

  #response(cell: Cell): SurveyResponse {
    const { latest, timeZone, until } = this.#plan
    const version = whole(cell, 'version', 1, 1_000_000) ?? latest
    const { survey, columns, answers: lineAnswers } = this.#version(version)
    for (const column of this.#places.keys())
      if (!columns.has(column) && cell(column) !== undefined)
        throw new Fault(column, `Version ${version} has no such column`)
    const submittedAt = instantIn(cell('submitted_at'), timeZone)
    if (submittedAt === null || submittedAt < 0 || submittedAt > until)
      throw new Fault('submitted_at', 'Needs a past ISO date or date-time')
    const answers = lineAnswers.read(cell)
    // Whoever skipped every question has taken part all the same: an exported line says which revision of whose it is.
    const isOurs = cell('revision') !== undefined
    if (!isOurs && Object.keys(answers).length === 0) throw new Fault('', 'No answers')
    const shown = shownIn(cell('shown'), survey, answers)
    const complete = flag(cell, 'complete') ?? true
    const walk = { answers, complete, ...(shown ? { shown } : {}) }
    checkWalk(survey, columns, walk)
    const customerId =
      survey.privacy === 'anonymous' ? null : (stored(cell, 'customer', 100) ?? null)
    const content = contentOf(this.#places, cell)
    return {
      id: idOf(cell('id'), content, this.#seen),
      revision: whole(cell, 'revision', 1, 1_000_000) ?? 1,
      version,
      submittedAt,
      channel: channelIn(cell) ?? 'import',
      locale: localeIn(cell, survey.locales),
      answers,
      segments: segmentsIn(cell, this.#segments),
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
    const columns = columnsIn(survey, this.#segments)
    const found = { survey, answers: new LineAnswers(survey), columns }
    this.#versions.set(version, found)
    return found
  }
}

/** Holds the answers of a line against the way through its version, as those that people send. */
function checkWalk(
  survey: SurveyDefinition,
  columns: ReadonlySet<string>,
  walk: { answers: Record<string, unknown>; complete: boolean; shown?: string[] },
) {
  const [fault] = walkFaults(survey, walk)
  if (!fault) return
  const key = fault.pointer.replace(/^\/(answers\/)?/, '')
  const question = survey.questions.find((each) => each.key === key)
  const own = question ? columnsOf(question, survey) : []
  throw new Fault([key, ...own].find((name) => columns.has(name)) ?? key, fault.detail)
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

function segmentsIn(cell: Cell, own: readonly string[]): Record<string, string> {
  const names = ['tier', 'stage', 'touchpoint', ...own]
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = stored(cell, `segment.${name}`, 64)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function channelIn(cell: Cell): string | undefined {
  const text = cell('channel') ?? cell('segment.channel')
  if (text !== undefined && !/^[a-z0-9-]{1,20}$/.test(text))
    throw new Fault('channel', 'Needs 1 to 20 of a-z 0-9 -')
  return text
}

function localeIn(cell: Cell, offered: readonly string[]): string | null {
  const text = cell('locale') ?? cell('segment.locale')
  if (text === undefined || text === OTHER_SEGMENT_VALUE) return text ?? null
  const tag = languageTag(text)
  if (tag === null) throw new Fault('locale', 'Not a language tag such as en or zh-CN')
  return localeSpoken(tag, offered)
}

function seconds(cell: Cell): number | null {
  const text = cell('seconds_taken')
  if (text === undefined) return null
  const number = Number(text)
  if (!(number >= 0 && number <= 1e7)) throw new Fault('seconds_taken', 'Needs seconds')
  return number
}
