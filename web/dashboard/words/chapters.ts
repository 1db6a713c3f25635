/** The words of rooms that most visits never open; each chapter is loaded with its room, in the language spoken. */
import type { responsesEn } from './responses.en.ts'
import type { settingsEn } from './settings.en.ts'
import type { surveysEn } from './surveys.en.ts'
import type { Language, Wording } from './voice.ts'

/** Every word of every chapter. */
export type Chapters = typeof responsesEn & typeof surveysEn & typeof settingsEn
export type Chapter = keyof typeof CHAPTERS
type Load = () => Promise<Readonly<Record<string, Wording>>>

export const CHAPTERS = {
  responses: {
    en: async () => (await import('./responses.en.ts')).responsesEn,
    'zh-CN': async () => (await import('./responses.zh-CN.ts')).responsesZh,
  },
  surveys: {
    en: async () => (await import('./surveys.en.ts')).surveysEn,
    'zh-CN': async () => (await import('./surveys.zh-CN.ts')).surveysZh,
  },
  settings: {
    en: async () => (await import('./settings.en.ts')).settingsEn,
    'zh-CN': async () => (await import('./settings.zh-CN.ts')).settingsZh,
  },
} as const satisfies Record<string, Record<Language, Load>>
