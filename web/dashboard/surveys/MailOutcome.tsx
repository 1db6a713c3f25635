/** What became of a mail; and, after asking for many, how many are on their way and who gets none. */
import type { MailState } from '../../../schema/mails.ts'
import { voice } from '../language.ts'
import { reasonsOf } from './inviting.ts'
import type { Mailed } from './mailing.ts'
import './invitations.css'

/** One mail's outcome, with what the mail server said. */
export function MailOutcome({ mail }: { mail: MailState | null }) {
  const { t } = voice.value
  if (mail === null) return <span class="quiet">{t('mail.state.none')}</span>
  const isBad = mail.state === 'failed' || mail.state === 'unknown'
  return (
    <>
      <span class={`state ${isBad ? 'live' : ''}`}>{t(`mail.state.${mail.state}`)}</span>
      {mail.detail !== null && <small lang="en"> {mail.detail}</small>}
    </>
  )
}

export function Asked({
  done,
  words,
}: {
  done: Mailed
  words: 'mail.done' | 'mail.done.reminders'
}) {
  const { t } = voice.value
  return (
    <div role="status" class="mail-asked">
      <p>{t(words, { n: done.queued })}</p>
      {done.notSent.length > 0 && (
        <ul>
          {reasonsOf(done.notSent).map(([reason, n]) => (
            <li key={reason}>{t(`mail.not.${reason}`, { n })}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
