/** Signs a person in, or says the same thing in the same time whatever was wrong. */
import { Problem } from '../../schema/problem.ts'
import type { Database } from '../db.ts'
import { hashPassword, hmac, isPassword } from '../secrets.ts'
import { countFailure, failuresOf, forgetFailures, type StaffRow, staffByEmail } from './store.ts'

const WINDOW_MS = 15 * 60_000
/** Wrong tries within the window: few for one account, more for one address, which many people may share. */
const MOST_PER_ACCOUNT = 5
const MOST_PER_ADDRESS = 30

/** A hash nobody knows the password of, so that an unknown address takes as long as a known one. */
let decoy: Promise<string> | null = null

/** @throws Problem wrong-credentials, too-many-requests */
export async function signIn(
  db: Database,
  secret: string,
  { email, password }: { email: string; password: string },
  address: string,
  now: number,
): Promise<StaffRow> {
  // Tries are counted under digests: the table holds no address and no mail.
  const account = hmac(secret, `account\n${email}`)
  const place = hmac(secret, `place\n${address}`)
  await refuseWhenLimited(db, account, place, now)
  // Counted before the password is looked at, so that tries sent side by side all count.
  const since = now - WINDOW_MS
  await db.write([countFailure(account, now, since), countFailure(place, now, since)])
  const person = await staffByEmail(db, email)
  decoy ??= hashPassword(crypto.randomUUID())
  const matches = await isPassword(password, person?.passwordHash ?? (await decoy))
  if (!person || !matches || person.disabledAt !== null) throw new Problem('wrong-credentials')
  await db.write([forgetFailures(account), forgetFailures(place)])
  return person
}

async function refuseWhenLimited(db: Database, account: string, place: string, now: number) {
  const failures = await failuresOf(db, [account, place], now - WINDOW_MS)
  for (const [bucket, most] of [
    [account, MOST_PER_ACCOUNT],
    [place, MOST_PER_ADDRESS],
  ] as const) {
    const row = failures.get(bucket)
    if (!row || row.failures < most) continue
    const retryAfter = Math.ceil((row.windowStartedAt + WINDOW_MS - now) / 1000)
    throw new Problem('too-many-requests', { retryAfter: Math.max(1, retryAfter) })
  }
}
