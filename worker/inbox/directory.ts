/**
 * The directory: one Durable Object that knows which surveys there are, so that a made-up slug never makes an
 * inbox, and which inboxes hold answers, so that /healthz can count them while libSQL is away.
 */
import { DurableObject } from 'cloudflare:workers'
import { Database } from '../db.ts'
import type { Env } from '../env.ts'

export class Directory extends DurableObject<Env> {
  #slugs: Set<string> | null = null

  /** Whether a survey has this slug, draft or not. */
  async has(slug: string): Promise<boolean> {
    this.#slugs ??= await this.#load()
    return this.#slugs.has(slug)
  }

  /** Reads the slugs again, after a survey was made or deleted. */
  async refresh(): Promise<void> {
    this.#slugs = await this.#load()
  }

  async noteKeeping(slug: string): Promise<void> {
    const known = await this.keeping()
    if (!known.includes(slug)) await this.ctx.storage.put('keeping', [...known, slug])
  }

  /** Slugs whose inboxes have kept answers at some time. */
  async keeping(): Promise<string[]> {
    return (await this.ctx.storage.get<string[]>('keeping')) ?? []
  }

  async #load(): Promise<Set<string>> {
    try {
      const [result] = await new Database(this.env).read([
        { sql: 'SELECT slug FROM surveys', args: [] },
      ])
      const slugs = (result?.rows ?? []).map((row) => String(row.slug))
      await this.ctx.storage.put('slugs', slugs)
      return new Set(slugs)
    } catch (error) {
      const kept = await this.ctx.storage.get<string[]>('slugs')
      if (!kept) throw error
      return new Set(kept)
    }
  }
}

export const directoryOf = (env: Env) => env.DIRECTORY.get(env.DIRECTORY.idFromName('directory'))
