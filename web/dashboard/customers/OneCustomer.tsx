/** One customer: what is known, everything that happened newest first, and the way to forget the person. */
import { addressOf, go, isAt } from '../address.ts'
import type { Session, SurveyLine } from '../api.ts'
import { useCategoryNames } from '../complaints/categories.ts'
import { segmentLabel, valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import { freshen, useLoaded } from '../load.ts'
import { mayErase, mayServe } from '../may.ts'
import { usePages } from '../pages.ts'
import { Refused } from '../reply.ts'
import { Confirm } from '../shell/Confirm.tsx'
import { MoreOf } from '../shell/MoreOf.tsx'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { Happening } from './Happening.tsx'
import { InviteOne } from './InviteOne.tsx'
import { customerById, eraseCustomer, timelinePage } from './requests.ts'

type Props = { id: string; session: Session; surveys: readonly SurveyLine[] }

export function OneCustomer({ id, session, surveys }: Props) {
  const { t } = voice.value
  const timeline = usePages(`timeline ${id}`, (cursor, stop) =>
    timelinePage(id, cursor === null ? {} : { cursor }, stop),
  )
  const categories = useCategoryNames(surveys, voice.value)
  const entries = timeline.all.flatMap((page) => page.entries)
  return (
    <>
      <p class="customer-back">
        <a href={addressOf('customers', { customer: null })}>{t('customers.back')}</a>
      </p>
      <Known id={id} session={session} surveys={surveys} />
      <Settled loaded={timeline.first} waiting={<Waiting />}>
        {() => (
          <section class="panel" aria-label={t('customers.timeline')}>
            <header class="panel-head">
              <h2>{entries.length === 0 ? t('customers.nothing') : t('customers.timeline')}</h2>
            </header>
            {entries.length > 0 && (
              <ol class="timeline">
                {entries.map((entry, i) => (
                  <Happening key={i} entry={entry} surveys={surveys} categories={categories} />
                ))}
              </ol>
            )}
            <MoreOf pages={timeline} />
          </section>
        )}
      </Settled>
      <div class="customer-end">
        <a class="button" href={`/api/customers/${encodeURIComponent(id)}/export`} download>
          {t('customers.copy')}
        </a>
        {mayErase(session) && (
          <Confirm
            button={t('customers.erase')}
            text={t('customers.erase.sure')}
            yes={t('customers.erase.yes')}
            act={async () => {
              await eraseCustomer(id)
              freshen(`customer ${id}`)
              freshen(`timeline ${id}`)
              freshen('customers ')
              if (isAt('customers', 'customer', id))
                go(addressOf('customers', { customer: null }), 'replace')
            }}
          />
        )}
      </div>
    </>
  )
}

/** The record; of an id that came with answers and was never added there is none, and the page says so. */
function Known({ id, session, surveys }: Props) {
  const speak = voice.value
  const { t, instant } = speak
  const live = surveys.filter(({ status }) => status === 'live')
  const mayInvite = session.sendsMail && mayServe(session) && live.length > 0
  const loaded = useLoaded(`customer ${id}`, async (stop) => {
    try {
      return { record: await customerById(id, stop) }
    } catch (refusal) {
      if (refusal instanceof Refused && refusal.status === 404) return { record: null }
      throw refusal
    }
  })
  return (
    <Settled loaded={loaded} waiting={<Waiting />}>
      {({ record }) => (
        <section class="customer-known" aria-label={t('customers.known')}>
          <h2>{record?.name ?? id}</h2>
          {record === null ? (
            <p>{t('customers.unknown')}</p>
          ) : (
            <dl>
              {[
                [t('customers.id'), id],
                [t('field.email'), record.email ?? ''],
                [
                  segmentLabel('tier', speak),
                  record.tier === null ? '' : valueLabel('tier', record.tier, speak),
                ],
                [
                  segmentLabel('stage', speak),
                  record.stage === null ? '' : valueLabel('stage', record.stage, speak),
                ],
                [
                  segmentLabel('locale', speak),
                  record.locale === null ? '' : valueLabel('locale', record.locale, speak),
                ],
                [t('customers.since'), instant(new Date(record.createdAt))],
                [
                  t('mail.unsubscribed'),
                  record.unsubscribedAt === null ? '' : instant(new Date(record.unsubscribedAt)),
                ],
              ]
                .filter(([, value]) => value !== '')
                .map(([name, value]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
            </dl>
          )}
          {mayInvite && record?.email && record.unsubscribedAt === null && (
            <InviteOne id={id} surveys={live} />
          )}
        </section>
      )}
    </Settled>
  )
}
