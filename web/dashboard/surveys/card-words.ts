/** What the printed card asks people to do, in the languages of survey pages. */
import { lookupLocale } from '../../../schema/wording.ts'
import type { SURVEY_LANGUAGES } from './survey-languages.ts'

/** The line in each of a survey's languages; once where two would say the same, in English where none is known. */
export function invitationsIn(locales: readonly string[]): { locale: string; text: string }[] {
  const known = Object.keys(WORDS)
  const said = locales.map((locale) => lookupLocale(locale, known) ?? 'en')
  return Object.entries(WORDS)
    .filter(([locale]) => said.includes(locale))
    .map(([locale, text]) => ({ locale, text }))
    .sort((a, b) => said.indexOf(a.locale) - said.indexOf(b.locale))
}

const WORDS: Readonly<Record<(typeof SURVEY_LANGUAGES)[number], string>> = {
  en: 'Tell us how it was',
  'zh-CN': '欢迎说说您的感受',
  'zh-TW': '歡迎說說您的感受',
  es: 'Cuéntenos cómo le fue',
  fr: 'Dites-nous comment c’était',
  de: 'Sagen Sie uns, wie es war',
  ja: 'ご感想をお聞かせください',
  ar: 'أخبرنا كيف كانت تجربتك',
}
