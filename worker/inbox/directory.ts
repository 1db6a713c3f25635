/**
 * The directory: one Durable Object that knows which surveys there are, so that a made-up slug never makes an
 * inbox, which inboxes hold answers, so that /healthz can count them while libSQL is away, and which of them folds
 * a long backlog.
 */
import { DurableObject } from 'cloudflare:workers'
import { Database } from '../db.ts'
import type { Env } from '../env.ts'
import { Hurry } from './hurry.ts'
import { log } from './log.ts'

/** Made-up slugs make it look into libSQL at most this often. */
const PAUSE_MS = 2000

export class Directory extends DurableObject<Env> {
  #slugs: Set<string> | null = null
  #triedAt = 0
  #reading: Promise<void> | null = null
  #latestReading = 0
  readonly #hurry = new Hurry()

  /** Whether a survey has this slug, draft or not. @throws when libSQL is away and nothing was kept */
  async has(slug: string): Promise<boolean> {
    this.#slugs ??= await this.#kept()
    // One it has not heard of may be new, or its making was cut off before the directory was told.
    const isDue = Date.now() - this.#triedAt > PAUSE_MS
    if (!this.#slugs?.has(slug) && (isDue || !this.#slugs))
      await (this.#reading ?? this.refresh()).catch((error) => {
        if (!this.#slugs) throw error
        log('the slugs could not be read; using what is kept', error)
      })
    return this.#slugs?.has(slug) ?? false
  }

  /** Reads the slugs again, after a survey was made or deleted. @throws when libSQL is away */
  refresh(): Promise<void> {
    const reading = this.#read().finally(() => {
      if (this.#reading === reading) this.#reading = null
    })
    this.#reading = reading
    return reading
  }

  /** Notes that an inbox keeps answers, so that /healthz asks it. */
  async noteKeeping(slug: string): Promise<void> {
    const known = await this.keeping()
    if (!known.includes(slug)) await this.ctx.storage.put('keeping', [...known, slug])
  }

  /** Slugs whose inboxes have kept answers at some time. */
  async keeping(): Promise<string[]> {
    return (await this.ctx.storage.get<string[]>('keeping')) ?? []
  }

  /** Whether an inbox may fold a long backlog now; asked again and again (`Hurry`). */
  mayHurry(slug: string): boolean {
    return this.#hurry.may(slug, Date.now())
  }

  /** An inbox has folded its backlog. */
  hurryIsOver(slug: string): void {
    this.#hurry.over(slug)
  }

  async #kept(): Promise<Set<string> | null> {
    const kept = await this.ctx.storage.get<string[]>('slugs')
    return kept ? new Set(kept) : null
  }

  async #read(): Promise<void> {
    this.#triedAt = Date.now()
    const number = ++this.#latestReading
    const sql = 'SELECT slug FROM surveys'
    const [result] = await new Database(this.env).read([{ sql, args: [] }])
    const slugs = (result?.rows ?? []).map((row) => String(row.slug))
    // Of two under way the later one is right.
    if (number !== this.#latestReading) return
    this.#slugs = new Set(slugs)
    await this.ctx.storage.put('slugs', slugs)
  }
}

export const directoryOf = (env: Env) => env.DIRECTORY.get(env.DIRECTORY.idFromName('directory'))
