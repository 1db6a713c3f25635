/** What the Worker is given: bindings, plain variables and secrets (wrangler.toml names them). */
import type { Directory } from './inbox/directory.ts'
import type { Inbox } from './inbox/inbox.ts'

export type Env = {
  INBOX: DurableObjectNamespace<Inbox>
  DIRECTORY: DurableObjectNamespace<Directory>
  ASSETS: Fetcher
  /** The database's own door, where the runtime keeps fetch away from private addresses. */
  DATABASE?: Fetcher
  /** Where tests have all webhooks go, whatever their address; else they go where they say. */
  WEBHOOKS?: Fetcher
  DATABASE_URL: string
  DATABASE_AUTH_TOKEN?: string
  /** Key of receipts, invitations and address hashes; at least 32 characters. */
  GAPWISE_SECRET: string
  /** The address customers and staff use, without a trailing slash; unset: the one they came by. */
  PUBLIC_URL?: string
  /** New responses an address may send to one survey in ten minutes; 0 = no limit. */
  GAPWISE_LIMIT_ADDRESS?: string
  /** How many proxies in front may be believed about the client's address. */
  TRUSTED_PROXY_HOPS?: string
  /** The sender of mails to customers, `The Shop <feedback@example.com>`. */
  MAIL_FROM?: string
  /** A provider's address for new mails (http, https), or a mail server (smtp, smtps). */
  MAIL_URL?: string
  /** Bearer token of the provider. */
  MAIL_TOKEN?: string
  /** The mail server's own door, where the runtime keeps fetch away from private addresses. */
  MAIL?: Fetcher
  /** `local` when Miniflare or workerd serves directly; then no Cloudflare header is believed. */
  RUNTIME?: string
}
