/** First owner, sign-in, staff and keys. */
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { Problem } from '../../schema/problem.ts'
import { Settings } from '../../schema/settings.ts'
import { Confirmation, Setup, SignIn } from '../../schema/staff.ts'
import { Text } from '../../schema/text.ts'
import { clientAddress } from '../address.ts'
import { note, noteOnce } from '../audit/note.ts'
import type { App } from '../context.ts'
import type { Database, Statement } from '../db.ts'
import { describe } from '../describe.ts'
import { mailSetUp } from '../mail/set-up.ts'
import { hashPassword, randomId, randomToken, sha256 } from '../secrets.ts'
import { accountSettings, storeSettings } from '../settings/store.ts'
import { validJson } from '../valid.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { permit, permits } from './permit.ts'
import { provePassword, requirePerson } from './prove.ts'
import { beginSession, endSession, renewSession } from './session.ts'
import { signIn } from './sign-in.ts'
import {
  insertKey,
  insertOwner,
  isUsedSetupToken,
  openKeys,
  returnSetupToken,
  revokeKey,
  staffByEmail,
  takeSetupToken,
} from './store.ts'

const Who = z.object({
  actor: z.object({ kind: z.string(), id: z.string(), name: z.string(), role: z.string() }),
  settings: Settings,
  /** Whether invitations can be mailed. */
  sendsMail: z.boolean(),
})

/** Addresses that take no session: they begin one. */
export const wayIn = new Hono<App>()
  .post(
    '/setup',
    describe('Make the first owner with the one-time link', Who, { status: 201, open: true }),
    validJson(Setup),
    async (c) => {
      const { token, ...person } = c.req.valid('json')
      const { db, now } = c.var
      const hash = sha256(token)
      // Taken before the password is hashed, which keeps everybody waiting: only one of many gets that far.
      if (!(await takeSetupToken(db, hash, now.getTime())))
        throw new Problem(
          (await isUsedSetupToken(db, hash)) ? 'already-set-up' : 'wrong-setup-token',
        )
      try {
        return c.json(await makeOwner(c, person), 201)
      } catch (error) {
        await db.write([returnSetupToken(hash)]).catch(() => {})
        throw error
      }
    },
  )
  .post('/session', describe('Sign in', Who, { open: true }), validJson(SignIn), async (c) => {
    const address = clientAddress(c.env, c.req.raw)
    const { db, now } = c.var
    const asked = c.req.valid('json')
    const person = await signIn(db, c.env.GAPWISE_SECRET, asked, address, now.getTime()).catch(
      (error) => {
        // Afterwards, so that an account that exists takes no longer than one that does not.
        if (error instanceof Problem) c.executionCtx.waitUntil(noteRefused(db, asked.email, now))
        throw error
      },
    )
    const { id, name, role } = person
    const actor = { kind: 'staff' as const, id, name, role }
    await db.write([beginSession(c, id), note(actor, now, 'signed-in', person.email)])
    return c.json({ actor, settings: await accountSettings(db), sendsMail: sendsMail(c) })
  })

/** Tells the log of a try at an account that exists; addresses of strangers are nobody's business. */
async function noteRefused(db: Database, email: string, now: Date): Promise<void> {
  const person = await staffByEmail(db, email)
  if (!person) return
  const { id, name } = person
  await noteOnce(db, { kind: 'staff', id, name }, now, 'sign-in-refused', email)
}

/** Stores an owner and signs them in; their time zone becomes the account's unless one is set. */
async function makeOwner(
  c: Context<App>,
  { name, email, password, timeZone }: Omit<z.output<typeof Setup>, 'token'>,
) {
  const { db, now } = c.var
  const known = await staffByEmail(db, email)
  const id = known?.id ?? randomId()
  const passwordHash = await oneAtATime(() => hashPassword(password))
  const row = { id, name, email, role: 'owner' as const, passwordHash, createdAt: now.getTime() }
  const settings = await accountSettings(db)
  const proposed = Settings.safeParse({ ...settings, timeZone: timeZone ?? settings.timeZone })
  const isUnset = settings.timeZone === 'UTC' && !settings.demo
  const withZone = isUnset && proposed.success ? proposed.data : settings
  await db.write([
    ...insertOwner(db, row),
    beginSession(c, id),
    ...(withZone === settings ? [] : [storeSettings(withZone)]),
  ])
  return {
    actor: { kind: 'staff', id, name, role: 'owner' },
    settings: withZone,
    sendsMail: sendsMail(c),
  }
}

const sendsMail = ({ env }: Context<App>) => mailSetUp(env) !== null

export const session = new Hono<App>()
  .get('/', describe('Who am I', Who), async (c) => {
    const { isFresh, ...actor } = c.var.actor
    return c.json({
      actor,
      settings: await accountSettings(c.var.db),
      sendsMail: sendsMail(c),
    })
  })
  .post(
    '/confirmation',
    describe(
      'Give one’s password again, before what needs one given in the last ten minutes',
      undefined,
      { status: 204 },
    ),
    requirePerson,
    validJson(Confirmation),
    async (c) => {
      const { id } = await provePassword(c, c.req.valid('json').password)
      await c.var.db.write(renewSession(c, id))
      return c.body(null, 204)
    },
  )
  .delete('/', describe('Sign out', undefined, { status: 204 }), async (c) => {
    const ended: Statement[] = endSession(c)
    if (ended.length > 0) await c.var.db.write(ended)
    return c.body(null, 204)
  })

const NewKey = z.strictObject({
  name: Text(100, 1),
  scope: z.enum(['read', 'write']),
  expiresAt: z.iso.datetime().nullable().default(null),
})
const Key = z.object({
  id: z.string(),
  name: z.string(),
  scope: z.enum(['read', 'write']),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
})

export const keys = new Hono<App>()
  .get('/', describe('List API keys', z.object({ keys: z.array(Key) })), async (c) => {
    permit(c.var.actor, 'keys:read')
    const rows = await openKeys(c.var.db)
    return c.json({ keys: rows.map(asKey) })
  })
  .post(
    '/',
    describe('Make an API key; its secret is shown this once', Key.extend({ key: z.string() }), {
      status: 201,
    }),
    permits('keys:write'),
    validJson(NewKey),
    async (c) => {
      const { name, scope, expiresAt } = c.req.valid('json')
      const key = `gw_${randomToken()}`
      const row = {
        id: randomId(),
        name,
        scope,
        createdAt: c.var.now.getTime(),
        expiresAt: expiresAt === null ? null : Date.parse(expiresAt),
      }
      await c.var.db.write([
        insertKey(c.var.db, { ...row, hash: sha256(key) }),
        note(c.var.actor, c.var.now, 'key-made', name, { scope }),
      ])
      return c.json({ ...asKey(row), key }, 201)
    },
  )
  .delete('/:keyId', describe('Revoke an API key', undefined, { status: 204 }), async (c) => {
    permit(c.var.actor, 'keys:write')
    const { db, now, actor } = c.var
    const id = c.req.param('keyId')
    await db.write([revokeKey(id, now.getTime()), note(actor, now, 'key-revoked', id)])
    return c.body(null, 204)
  })

const asKey = (row: {
  id: string
  name: string
  scope: 'read' | 'write'
  createdAt: number
  expiresAt: number | null
}) => ({
  ...row,
  createdAt: new Date(row.createdAt).toISOString(),
  expiresAt: row.expiresAt === null ? null : new Date(row.expiresAt).toISOString(),
})
