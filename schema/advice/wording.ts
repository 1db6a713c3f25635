/** Looks a wording over: which rules of its language it breaks. Pure; a language without rules has none to break. */
import { type RulesOfLanguage, WORDING_RULES, type WordingRule } from './wording-rules.ts'
import { EN } from './wording-rules-en.ts'
import { ZH } from './wording-rules-zh.ts'

export type WordingFinding = WordingRule | 'long' | 'item'

/**
 * @param isItem whether it is the item of a pair, which is a noun phrase under two headings
 * @returns each broken rule once; [] for languages other than English and Chinese
 */
export function findingsIn(text: string, locale: string, isItem = false): WordingFinding[] {
  const rules = rulesFor(locale)
  if (!rules) return []
  const said = without(rules.aside, text)
  const apart = without(rules.oneThing, said)
  const found: WordingFinding[] = WORDING_RULES.filter(
    (rule) =>
      rules[rule].some((pattern) => pattern.test(rule === 'double' ? apart : said)) ||
      (rule === 'double' && !isItem && rules.joins.test(apart)),
  )
  if (lengthOf(said, locale) > rules.most) found.push('long')
  if (isItem && rules.item.some((pattern) => pattern.test(text))) found.push('item')
  return found
}

const without = (patterns: readonly RegExp[], text: string): string =>
  patterns.reduce((rest, pattern) => rest.replace(pattern, ''), text)

const rulesFor = (locale: string): RulesOfLanguage | undefined =>
  /^en\b/.test(locale) ? EN : /^zh\b/.test(locale) ? ZH : undefined

/** Words, or in Chinese and Japanese characters: what reading takes its time for. */
export const lengthOf = (text: string, locale: string): number =>
  /^(zh|ja)\b/.test(locale)
    ? [...text.replaceAll(/[\s\p{P}]/gu, '')].length
    : text.split(/\s+/).filter((word) => word !== '').length
