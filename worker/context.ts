/** What every handler finds in its context: the clock, the database, and who is asking. */
import type { Actor } from '../schema/staff.ts'
import type { Database } from './db.ts'
import type { Env } from './env.ts'

export type App = {
  Bindings: Env
  Variables: {
    /** When the request came in; the only clock there is. */
    now: Date
    db: Database
    /** Set on every /api route but set-up and sign-in. */
    actor: Actor
    /** What an unforeseen error is logged and told by, once there is one. */
    requestId?: string
    /** A fresh value per reply for Content-Security-Policy. */
    nonce: string
  }
}
