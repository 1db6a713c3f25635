/** Since when customers want no mail. */
import type { Customer, KnownCustomer } from '../../schema/customers.ts'
import type { Database } from '../db.ts'
import type { Env } from '../env.ts'
import { suppressedAmong } from './store.ts'
import { addressHash } from './unsubscribing.ts'

/** By address, in ms; who may be written to is missing. */
export async function unsubscribedAmong(
  env: Pick<Env, 'GAPWISE_SECRET'>,
  db: Database,
  addresses: readonly string[],
): Promise<Map<string, number>> {
  if (addresses.length === 0) return new Map()
  const hashes = new Map<string, string>()
  for (const address of addresses)
    hashes.set(address, await addressHash(env.GAPWISE_SECRET, address))
  const since = await suppressedAmong(db, [...hashes.values()])
  return new Map(
    [...hashes].flatMap(([address, hash]) => {
      const at = since.get(hash)
      return at === undefined ? [] : [[address, at] as const]
    }),
  )
}

/** A customer's record with what the person said about mail. */
export async function withMail(
  env: Pick<Env, 'GAPWISE_SECRET'>,
  db: Database,
  customer: Customer,
): Promise<KnownCustomer> {
  const since = await unsubscribedAmong(env, db, customer.email === null ? [] : [customer.email])
  const [at] = [...since.values()]
  return { ...customer, unsubscribedAt: at === undefined ? null : new Date(at).toISOString() }
}
