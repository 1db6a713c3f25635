/** Streams that wait for their next request, each under a baton that opens it once. */
import { randomBytes } from 'node:crypto'
import type { Pool } from './pool.ts'
import { SqlError } from './sql-error.ts'
import { Stream, type StreamRequest } from './stream.ts'

export interface Pipeline {
  baton?: string | null
  requests: StreamRequest[]
}

export class Streams {
  readonly #pool: Pool
  readonly #idleMs: number
  readonly #waiting = new Map<string, { stream: Stream; expiry: NodeJS.Timeout }>()

  /** @param idleMs how long a stream may rest between two requests; a libSQL server gives 10 s */
  constructor(pool: Pool, idleMs: number) {
    this.#pool = pool
    this.#idleMs = idleMs
  }

  /** Answers a pipeline: Hrana's PipelineRespBody as JSON text. Throws when the baton is unknown. */
  async answer({ baton, requests }: Pipeline): Promise<string> {
    const stream = baton == null ? new Stream(this.#pool) : this.#resume(baton)
    const results: string[] = []
    for (const request of requests) results.push(await stream.request(request))
    const next = stream.closed ? 'null' : `"${this.#rest(stream)}"`
    return `{"baton":${next},"base_url":null,"results":[${results.join()}]}`
  }

  close(): void {
    for (const { stream, expiry } of this.#waiting.values()) {
      clearTimeout(expiry)
      stream.close()
    }
    this.#waiting.clear()
  }

  #resume(baton: string): Stream {
    const found = this.#waiting.get(baton)
    if (found === undefined) throw new SqlError('The stream has expired', 'STREAM_EXPIRED')
    clearTimeout(found.expiry)
    this.#waiting.delete(baton)
    return found.stream
  }

  #rest(stream: Stream): string {
    const baton = randomBytes(16).toString('base64url')
    const expiry = setTimeout(() => {
      this.#waiting.delete(baton)
      stream.close()
    }, this.#idleMs)
    this.#waiting.set(baton, { stream, expiry: expiry.unref() })
    return baton
  }
}
