/** Mails to customers: the invitation and one reminder, and what became of each. */
import * as z from 'zod'
import { CustomerId } from './customers.ts'

export const MAIL_KINDS = ['invitation', 'reminder'] as const
export type MailKind = (typeof MAIL_KINDS)[number]

/**
 * `unknown`: it may have been sent, and is therefore not sent again. `unsubscribed` and `withdrawn`: the person wanted
 * no more mail, or the link had ended, before it was sent.
 */
export const MAIL_STATES = [
  'queued',
  'sent',
  'unknown',
  'failed',
  'unsubscribed',
  'withdrawn',
] as const

export const MailState = z.object({
  state: z.enum(MAIL_STATES),
  /** When that came about. */
  at: z.iso.datetime(),
  /** What the mail server or provider said; null when there is nothing to say. */
  detail: z.string().nullable(),
})
export type MailState = z.infer<typeof MailState>

/** Why somebody gets no mail. */
export const NOT_MAILED = [
  'no-address',
  'unsubscribed',
  /** Has a mailed link that still holds: a reminder is the way. */
  'invited-before',
  /** For reminders: no mailed link that still holds. */
  'not-invited',
  'reminded-before',
] as const

export const NotMailed = z.object({ customer: z.string(), reason: z.enum(NOT_MAILED) })
export type NotMailed = z.infer<typeof NotMailed>

export const NewReminders = z.strictObject({
  /** Who is reminded, by id. */
  customers: z.array(CustomerId).min(1).max(1000),
})
