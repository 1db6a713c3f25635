/** Whether this service can send mail, and by what. */
import type { Env } from '../env.ts'

export type MailSetUp = {
  /** The provider's address for new mails (http, https), or the mail server (smtp, smtps). */
  url: URL
  /** Bearer token of the provider. */
  token: string | undefined
  from: Mailbox
  /** Where links in mails lead; from the settings alone, never from a request. */
  origin: string
}

/** A name as people read it, '' for none, and an address. */
export type Mailbox = { name: string; address: string }

/** @returns null unless MAIL_URL, MAIL_FROM and PUBLIC_URL are all there and readable */
export function mailSetUp({ MAIL_URL, MAIL_FROM, MAIL_TOKEN, PUBLIC_URL }: Env): MailSetUp | null {
  if (!MAIL_URL || !MAIL_FROM || !PUBLIC_URL || !URL.canParse(MAIL_URL)) return null
  const [url, from] = [new URL(MAIL_URL), mailboxIn(MAIL_FROM)]
  if (!/^(https?|smtps?):$/.test(url.protocol) || !from) return null
  return { url, token: MAIL_TOKEN || undefined, from, origin: new URL(PUBLIC_URL).origin }
}

/** `The Shop <feedback@example.com>` or the address alone; null when it is neither. */
export function mailboxIn(text: string): Mailbox | null {
  const bare = text.trim()
  const parts = /^(.*)<([^<>\s]+@[^<>\s]+)>$/.exec(bare)
  if (parts)
    return { name: (parts[1] ?? '').trim().replace(/^"(.*)"$/, '$1'), address: parts[2] ?? '' }
  return /^[^<>\s]+@[^<>\s]+$/.test(bare) ? { name: '', address: bare } : null
}
