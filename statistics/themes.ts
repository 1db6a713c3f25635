/** What comments are about, by hand-kept lists of words. Never whether they are pleased: they scored. */
import { type Proportion, proportion } from './proportion.ts'
import { themesInEnglish } from './themes-en.ts'
import { themesInChinese } from './themes-zh.ts'
import { placedTokens } from './tokens.ts'

/** Words of each theme, separated by white space, in the form tokens.ts gives them. */
export type ThemeWords = Readonly<Record<string, string>>

/** The themes every account starts with, by the language their words are in. */
const defaults: Readonly<Record<string, ThemeFinder>> = {
  en: themeFinder(themesInEnglish),
  zh: themeFinder(themesInChinese),
}

/** Codes of the themes a comment touches, in the order of the lists; each once, often none. */
export type ThemeFinder = (tokens: ReadonlySet<string>) => string[]

/**
 * The themes of a comment by the lists we keep.
 * @param tokens from tokensOf, in the same language
 * @returns null for a language without lists: not knowing is not the same as no theme
 */
export function themesOf(tokens: ReadonlySet<string>, language: string): string[] | null {
  const find = defaults[language.split('-', 1)[0]?.toLowerCase() ?? '']
  return find === undefined ? null : find(tokens)
}

/** Where in a text a theme is named: UTF-16 places, `to` exclusive. */
export type ThemePhrase = { theme: string; from: number; to: number }

/**
 * The words of a text that make it touch its themes, in the order they are said.
 * @returns null for a language without lists
 */
export function themePhrases(text: string, language: string): ThemePhrase[] | null {
  const find = defaults[language.split('-', 1)[0]?.toLowerCase() ?? '']
  if (find === undefined) return null
  return placedTokens(text, language).flatMap(({ token, from, to }) =>
    find(new Set([token])).map((theme) => ({ theme, from, to })),
  )
}

/** A finder for other lists, such as an account's own. */
export function themeFinder(lists: ThemeWords): ThemeFinder {
  const codes = Object.keys(lists)
  const byToken = new Map<string, Set<string>>()
  for (const code of codes) {
    for (const form of (lists[code] ?? '').split(/\s+/).filter(Boolean).flatMap(formsOf)) {
      byToken.set(form, (byToken.get(form) ?? new Set()).add(code))
    }
  }
  return (tokens) => {
    const found = new Set([...tokens].flatMap((token) => [...(byToken.get(token) ?? [])]))
    return codes.filter((code) => found.has(code))
  }
}

export type ThemeShare = Proportion & { theme: string }

/**
 * Share of comments that touch each theme, with Wilson intervals; a comment may touch several.
 * @param counts comments per theme; such counts of several days may be added
 * @param comments all comments in a language that has lists, touched by a theme or not
 * @returns the most frequent first
 */
export function themeShares(
  counts: ReadonlyMap<string, number>,
  comments: number,
  confidence = 0.95,
): ThemeShare[] {
  return [...counts]
    .map(([theme, count]) => ({ theme, ...proportion(count, comments, confidence) }))
    .sort((a, b) => b.successes - a.successes || (a.theme < b.theme ? -1 : 1))
}

/** A Chinese word as one token, or as the pair its halves make where ICU takes it apart. */
function formsOf(word: string): string[] {
  const characters = [...word]
  const isChinese = /^\p{Script=Han}+$/u.test(word)
  const cuts = isChinese ? characters.slice(1).map((_, i) => i + 1) : []
  const pairs = cuts.map((cut) => [characters.slice(0, cut), characters.slice(cut)])
  return [word, ...pairs.map((halves) => halves.map((half) => half.join('')).join('|'))]
}
