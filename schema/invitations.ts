/** Personal links to a survey. */
import * as z from 'zod'
import { CustomerId } from './customers.ts'
import { MailState } from './mails.ts'

export const NewInvitations = z.strictObject({
  /** Who is invited, by id. Whoever has an open link to this survey gets a new one, and the old one ends. */
  customers: z.array(CustomerId).min(1).max(1000),
  expiresInDays: z.int().min(1).max(365).default(30),
  /** Whether each gets the link by mail. Who cannot, or has it already, is left out and listed. */
  send: z.boolean().default(false),
})

/** A link, told once: only its hash is kept. */
export const InvitationLink = z.object({
  id: z.string(),
  customer: z.string(),
  url: z.string(),
  expiresAt: z.iso.datetime(),
})

export const INVITATION_STATES = ['open', 'begun', 'answered', 'expired', 'revoked'] as const

export const Invitation = z.object({
  id: z.string(),
  /** Null once the customer's data were erased. */
  customer: z.string().nullable(),
  name: z.string().nullable(),
  state: z.enum(INVITATION_STATES),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** Of an anonymous survey the day alone. */
  answeredAt: z.iso.datetime().nullable(),
  /** The mail with the link, and the reminder; null for none. */
  mail: MailState.nullable(),
  reminder: MailState.nullable(),
})
export type Invitation = z.infer<typeof Invitation>
