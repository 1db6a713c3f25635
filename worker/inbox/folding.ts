/** Brings a survey's tallies up to its responses, a bounded step at a time: sums and cursor move in one batch or not at all. */
import type { Database } from '../db.ts'
import { responseFrom, unfoldedResponses } from '../responses/store.ts'
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

const MOST_A_STEP = 2000

export class Folding {
  readonly #db: Database
  readonly #known: Published

  constructor(db: Database, known: Published) {
    this.#db = db
    this.#known = known
  }

  /** Folds up to 2,000 responses and retractions. @returns whether more may be waiting */
  async step(): Promise<boolean> {
    const { surveyId, definitions, settings } = this.#known
    const [cursor, added, retracted] = await this.#db.read([
      cursorOf(surveyId),
      unfoldedResponses(surveyId, MOST_A_STEP),
      waitingRetractions(surveyId, MOST_A_STEP),
    ])
    const rows = added?.rows ?? []
    const old = retracted?.rows ?? []
    if (rows.length === 0 && old.length === 0) return false
    const fold = new Fold({ definitions, timeZone: settings.timeZone })
    for (const row of old) fold.take(responseFrom(String(row.response)), -1)
    for (const row of rows) fold.take(responseFrom(String(row.response)))
    const from = Number(cursor?.rows[0]?.folded_through ?? 0)
    const through = Number(rows.at(-1)?.seq ?? from)
    await this.#db.write([
      ...addToTallies(surveyId, fold.groups()),
      ...moveCursor(surveyId, from, through),
      ...(old.length > 0 ? [dropRetractions(surveyId, Number(old.at(-1)?.seq))] : []),
    ])
    return rows.length === MOST_A_STEP || old.length === MOST_A_STEP
  }

  /** Throws all sums away; the steps that follow make them anew. */
  async forget(): Promise<void> {
    await this.#db.write(forgetTallies(this.#known.surveyId))
  }
}
