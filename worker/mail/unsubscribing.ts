/** How a person is known who wants no mail: by a digest of the address under the service's secret, never by the address. */
import { hmac, isEqual } from '../secrets.ts'

/** The digest of an address, the same however it is written: 43 characters. */
export const addressHash = (secret: string, address: string): Promise<string> =>
  hmac(secret, `mail address\n${address.trim().normalize('NFC').toLowerCase()}`)

/** What `/unsubscribe/` takes: derived, never stored, and good for ever, as a mail lies about for ever. */
export const stopToken = async (secret: string, hash: string): Promise<string> =>
  `${hash}.${await hmac(secret, `unsubscribe\n${hash}`)}`

/** The digest in a token of ours; null for any other. */
export async function hashInToken(secret: string, token: string): Promise<string | null> {
  const hash = /^([A-Za-z0-9_-]{43})\.[A-Za-z0-9_-]{43}$/.exec(token)?.[1]
  return hash !== undefined && isEqual(token, await stopToken(secret, hash)) ? hash : null
}
