/** Takes responses in: collects what comes, commits it group after group, and shelves it while libSQL is away. */
import { Database } from '../db.ts'
import type { Env } from '../env.ts'
import { isAway } from '../problem.ts'
import type { AlarmClock } from './alarm-clock.ts'
import { decide, type Entry } from './decide.ts'
import { type Fate, settle, writeGroup } from './flush.ts'
import type { Shelf } from './kept.ts'
import type { KnownSurvey } from './known-survey.ts'
import { AddressLimits } from './limits.ts'
import { log } from './log.ts'
import type { Outage } from './outage.ts'
import { type Published, whyShut } from './published.ts'
import { AWAY, type PutReply, type PutRequest } from './put.ts'
import type { SegmentValues } from './segment-values.ts'
import type { Turns } from './turns.ts'
import { type Waiting, WaitingRoom } from './waiting-room.ts'

/** One call to libSQL, and all calls of a group together: a sender is to hear from us within 8 seconds. */
const CALL_MS = 3000
const GROUP_MS = 3500
/** A failure as quick as this was a connection cut, worth one more try; a hung database is not. */
const QUICK_MS = 300
/** Whoever has waited so long for a turn, as behind a slow import, goes to the shelf instead. */
const PATIENCE_MS = 3500
const LOOK_MS = 500
/** Kept answers are tried again after this long. */
const PAUSE_MS = 1000

/** What intake shares with the rest of its inbox. */
export type Desk = {
  env: Env
  shelf: Shelf
  survey: KnownSurvey
  values: SegmentValues
  outage: Outage
  alarm: AlarmClock
  turns: Turns
  /** Told how many responses were stored and wait to be folded. */
  stored: (count: number) => void
}

type Judged = Waiting & { entry: Entry }

export class Intake {
  readonly #desk: Desk
  readonly #limits = new AddressLimits()
  readonly #room = new WaitingRoom()
  #isPumping = false
  #isLooking = false

  constructor(desk: Desk) {
    this.#desk = desk
  }

  /** How many wait in memory. */
  get waiting(): number {
    return this.#room.size
  }

  /** Stores a request, durably, before it answers; or keeps it, or says why not. Never throws and never hangs. */
  take(request: PutRequest, weight: number): Promise<PutReply> {
    return new Promise((resolve) => {
      const waiting = { request, weight, since: Date.now(), resolve }
      if (this.#desk.outage.isOn) return void this.#shelve([waiting])
      if (this.#room.isFull) return resolve(AWAY)
      this.#room.add(waiting)
      this.#pump()
      this.#look()
    })
  }

  /** Commits what waits, a group a turn; while one is under way the next collects. */
  #pump(): void {
    if (this.#isPumping || this.#room.size === 0) return
    this.#isPumping = true
    void this.#desk.turns
      .alone(() => this.#commitNext())
      .finally(() => {
        this.#isPumping = false
        this.#pump()
      })
  }

  #look(): void {
    if (this.#isLooking) return
    this.#isLooking = true
    setTimeout(() => {
      this.#isLooking = false
      void this.#shelve(this.#room.overdue(Date.now() - PATIENCE_MS))
      if (this.#room.size > 0) this.#look()
    }, LOOK_MS)
  }

  async #commitNext(): Promise<void> {
    const group = this.#room.nextGroup()
    try {
      await this.#commit(group)
    } catch (error) {
      log('a group ended unexpectedly', error)
      for (const { resolve } of group) resolve(AWAY)
    }
  }

  async #commit(group: readonly Waiting[]): Promise<void> {
    const { survey, shelf, outage } = this.#desk
    if (outage.isOn) return this.#shelve(group)
    const known = survey.inMemory
    const fresh: Judged[] = []
    const behind: Waiting[] = []
    for (const waiting of group) {
      const { surveyId, response } = waiting.request
      if (known?.surveyId !== surveyId) waiting.resolve({ outcome: 'stale' })
      // A later self must find the earlier one, so it goes the same way.
      else if (shelf.latest(surveyId, response.id)) behind.push(waiting)
      else fresh.push({ ...waiting, entry: this.#judge(waiting.request, known) })
    }
    await this.#shelve(behind)
    if (known && fresh.length > 0) await this.#store(known, fresh)
  }

  async #store(known: Published, group: readonly Judged[]): Promise<void> {
    const { outage, alarm, survey, stored } = this.#desk
    const entries = group.map(({ entry }) => entry)
    let fates: Fate[]
    try {
      fates = await this.#write(known, entries)
    } catch (error) {
      log('a group could not be written and is kept', error)
      if (isAway(error)) await alarm.set(outage.failed(Date.now()))
      for (const judged of group) this.#release(judged)
      return this.#shelve(group)
    }
    // A row that does not fit may mean that the survey itself is gone.
    const isGone =
      fates.some(({ does }) => does === 'unfit') &&
      (await survey.reload(known.slug))?.surveyId !== known.surveyId
    for (const [i, judged] of group.entries()) {
      const fate = fates[i]
      if (fate?.does !== 'insert') this.#release(judged)
      judged.resolve(fate?.does === 'unfit' && isGone ? { outcome: 'stale' } : replyOf(fate))
    }
    stored(fates.filter(({ does }) => does === 'insert' || does === 'replace').length)
  }

  async #write(known: Published, entries: readonly Entry[]): Promise<Fate[]> {
    const { env, values } = this.#desk
    const db = new Database(env, CALL_MS, GROUP_MS)
    const startedAt = Date.now()
    try {
      return await writeGroup(db, known, values, entries)
    } catch (error) {
      if (!isAway(error) || Date.now() - startedAt > QUICK_MS) throw error
      return settle(db, known, values, entries)
    }
  }

  /** Why a request would be refused if it were new; one that would not takes its place in the limits at once. */
  #judge(request: PutRequest, known: Published): Entry {
    const { response, hasReceipt, invitation, foreignOrigin, address, mostPerAddress, now } =
      request
    const barred = (problem: NonNullable<Entry['barred']>) => ({
      response,
      hasReceipt,
      invitation,
      barred: problem,
    })
    const shut = whyShut(known, now)
    if (shut) return barred({ problem: shut })
    if (foreignOrigin && !known.sharing.origins.includes(foreignOrigin))
      return barred({ problem: 'origin-not-allowed' })
    if (address !== null) {
      const wait = this.#limits.secondsToWait(address, mostPerAddress, now)
      if (wait > 0) return barred({ problem: 'too-many-requests', retryAfter: wait })
      this.#limits.count(address, now)
    }
    return { response, hasReceipt, invitation, barred: null }
  }

  /** Gives a place in the limits back. */
  #release({ request: { address }, entry }: Judged): void {
    if (address !== null && entry.barred === null) this.#limits.uncount(address)
  }

  /** Keeps what came on the inbox's own disk, and answers when it is there. */
  async #shelve(group: readonly Waiting[]): Promise<void> {
    if (group.length === 0) return
    const { shelf, alarm } = this.#desk
    try {
      const replies = group.map((waiting) => this.#keep(waiting))
      await alarm.set(Date.now() + PAUSE_MS)
      await shelf.sync()
      for (const [i, { resolve }] of group.entries()) resolve(replies[i] ?? AWAY)
    } catch (error) {
      log('answers could not be kept', error)
      for (const { resolve } of group) resolve(AWAY)
    }
  }

  /** As if what is on the shelf were stored: a repeat is told as much, a later self goes behind the earlier. */
  #keep(waiting: Waiting): PutReply {
    const { shelf, survey } = this.#desk
    const { surveyId, response } = waiting.request
    const known = survey.inMemory
    if (known?.surveyId !== surveyId) return { outcome: 'stale' }
    const judged: Judged = { ...waiting, entry: this.#judge(waiting.request, known) }
    const fate = decide(judged.entry, shelf.latest(surveyId, response.id))
    if (fate.does !== 'insert') this.#release(judged)
    if (fate.does === 'nothing' && fate.outcome === 'repeat') return { outcome: 'kept' }
    if (fate.does === 'nothing' || fate.does === 'refuse') return replyOf(fate)
    if (shelf.isFull) return AWAY
    shelf.keep(surveyId, judged.entry)
    return { outcome: 'kept' }
  }
}

function replyOf(fate: Fate | undefined): PutReply {
  switch (fate?.does) {
    case 'insert':
      return { outcome: 'stored' }
    case 'replace':
      return { outcome: 'replaced' }
    case 'nothing':
      return { outcome: fate.outcome }
    case 'refuse': {
      const { does, ...refusal } = fate
      return { outcome: 'refused', ...refusal }
    }
    case 'unfit':
      return { outcome: 'refused', problem: 'internal' }
    case undefined:
      return AWAY
    default:
      return fate satisfies never
  }
}
