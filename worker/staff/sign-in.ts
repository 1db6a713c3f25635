/** Signs a person in, or says the same thing in the same time whatever was wrong. */
import { Problem } from '../../schema/problem.ts'
import type { Database } from '../db.ts'
import { hmac, isPassword } from '../secrets.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { countTries, forgetFailures, type StaffRow, staffByEmail, uncountTry } from './store.ts'

const WINDOW_MS = 15 * 60_000
/** Tries within the window: few for one account, more for one address, which many people may share. */
const MOST_PER_ACCOUNT = 5
const MOST_PER_ADDRESS = 30

/** A hash nobody has a password for, so that an unknown account takes as long as a known one. */
const DECOY = `$scrypt$ln=14,r=8,p=5$${'A'.repeat(22)}$${'A'.repeat(43)}`

/** @throws Problem wrong-credentials, too-many-requests */
export async function signIn(
  db: Database,
  secret: string,
  { email, password }: { email: string; password: string },
  address: string,
  now: number,
): Promise<StaffRow> {
  // Tries are counted under digests: the table holds no address and no mail.
  const account = await hmac(secret, `account\n${email}`)
  const place = await hmac(secret, `place\n${address}`)
  // Counted before the password is looked at, so that tries sent side by side all count.
  const counts = await countTries(db, [account, place], now, now - WINDOW_MS)
  const waits = counts.map(({ tries, startedAt }, i) =>
    tries > (i === 0 ? MOST_PER_ACCOUNT : MOST_PER_ADDRESS) ? startedAt + WINDOW_MS - now : 0,
  )
  const wait = Math.max(...waits)
  if (wait > 0) throw new Problem('too-many-requests', { retryAfter: Math.ceil(wait / 1000) })
  const person = await staffByEmail(db, email)
  const stored = person?.passwordHash ?? DECOY
  const matches = await oneAtATime(() => isPassword(password, stored))
  if (!person || !matches || person.disabledAt !== null) throw new Problem('wrong-credentials')
  await db.write([forgetFailures(account), uncountTry(place)])
  return person
}
