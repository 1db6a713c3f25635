/** The frame around every room of someone signed in. */
import type { ComponentType } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { dayIn } from '../../../schema/calendar.ts'
import { addressOf, go, query, roomName } from '../address.ts'
import { surveys as fetchSurveys, type Session, type SurveyLine } from '../api.ts'
import { now } from '../clock.ts'
import { filtersIn } from '../filters.ts'
import { learnWords, voice } from '../language.ts'
import { useLoaded } from '../load.ts'
import { asking } from '../password-again.ts'
import { type RoomProps, rooms } from '../rooms.ts'
import { useSame } from '../same.ts'
import { useWindowEvent } from '../window-event.ts'
import { hearShortcut } from './hear-shortcuts.ts'
import { later } from './later.tsx'
import { Nav } from './Nav.tsx'
import { PageBar } from './PageBar.tsx'
import { PrintHead } from './PrintHead.tsx'
import { NotCome, Settled, Waiting } from './Settled.tsx'
import { shortcutsShown } from './shortcuts-shown.ts'

export function Shell({ session }: { session: Session }) {
  const { t } = voice.value
  const listed = useLoaded('surveys', fetchSurveys)
  useWindowEvent('keydown', hearShortcut)
  return (
    <div class="shell">
      <a class="skip" href="#main">
        {t('skip')}
      </a>
      <Nav session={session} />
      <main id="main" tabIndex={-1}>
        <Settled loaded={listed} waiting={<Waiting />}>
          {({ surveys }) => <OpenRoom session={session} surveys={surveys} />}
        </Settled>
      </main>
      {shortcutsShown.value && <Shortcuts />}
      {asking.value && <PasswordAgain end={asking.value} />}
    </div>
  )
}

const PasswordAgain = later(async () => (await import('./PasswordAgain.tsx')).PasswordAgain)

const Shortcuts = later(async () => {
  await learnWords(['shortcuts'])
  return (await import('./Shortcuts.tsx')).Shortcuts
})

function OpenRoom({ session, surveys }: { session: Session; surveys: readonly SurveyLine[] }) {
  const room = rooms.find(({ path }) => path === roomName.value) ?? rooms[0]
  const Content = useRoom(room?.path)
  const asked = query.value.get('survey')
  const survey = surveys.find(({ slug, id }) => slug === asked || id === asked) ?? best(surveys)
  const filters = useSame(filtersIn(query.value, dayIn(session.settings.timeZone, now())))
  const { from, to } = filters
  // At once, not after painting: by then Back may have led elsewhere.
  useLayoutEffect(() => {
    const shown = survey ? { survey: survey.slug, from, to } : {}
    if (room) go(addressOf(room.path, shown), 'replace')
  }, [survey?.slug, from, to, room])
  const { t } = voice.value
  const brand = t('product')
  useEffect(() => {
    if (room) document.title = `${t(room.name)} · ${brand}`
  }, [room, brand])
  if (!room) return null
  const props = { session, surveys, survey, filters }
  return (
    <>
      {room.under === undefined && <PageBar room={room} {...props} />}
      <PrintHead {...props} />
      {Content === 'missing' ? <NotCome /> : Content ? <Content {...props} /> : <Waiting />}
      {query.value.has('explain') && <Explain {...props} />}
    </>
  )
}

const Explain = later(async () => {
  await learnWords(['explain'])
  return (await import('../explain/Explain.tsx')).Explain
})

/** The code of a room; missing when it did not come. */
type Loadable = ComponentType<RoomProps> | 'missing'

/** The component of a room, loaded when it is opened; the focus moves to its title, except at the very start. */
function useRoom(path: string | undefined): Loadable | null {
  const [open, setOpen] = useState<{ path: string; Content: Loadable } | null>(null)
  const isFirst = useRef(true)
  useEffect(() => {
    const room = rooms.find((one) => one.path === path)
    let left = false
    const show = (Content: Loadable) => {
      if (left || !room) return
      setOpen({ path: room.path, Content })
      if (!isFirst.current) document.querySelector<HTMLElement>('h1')?.focus()
      isFirst.current = false
    }
    const content = room?.load()
    content
      ?.then(async (Content) => {
        await learnWords(room?.words ?? [])
        show(Content)
      })
      .catch(() => show('missing'))
    return () => {
      left = true
    }
  }, [path])
  return open !== null && open.path === path ? open.Content : null
}

/** The survey to begin with: the live one with the most answers, else the one with the most. */
function best(surveys: readonly SurveyLine[]): SurveyLine | null {
  const rank = (survey: SurveyLine) => (survey.status === 'live' ? 1e12 : 0) + survey.responses
  return [...surveys].sort((a, b) => rank(b) - rank(a))[0] ?? null
}
