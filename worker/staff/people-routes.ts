/** The people who work here: who they are, inviting, changing and removing them, and one's own password. */
import { Hono } from 'hono'
import * as z from 'zod'
import { Problem } from '../../schema/problem.ts'
import {
  Join,
  NewStaff,
  PasswordChange,
  Role,
  StaffChange,
  StaffMember,
} from '../../schema/staff.ts'
import { note } from '../audit/note.ts'
import type { App } from '../context.ts'
import { isConstraint, type Statement } from '../db.ts'
import { describe } from '../describe.ts'
import { hashPassword, randomId, randomToken, sha256 } from '../secrets.ts'
import { accountSettings } from '../settings/store.ts'
import { validJson } from '../valid.ts'
import {
  changeStaff,
  deleteInvitation,
  deleteStaff,
  endSessionsOf,
  everyone,
  guardOwner,
  insertInvitation,
  insertStaff,
  invitationByHash,
  openInvitations,
  setPassword,
  staffByEmail,
  staffById,
} from './people-store.ts'
import { permit, permits } from './permit.ts'
import { provePassword, requirePerson } from './prove.ts'
import { beginSession } from './session.ts'

const INVITATION_MS = 7 * 24 * 60 * 60_000

const Member = StaffMember.extend({ disabled: z.boolean() })
const Invitation = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  expiresAt: z.iso.datetime(),
})

export const people = new Hono<App>()
  .get(
    '/',
    describe(
      'Staff, and who was invited',
      z.object({ staff: z.array(Member), invitations: z.array(Invitation) }),
    ),
    async (c) => {
      permit(c.var.actor, 'staff:read')
      const { db, now } = c.var
      const [staff, invitations] = [await everyone(db), await openInvitations(db, now.getTime())]
      return c.json({
        staff: staff.map(asMember),
        invitations: invitations.map(({ id, name, email, role, expiresAt }) => {
          return { id, name, email, role, expiresAt: new Date(expiresAt).toISOString() }
        }),
      })
    },
  )
  .post(
    '/',
    describe(
      'Invite somebody; the token of their one-time link is shown this once',
      Invitation.extend({ token: z.string() }),
      {
        status: 201,
      },
    ),
    permits('staff:write'),
    validJson(NewStaff),
    async (c) => {
      const { name, email, role } = c.req.valid('json')
      const { db, now, actor } = c.var
      if (await staffByEmail(db, email)) throw new Problem('email-taken')
      const token = randomToken()
      const expiresAt = now.getTime() + INVITATION_MS
      const row = {
        id: randomId(),
        hash: sha256(token),
        name,
        email,
        role,
        createdAt: now.getTime(),
        expiresAt,
      }
      await db.write([...insertInvitation(row), note(actor, now, 'staff-invited', email, { role })])
      const { hash, createdAt, ...told } = row
      return c.json({ ...told, expiresAt: new Date(expiresAt).toISOString(), token }, 201)
    },
  )
  .patch(
    '/:staffId',
    describe('Change a name or role, disable or enable; the last owner stays one', Member),
    permits('staff:write'),
    validJson(StaffChange),
    async (c) => {
      const { db, now, actor } = c.var
      const person = await staffById(db, c.req.param('staffId'))
      if (!person) throw new Problem('not-found')
      const { name = person.name, role = person.role, disabled } = c.req.valid('json')
      const wasDisabled = person.disabledAt !== null
      const isDisabled = disabled ?? wasDisabled
      const disabledAt = !isDisabled ? null : (person.disabledAt ?? now.getTime())
      const change = { id: person.id, name, role, disabledAt }
      const detail = {
        ...(name === person.name ? {} : { name }),
        ...(role === person.role ? {} : { role }),
        ...(isDisabled === wasDisabled ? {} : { disabled: isDisabled }),
      }
      await writeKeepingAnOwner(db, [
        changeStaff(change),
        ...(isDisabled ? [endSessionsOf(person.id)] : []),
        note(actor, now, 'staff-changed', person.email, detail),
      ])
      return c.json(asMember({ ...person, ...change }))
    },
  )
  .delete(
    '/:staffId',
    describe('Remove somebody, or withdraw an invitation; the last owner stays', undefined, {
      status: 204,
    }),
    async (c) => {
      permit(c.var.actor, 'staff:write')
      const { db, now, actor } = c.var
      const id = c.req.param('staffId')
      const person = await staffById(db, id)
      const invitation = (await openInvitations(db, 0)).find((one) => one.id === id)
      if (person)
        await writeKeepingAnOwner(db, [
          ...deleteStaff(person.id),
          note(actor, now, 'staff-removed', person.email),
        ])
      else if (invitation)
        await db.write([
          deleteInvitation(invitation.id),
          note(actor, now, 'invitation-withdrawn', invitation.email),
        ])
      else throw new Problem('not-found')
      return c.body(null, 204)
    },
  )

/** One's own password. */
export const ownPassword = new Hono<App>().put(
  '/password',
  describe('Change one’s own password; other sessions end', undefined, { status: 204 }),
  requirePerson,
  validJson(PasswordChange),
  async (c) => {
    const { db, now, actor } = c.var
    const { current, next } = c.req.valid('json')
    const person = await provePassword(c, current).catch((error) => {
      if (!(error instanceof Problem) || error.problem !== 'wrong-credentials') throw error
      throw new Problem('invalid-request', {
        errors: [{ pointer: '/current', detail: 'This is not the present password' }],
      })
    })
    await db.write([
      setPassword(person.id, await hashPassword(next)),
      endSessionsOf(person.id),
      beginSession(c, person.id),
      note(actor, now, 'password-changed', person.email),
    ])
    return c.body(null, 204)
  },
)

const Who = z.object({
  actor: z.object({ kind: z.string(), id: z.string(), name: z.string(), role: z.string() }),
})

/** The way in for who was invited: takes no session, begins one. */
export const joining = new Hono<App>().post(
  '/join',
  describe('Become staff with a one-time link', Who, { status: 201, open: true }),
  validJson(Join),
  async (c) => {
    const { db, now } = c.var
    const { token, password } = c.req.valid('json')
    const invitation = await invitationByHash(db, sha256(token), now.getTime())
    if (!invitation) throw new Problem('link-expired')
    const { id, name, email, role } = invitation
    const passwordHash = await hashPassword(password)
    const actor = { kind: 'staff' as const, id, name, role, isFresh: true }
    try {
      // The invitation's row is the guard: of two who join at once, one finds it gone.
      await db.write([
        ...insertStaff({ id, name, email, role, passwordHash, createdAt: now.getTime() }),
        beginSession(c, id),
        note(actor, now, 'staff-joined', email, { role }),
      ])
    } catch (error) {
      if (isConstraint(error)) throw new Problem('link-expired')
      throw error
    }
    return c.json({ actor, settings: await accountSettings(db) }, 201)
  },
)

/** @throws Problem last-owner when nobody would be left who can manage the account */
async function writeKeepingAnOwner(db: App['Variables']['db'], statements: Statement[]) {
  try {
    await db.write([...statements, ...guardOwner])
  } catch (error) {
    if (isConstraint(error)) throw new Problem('last-owner')
    throw error
  }
}

const asMember = (row: {
  id: string
  name: string
  email: string
  role: z.infer<typeof Role>
  createdAt: number
  disabledAt: number | null
}) => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role,
  createdAt: new Date(row.createdAt).toISOString(),
  disabled: row.disabledAt !== null,
})
