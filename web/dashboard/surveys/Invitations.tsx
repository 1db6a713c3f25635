/** Invitations to a live survey by mail: to whom, what became of each, and one reminder for who has not answered. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Invitation } from '../../../schema/invitations.ts'
import { addressOf } from '../address.ts'
import type { Session } from '../api.ts'
import { segmentLabel, valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import { freshen } from '../load.ts'
import { mayServe } from '../may.ts'
import { usePages } from '../pages.ts'
import { SelectField } from '../shell/Fields.tsx'
import { MoreOf } from '../shell/MoreOf.tsx'
import { Refusal } from '../shell/Refusal.tsx'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { useAction } from '../shell/sending.ts'
import { isUnderWay, toRemind } from './inviting.ts'
import { Asked, MailOutcome } from './MailOutcome.tsx'
import { invitationPage, inviteByMail, type Mailed, reachable, remind } from './mailing.ts'
import './invitations.css'

type Props = { surveyId: string; session: Session }

/** While a mail is on its way the list is looked at again, so often at most: a provider may be away for hours. */
const ANOTHER_LOOK_MS = 2000
const MOST_LOOKS = 10

export function Invitations({ surveyId, session }: Props) {
  const { t } = voice.value
  const key = `invitations ${surveyId}`
  const pages = usePages(key, (cursor, stop) => invitationPage(surveyId, cursor, stop))
  const invitations = pages.all.flatMap((page) => page.invitations)
  const underWay = isUnderWay(invitations)
  const looks = useRef(0)
  useEffect(() => {
    if (!underWay || looks.current >= MOST_LOOKS) return
    looks.current++
    const timer = setTimeout(() => freshen(key), ANOTHER_LOOK_MS)
    return () => clearTimeout(timer)
  }, [underWay, pages.first.value])
  const onSent = () => {
    looks.current = 0
    freshen(key)
  }
  return (
    <section class="panel" aria-label={t('mail.title')}>
      <header class="panel-head">
        <h2>{t('mail.title')}</h2>
      </header>
      <p class="panel-line">{t('mail.line')}</p>
      {mayServe(session) && <Invite {...{ surveyId, session, onSent }} />}
      <Settled loaded={pages.first} waiting={<Waiting />}>
        {() => (
          <>
            <h3 class="mail-list">
              {t(invitations.length === 0 ? 'mail.list.none' : 'mail.list')}
            </h3>
            {invitations.length > 0 && <List invitations={invitations} />}
            <MoreOf pages={pages} />
            {mayServe(session) && (
              <Remind surveyId={surveyId} customers={toRemind(invitations)} onSent={onSent} />
            )}
          </>
        )}
      </Settled>
    </section>
  )
}

type InviteProps = Props & { onSent: () => void }

/** First who fits, then the mails: nothing leaves before its number was seen. */
function Invite({ surveyId, session, onSent }: InviteProps) {
  const speak = voice.value
  const { t } = speak
  const [of, setOf] = useState({ tier: '', stage: '' })
  // Each belongs to the choice it was asked for, and is none of another's.
  const [counted, setCounted] = useState<{ of: typeof of; customers: string[] } | null>(null)
  const [mailed, setMailed] = useState<{ of: typeof of; done: Mailed } | null>(null)
  const found = counted?.of === of ? counted.customers : null
  const done = mailed?.of === of ? mailed.done : null
  const { problem, busy, send } = useAction(async () => {
    if (found === null) return setCounted({ of, customers: await reachable(of.tier, of.stage) })
    setMailed({ of, done: await inviteByMail(surveyId, found) })
    setCounted(null)
    onSent()
  })
  const choice = (name: 'tier' | 'stage', values: readonly string[]) => (
    <SelectField
      label={segmentLabel(name, speak)}
      value={of[name]}
      options={['', ...values].map((value) => ({
        value,
        label: value === '' ? t('filter.all') : valueLabel(name, value, speak),
      }))}
      onChoose={(value) => setOf({ ...of, [name]: value })}
    />
  )
  const label = found === null ? t('mail.look') : t('mail.send', { n: found.length })
  return (
    <div class="form">
      <div class="fields">
        {choice('tier', session.settings.tiers)}
        {choice('stage', session.settings.stages)}
      </div>
      {found !== null && (
        <p role="status">
          {found.length === 0 ? t('mail.fit.none') : t('mail.fit', { n: found.length })}
        </p>
      )}
      <Refusal problem={problem} />
      {found?.length !== 0 && (
        <div class="buttons">
          <button
            type="button"
            class={found === null ? 'button' : 'button main'}
            aria-disabled={busy}
            onClick={send}
          >
            {busy ? t('sending') : label}
          </button>
        </div>
      )}
      {done && <Asked done={done} words="mail.done" />}
    </div>
  )
}

function List({ invitations }: { invitations: readonly Invitation[] }) {
  const { t, instant } = voice.value
  return (
    <table class="sheet list mails">
      <thead>
        <tr>
          <th scope="col">{t('mail.customer')}</th>
          <th scope="col">{t('mail.answer')}</th>
          <th scope="col">{t('mail.mail')}</th>
          <th scope="col">{t('mail.reminder')}</th>
        </tr>
      </thead>
      <tbody>
        {invitations.map(({ id, customer, name, state, createdAt, mail, reminder }) => (
          <tr key={id}>
            <th scope="row">
              {customer === null ? (
                t('mail.forgotten')
              ) : (
                <a href={addressOf('customers', { customer, tab: null })}>{name ?? customer}</a>
              )}
              <small>{instant(new Date(createdAt))}</small>
            </th>
            <td>{t(`customers.invitation.${state}`)}</td>
            <td>
              <MailOutcome mail={mail} />
            </td>
            <td>
              <MailOutcome mail={reminder} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type RemindProps = { surveyId: string; customers: string[]; onSent: () => void }

function Remind({ surveyId, customers, onSent }: RemindProps) {
  const { t } = voice.value
  const [done, setDone] = useState<Mailed | null>(null)
  const { problem, busy, send } = useAction(async () => {
    setDone(await remind(surveyId, customers))
    onSent()
  })
  return (
    <div class="mail-remind">
      <Refusal problem={problem} />
      {done && <Asked done={done} words="mail.done.reminders" />}
      {customers.length > 0 && (
        <>
          <button type="button" class="button" aria-disabled={busy} onClick={send}>
            {busy ? t('sending') : t('mail.remind', { n: customers.length })}
          </button>
          <p class="quiet">{t('mail.remind.who')}</p>
        </>
      )}
    </div>
  )
}
