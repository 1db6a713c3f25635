/** Everything made from secrets and chance: receipts, tokens, digests, password hashes. The one file that uses node:crypto. */
import { createHash, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** 256 bits of chance as base64url: session ids, API keys, invitation and set-up tokens. */
export const randomToken = (bytes = 32): string =>
  base64Url(crypto.getRandomValues(new Uint8Array(bytes)))

/** A short id for a row of ours: 96 bits, lower-case letters and digits only, so that it is safe in any address. */
export const randomId = (): string =>
  BigInt(`0x${[...randomBytes(12)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`)
    .toString(36)
    .padStart(19, '0')

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
/** A digest short enough to keep beside every response. */
export const digestSync = (text: string): string =>
  createHash('sha256').update(text).digest('base64url')
/** The same by the runtime's own cryptography, at a fraction of the cost: for what every answer needs. */
export const digest = async (text: string): Promise<string> =>
  base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8.encode(text))))

/** HMAC-SHA-256 in base64url. */
export const hmac = async (secret: string, text: string): Promise<string> =>
  base64Url(await signed(secret, text))
export const hmacHex = async (secret: string, text: string): Promise<string> =>
  (await signed(secret, text)).reduce((hex, byte) => hex + byte.toString(16).padStart(2, '0'), '')

const utf8 = new TextEncoder()
/** The last key used, once it is there: a promise of it would belong to the request that made it. */
let lastKey: { secret: string; key: CryptoKey } | null = null

async function signed(secret: string, text: string): Promise<Uint8Array> {
  const key = lastKey?.secret === secret ? lastKey.key : await keyOf(secret)
  lastKey = { secret, key }
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8.encode(text)))
}

const keyOf = (secret: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', utf8.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ])

/** Compares two texts without telling by the time it takes where they differ. */
export function isEqual(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => createHash('sha256').update(text).digest())
  return x !== undefined && y !== undefined && timingSafeEqual(x, y)
}

/** The key that signs what a webhook is sent: derived from the service's secret, never stored. A new number is a new key. */
export const webhookKey = (
  secret: string,
  webhookId: string,
  number: number,
): Promise<Uint8Array> => signed(secret, `webhook\n${webhookId}\n${number}`)
/** A key as receivers are given it (Standard Webhooks). */
export const webhookSecret = (key: Uint8Array): string => `whsec_${key.toBase64()}`
/** HMAC-SHA-256 by a key in bytes, in base64. */
export const signatureBy = (key: Uint8Array, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64')

/** Receipt of a response: its id and an HMAC of survey and id. Derived, never stored. */
export const receiptOf = async (
  secret: string,
  surveyId: string,
  responseId: string,
): Promise<string> => `${responseId}.${await hmac(secret, `receipt\n${surveyId}\n${responseId}`)}`

export const isReceiptOf = async (
  secret: string,
  surveyId: string,
  responseId: string,
  receipt: string,
): Promise<boolean> => isEqual(receipt, await receiptOf(secret, surveyId, responseId))

/** The id inside a receipt; undefined when it does not look like one. */
export const idInReceipt = (receipt: string): string | undefined =>
  /^([A-Za-z0-9_-]{1,64})\.[A-Za-z0-9_-]{43}$/.exec(receipt)?.[1]

// OWASP's scrypt set with 16 MiB: N = 2^14, r = 8, p = 5.
const COST = { logN: 14, r: 8, p: 5 }
/** N · r · p stays below this, as the runtime wants it: a row that was tampered with must not cost gigabytes, or fail. */
const MOST_WORK = 2 ** 20
const HASH =
  /^\$scrypt\$ln=([1-9]\d?),r=([1-9]\d?),p=([1-9]\d?)\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/

/** A password as a PHC string with its parameters. Takes about a quarter of a second of processor time, on purpose. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, COST)
  return `$scrypt$ln=${COST.logN},r=${COST.r},p=${COST.p}$${unpadded(salt)}$${unpadded(key)}`
}

/** Whether a password matches a stored hash. An unknown hash format never matches, and takes as long. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [, logN, r, p, salt = '', key = ''] = HASH.exec(stored) ?? []
  const told = { logN: Number(logN), r: Number(r), p: Number(p) }
  const isReadable = 2 ** told.logN * told.r * told.p < MOST_WORK
  const cost = isReadable ? told : COST
  const derived = await derive(
    password,
    Uint8Array.from(atob(salt), (char) => char.charCodeAt(0)),
    cost,
  )
  return isReadable && isEqual(unpadded(derived), key)
}

function derive(password: string, salt: Uint8Array, cost: typeof COST): Promise<Uint8Array> {
  const options = { N: 2 ** cost.logN, r: cost.r, p: cost.p, maxmem: 128 * 1024 * 1024 }
  return new Promise((resolve, reject) =>
    scrypt(password.normalize('NFC'), salt, 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )
}

const unpadded = (bytes: Uint8Array) => bytes.toBase64({ omitPadding: true })
const base64Url = (bytes: Uint8Array) =>
  bytes.toBase64({ alphabet: 'base64url', omitPadding: true })
