/** The settings of this machine, read from the environment once. */
import { resolve } from 'node:path'
import * as z from 'zod'
import { Stop } from './command.ts'

const integer = (low: number, high: number, otherwise: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${low} to ${high}`)
    .transform(Number)
    .refine((value) => value >= low && value <= high, `must be from ${low} to ${high}`)
    .default(otherwise)

const address = (protocols: RegExp, example: string) =>
  z.url({ protocol: protocols, error: `must be an address such as ${example}` })

const Environment = z.object({
  PORT: integer(0, 65_535, 8787),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be an address or a host name')
    .default('127.0.0.1'),
  PUBLIC_URL: address(/^https?$/, 'https://feedback.example.com')
    .refine((url) => !URL.canParse(url) || new URL(url).pathname === '/', 'must not have a path')
    .transform((url) => new URL(url).origin)
    .optional(),
  GAPWISE_DATA: z.string().default('.gapwise'),
  DATABASE_URL: address(/^(libsql|https?)$/, 'libsql://gapwise.example.com')
    .transform(asHttp)
    .optional(),
  DATABASE_AUTH_TOKEN: z.string().optional(),
  GAPWISE_DEMO: z.enum(['0', '1'], 'must be 0 or 1').default('1'),
  GAPWISE_SETUP_TOKEN: z
    .string()
    .regex(/^[\w-]{8,128}$/, 'must be 8 to 128 letters, digits, - or _')
    .optional(),
  GAPWISE_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  GAPWISE_LIMIT_ADDRESS: integer(0, 1_000_000, 600),
  TRUSTED_PROXY_HOPS: integer(0, 10, 0),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s@<]+@[^\s@>]+>?$/, 'must be such as "The Shop <feedback@example.com>"')
    .optional(),
  MAIL_URL: address(/^(https?|smtps?)$/, 'smtp://mail.example.com:587')
    .refine((url) => !/^https?:[^?#]*@/.test(url), 'must not have a password: that is MAIL_TOKEN')
    .optional(),
  MAIL_TOKEN: z
    .string()
    .regex(/^[!-~]+$/, 'must be printable characters without blanks')
    .optional(),
})

/** `libsql:` is https, or http when the address itself says `?tls=0`. */
function asHttp(address: string): string {
  const url = new URL(address)
  const plain = url.protocol === 'http:' || url.searchParams.get('tls') === '0'
  return `${plain ? 'http' : 'https'}://${url.host}${url.pathname.replace(/\/$/, '')}`
}

export interface Settings {
  port: number
  host: string
  /** Where people reach the service, without a slash at its end; undefined: as they come. */
  publicUrl: string | undefined
  /** Absolute path of the folder that holds the database, the inbox and the secret. */
  dataFolder: string
  /** An external libSQL server instead of the embedded file. */
  databaseUrl: string | undefined
  databaseToken: string | undefined
  /** Whether an empty database gets the demo shop. */
  demo: boolean
  setupToken: string | undefined
  /** Undefined: the one kept in the data folder. */
  secret: string | undefined
  /** New responses per address and survey in 10 minutes; 0 = no limit. */
  limitPerAddress: number
  /** How many proxies stand before us, whose `X-Forwarded-For` entries are believed. */
  trustedProxyHops: number
  mailFrom: string | undefined
  /** A provider's JSON API (http, https) or a mail server (smtp, smtps). */
  mailUrl: string | undefined
  /** Bearer token of the provider. */
  mailToken: string | undefined
}

/** Reads the environment; an empty variable counts as not set. Throws a Stop that names what is wrong. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.entries(environment).filter(([, value]) => value !== '')
  const parsed = Environment.safeParse(Object.fromEntries(given))
  if (!parsed.success) throw new Stop(firstFault(parsed.error))
  const { data } = parsed
  if (data.MAIL_URL !== undefined) needForMail(data)
  return {
    port: data.PORT,
    host: data.HOST,
    publicUrl: data.PUBLIC_URL,
    dataFolder: resolve(data.GAPWISE_DATA),
    databaseUrl: data.DATABASE_URL,
    databaseToken: data.DATABASE_AUTH_TOKEN,
    demo: data.GAPWISE_DEMO === '1',
    setupToken: data.GAPWISE_SETUP_TOKEN,
    secret: data.GAPWISE_SECRET,
    limitPerAddress: data.GAPWISE_LIMIT_ADDRESS,
    trustedProxyHops: data.TRUSTED_PROXY_HOPS,
    mailFrom: data.MAIL_FROM,
    mailUrl: data.MAIL_URL,
    mailToken: data.MAIL_TOKEN,
  }
}

/** A mail has a sender, and its links lead somewhere that no request decides. */
function needForMail({ MAIL_FROM, PUBLIC_URL }: z.output<typeof Environment>): void {
  const missing = MAIL_FROM === undefined ? 'MAIL_FROM' : PUBLIC_URL === undefined && 'PUBLIC_URL'
  if (missing) throw new Stop(`The setting ${missing} is missing: MAIL_URL needs it.`)
}

/** One line, without the value: it may be a secret. */
function firstFault({ issues }: z.ZodError): string {
  const [issue] = issues
  return `The setting ${String(issue?.path[0])} is not valid: it ${issue?.message}.`
}
