/** Sessions: a random cookie, its digest in the database, and who that is at this very moment. */
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Actor } from '../../schema/staff.ts'
import type { App } from '../context.ts'
import type { Statement } from '../db.ts'
import { randomToken, sha256 } from '../secrets.ts'
import { deleteSession, insertSession, keyByHash, staffOfSession, touchSession } from './store.ts'

const IDLE_MS = 60 * 60_000
const LONGEST_MS = 12 * 60 * 60_000
/** A session's last use is written down at most this often. */
const TOUCH_MS = 5 * 60_000
/** Every session begins with a password; so long after it, one counts as just given. */
const FRESH_MS = 10 * 60_000

const isSecure = (c: Context<App>) => c.env.PUBLIC_URL?.startsWith('https:') ?? false
const cookie = (c: Context<App>) =>
  ({ httpOnly: true, sameSite: 'Lax', path: '/', secure: isSecure(c) }) as const
const cookieName = (c: Context<App>) => (isSecure(c) ? '__Host-gw' : 'gw')

/** Whether a request carries a session cookie, good or not. */
export const hasSession = (c: Context<App>): boolean => getCookie(c, cookieName(c)) !== undefined

/** Begins a session under a new id; one that came with the request is never adopted. @returns what must be written */
export function beginSession(c: Context<App>, staffId: string): Statement {
  const token = randomToken()
  const now = c.var.now.getTime()
  setCookie(c, cookieName(c), token, { ...cookie(c), maxAge: LONGEST_MS / 1000 })
  return insertSession(c.var.db, {
    hash: sha256(token),
    staffId,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: now + LONGEST_MS,
  })
}

/** Ends the session of this request. @returns what must be written */
export function endSession(c: Context<App>): Statement[] {
  deleteCookie(c, cookieName(c), cookie(c))
  c.header('clear-site-data', '"cache", "storage"')
  return forgetSession(c)
}

/** Another session in place of this request's: the password was given again. @returns what must be written */
export const renewSession = (c: Context<App>, staffId: string): Statement[] => [
  ...forgetSession(c),
  beginSession(c, staffId),
]

function forgetSession(c: Context<App>): Statement[] {
  const token = getCookie(c, cookieName(c))
  return token ? [deleteSession(sha256(token))] : []
}

/** Who makes this request: by key when it carries one (then no cookie counts), else by session; null for nobody. */
export async function actorOf(
  c: Context<App>,
): Promise<{ actor: Actor; by: 'cookie' | 'key' } | null> {
  const authorization = c.req.header('authorization')
  const now = c.var.now.getTime()
  if (authorization !== undefined) {
    const key = /^Bearer (gw_[A-Za-z0-9_-]{20,100})$/.exec(authorization)?.[1]
    const row = key ? await keyByHash(c.var.db, sha256(key), now) : null
    if (!row) return null
    const role = row.scope === 'write' ? 'owner' : 'viewer'
    return { actor: { kind: 'key', id: row.id, name: row.name, role, isFresh: false }, by: 'key' }
  }
  const token = getCookie(c, cookieName(c))
  if (!token) return null
  const hash = sha256(token)
  const person = await staffOfSession(c.var.db, hash, now, IDLE_MS)
  if (!person) return null
  if (now - person.lastSeenAt > TOUCH_MS) await c.var.db.write([touchSession(hash, now)])
  const { id, name, role } = person
  const isFresh = now - person.createdAt <= FRESH_MS
  return { actor: { kind: 'staff', id, name, role, isFresh }, by: 'cookie' }
}
