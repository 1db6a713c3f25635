/** One case close up: how far it is, what the person wrote, where it came from, and what was done. */
import type { Complaint, ComplaintEvent } from '../../../schema/complaints.ts'
import { addressOf, look } from '../address.ts'
import { api, type SurveyLine } from '../api.ts'
import { voice } from '../language.ts'
import { both, useLoaded } from '../load.ts'
import { read } from '../reply.ts'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { SidePanel } from '../shell/SidePanel.tsx'
import type { CategoryNames } from './categories.ts'
import { Due } from './Due.tsx'
import { Handling } from './Handling.tsx'
import './case.css'

type Props = {
  reference: string
  surveys: readonly SurveyLine[]
  categories: CategoryNames
  /** Who only looks on changes nothing. */
  mayWork: boolean
}

const one = api.complaints[':complaintId']

export function CasePanel({ reference, surveys, categories, mayWork }: Props) {
  const param = { complaintId: reference }
  const complaint = useLoaded(`case ${reference}`, (signal) =>
    read<Complaint>(one.$get({ param }, { init: { signal } })),
  )
  const log = useLoaded(`case log ${reference}`, (signal) =>
    read<{ events: ComplaintEvent[] }>(one.events.$get({ param }, { init: { signal } })),
  )
  return (
    <SidePanel
      title={reference}
      lang={undefined}
      onClose={() => look({ case: null })}
      returnTo="h1"
    >
      <Settled loaded={both(complaint, log)} waiting={<Waiting />}>
        {([complaint, { events }]) => (
          <>
            <Steps complaint={complaint} categories={categories} />
            {complaint.text !== null && (
              <blockquote class="case-words" lang={complaint.locale ?? undefined}>
                {complaint.text}
              </blockquote>
            )}
            <Due complaint={complaint} />
            <Facts complaint={complaint} surveys={surveys} />
            <Handling key={complaint.revision} {...{ complaint, mayWork }} />
            <Log events={events} />
          </>
        )}
      </Settled>
    </SidePanel>
  )
}

const STEPS = ['received', 'acknowledged', 'in-progress', 'resolved', 'closed'] as const

function Steps({ complaint, categories }: { complaint: Complaint; categories: CategoryNames }) {
  const { t } = voice.value
  const { category, state } = complaint
  const said = categories(category)
  const reached = STEPS.indexOf(state)
  return (
    <>
      <p class="case-category" lang={said.lang}>
        {said.text}
      </p>
      <ol class="case-steps">
        {STEPS.map((step, i) => (
          <li
            key={step}
            class={i <= reached ? 'reached' : ''}
            aria-current={step === state ? 'step' : undefined}
          >
            {t(`case.state.${step}`)}
          </li>
        ))}
      </ol>
    </>
  )
}

function Facts({ complaint, surveys }: { complaint: Complaint; surveys: readonly SurveyLine[] }) {
  const { t, instant } = voice.value
  const { openedAt, customerId, contact, ownerName, outcome, cause, surveyId, responseId } =
    complaint
  const survey = surveys.find(({ id }) => id === surveyId)
  const away = { case: null, segment: null, table: null }
  return (
    <dl class="case-facts">
      <div>
        <dt>{t('case.opened')}</dt>
        <dd>{instant(new Date(openedAt))}</dd>
      </div>
      <div>
        <dt>{t('case.owner')}</dt>
        <dd>{ownerName ?? t('case.no-owner')}</dd>
      </div>
      {customerId !== null && (
        <div>
          <dt>{t('case.customer')}</dt>
          <dd>
            <a href={addressOf('customers', { ...away, customer: customerId })}>{customerId}</a>
          </dd>
        </div>
      )}
      {contact !== null && (
        <div>
          <dt>{t('case.contact')}</dt>
          <dd>{contact}</dd>
        </div>
      )}
      {survey && responseId !== null && (
        <div>
          <dt>{t('case.response')}</dt>
          <dd>
            <a
              href={addressOf('responses', {
                ...away,
                survey: survey.slug,
                response: responseId,
                only: 'all',
              })}
            >
              {t('case.response.open')}
            </a>
          </dd>
        </div>
      )}
      {outcome !== null && (
        <div>
          <dt>{t('case.outcome')}</dt>
          <dd>{t(`case.outcome.${outcome}`)}</dd>
        </div>
      )}
      {cause !== null && (
        <div>
          <dt>{t('case.cause')}</dt>
          <dd>{cause}</dd>
        </div>
      )}
    </dl>
  )
}

function Log({ events }: { events: readonly ComplaintEvent[] }) {
  const { t, instant } = voice.value
  return (
    <section class="case-log" aria-label={t('case.log')}>
      <h3>{t('case.log')}</h3>
      <ol>
        {events.map(({ id, at, kind, actorName, text }) => (
          <li key={id}>
            <span class="quiet">{instant(new Date(at))}</span>
            <span>
              <b>{t(`case.event.${kind}`)}</b> {actorName}
              {text !== null && <span class="case-log-text">{text}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
