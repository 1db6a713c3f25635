/** Actions of the audit log in words. */
import type { Audited } from '../../../schema/audit.ts'
import type { Word } from '../words/voice.ts'

const WORDS = {
  'signed-in': 'log.signed-in',
  'sign-in-refused': 'log.sign-in-refused',
  'access-refused': 'log.access-refused',
  exported: 'log.exported',
  'settings-changed': 'log.settings-changed',
  'staff-invited': 'log.staff-invited',
  'staff-joined': 'log.staff-joined',
  'staff-changed': 'log.staff-changed',
  'staff-removed': 'log.staff-removed',
  'invitation-withdrawn': 'log.invitation-withdrawn',
  'password-changed': 'log.password-changed',
  'key-made': 'log.key-made',
  'key-revoked': 'log.key-revoked',
  'survey-made': 'log.survey-made',
  'survey-published': 'log.survey-published',
  'survey-closed': 'log.survey-closed',
  'survey-deleted': 'log.survey-deleted',
  'sharing-changed': 'log.sharing-changed',
  'response-deleted': 'log.response-deleted',
  'customers-mailed': 'log.customers-mailed',
  'customer-exported': 'log.customer-exported',
  'customer-erased': 'log.customer-erased',
  'alert-seen': 'log.alert-seen',
  'webhook-made': 'log.webhook-made',
  'webhook-changed': 'log.webhook-changed',
  'webhook-deleted': 'log.webhook-deleted',
  'webhook-secret-made': 'log.webhook-secret-made',
} as const satisfies Record<Audited, Word>

export const AUDIT_WORDS: Readonly<Record<string, Word>> = WORDS
