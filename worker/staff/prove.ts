/** Who is signed in proves once more that it is them, counted like any try to sign in. */
import type { Context, MiddlewareHandler } from 'hono'
import { Problem } from '../../schema/problem.ts'
import { clientAddress } from '../address.ts'
import type { App } from '../context.ts'
import { staffById } from './people-store.ts'
import { signIn } from './sign-in.ts'
import type { StaffRow } from './store.ts'

/** @throws Problem wrong-credentials, too-many-requests */
export async function provePassword(c: Context<App>, password: string): Promise<StaffRow> {
  const { db, now, actor } = c.var
  const person = await staffById(db, actor.id)
  if (!person) throw new Problem('wrong-credentials')
  const address = clientAddress(c.env, c.req.raw)
  return signIn(db, c.env.GAPWISE_SECRET, { email: person.email, password }, address, now.getTime())
}

/** @throws Problem not-allowed for keys, which have no password */
export const requirePerson: MiddlewareHandler<App> = async (c, next) => {
  if (c.var.actor.kind !== 'staff') throw new Problem('not-allowed', { detail: 'Keys have none' })
  await next()
}
