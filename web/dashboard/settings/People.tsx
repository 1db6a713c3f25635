/** Who works here, in which role, and who was invited. */

import { useState } from 'preact/hooks'
import type { Role } from '../../../schema/staff.ts'
import type { Session } from '../api.ts'
import { voice } from '../language.ts'
import { freshen, useLoaded } from '../load.ts'
import { mayOwn } from '../may.ts'
import { Confirm } from '../shell/Confirm.tsx'
import { SelectField, TextField } from '../shell/Fields.tsx'
import { FormEnd } from '../shell/FormEnd.tsx'
import { Refusal } from '../shell/Refusal.tsx'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { unless, useAction, useSending } from '../shell/sending.ts'
import { Snippet } from '../surveys/Snippet.tsx'
import {
  changePerson,
  type Invitation,
  invite,
  type Person,
  people,
  removePerson,
} from './requests.ts'

const ROLES: readonly Role[] = ['owner', 'editor', 'agent', 'viewer']

export function People({ session }: { session: Session }) {
  const { t } = voice.value
  const loaded = useLoaded('people', people)
  const { problem, send } = useSending()
  const editable = mayOwn(session)
  const act = (change: () => Promise<unknown>) =>
    send(async () => {
      try {
        await change()
      } finally {
        freshen('people')
      }
    })
  return (
    <Settled loaded={loaded} waiting={<Waiting />}>
      {({ staff, invitations }) => (
        <section class="panel" aria-label={t('settings.tab.people')}>
          <header class="panel-head">
            <h2>{t('people.title', { n: staff.filter(({ disabled }) => !disabled).length })}</h2>
          </header>
          <p class="panel-line">{t('people.line')}</p>
          <Refusal problem={problem} />
          <ul class="people">
            {staff.map((person) => (
              <PersonRow
                key={person.id}
                {...{ person, editable, act }}
                isMe={person.id === session.actor.id}
              />
            ))}
            {invitations.map((invitation) => (
              <InvitationRow key={invitation.id} {...{ invitation, editable, act }} />
            ))}
          </ul>
          {editable && <Inviting />}
        </section>
      )}
    </Settled>
  )
}

type Act = (change: () => Promise<unknown>) => void

function PersonRow(props: { person: Person; editable: boolean; isMe: boolean; act: Act }) {
  const { person, editable, isMe, act } = props
  const { t } = voice.value
  const { id, name, email, role, disabled } = person
  return (
    <li>
      <div>
        <b>{name}</b> {isMe && <small>{t('people.me')}</small>}
        {disabled && <span class="state">{t('people.disabled')}</span>}
        <br />
        <span class="quiet">{email}</span>
      </div>
      {editable ? (
        <>
          <SelectField
            label={t('people.role.of', { name })}
            value={role}
            options={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
            onChoose={(next) => act(() => changePerson(id, { role: next }))}
          />
          <div class="buttons">
            <button
              type="button"
              class="button"
              onClick={() => act(() => changePerson(id, { disabled: !disabled }))}
            >
              {t(disabled ? 'people.enable' : 'people.disable')}
              <span class="unseen"> {name}</span>
            </button>
            <Confirm
              button={t('people.remove')}
              text={t('people.remove.sure', { name })}
              yes={t('people.remove.yes')}
              act={async () => {
                await removePerson(id)
                freshen('people')
              }}
            />
          </div>
        </>
      ) : (
        <span>{t(`role.${role}`)}</span>
      )}
    </li>
  )
}

function InvitationRow(props: { invitation: Invitation; editable: boolean; act: Act }) {
  const { invitation, editable, act } = props
  const { t, instant } = voice.value
  return (
    <li>
      <div>
        <b>{invitation.name}</b> <span class="state">{t('people.invited')}</span>
        <br />
        <span class="quiet">{invitation.email}</span>
      </div>
      <span>
        {t(`role.${invitation.role}`)}
        <br />
        <span class="quiet">
          {t('people.until', { at: instant(new Date(invitation.expiresAt)) })}
        </span>
      </span>
      {editable && (
        <button type="button" class="button" onClick={() => act(() => removePerson(invitation.id))}>
          {t('people.withdraw')}
          <span class="unseen"> {invitation.name}</span>
        </button>
      )}
    </li>
  )
}

/** The link is shown once: whoever has it becomes that person. */
function Inviting() {
  const { t } = voice.value
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('editor')
  const [link, setLink] = useState<string | null>(null)
  const { problem, busy, submit } = useAction(async () => {
    const { token } = await invite({ name, email, role })
    setLink(`${location.origin}/app/join#${token}`)
    setName(unless(name, ''))
    setEmail(unless(email, ''))
    freshen('people')
  })
  return (
    <form class="form" onSubmit={submit}>
      <h3>{t('people.invite.title')}</h3>
      <div class="fields">
        <TextField
          label={t('people.name')}
          value={name}
          maxLength={100}
          required
          onInput={setName}
        />
        <TextField
          label={t('field.email')}
          type="email"
          value={email}
          required
          onInput={setEmail}
        />
        <SelectField
          label={t('people.role')}
          hint={t(`role.${role}.what`)}
          value={role}
          options={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
          onChoose={setRole}
        />
      </div>
      <FormEnd {...{ problem, busy }} label={t('people.invite')} />
      {link && <Snippet label={t('people.link')} hint={t('people.link.hint')} text={link} />}
    </form>
  )
}
