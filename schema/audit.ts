/** What the audit log tells: key actions of staff and keys, the latest first. */
import * as z from 'zod'

export const AUDITED = [
  'signed-in',
  'sign-in-refused',
  'access-refused',
  'exported',
  'settings-changed',
  'staff-invited',
  'staff-joined',
  'staff-changed',
  'staff-removed',
  'invitation-withdrawn',
  'password-changed',
  'key-made',
  'key-revoked',
  'survey-made',
  'survey-published',
  'survey-closed',
  'survey-deleted',
  'sharing-changed',
  'response-deleted',
  'customers-mailed',
  'customer-exported',
  'customer-erased',
  'alert-seen',
  'webhook-made',
  'webhook-changed',
  'webhook-deleted',
  'webhook-secret-made',
] as const
export type Audited = (typeof AUDITED)[number]

export const AuditEntry = z.object({
  at: z.iso.datetime(),
  actor: z.object({ kind: z.enum(['staff', 'key']), id: z.string(), name: z.string() }),
  action: z.string(),
  /** What it was done to: a slug, an e-mail address, a name; '' for the account. */
  target: z.string(),
  detail: z.record(z.string(), z.unknown()),
})
export type AuditEntry = z.infer<typeof AuditEntry>
