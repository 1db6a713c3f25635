/** Segments in words: which there are, and what they and their values are called. */
import type { ACCOUNT_SEGMENTS, Settings } from '../../schema/settings.ts'
import type { SurveyLine } from './api.ts'
import type { Filters } from './filters.ts'
import type { Voice, Word } from './words/voice.ts'

type AccountSegment = (typeof ACCOUNT_SEGMENTS)[number]

/** The segment names a survey can be split and filtered by: the account's, then its own. */
export const segmentNames = (survey: SurveyLine): string[] => [
  'tier',
  'stage',
  'channel',
  ...(survey.locales.length > 1 ? ['locale'] : []),
  'touchpoint',
  ...survey.segments,
]

/** The values a segment may have, or null where only the answers know. */
export function segmentValues(
  name: string,
  survey: SurveyLine,
  settings: Settings,
): readonly string[] | null {
  const lists: Record<AccountSegment, readonly string[]> = {
    tier: settings.tiers,
    stage: settings.stages,
    touchpoint: settings.touchpoints,
    locale: survey.locales,
    channel: ['link', 'email', 'widget', 'qr', 'kiosk', 'api'],
  }
  return isAccountSegment(name) ? lists[name] : null
}

/** What a segment is called: our word for ours, else its own name in plain letters. */
export const segmentLabel = (name: string, { t }: Voice): string =>
  isAccountSegment(name) ? t(`segment.${name}`) : plain(name)

/** What a value is called: our word for the values we made, the language's name for a language, else the value. */
export function valueLabel(name: string, value: string, voice: Voice): string {
  if (name === 'locale') return languageName(value, voice)
  const word = VALUE_WORDS[`${name}.${value}`] ?? (value === 'other' ? 'segment.other' : undefined)
  return word === undefined ? value : voice.t(word)
}

const VALUE_WORDS: Readonly<Record<string, Word>> = {
  'tier.key': 'tier.key',
  'tier.regular': 'tier.regular',
  'tier.small': 'tier.small',
  'stage.exploration': 'stage.exploration',
  'stage.formation': 'stage.formation',
  'stage.stable': 'stage.stable',
  'stage.decline': 'stage.decline',
  'channel.link': 'channel.link',
  'channel.email': 'channel.email',
  'channel.widget': 'channel.widget',
  'channel.qr': 'channel.qr',
  'channel.kiosk': 'channel.kiosk',
  'channel.api': 'channel.api',
  'channel.import': 'channel.import',
}

const ACCOUNT: Record<AccountSegment, true> = {
  tier: true,
  stage: true,
  channel: true,
  locale: true,
  touchpoint: true,
}
const isAccountSegment = (name: string): name is AccountSegment => name in ACCOUNT

function languageName(tag: string, { language }: Voice): string {
  try {
    return new Intl.DisplayNames(language, { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

const plain = (name: string) => {
  const words = name.replaceAll(/[_-]+/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The segment that splits the panels of groups: the asked one, else the first that is not filtered to one value. */
export const splitOf = (survey: SurveyLine, { segment, only }: Filters): string =>
  segment ?? segmentNames(survey).find((name) => !(name in only)) ?? 'tier'
