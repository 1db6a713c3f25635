/**
 * Finds the handlers of an address, and remembers them: most requests go to a few addresses again and again, and
 * two matches of each (does any route take it, and which) would cost more than reading its answer.
 */
import type { Result, Router } from 'hono/router'
import { RegExpRouter } from 'hono/router/reg-exp-router'
import { SmartRouter } from 'hono/router/smart-router'
import { TrieRouter } from 'hono/router/trie-router'

/** Addresses with receipts and ids in them come once; all are forgotten when there are so many, and long ones at once. */
const MOST_REMEMBERED = 1000
const MOST_LENGTH = 120

export class RememberingRouter<Handler> implements Router<Handler> {
  readonly name = 'RememberingRouter'
  readonly #router = new SmartRouter<Handler>({ routers: [new RegExpRouter(), new TrieRouter()] })
  readonly #found = new Map<string, Result<Handler>>()

  add(method: string, path: string, handler: Handler): void {
    this.#router.add(method, path, handler)
  }

  match(method: string, path: string): Result<Handler> {
    const address = `${method} ${path}`
    const known = this.#found.get(address)
    if (known) return known
    const found = this.#router.match(method, path)
    if (address.length > MOST_LENGTH) return found
    if (this.#found.size >= MOST_REMEMBERED) this.#found.clear()
    this.#found.set(address, found)
    return found
  }
}
