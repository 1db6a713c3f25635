/** The rooms of the dashboard, in the order of the menu. A new screen is a folder and an entry here. */
import type { ComponentType } from 'preact'
import type { Session, SurveyLine } from './api.ts'
import type { Filters } from './filters.ts'
import type { IconName } from './shell/Icon.tsx'
import type { WordPart } from './words/parts.ts'
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
  /** The words it needs beyond those of every room. */
  words?: readonly WordPart[]
  /** A room inside another one of the menu: it is not listed, and draws its own bar. */
  under?: string
  load: () => Promise<ComponentType<RoomProps>>
}

export const rooms: readonly Room[] = [
  {
    path: 'overview',
    name: 'nav.overview',
    icon: 'overview',
    obeys: ['survey', 'days', 'groups'],
    words: ['overview', 'complaints'],
    load: async () => (await import('./overview/Overview.tsx')).Overview,
  },
  {
    path: 'summary',
    under: 'overview',
    name: 'nav.summary',
    icon: 'overview',
    obeys: ['survey', 'days', 'groups'],
    words: ['overview', 'complaints', 'complaint-panels', 'ratings', 'themes', 'summary'],
    load: async () => (await import('./summary/Summary.tsx')).Summary,
  },
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
    path: 'ratings',
    name: 'nav.ratings',
    icon: 'ratings',
    obeys: ['survey', 'days', 'groups'],
    words: ['ratings'],
    load: async () => (await import('./ratings/Ratings.tsx')).Ratings,
  },
  {
    path: 'choices',
    name: 'nav.choices',
    icon: 'choices',
    obeys: ['survey', 'days', 'groups'],
    words: ['choices'],
    load: async () => (await import('./choices/Choices.tsx')).Choices,
  },
  {
    path: 'complaints',
    name: 'nav.complaints',
    icon: 'complaints',
    obeys: ['days', 'groups'],
    words: ['complaints', 'complaint-panels'],
    load: async () => (await import('./complaints/Complaints.tsx')).Complaints,
  },
  {
    path: 'themes',
    name: 'nav.themes',
    icon: 'themes',
    obeys: ['survey', 'days', 'groups'],
    words: ['themes'],
    load: async () => (await import('./themes/Themes.tsx')).Themes,
  },
  {
    path: 'compare',
    name: 'nav.compare',
    icon: 'compare',
    obeys: ['survey', 'days', 'groups'],
    words: ['compare'],
    load: async () => (await import('./compare/Compare.tsx')).Compare,
  },
  {
    path: 'quality',
    name: 'nav.quality',
    icon: 'quality',
    obeys: ['survey', 'days', 'groups'],
    words: ['quality'],
    load: async () => (await import('./quality/Quality.tsx')).Quality,
  },
  {
    path: 'responses',
    name: 'nav.responses',
    icon: 'responses',
    obeys: ['survey', 'days', 'groups'],
    words: ['responses', 'themes'],
    load: async () => (await import('./responses/Responses.tsx')).Responses,
  },
  {
    path: 'customers',
    name: 'nav.customers',
    icon: 'customers',
    obeys: [],
    words: ['customers', 'case', 'complaints', 'complaint-panels', 'mail'],
    load: async () => (await import('./customers/Customers.tsx')).Customers,
  },
  {
    path: 'surveys',
    name: 'nav.surveys',
    icon: 'surveys',
    obeys: [],
    words: ['surveys'],
    load: async () => (await import('./surveys/Surveys.tsx')).Surveys,
  },
  {
    path: 'survey',
    under: 'surveys',
    name: 'nav.surveys',
    icon: 'surveys',
    obeys: ['survey'],
    words: ['surveys'],
    load: async () => (await import('./surveys/Survey.tsx')).Survey,
  },
  {
    path: 'settings',
    name: 'nav.settings',
    icon: 'settings',
    obeys: [],
    words: ['surveys', 'settings'],
    load: async () => (await import('./settings/Settings.tsx')).SettingsRoom,
  },
]
