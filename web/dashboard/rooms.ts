/** The rooms of the dashboard, in the order of the menu. A new screen is a folder and an entry here. */
import type { ComponentType } from 'preact'
import type { Session, SurveyLine } from './api.ts'
import type { Filters } from './filters.ts'
import { openChapter } from './language.ts'
import type { IconName } from './shell/Icon.tsx'
import type { Word } from './words/voice.ts'

/** What every room is given. */
export type RoomProps = {
  session: Session
  surveys: readonly SurveyLine[]
  /** The survey looked at; null when the account has none. */
  survey: SurveyLine | null
  filters: Filters
}
export type Room = {
  path: string
  name: Word
  icon: IconName
  /** Which filters of the page bar it obeys. */
  obeys: readonly ('survey' | 'days' | 'groups')[]
  /** A room inside another one of the menu: it is not listed, and draws its own bar. */
  under?: string
  load: () => Promise<ComponentType<RoomProps>>
}

export const rooms: readonly Room[] = [
  {
    path: 'gaps',
    name: 'nav.gaps',
    icon: 'gaps',
    obeys: ['survey', 'days', 'groups'],
    load: async () => (await import('./gaps/Gaps.tsx')).Gaps,
  },
  {
    path: 'nps',
    name: 'nav.nps',
    icon: 'nps',
    obeys: ['survey', 'days', 'groups'],
    load: async () => (await import('./nps/Nps.tsx')).Nps,
  },
  {
    path: 'responses',
    name: 'nav.responses',
    icon: 'responses',
    obeys: ['survey', 'days', 'groups'],
    load: async () => {
      const room = import('./responses/Responses.tsx')
      await openChapter('responses')
      return (await room).Responses
    },
  },
  {
    path: 'surveys',
    name: 'nav.surveys',
    icon: 'surveys',
    obeys: [],
    load: async () => {
      const room = import('./surveys/Surveys.tsx')
      await openChapter('surveys')
      return (await room).Surveys
    },
  },
  {
    path: 'survey',
    under: 'surveys',
    name: 'nav.surveys',
    icon: 'surveys',
    obeys: ['survey'],
    load: async () => {
      const room = import('./surveys/Survey.tsx')
      await openChapter('surveys')
      return (await room).Survey
    },
  },
  {
    path: 'settings',
    name: 'nav.settings',
    icon: 'settings',
    obeys: [],
    load: async () => {
      const room = import('./settings/Settings.tsx')
      await Promise.all([openChapter('surveys'), openChapter('settings')])
      return (await room).SettingsRoom
    },
  },
]
