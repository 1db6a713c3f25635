/** Words of the room of customers. */
import type { Wording } from './voice.ts'

export const customersEn = {
  'customers.title': { one: '{n} customer', other: '{n} customers, the latest first' },
  'customers.title.many': {
    one: 'The latest {n} customer, and more before',
    other: 'The latest {n} customers, and more before',
  },
  'customers.search': 'Search by name, email or id',
  'customers.complaining': 'With an open complaint',
  'customers.customer': 'Customer',
  'customers.last': 'Last answer',
  'customers.score': 'Score',
  'customers.gap': 'Mean gap',
  'customers.gap.of': 'mean gap {gap}',
  'customers.open': 'Open complaints',
  'customers.never': 'Has not answered',
  'customers.none': 'No customers yet',
  'customers.none.what':
    'They come through the API or by import, and answers that name one are linked at once.',
  'customers.no-match': 'No customer fits',
  'customers.no-match.what': 'Try other words, or take a filter away.',
  'customers.clear': 'Show all customers',
  'customers.back': '← All customers',
  'customers.known': 'What is known',
  'customers.unknown':
    'This id came with an answer or a complaint. No such customer has been added.',
  'customers.id': 'Customer id',
  'customers.since': 'Known since',
  'customers.timeline': 'What happened, newest first',
  'customers.nothing': 'Nothing has happened yet',
  'customers.kind.response': 'Answered',
  'customers.kind.complaint': 'Complained',
  'customers.kind.invitation': 'Invited',
  'customers.partial': 'not sent to the end',
  'customers.invitation.open': 'Not answered yet',
  'customers.invitation.begun': 'Begun',
  'customers.invitation.answered': 'Answered',
  'customers.invitation.expired': 'Expired',
  'customers.invitation.revoked': 'Withdrawn',
  'purchases.name': 'Purchases',
  'purchases.none': 'No purchases are known yet',
  'purchases.title': {
    one: '{n} purchase is known, of {first}',
    other: '{n} purchases are known, from {first} to {last}',
  },
  'purchases.line':
    'They tell who bought again after answering. No other figure uses them, and nobody sees single ones.',
  'purchases.import': 'Bring purchases from a shop system',
  'purchases.column.customer': 'The customer’s id, as in answers and in the list of customers',
  'purchases.column.bought_at':
    'When they bought: 2026-05-31, or a date with its time. A date alone is noon of that day',
  'purchases.match': 'Columns of the file and of purchases',
  'purchases.needs': 'Say which column is {column}',
  'purchases.take': { one: 'Import {n} purchase', other: 'Import {n} purchases' },
  'purchases.would': {
    one: '{n} purchase would be taken.',
    other: '{n} purchases would be taken.',
  },
  'purchases.done': { one: '{n} purchase is taken.', other: '{n} purchases are taken.' },
  'purchases.forget': 'Forget every purchase',
  'purchases.forget.sure':
    'Every purchase is deleted for good, and nothing can be said any more about who bought again.',
  'purchases.forget.yes': 'Forget them for good',
  'customers.copy': 'Download all that is kept',
  'customers.erase': 'Erase this person',
  'customers.erase.sure':
    'The record, every word the person wrote and the links to them are deleted for good. The answers stay as nobody’s, so the figures do not change. This cannot be taken back.',
  'customers.erase.yes': 'Erase for good',
} as const satisfies Readonly<Record<string, Wording>>
