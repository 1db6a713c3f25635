/**
 * The inbox: one Durable Object per survey, and the only writer of its responses and tallies. It collects what
 * is waiting, commits it in one batch, then answers everyone in it; while libSQL is away it keeps answers on
 * its own disk and writes them later, by alarm. Being alone, it can decide about repeats and replacements.
 */
import { DurableObject } from 'cloudflare:workers'
import type { SurveyResponse } from '../../schema/responses.ts'
import type { Settings } from '../../schema/settings.ts'
import type { Sharing } from '../../schema/sharing.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { Database, type Statement } from '../db.ts'
import type { Env } from '../env.ts'
import { isAway } from '../problem.ts'
import { BULK_CALL_MS, storeThroughOutage, throughOutage } from '../responses/import-again.ts'
import { AlarmClock } from './alarm-clock.ts'
import { directoryOf } from './directory.ts'
import { writeKept } from './drain.ts'
import { eraseCustomer } from './erase.ts'
import { deleteGroup, type ImportFate, importGroup, judgeGroup } from './flush.ts'
import { Folding } from './folding.ts'
import { Intake } from './intake.ts'
import { Shelf } from './kept.ts'
import { KnownSurvey } from './known-survey.ts'
import { log } from './log.ts'
import { Outage } from './outage.ts'
import { type Published, whyShut } from './published.ts'
import type { PutRequest } from './put.ts'
import { SegmentValues } from './segment-values.ts'
import { Turns } from './turns.ts'

/** What a page needs to draw a survey. */
export type PublicSurvey = {
  surveyId: string
  slug: string
  status: 'live' | 'closed'
  isOpen: boolean
  version: number
  definition: SurveyDefinition
  sharing: Sharing
  settings: Settings
}

/** Rows are folded when so many are waiting, or this long after the first one. */
const FOLD_AT = 4000
const FOLD_AFTER_MS = 1000
/** A timer does it; the alarm is for an inbox that ended before, and to set one costs a write to its disk. */
const FOLD_SURELY_MS = 10_000
/** How many kept answers are written at once. */
const MOST_AT_ONCE = 500
/** Pieces of work done in a row; others get their turn between any two of them. */
const PIECES_AT_ONCE = 20
/** One failure to catch up is tried again after this long; a second one means that libSQL is away. */
const BREATH_MS = 200
/** A long backlog is folded for so long before others are asked again whether it may go on. */
const HURRY_MS = 4000
/** Whoever may not begin with a long backlog asks again after this long. */
const WAIT_MS = 500
/** A failure nobody foresaw is tried again after this long. */
const REST_MS = 60_000

export class Inbox extends DurableObject<Env> {
  readonly #alarm: AlarmClock
  readonly #shelf: Shelf
  readonly #survey: KnownSurvey
  readonly #values = new SegmentValues()
  readonly #outage = new Outage()
  readonly #turns = new Turns()
  readonly #intake: Intake
  #unfolded = 0
  #timer: ReturnType<typeof setTimeout> | null = null
  #isRegistered = false
  /** Failures in a row to write kept answers that were not libSQL being away. */
  #oddFailures = 0
  /** Whether catching up failed the last time; once may be a connection that was cut. */
  #hasFailed = false
  /** Whether more is left to fold than one step takes; such backlogs are folded by one inbox at a time. */
  #hasBacklog = false

  constructor(state: DurableObjectState, env: Env) {
    super(state, env)
    this.#alarm = new AlarmClock(state.storage)
    this.#shelf = new Shelf(state.storage)
    this.#survey = new KnownSurvey(env, this.#shelf)
    this.#intake = new Intake({
      env,
      shelf: this.#shelf,
      survey: this.#survey,
      values: this.#values,
      outage: this.#outage,
      alarm: this.#alarm,
      turns: this.#turns,
      stored: (count) => this.#stored(count),
    })
    // What was not folded or written before a restart is taken up again.
    state.blockConcurrencyWhile(() => this.#alarm.set(Date.now() + FOLD_AFTER_MS))
  }

  /** The survey as the public sees it, in a version; null when it was never published. */
  async published(slug: string, version?: number): Promise<PublicSurvey | null> {
    const known = await this.#know(slug)
    const definition = known?.definitions.get(version ?? known.version)
    if (!known || known.status === 'draft' || !definition) return null
    const { surveyId, sharing, settings, status } = known
    return {
      surveyId,
      slug,
      status,
      isOpen: whyShut(known, Date.now()) === null,
      version: version ?? known.version,
      definition,
      sharing,
      settings,
    }
  }

  /** Stores one response, durably, before it returns; or keeps it, or says why not. Takes a PutRequest and gives a PutReply, both as JSON. */
  async put(text: string): Promise<string> {
    const request: PutRequest = JSON.parse(text)
    await this.#know(request.slug)
    const reply = await this.#intake.take(request, text.length)
    if (reply.outcome === 'kept') this.#register()
    return JSON.stringify(reply)
  }

  /** Stores imported responses; each fate stands at the place of its row. @throws when the database is away */
  async import(
    slug: string,
    surveyId: string,
    rows: readonly SurveyResponse[],
  ): Promise<ImportFate[]> {
    const fates = await storeThroughOutage((judged) =>
      this.#alone(slug, (known) => {
        if (known.surveyId !== surveyId) throw new Error('another survey has this slug now')
        return importGroup(this.#database(BULK_CALL_MS), known, this.#values, rows, judged)
      }),
    )
    this.#stored(fates.filter((fate) => fate === 'imported').length)
    return fates
  }

  /** What an import of these rows would do. @throws as above */
  async judge(slug: string, rows: readonly SurveyResponse[]): Promise<ImportFate[]> {
    return throughOutage(async () => {
      const known = await this.#existing(slug)
      return (await judgeGroup(this.#database(BULK_CALL_MS), known, rows)).fates
    })
  }

  /** Deletes responses for good, kept ones too, and writes in the same batch what else belongs to it. @returns how many there were @throws as above */
  async remove(slug: string, ids: readonly string[], also: Statement[] = []): Promise<number> {
    // Set before, so that what follows is summed even if this inbox ends right after it.
    await this.#alarm.set(Date.now() + FOLD_AFTER_MS)
    return this.#alone(slug, async (known) => {
      for (const id of ids) await this.#takeOffShelf(known, id)
      const removed = await deleteGroup(this.#database(), known.surveyId, ids, Date.now(), also)
      this.#stored(removed)
      return removed
    })
  }

  /** Takes a customer out of all answers, kept ones too; the figures stay. @returns how many there were @throws as above */
  async erase(slug: string, customerId: string): Promise<number> {
    const erased = await this.#alone(slug, async (known) => {
      while (await this.#drain(known));
      return eraseCustomer(this.#database(), known, customerId, Date.now())
    })
    await this.#alarm.set(Date.now())
    return erased
  }

  /** A response that is on the shelf and not in the database yet. */
  async shelved(id: string): Promise<SurveyResponse | null> {
    const surveyId = this.#survey.last?.surveyId
    return (surveyId !== undefined && this.#shelf.latest(surveyId, id)) || null
  }

  /** How many answers are not in the database yet. */
  async waiting(): Promise<number> {
    return this.#shelf.count + this.#intake.waiting
  }

  /** Reads the survey and the settings again, after staff changed them; nothing older is acted on afterwards. */
  async refresh(slug: string): Promise<void> {
    await this.#turns.alone(async () => {
      const known = await this.#survey.reload(slug)
      // A survey is deleted with its answers, the kept ones too.
      if (!known) this.#shelf.clear()
      this.#values.forget()
    })
  }

  /** Makes all tallies of this survey anew from its responses. @throws when the database is away */
  async rebuild(slug: string): Promise<void> {
    await this.#alarm.set(Date.now() + FOLD_AFTER_MS)
    await this.#alone(slug, (known) => new Folding(this.#database(), known).forget())
    await this.#alarm.set(Date.now())
  }

  /** Goes on with what is left to do, after a start that nobody answered since. */
  async goOn(slug: string): Promise<void> {
    await this.#existing(slug)
    await this.#alarm.set(Date.now())
  }

  override async alarm(): Promise<void> {
    this.#alarm.rang()
    await this.#catchUp()
  }

  /** Kept answers first, then sums; what is left after some pieces goes on at the next alarm. */
  async #catchUp(): Promise<void> {
    for (let piece = 0; piece < PIECES_AT_ONCE; piece++) {
      const next = await this.#turns.alone(() => this.#catchUpBit())
      if (next === 'at once') continue
      if (next !== null) await this.#alarm.set(next)
      return
    }
    await this.#alarm.set(Date.now())
  }

  /** One piece of what is left to do. @returns when to go on; null when nothing is left */
  async #catchUpBit(): Promise<'at once' | number | null> {
    try {
      const slug = this.#survey.last?.slug
      if (slug === undefined) return null
      if (this.#shelf.count > 0) this.#register()
      const isKnown = !this.#outage.isOn && this.#survey.isFresh(Date.now())
      const known = isKnown ? this.#survey.inMemory : await this.#survey.reload(slug)
      this.#outage.over()
      if (!known) return null
      const next = (await this.#drain(known)) ? 'at once' : await this.#fold(known)
      this.#hasFailed = false
      if (next !== null) return next
      return this.#shelf.nextTry(known.surveyId)
    } catch (error) {
      log('catching up', error)
      if (!isAway(error)) return Date.now() + REST_MS
      if (this.#hasFailed || this.#outage.isOn) return this.#outage.failed(Date.now())
      this.#hasFailed = true
      return Date.now() + BREATH_MS
    }
  }

  /** Writes the oldest kept answers. @returns whether there were any */
  async #drain(known: Published): Promise<boolean> {
    const now = Date.now()
    // After a failure that nobody foresaw, one by one: so the answer it is about stops no others.
    const most = this.#oddFailures > 0 ? 1 : MOST_AT_ONCE
    const kept = this.#shelf.oldest(known.surveyId, most, now)
    if (kept.length === 0) return false
    try {
      await writeKept(this.#database(), known, this.#values, this.#shelf, kept, now)
    } catch (error) {
      if (isAway(error)) throw error
      log('kept answers could not be written', error)
      if (this.#oddFailures++ > 0) this.#shelf.setAside(kept, now + REST_MS)
      return true
    }
    this.#oddFailures = 0
    this.#unfolded += kept.length
    return true
  }

  /** Writes whatever is kept of one response; nothing of it is left. */
  async #takeOffShelf(known: Published, id: string): Promise<void> {
    const selves = this.#shelf.selvesOf(known.surveyId, id)
    for (const self of selves)
      await writeKept(this.#database(), known, this.#values, this.#shelf, [self], Date.now())
    this.#shelf.drop(this.#shelf.selvesOf(known.surveyId, id))
  }

  /** Folds a step, or for a while where there is a backlog. @returns when there may be more; null when all is folded */
  async #fold(known: Published): Promise<'at once' | number | null> {
    const isLong = this.#hasBacklog
    if (isLong && !(await directoryOf(this.env).mayHurry(known.slug)))
      return Date.now() + WAIT_MS * (0.5 + Math.random())
    this.#unfolded = 0
    const until = Date.now() + HURRY_MS
    const mayGoOn = () => isLong && !this.#turns.isAwaited && Date.now() < until
    let step = await new Folding(this.#database(), known).run(false, isLong, mayGoOn)
    if (step === 'unknown-version') {
      const current = await this.#survey.reload(known.slug)
      step = current
        ? await new Folding(this.#database(), current).run(true, isLong, mayGoOn)
        : 'done'
    }
    this.#hasBacklog = step === 'more'
    if (this.#hasBacklog) return 'at once'
    if (isLong) await directoryOf(this.env).hurryIsOver(known.slug)
    return null
  }

  /** Rows wait to be folded: soon, or at once when they are many. */
  #stored(count: number): void {
    if (count === 0) return
    this.#unfolded += count
    this.#alarm.set(Date.now() + FOLD_SURELY_MS).catch((error) => log('alarm', error))
    const isMany = this.#unfolded >= FOLD_AT
    if (this.#timer !== null && !isMany) return
    clearTimeout(this.#timer ?? undefined)
    this.#timer = setTimeout(() => this.#onTimer(), isMany ? 0 : FOLD_AFTER_MS)
  }

  #onTimer(): void {
    this.#timer = null
    this.#catchUp().catch((error) => log('catching up', error))
  }

  /** The survey behind a slug; an old reading is used, and renewed for the next one who asks. */
  async #know(slug: string): Promise<Published | null> {
    const known = await this.#survey.get(slug)
    if (this.#survey.isFresh(Date.now()) || this.#outage.isOn) return known
    if (this.#survey.isStandIn) await this.#alarm.set(this.#outage.failed(Date.now()))
    else this.#survey.renew(slug)
    return known
  }

  async #existing(slug: string): Promise<Published> {
    const known = await this.#know(slug)
    if (!known) throw new Error('unknown survey')
    return known
  }

  /** Runs a task that writes, after all others. */
  #alone<Result>(slug: string, task: (known: Published) => Promise<Result>): Promise<Result> {
    return this.#turns.alone(async () => task(await this.#existing(slug)))
  }

  #database(callMs?: number): Database {
    return new Database(this.env, callMs)
  }

  /** Tells the directory that this inbox holds answers, for /healthz. */
  #register(): void {
    const slug = this.#survey.last?.slug
    if (this.#isRegistered || slug === undefined) return
    this.#isRegistered = true
    directoryOf(this.env)
      .noteKeeping(slug)
      .catch((error: unknown) => {
        this.#isRegistered = false
        log('the directory could not be told', error)
      })
  }
}
