/**
 * What an inbox knows of its survey: in memory, read from libSQL, and kept on its own disk so that pages and
 * answers work while libSQL is away. Only the latest reading counts: one begun before a change ends unheard.
 */
import { Database } from '../db.ts'
import type { Env } from '../env.ts'
import type { Shelf } from './kept.ts'
import { log } from './log.ts'
import { keptFrom, loadPublished, type Published } from './published.ts'

/** Staff's changes arrive at once; this is for the one that was cut off between its commit and its message. */
const FRESH_MS = 60_000
/** How long a reader waits for libSQL when there is a kept copy to fall back on. */
const PATIENCE_MS = 1500
const NAME = 'published'

export class KnownSurvey {
  readonly #env: Env
  readonly #shelf: Shelf
  #published: Published | null = null
  /** When it was read; 0 for a kept copy, which is only a stand-in. */
  #readAt = 0
  #reading: Promise<Published | null> | null = null
  #latestReading = 0

  constructor(env: Env, shelf: Shelf) {
    this.#env = env
    this.#shelf = shelf
  }

  /** What is in memory. */
  get inMemory(): Published | null {
    return this.#published
  }

  /** What was known last, also before a restart. */
  get last(): Published | null {
    return this.#published ?? this.#kept()
  }

  /** Whether what is in memory was read from libSQL lately. */
  isFresh(now: number): boolean {
    return this.#published !== null && now - this.#readAt < FRESH_MS
  }

  /** Whether what is in memory is a kept copy, because libSQL could not be read. */
  get isStandIn(): boolean {
    return this.#published !== null && this.#readAt === 0
  }

  /**
   * The survey behind a slug: from memory, else from libSQL, else as it was kept.
   * @throws when libSQL is away and nothing was kept
   */
  async get(slug: string): Promise<Published | null> {
    if (this.#published?.slug === slug) return this.#published
    const kept = this.#kept()
    try {
      return await (this.#reading ?? this.#read(slug, kept ? PATIENCE_MS : undefined))
    } catch (error) {
      if (kept?.slug !== slug) throw error
      this.#published ??= kept
      return this.#published
    }
  }

  /** Reads it again, whatever is known. @throws when libSQL is away; what was known stays */
  reload(slug: string): Promise<Published | null> {
    // Should the reading fail, what is known is old from now on.
    this.#readAt = Math.min(this.#readAt, 1)
    return this.#read(slug)
  }

  /** Reads it again in the background. */
  renew(slug: string): void {
    if (!this.#reading)
      this.#read(slug).catch((error) => log('the survey could not be read', error))
  }

  #read(slug: string, patienceMs?: number): Promise<Published | null> {
    const reading = ++this.#latestReading
    this.#reading = loadPublished(new Database(this.#env, patienceMs), slug)
      .then((found) => (reading === this.#latestReading ? this.#take(found) : this.#orLater(found)))
      .finally(() => {
        if (reading === this.#latestReading) this.#reading = null
      })
    return this.#reading
  }

  #take(found: Published | null): Published | null {
    this.#published = found
    this.#readAt = Date.now()
    if (found) this.#keep(found)
    else this.#shelf.remember(NAME, null)
    return found
  }

  /** Each definition has a row of its own, written once: rows are bounded, versions are not. */
  #keep({ definitions, ...head }: Published): void {
    for (const [version, definition] of definitions) {
      const name = nameOf(head.surveyId, version)
      if (this.#shelf.recall(name) === null) this.#shelf.remember(name, JSON.stringify(definition))
    }
    const text = JSON.stringify({ ...head, versions: [...definitions.keys()] })
    if (text !== this.#shelf.recall(NAME)) this.#shelf.remember(NAME, text)
  }

  /** What an overtaken reading found is a stand-in at most. */
  #orLater(found: Published | null): Promise<Published | null> | Published | null {
    this.#published ??= found
    return this.#reading ?? this.#published
  }

  /** The kept copy; null when there is none, or none that this version of Gapwise understands. */
  #kept(): Published | null {
    try {
      const kept = this.#shelf.recall(NAME)
      if (kept === null) return null
      const { versions, ...head } = JSON.parse(kept)
      const definitions = versions.map((version: number) => [
        version,
        JSON.parse(this.#shelf.recall(nameOf(head.surveyId, version)) ?? 'null'),
      ])
      return keptFrom({ ...head, definitions })
    } catch {
      return null
    }
  }
}

const nameOf = (surveyId: string, version: number) => `version ${version} of ${surveyId}`
