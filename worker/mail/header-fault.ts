/** What a mail cannot be sent with. */
import type { Mail } from './send.ts'
import type { MailSetUp } from './set-up.ts'

/** A line of a mail is not longer (RFC 5322). */
const MOST_HEADER = 998

/** What would end a header line early could begin another one: a recipient, a second subject. */
export function headerFault({ from }: Pick<MailSetUp, 'from'>, mail: Mail): string | null {
  const values = {
    From: from.name + from.address,
    To: mail.to,
    Subject: mail.subject,
    'Idempotency-Key': mail.idempotencyKey,
    ...mail.headers,
  }
  for (const [name, value] of Object.entries(values)) {
    if (!/^[A-Za-z][A-Za-z-]*$/.test(name)) return `There is no header ${name.slice(0, 40)}`
    if (/\p{Cc}/u.test(value)) return `${name} has a control character`
    if (value.length > MOST_HEADER) return `${name} is too long`
  }
  return /^[^\s<>(),;:"]+@[^\s<>(),;:"]+$/.test(mail.to) ? null : 'The address cannot be written to'
}
