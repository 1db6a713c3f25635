/** Words that come with the rooms that say them. A part is a file per language, named for what it is about. */
import type { complaintsEn } from './complaints.en.ts'
import type { overviewEn } from './overview.en.ts'
import type { KnownWords, Language, Wording } from './voice.ts'

/** The Chinese of a part says what its English says. */
export type PartOf<English> = Readonly<Record<keyof English, Wording>>

export type PartWord = keyof typeof complaintsEn | keyof typeof overviewEn

export const WORDS_OF_PARTS = {
  complaints: {
    en: async () => (await import('./complaints.en.ts')).complaintsEn,
    'zh-CN': async () => (await import('./complaints.zh-CN.ts')).complaintsZh,
  },
  overview: {
    en: async () => (await import('./overview.en.ts')).overviewEn,
    'zh-CN': async () => (await import('./overview.zh-CN.ts')).overviewZh,
  },
} satisfies Record<string, Record<Language, () => Promise<KnownWords>>>
export type WordPart = keyof typeof WORDS_OF_PARTS
