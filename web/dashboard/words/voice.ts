/** How the dashboard speaks: one object per language, with its sentences, numbers and dates. */

import type { en } from './en.ts'
import { type Figures, figuresIn } from './figures.ts'
import { type Moments, momentsIn } from './moments.ts'
import type { PartWord } from './parts.ts'

export const LANGUAGES = ['en', 'zh-CN'] as const
export type Language = (typeof LANGUAGES)[number]

/** A sentence with {placeholders}; where the grammar needs it, one form for one and another for the rest. */
export type Wording = string | { readonly one: string; readonly other: string }
export type Word = keyof typeof en | PartWord
/** The words that are there from the start. */
export type Words = Readonly<Record<keyof typeof en, Wording>>
/** All that have come so far: those of a room come with it. */
export type KnownWords = Readonly<Partial<Record<Word, Wording>>>
export type Values = Readonly<Record<string, string | number>>

export type Voice = Figures &
  Moments & {
    language: Language
    /** The sentence of that key, its placeholders filled; numbers are grouped, {n} decides the plural. */
    t: (word: Word, values?: Values) => string
    /** 'a', 'a and b', 'a, b and c', as the language joins them. */
    list: (entries: readonly string[]) => string
    /** Whole sentences one after the other; empty ones are left out. */
    sentences: (parts: readonly string[]) => string
    /** A name inside a sentence, in the quotation marks of the language. */
    quoted: (text: string) => string
  }

/**
 * The voice of a language.
 * @param timeZone IANA zone in which instants are told; days need none
 */
export function voiceOf(language: Language, words: KnownWords, timeZone = 'UTC'): Voice {
  const locale = language === 'en' ? 'en-GB' : language
  const figures = figuresIn(locale)
  const plural = new Intl.PluralRules(locale)
  const conjunction = new Intl.ListFormat(locale, { type: 'conjunction' })
  return {
    ...figures,
    ...momentsIn(locale, timeZone),
    language,
    t: (word, values = {}) => {
      const wording: Wording = words[word] ?? word
      const form =
        typeof wording === 'string'
          ? wording
          : wording[plural.select(Number(values.n)) === 'one' ? 'one' : 'other']
      const text = filled(form, values, figures.count)
      return language === 'zh-CN' ? spaced(text) : text
    },
    list: (entries) => conjunction.format(entries),
    sentences: (parts) => parts.filter(Boolean).join(language === 'zh-CN' ? '' : ' '),
    quoted: (text) => `“${text}”`,
  }
}

function filled(form: string, values: Values, count: (n: number) => string): string {
  return form.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name]
    if (value === undefined) return placeholder
    return typeof value === 'number' ? count(value) : value
  })
}

/** A space between a Han character and a Latin letter, digit or signed number (words rule 8); dates and ranges of them stay together. */
export function spaced(text: string): string {
  return text
    .replace(/((?![年月])\p{Script=Han})([A-Za-z\d]|[+−±]\d)/gu, '$1 $2')
    .replace(/([A-Za-z\d%])((?![年月日])\p{Script=Han})/gu, '$1 $2')
    .replace(/([年月日]至) (?=\d)/g, '$1')
}
