/** Every word of ours that customers read, in every language there is a file for; owners' own texts come from the survey. */
import { lookupLocale, wording } from '../../schema/wording.ts'
import ar from './words/ar.json' with { type: 'json' }
import de from './words/de.json' with { type: 'json' }
import en from './words/en.json' with { type: 'json' }
import es from './words/es.json' with { type: 'json' }
import fr from './words/fr.json' with { type: 'json' }
import ja from './words/ja.json' with { type: 'json' }
import zhCN from './words/zh-CN.json' with { type: 'json' }
import zhTW from './words/zh-TW.json' with { type: 'json' }

/** To add a language: translate a file and name it here. */
export const WORDS: Readonly<Record<string, Words>> = {
  en,
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  ar,
  de,
  es,
  fr,
  ja,
}

export type WordKey = keyof typeof en
export type Words = Readonly<Record<WordKey, string>>
export type Values = Readonly<Record<string, string | number>>
/** One of our wordings, its placeholders filled. */
export type Say = (key: WordKey, values?: Values) => string

/** Our words in the best language we have for a locale, else in English. */
export function wordsIn(locale: string): Say {
  const words = WORDS[lookupLocale(locale, Object.keys(WORDS)) ?? 'en'] ?? en
  return (key, values = {}) => fill(words[key], values, locale)
}

/** Whether a text is the name of one of our wordings. */
export const isWordKey = (name: string): name is WordKey => Object.hasOwn(en, name)

/**
 * An owner's text in a locale (else in the survey's first language), its placeholders filled; '' when there is none.
 * @param values asked for only where the text has a placeholder
 */
export function ownersText(
  text: Readonly<Record<string, string>> | undefined,
  locale: string,
  fallback: string,
  values: () => Values,
): string {
  const chosen = wording(text, locale, fallback)
  return chosen.includes('{') ? fill(chosen, values(), locale) : chosen
}

/**
 * A wording with its placeholders filled; unknown ones stay as they are, and `{name|there}` says "there" where the
 * value is empty. In Chinese a Han character and a
 * Latin letter or digit get a space between them, so that a brand may be written in either script.
 */
export function fill(text: string, values: Values, locale: string): string {
  if (!text.includes('{')) return text
  const filled = text.replace(
    /\{([\w-]+)(?:\|([^{}]*))?\}/g,
    (whole, name: string, otherwise = '') =>
      Object.hasOwn(values, name) ? numbered(values[name] ?? '', locale) || otherwise : whole,
  )
  return /^zh\b/i.test(locale) ? spaced(filled) : filled
}

/** Between words from right to left a minus would go behind its number, were it not for the mark before it. */
export function numbered(value: string | number, locale: string): string {
  const text = String(value)
  return /^-\d/.test(text) && directionOf(locale) === 'rtl' ? `\u200e${text}` : text
}

/** Reading direction of a language. */
export const directionOf = (locale: string): 'ltr' | 'rtl' =>
  /^(ar|fa|he|ur|ps|dv|yi|ckb|sd|ug)\b/i.test(locale) ? 'rtl' : 'ltr'

const spaced = (text: string): string =>
  text
    .replace(/(\p{Script=Han})([\p{Script=Latin}\d])/gu, '$1 $2')
    .replace(/([\p{Script=Latin}\d])(\p{Script=Han})/gu, '$1 $2')
