/**
 * The inbox: one Durable Object per survey, and the only writer of its responses and tallies. It collects what
 * is waiting, commits it in one batch, then answers everyone in it; while libSQL is away it keeps answers on
 * its own disk and writes them later, by alarm. Being alone, it can decide about repeats and replacements.
 */
import { DurableObject } from 'cloudflare:workers'
import type { ProblemName } from '../../schema/problem.ts'
import type { SurveyResponse } from '../../schema/responses.ts'
import type { Settings } from '../../schema/settings.ts'
import type { Sharing } from '../../schema/sharing.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { Database, isConstraint } from '../db.ts'
import type { Env } from '../env.ts'
import type { Entry } from './decide.ts'
import {
  deleteGroup,
  type Fate,
  type ImportFate,
  importGroup,
  judgeGroup,
  writeGroup,
} from './flush.ts'
import { Folding } from './folding.ts'
import { Shelf } from './kept.ts'
import { AddressLimits } from './limits.ts'
import { directoryOf } from './directory.ts'
import { asKept, isOpen, keptFrom, loadPublished, type Published } from './published.ts'
import { SegmentValues } from './segment-values.ts'

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

export type PutRequest = {
  slug: string
  surveyId: string
  response: SurveyResponse
  hasReceipt: boolean
  /** The Origin header when it is not our own origin; null for our own pages and for servers. */
  foreignOrigin: string | null
  /** Digest of the sender's address; null for trusted senders, who are not limited. */
  address: string | null
  mostPerAddress: number
  now: number
}
export type PutReply =
  | { outcome: 'stored' | 'replaced' | 'repeat' | 'older' | 'kept' }
  | { outcome: 'refused'; problem: ProblemName; retryAfter?: number; pointer?: string }
  /** The survey behind this slug is another one now: look it up again. */
  | { outcome: 'stale' }

type Waiting = { entry: Entry; resolve: (reply: PutReply) => void }

const MOST_IN_A_GROUP = 1000
/** After a failure the database is left alone for so long; answers go straight to the shelf. */
const PAUSE_MS = 1000
/** More than this is not held in memory waiting for a commit. */
const MOST_WAITING = 20_000
/** Rows are folded when so many are waiting, or this long after the last one. */
const FOLD_AT = 500
const FOLD_AFTER_MS = 1000

export class Inbox extends DurableObject<Env> {
  readonly #shelf: Shelf
  readonly #limits = new AddressLimits()
  readonly #values = new SegmentValues()
  #published: Published | null = null
  #waiting: Waiting[] = []
  #isPumping = false
  #lastFailure = 0
  #unfolded = 0
  #isArmed = false
  /** Everything that writes happens one after the other. */
  #queue: Promise<unknown> = Promise.resolve()

  constructor(state: DurableObjectState, env: Env) {
    super(state, env)
    this.#shelf = new Shelf(state.storage.sql)
    state.blockConcurrencyWhile(async () => {
      // What was not folded or written before a restart is taken up again.
      await this.#arm(Date.now() + FOLD_AFTER_MS)
    })
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
      isOpen: isOpen(known, Date.now()),
      version: version ?? known.version,
      definition,
      sharing,
      settings,
    }
  }

  /** Stores one response, durably, before it returns; or keeps it, or says why not. */
  async put(request: PutRequest): Promise<PutReply> {
    const known = await this.#know(request.slug)
    if (!known || known.surveyId !== request.surveyId) return { outcome: 'stale' }
    const barred = this.#barred(known, request)
    const entry: Entry = { response: request.response, hasReceipt: request.hasReceipt, barred }
    const reply = await this.#accept(entry)
    if (reply.outcome === 'stored' || reply.outcome === 'kept')
      if (request.address) this.#limits.count(request.address, request.now)
    return reply
  }

  /** Stores imported responses; each fate stands at the place of its row. @throws when the database is away */
  async import(slug: string, rows: readonly SurveyResponse[]): Promise<ImportFate[]> {
    return this.#alone(async () => {
      const known = await this.#know(slug)
      if (!known) throw new Error('unknown survey')
      await this.#values.load(this.#database(), known.surveyId)
      const fates = await importGroup(this.#database(), known, this.#values, rows)
      this.#unfolded += rows.length
      if (this.#unfolded >= FOLD_AT) await this.#fold()
      else await this.#arm(Date.now() + FOLD_AFTER_MS)
      return fates
    })
  }

  /** What an import of these rows would do. */
  async judge(slug: string, rows: readonly SurveyResponse[]): Promise<ImportFate[]> {
    const known = await this.#know(slug)
    if (!known) throw new Error('unknown survey')
    return (await judgeGroup(this.#database(), known.surveyId, rows)).fates
  }

  /** Deletes responses for good. @returns how many there were */
  async remove(slug: string, ids: readonly string[]): Promise<number> {
    return this.#alone(async () => {
      const known = await this.#know(slug)
      if (!known) return 0
      const removed = await deleteGroup(this.#database(), known.surveyId, ids, Date.now())
      await this.#arm(Date.now() + FOLD_AFTER_MS)
      return removed
    })
  }

  /** A response that is on the shelf and not in the database yet. */
  async shelved(id: string): Promise<SurveyResponse | null> {
    return this.#shelf.latest(id)?.response ?? null
  }

  async waiting(): Promise<number> {
    return this.#shelf.waiting + this.#waiting.length
  }

  /** Reads the survey and the settings again, after staff changed them. */
  async refresh(slug: string): Promise<void> {
    await this.#alone(async () => {
      this.#published = null
      this.#shelf.remember('published', null)
      this.#values.forget()
      await this.#know(slug)
    })
  }

  /** Makes all tallies of this survey anew from its responses. */
  async rebuild(slug: string): Promise<void> {
    await this.#alone(async () => {
      const known = await this.#know(slug)
      if (!known) return
      await this.#folding(known).forget()
      this.#unfolded = FOLD_AT
      await this.#arm(Date.now())
    })
  }

  /** Folds everything that waits, now. */
  async foldAll(slug: string): Promise<void> {
    await this.#alone(async () => {
      await this.#know(slug)
      while (await this.#fold());
    })
  }

  override async alarm(): Promise<void> {
    this.#isArmed = false
    await this.#alone(async () => {
      try {
        await this.#recall()
        while (await this.#drain());
        for (let chunk = 0; await this.#fold(); chunk++)
          // A rebuild of a million rows is many alarms, so that answers get their turn between them.
          if (chunk === 10) return this.#arm(Date.now())
      } catch (error) {
        this.#lastFailure = Date.now()
        this.#log('the database is away; trying again', error)
        await this.#arm(Date.now() + PAUSE_MS)
      }
    })
  }

  #barred(known: Published, request: PutRequest): Entry['barred'] {
    if (!isOpen(known, request.now)) return { problem: 'survey-closed' }
    if (request.foreignOrigin && !known.sharing.origins.includes(request.foreignOrigin))
      return { problem: 'origin-not-allowed' }
    if (!request.address) return null
    const { address, mostPerAddress, now } = request
    const wait = this.#limits.secondsToWait(address, mostPerAddress, now)
    return wait > 0 ? { problem: 'too-many-requests', retryAfter: wait } : null
  }

  #accept(entry: Entry): Promise<PutReply> {
    if (Date.now() - this.#lastFailure < PAUSE_MS) return this.#keep(entry)
    if (this.#waiting.length >= MOST_WAITING) return Promise.resolve(AWAY)
    return new Promise((resolve) => {
      this.#waiting.push({ entry, resolve })
      void this.#pump()
    })
  }

  /** Commits what waits, group after group; while one is under way the next collects. */
  async #pump(): Promise<void> {
    if (this.#isPumping) return
    this.#isPumping = true
    await this.#alone(async () => {
      while (this.#waiting.length > 0) {
        const [group, later] = oncePerId(this.#waiting.splice(0, MOST_IN_A_GROUP))
        this.#waiting.unshift(...later)
        await this.#commit(group)
      }
      this.#isPumping = false
      if (this.#unfolded >= FOLD_AT) await this.#fold().catch((error) => this.#log('fold', error))
      else if (this.#unfolded > 0) await this.#arm(Date.now() + FOLD_AFTER_MS)
    })
  }

  async #commit(group: Waiting[]): Promise<void> {
    const known = this.#published
    if (!known) return group.forEach(({ resolve }) => resolve({ outcome: 'stale' }))
    try {
      // Older answers go first: a later save must find the earlier one.
      while (this.#shelf.waiting > 0 && (await this.#drain()));
      await this.#values.load(this.#database(), known.surveyId)
      const entries = group.map(({ entry }) => entry)
      const fates = await writeGroup(this.#database(), known, this.#values, entries)
      group.forEach(({ resolve }, i) => resolve(replyOf(fates[i])))
      this.#unfolded += fates.filter((fate) => fate?.does === 'insert' || fate?.does === 'replace').length
    } catch (error) {
      this.#lastFailure = Date.now()
      this.#values.forget()
      this.#log('a group could not be written; keeping it', error)
      await Promise.all(group.map(async ({ entry, resolve }) => resolve(await this.#keep(entry))))
    }
  }

  async #keep(entry: Entry): Promise<PutReply> {
    if (entry.barred) return { outcome: 'refused', ...entry.barred }
    const was = this.#shelf.waiting
    const kept = this.#shelf.keep(entry, entry)
    if (kept === 'full') return AWAY
    if (kept === 'differs')
      return { outcome: 'refused', problem: 'response-differs', pointer: '/id' }
    await this.#arm(Date.now() + PAUSE_MS)
    // Not acknowledged before it is on disk.
    await this.ctx.storage.sync()
    if (was === 0) await this.#register()
    return { outcome: 'kept' }
  }

  /** Writes the oldest kept answers. @returns whether there may be more */
  async #drain(): Promise<boolean> {
    const known = this.#published
    const oldest = this.#shelf.oldest(200)
    if (!known || oldest.length === 0) return false
    const [group] = oncePerId(oldest.map((kept) => ({ ...kept, entry: { ...kept.entry, barred: null } })))
    await this.#values.load(this.#database(), known.surveyId)
    const entries = group.map(({ entry }) => entry)
    const fates = await writeGroup(this.#database(), known, this.#values, entries, Date.now())
    this.#shelf.drop(group.map(({ place }) => place))
    this.#unfolded += fates.length
    return true
  }

  async #fold(): Promise<boolean> {
    const known = this.#published
    if (!known) return false
    const hasMore = await this.#folding(known).step()
    if (!hasMore) this.#unfolded = 0
    return hasMore
  }

  #folding(known: Published): Folding {
    return new Folding(this.#database(), known)
  }

  #database(): Database {
    return new Database(this.env)
  }

  /** The survey behind a slug: from memory, else from libSQL, else as it was kept. */
  async #know(slug: string): Promise<Published | null> {
    if (this.#published?.slug === slug) return this.#published
    try {
      this.#published = await loadPublished(this.#database(), slug)
      this.#shelf.remember('published', this.#published && asKept(this.#published))
    } catch (error) {
      if (isConstraint(error)) throw error
      this.#lastFailure = Date.now()
      this.#log('the survey could not be read; using what is kept', error)
      await this.#recall()
      if (!this.#published) throw error
    }
    return this.#published
  }

  /** After a restart by alarm nobody has said the slug yet. */
  async #recall(): Promise<void> {
    const kept = this.#shelf.recall('published')
    if (!this.#published && kept) this.#published = keptFrom(JSON.parse(kept))
  }

  #alone<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = this.#queue.then(task)
    this.#queue = result.catch(() => undefined)
    return result
  }

  async #arm(at: number): Promise<void> {
    if (this.#isArmed) return
    this.#isArmed = true
    await this.ctx.storage.setAlarm(at)
  }

  /** Tells the directory that this inbox holds answers, for /healthz. */
  async #register(): Promise<void> {
    const slug = this.#published?.slug
    if (slug) await directoryOf(this.env).noteKeeping(slug)
  }

  #log(what: string, error: unknown) {
    const message = error instanceof Error ? error.message : String(error)
    console.warn(JSON.stringify({ level: 'warn', room: 'inbox', what, message }))
  }
}

const AWAY: PutReply = { outcome: 'refused', problem: 'unavailable', retryAfter: 5 }

/** A group in which every id stands once, and what has to wait for the next one. */
function oncePerId<Item extends { entry: Entry }>(items: Item[]): [group: Item[], later: Item[]] {
  const ids = new Set<string>()
  const group: Item[] = []
  const later: Item[] = []
  for (const item of items) {
    const { id } = item.entry.response
    if (ids.has(id)) later.push(item)
    else group.push(item)
    ids.add(id)
  }
  return [group, later]
}

function replyOf(fate: Fate | undefined): PutReply {
  if (!fate) return AWAY
  switch (fate.does) {
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
    default:
      return fate satisfies never
  }
}
