/** Words of invitations by mail. */
import type { Wording } from './voice.ts'

export const mailEn = {
  'mail.title': 'Invitations by mail',
  'mail.line':
    'Each customer gets a link of their own, with the first question in the mail, in their language. Who has unsubscribed gets none.',
  'mail.look': 'See who fits',
  'mail.fit': {
    one: '{n} customer with an email address fits',
    other: '{n} customers with an email address fit',
  },
  'mail.fit.none': 'Nobody with an email address fits',
  'mail.send': { one: 'Send {n} invitation', other: 'Send {n} invitations' },
  'mail.done': { one: '{n} invitation is on its way.', other: '{n} invitations are on their way.' },
  'mail.done.reminders': {
    one: '{n} reminder is on its way.',
    other: '{n} reminders are on their way.',
  },
  'mail.not.no-address': 'No email address: {n}',
  'mail.not.unsubscribed': 'Unsubscribed: {n}',
  'mail.not.invited-before': 'Invited before, with a link that still works: {n}',
  'mail.not.not-invited': 'Without a mailed link that still works: {n}',
  'mail.not.reminded-before': 'Reminded before: {n}',
  'mail.list': 'Who was invited, newest first',
  'mail.list.none': 'Nobody has been invited yet',
  'mail.customer': 'Customer',
  'mail.answer': 'Answer',
  'mail.mail': 'Mail',
  'mail.reminder': 'Reminder',
  'mail.forgotten': 'An erased person',
  'mail.state.none': 'None',
  'mail.state.queued': 'Waiting to be sent',
  'mail.state.sent': 'Sent',
  'mail.state.unknown': 'Unclear, perhaps sent',
  'mail.state.failed': 'Failed',
  'mail.state.unsubscribed': 'Unsubscribed',
  'mail.state.withdrawn': 'Not sent, the link had ended',
  'mail.remind': { one: 'Remind {n} person', other: 'Remind {n} people' },
  'mail.remind.who': 'Those of the list who were mailed and have not answered, once each',
  'mail.unsubscribed': 'Unsubscribed since',
  'mail.invite': 'Invite by mail to',
  'mail.invite.send': 'Send the invitation',
} as const satisfies Readonly<Record<string, Wording>>
