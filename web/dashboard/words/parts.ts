/** Words that come with the rooms that say them. A part is a file per language, named for what it is about. */
import type { caseEn } from './case.en.ts'
import type { choicesEn } from './choices.en.ts'
import type { compareEn } from './compare.en.ts'
import type { complaintPanelsEn } from './complaint-panels.en.ts'
import type { complaintsEn } from './complaints.en.ts'
import type { customersEn } from './customers.en.ts'
import type { explainEn } from './explain.en.ts'
import type { importanceEn } from './importance.en.ts'
import type { mailEn } from './mail.en.ts'
import type { overviewEn } from './overview.en.ts'
import type { qualityEn } from './quality.en.ts'
import type { ratingsEn } from './ratings.en.ts'
import type { responsesEn } from './responses.en.ts'
import type { settingsEn } from './settings.en.ts'
import type { shortcutsEn } from './shortcuts.en.ts'
import type { summaryEn } from './summary.en.ts'
import type { surveysEn } from './surveys.en.ts'
import type { themesEn } from './themes.en.ts'
import type { trendsEn } from './trends.en.ts'
import type { KnownWords, Language, Wording } from './voice.ts'
import type { weightedEn } from './weighted.en.ts'
import type { zoneEn } from './zone.en.ts'

/** The Chinese of a part says what its English says. */
export type PartOf<English> = Readonly<Record<keyof English, Wording>>

export type PartWord =
  | keyof typeof caseEn
  | keyof typeof choicesEn
  | keyof typeof compareEn
  | keyof typeof complaintsEn
  | keyof typeof complaintPanelsEn
  | keyof typeof customersEn
  | keyof typeof explainEn
  | keyof typeof importanceEn
  | keyof typeof mailEn
  | keyof typeof shortcutsEn
  | keyof typeof overviewEn
  | keyof typeof qualityEn
  | keyof typeof ratingsEn
  | keyof typeof responsesEn
  | keyof typeof settingsEn
  | keyof typeof summaryEn
  | keyof typeof surveysEn
  | keyof typeof themesEn
  | keyof typeof trendsEn
  | keyof typeof weightedEn
  | keyof typeof zoneEn

export const WORDS_OF_PARTS = {
  complaints: {
    en: async () => (await import('./complaints.en.ts')).complaintsEn,
    'zh-CN': async () => (await import('./complaints.zh-CN.ts')).complaintsZh,
  },
  'complaint-panels': {
    en: async () => (await import('./complaint-panels.en.ts')).complaintPanelsEn,
    'zh-CN': async () => (await import('./complaint-panels.zh-CN.ts')).complaintPanelsZh,
  },
  case: {
    en: async () => (await import('./case.en.ts')).caseEn,
    'zh-CN': async () => (await import('./case.zh-CN.ts')).caseZh,
  },
  choices: {
    en: async () => (await import('./choices.en.ts')).choicesEn,
    'zh-CN': async () => (await import('./choices.zh-CN.ts')).choicesZh,
  },
  compare: {
    en: async () => (await import('./compare.en.ts')).compareEn,
    'zh-CN': async () => (await import('./compare.zh-CN.ts')).compareZh,
  },
  customers: {
    en: async () => (await import('./customers.en.ts')).customersEn,
    'zh-CN': async () => (await import('./customers.zh-CN.ts')).customersZh,
  },
  explain: {
    en: async () => (await import('./explain.en.ts')).explainEn,
    'zh-CN': async () => (await import('./explain.zh-CN.ts')).explainZh,
  },
  importance: {
    en: async () => (await import('./importance.en.ts')).importanceEn,
    'zh-CN': async () => (await import('./importance.zh-CN.ts')).importanceZh,
  },
  mail: {
    en: async () => (await import('./mail.en.ts')).mailEn,
    'zh-CN': async () => (await import('./mail.zh-CN.ts')).mailZh,
  },
  shortcuts: {
    en: async () => (await import('./shortcuts.en.ts')).shortcutsEn,
    'zh-CN': async () => (await import('./shortcuts.zh-CN.ts')).shortcutsZh,
  },
  overview: {
    en: async () => (await import('./overview.en.ts')).overviewEn,
    'zh-CN': async () => (await import('./overview.zh-CN.ts')).overviewZh,
  },
  quality: {
    en: async () => (await import('./quality.en.ts')).qualityEn,
    'zh-CN': async () => (await import('./quality.zh-CN.ts')).qualityZh,
  },
  ratings: {
    en: async () => (await import('./ratings.en.ts')).ratingsEn,
    'zh-CN': async () => (await import('./ratings.zh-CN.ts')).ratingsZh,
  },
  themes: {
    en: async () => (await import('./themes.en.ts')).themesEn,
    'zh-CN': async () => (await import('./themes.zh-CN.ts')).themesZh,
  },
  trends: {
    en: async () => (await import('./trends.en.ts')).trendsEn,
    'zh-CN': async () => (await import('./trends.zh-CN.ts')).trendsZh,
  },
  responses: {
    en: async () => (await import('./responses.en.ts')).responsesEn,
    'zh-CN': async () => (await import('./responses.zh-CN.ts')).responsesZh,
  },
  settings: {
    en: async () => (await import('./settings.en.ts')).settingsEn,
    'zh-CN': async () => (await import('./settings.zh-CN.ts')).settingsZh,
  },
  summary: {
    en: async () => (await import('./summary.en.ts')).summaryEn,
    'zh-CN': async () => (await import('./summary.zh-CN.ts')).summaryZh,
  },
  surveys: {
    en: async () => (await import('./surveys.en.ts')).surveysEn,
    'zh-CN': async () => (await import('./surveys.zh-CN.ts')).surveysZh,
  },
  weighted: {
    en: async () => (await import('./weighted.en.ts')).weightedEn,
    'zh-CN': async () => (await import('./weighted.zh-CN.ts')).weightedZh,
  },
  zone: {
    en: async () => (await import('./zone.en.ts')).zoneEn,
    'zh-CN': async () => (await import('./zone.zh-CN.ts')).zoneZh,
  },
} satisfies Record<string, Record<Language, () => Promise<KnownWords>>>
export type WordPart = keyof typeof WORDS_OF_PARTS
