/** The rooms at the side; under 1100 px behind a Menu button in a bar on top. */
import { useLayoutEffect, useState } from 'preact/hooks'
import { addressOf, roomName } from '../address.ts'
import type { Session } from '../api.ts'
import type { Changes } from '../changes.ts'
import { howMany, useOverdue } from '../complaints/open-cases.ts'
import { voice } from '../language.ts'
import { saidTo } from '../localized.ts'
import { rooms } from '../rooms.ts'
import { Icon, Logo } from './Icon.tsx'
import { UserMenu } from './UserMenu.tsx'

export function Nav({ session }: { session: Session }) {
  const { t, language } = voice.value
  const [open, setOpen] = useState(false)
  const here = rooms.find(({ path }) => path === roomName.value)
  const brand = saidTo(language, session.settings.brand, '')
  const overdue = useOverdue().value
  const close = () => setOpen(false)
  useLayoutEffect(close, [roomName.value])
  return (
    <header class={open ? 'side open' : 'side'}>
      <div class="side-inner">
        <div class="side-head">
          <a class="name" href={addressOf('overview', ROOM_OWN)}>
            <Logo />
            {t('product')}
          </a>
          <button
            type="button"
            class="button menu-button"
            aria-expanded={open}
            aria-controls="side-body"
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'close' : 'menu'} />
            {t('nav.menu')}
          </button>
        </div>
        <div class="side-body" id="side-body">
          <p class="brand" lang={brand.lang}>
            {brand.text}
          </p>
          <nav aria-label={t('nav.name')}>
            <ul>
              {menu.map(({ path, name, icon }) => (
                <li key={path}>
                  <a
                    href={addressOf(path, ROOM_OWN)}
                    onClick={close}
                    aria-current={(here?.under ?? here?.path) === path ? 'page' : undefined}
                  >
                    <Icon name={icon} />
                    {t(name)}
                    {path === 'complaints' && overdue && overdue.complaints.length > 0 && (
                      <span class="badge">{t('nav.late', { n: howMany(overdue) })}</span>
                    )}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <UserMenu actor={session.actor} />
        </div>
      </div>
    </header>
  )
}

const menu = rooms.filter(({ under }) => under === undefined)

/** What belongs to one room only and does not move to the next. */
const ROOM_OWN: Changes = Object.fromEntries(
  (
    'table item response text question option part min max only tab theme case explain customer find ' +
    'of-tier of-stage complaint'
  )
    .split(' ')
    .map((name) => [name, null]),
)
