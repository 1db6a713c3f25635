/** Brings a survey's tallies up to its responses, a bounded step at a time: sums and cursor move in one batch or not at all. */
import type { Row } from '@libsql/client/http'
import type { SurveyResponse } from '../../schema/responses.ts'
import type { Database } from '../db.ts'
import { responseFrom, stillThere, unfoldedResponses } from '../responses/store.ts'
import { Fold } from '../tallies/fold.ts'
import {
  addToTallies,
  cursorOf,
  dropRetractions,
  forgetTallies,
  moveCursor,
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
    if (rows.length === 0 && old.length === 0) return 'done'
    const before = readable(old)
    const after = readable(rows)
    const isUnknown = [...before, ...after].some(({ version }) => !definitions.has(version))
    if (isUnknown && !isCurrent) return 'unknown-version'
    const fold = new Fold({ definitions, timeZone: settings.timeZone })
    for (const response of before) fold.take(response, -1)
    for (const response of after) fold.take(response)
    const from = Number(cursor?.rows[0]?.folded_through ?? 0)
    const through = Number(rows.at(-1)?.seq ?? from)
    await this.#db.write([
      ...(rows.length > 0 ? stillThere(surveyId, from, through, rows.length) : []),
      ...addToTallies(surveyId, fold.groups()),
      ...moveCursor(surveyId, from, through),
      ...(old.length > 0 ? dropRetractions(surveyId, Number(old.at(-1)?.seq), old.length) : []),
    ])
    return rows.length === most || old.length === most ? 'more' : 'done'
  }

  /** Throws all sums away; the steps that follow make them anew. */
  async forget(): Promise<void> {
    await this.#db.write(forgetTallies(this.#known.surveyId))
  }
}

/** A row that is broken counts in no figure; it must not stop the ones after it. */
function readable(rows: readonly Row[]): SurveyResponse[] {
  return rows.flatMap((row) => {
    try {
      return [responseFrom(String(row.response))]
    } catch (error) {
      const message = `row ${row.seq}: ${error instanceof Error ? error.message : error}`
      console.error(JSON.stringify({ level: 'error', room: 'inbox', what: 'fold', message }))
      return []
    }
  })
}
