/** Settings: the account, the people, the keys, the webhooks, oneself, and the log of who changed what. */
import { addressOf, query } from '../address.ts'
import { voice } from '../language.ts'
import { mayOwn } from '../may.ts'
import type { RoomProps } from '../rooms.ts'
import { later } from '../shell/later.tsx'
import { Account } from './Account.tsx'
import { AuditLog } from './AuditLog.tsx'
import { Keys } from './Keys.tsx'
import { Myself } from './Myself.tsx'
import { People } from './People.tsx'
import '../styles/tabs.css'
import './settings.css'

/** Few open it, and it brings the schemas of webhooks with it. */
const Webhooks = later(async () => (await import('./Webhooks.tsx')).Webhooks)

const TABS = ['account', 'people', 'keys', 'webhooks', 'myself', 'log'] as const
/** What only owners may see; the service refuses everyone else. */
const OWNERS_ONLY: readonly string[] = ['keys', 'webhooks', 'log']

export function SettingsRoom({ session, surveys }: RoomProps) {
  const { t } = voice.value
  const offered = TABS.filter((tab) => mayOwn(session) || !OWNERS_ONLY.includes(tab))
  const asked = query.value.get('tab')
  const tab = offered.find((one) => one === asked) ?? 'account'
  return (
    <>
      <nav class="tabs" aria-label={t('settings.tabs')}>
        {offered.map((one) => (
          <a
            key={one}
            href={addressOf('settings', { tab: one })}
            aria-current={one === tab ? 'page' : undefined}
          >
            {t(`settings.tab.${one}`)}
          </a>
        ))}
      </nav>
      {tab === 'account' && <Account session={session} />}
      {tab === 'people' && <People session={session} />}
      {tab === 'keys' && <Keys />}
      {tab === 'webhooks' && <Webhooks surveys={surveys} />}
      {tab === 'myself' && <Myself />}
      {tab === 'log' && <AuditLog />}
    </>
  )
}
