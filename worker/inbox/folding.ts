/** Brings a survey's tallies and its index of words up to its responses, a bounded step at a time: sums, words and cursors move in one batch or not at all. */
import type { Row } from '@libsql/client/http'
import type { SurveyResponse } from '../../schema/responses.ts'
import type { Database } from '../db.ts'
import {
  indexWords,
  responseFrom,
  responsesAmong,
  stillThere,
  unfoldedResponses,
} from '../responses/store.ts'
import { wordsOf } from '../responses/words.ts'
import { Fold } from '../tallies/fold.ts'
import {
  addToTallies,
  cursorOf,
  dropRetractions,
  forgetTallies,
  moveCursors,
  moveWordCursor,
  waitingRetractions,
} from '../tallies/store.ts'
import type { Published } from './published.ts'

export class Folding {
  readonly #db: Database
  readonly #known: Published

  constructor(db: Database, known: Published) {
    this.#db = db
    this.#known = known
  }

  /**
   * Folds up to `most` responses and as many retractions. A step that was given up for lost and comes through later changes
   * nothing: the batch holds only while the cursor, the rows and the retractions are the ones that were read.
   * @param isCurrent the versions known are all there are, so a row of another one adds nothing
   * @returns `unknown-version` when a row belongs to a version that is not known yet; then nothing was folded
   */
  async step(most: number, isCurrent: boolean): Promise<'more' | 'done' | 'unknown-version'> {
    const { surveyId, definitions, settings } = this.#known
    const [cursor, added, retracted] = await this.#db.read([
      cursorOf(surveyId),
      unfoldedResponses(surveyId, most),
      waitingRetractions(surveyId, most),
    ])
    const rows = added?.rows ?? []
    const old = retracted?.rows ?? []
    const from = Number(cursor?.rows[0]?.folded_through ?? 0)
    const indexed = Number(cursor?.rows[0]?.indexed_through ?? 0)
    if (rows.length === 0 && old.length === 0) return this.#index(indexed, from, most)
    const before = readable(old).map(({ response }) => response)
    const stored = readable(rows)
    const after = stored.map(({ response }) => response)
    const isUnknown = [...before, ...after].some(({ version }) => !definitions.has(version))
    if (isUnknown && !isCurrent) return 'unknown-version'
    const fold = new Fold({ definitions, timeZone: settings.timeZone })
    for (const response of before) fold.take(response, -1)
    for (const response of after) fold.take(response)
    const through = Number(rows.at(-1)?.seq ?? from)
    // Where older words are missing yet, they come first; where all sums are made anew, the words are there already.
    const mayIndex = indexed >= from
    await this.#db.write([
      ...(rows.length > 0 ? stillThere(surveyId, from, through, rows.length) : []),
      ...addToTallies(surveyId, fold.groups()),
      ...moveCursors(surveyId, from, through, mayIndex ? Math.max(indexed, through) : indexed),
      ...(mayIndex
        ? indexWords(surveyId, stored.filter(({ seq }) => seq > indexed).map(words))
        : []),
      ...(old.length > 0 ? dropRetractions(surveyId, Number(old.at(-1)?.seq), old.length) : []),
    ])
    return rows.length === most || old.length === most ? 'more' : 'done'
  }

  /** Goes on with the index of words where it is behind the sums. */
  async #index(indexed: number, folded: number, most: number): Promise<'more' | 'done'> {
    if (indexed >= folded) return 'done'
    const { surveyId } = this.#known
    const [found] = await this.#db.read([responsesAmong(surveyId, indexed, folded, most)])
    const rows = found?.rows ?? []
    const through = rows.length < most ? folded : Number(rows.at(-1)?.seq)
    await this.#db.write([
      ...stillThere(surveyId, indexed, through, rows.length),
      ...moveWordCursor(surveyId, indexed, through),
      ...indexWords(surveyId, readable(rows).map(words)),
    ])
    return 'more'
  }

  /** Throws all sums away; the steps that follow make them anew. */
  async forget(): Promise<void> {
    await this.#db.write(forgetTallies(this.#known.surveyId))
  }
}

type Stored = { seq: number; response: SurveyResponse }

const words = ({ seq, response }: Stored) => ({
  seq,
  submittedAt: response.submittedAt,
  words: wordsOf(response),
})

/** A row that is broken counts in no figure; it must not stop the ones after it. */
function readable(rows: readonly Row[]): Stored[] {
  return rows.flatMap((row) => {
    try {
      return [{ seq: Number(row.seq), response: responseFrom(String(row.response)) }]
    } catch (error) {
      const message = `row ${row.seq}: ${error instanceof Error ? error.message : error}`
      console.error(JSON.stringify({ level: 'error', room: 'inbox', what: 'fold', message }))
      return []
    }
  })
}
