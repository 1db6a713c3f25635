/** Brings a survey's tallies and its index of words up to its responses, a bounded step at a time: sums, words and cursors move in one batch or not at all. */
import type { Row } from '@libsql/client/http'
import type { SurveyResponse } from '../../schema/responses.ts'
import type { Database, Statement } from '../db.ts'
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
  forgetUnsaidWords,
  isOfOtherZone,
  moveCursors,
  moveWordCursor,
  waitingRetractions,
} from '../tallies/store.ts'
import { underWay } from '../under-way.ts'
import { Pace } from './pace.ts'
import type { Published } from './published.ts'

/** All inboxes of a process write to one database. */
const common = new Pace()

export class Folding {
  readonly #db: Database
  readonly #known: Published
  readonly #pace: Pace

  constructor(db: Database, known: Published, pace = common) {
    this.#db = db
    this.#known = known
    this.#pace = pace
  }

  /**
   * Folds a step of responses and as many retractions (`Pace`), and more of them as long as it may go on. A step that was given
   * up for lost and comes through later changes nothing: its batch holds only while the cursor, the rows and the retractions
   * are the ones that were read. While one step is written the next is summed, since database and inbox are two processes.
   * @param isCurrent the versions known are all there are, so a row of another one adds nothing
   * @param mayGoOn whether to begin one more step
   * Sums of another zone's days are thrown away first, which takes long and so waits until it may.
   * @param isLong whether what takes long may be done now
   * @returns `unknown-version` when a row belongs to a version that is not known yet; then it was not folded
   */
  async run(isCurrent: boolean, isLong: boolean, mayGoOn: () => boolean): Promise<Progress> {
    const first = await this.#first()
    if (first === 'other-zone') {
      if (isLong) await this.forget()
      return 'more'
    }
    let reading: Promise<Batch> | null = Promise.resolve(first)
    let writing: Promise<unknown> = Promise.resolve()
    let progress: Progress = 'done'
    for (let step = 1; reading !== null; step++) {
      const batch: Batch = await reading
      progress = batch.isFull ? 'more' : 'done'
      reading = batch.rows.length === batch.most && mayGoOn() ? this.#after(batch) : null
      reading?.catch(() => {}) // told when it is awaited, if it ever is
      if (reading !== null) await underWay()
      const statements = this.#summed(batch, isCurrent)
      await writing
      if (statements === 'unknown-version') return statements
      if (statements.length === 0) return step === 1 ? this.#index(batch) : 'more'
      writing = this.#write(statements)
      writing.catch(() => {}) // likewise
    }
    await writing
    return progress
  }

  async #write(statements: Statement[]): Promise<void> {
    const startedAt = Date.now()
    await this.#db.write(statements).finally(() => this.#pace.took(Date.now() - startedAt))
  }

  /** Where the fold stands, what comes next, and what waits to be subtracted. */
  async #first(): Promise<Batch | 'other-zone'> {
    const { surveyId, settings } = this.#known
    const { rows: most } = this.#pace
    const [cursor, added, retracted] = await this.#db.read([
      cursorOf(surveyId),
      unfoldedResponses(surveyId, most),
      waitingRetractions(surveyId, most),
    ])
    if (isOfOtherZone(cursor, settings.timeZone)) return 'other-zone'
    const from = Number(cursor?.rows[0]?.folded_through ?? 0)
    const indexed = Number(cursor?.rows[0]?.indexed_through ?? 0)
    return batchOf(from, indexed, added?.rows ?? [], retracted?.rows ?? [], most)
  }

  /** What follows a batch that is not written yet; retractions that are left wait for another run. */
  async #after({ through, indexedAfter }: Batch): Promise<Batch> {
    const all = Number.MAX_SAFE_INTEGER
    const { rows: most } = this.#pace
    const [added] = await this.#db.read([responsesAmong(this.#known.surveyId, through, all, most)])
    return batchOf(through, indexedAfter, added?.rows ?? [], [], most)
  }

  /** A batch as the statements that fold it; none when it is empty. */
  #summed(batch: Batch, isCurrent: boolean): Statement[] | 'unknown-version' {
    const { from, through, indexed, indexedAfter, rows, old } = batch
    if (rows.length === 0 && old.length === 0) return []
    const { surveyId, definitions, settings } = this.#known
    const before = readable(old)
    const after = readable(rows)
    const isUnknown = [...before, ...after].some((row) => !definitions.has(row.response.version))
    if (isUnknown && !isCurrent) return 'unknown-version'
    const fold = new Fold({ definitions, timeZone: settings.timeZone })
    for (const { response } of before) fold.take(response, -1)
    for (const { response } of after) fold.take(response)
    const unindexed = indexedAfter > indexed ? after.filter(({ seq }) => seq > indexed) : []
    const groups = [...fold.groups()]
    return [
      ...(rows.length > 0 ? stillThere(surveyId, from, through, rows.length) : []),
      ...addToTallies(surveyId, groups),
      ...(old.length > 0 ? forgetUnsaidWords(surveyId, groups) : []),
      ...moveCursors(surveyId, settings.timeZone, from, through, indexedAfter),
      ...indexWords(surveyId, unindexed.map(words)),
      ...(old.length > 0 ? dropRetractions(surveyId, Number(old.at(-1)?.seq), old.length) : []),
    ]
  }

  /** Goes on with the index of words where it is behind the sums. */
  async #index({ indexed, from: folded }: Batch): Promise<'more' | 'done'> {
    if (indexed >= folded) return 'done'
    const { surveyId } = this.#known
    const { rows: most } = this.#pace
    const [found] = await this.#db.read([responsesAmong(surveyId, indexed, folded, most)])
    const rows = found?.rows ?? []
    const through = rows.length < most ? folded : Number(rows.at(-1)?.seq)
    await this.#write([
      ...stillThere(surveyId, indexed, through, rows.length),
      ...moveWordCursor(surveyId, indexed, through),
      ...indexWords(surveyId, readable(rows).map(words)),
    ])
    return 'more'
  }

  /** Throws all sums away; the steps that follow make them anew. */
  async forget(): Promise<void> {
    const { surveyId, settings } = this.#known
    await this.#db.write(forgetTallies(surveyId, settings.timeZone))
  }
}

type Progress = 'more' | 'done' | 'unknown-version'

/** The rows of one step, with the cursors before and after it. */
type Batch = {
  rows: readonly Row[]
  old: readonly Row[]
  from: number
  through: number
  indexed: number
  indexedAfter: number
  /** How many rows it may have. */
  most: number
  isFull: boolean
}

function batchOf(
  from: number,
  indexed: number,
  rows: readonly Row[],
  old: readonly Row[],
  most: number,
): Batch {
  const through = Number(rows.at(-1)?.seq ?? from)
  // Where older words are missing yet, they come first; where all sums are made anew, the words are there already.
  const indexedAfter = indexed >= from ? Math.max(indexed, through) : indexed
  const isFull = rows.length === most || old.length === most
  return { rows, old, from, through, indexed, indexedAfter, most, isFull }
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
