/**
 * What makes a wording a bad one, as patterns per language. A rule is written down once per language and says nothing
 * about good wordings it happens to miss: it advises, it never forbids. (Rules of the field: Dillman, Smyth &
 * Christian 2014, Krosnick & Presser 2010; the Chinese ones are ours.)
 */

export const WORDING_RULES = [
  'leading',
  'double',
  'absolute',
  'negation',
  'recall',
  'hypothetical',
  'jargon',
  'tone',
] as const
export type WordingRule = (typeof WORDING_RULES)[number]

export type RulesOfLanguage = Readonly<Record<WordingRule, readonly RegExp[]>> & {
  /** What joins two things in a question. An item may: "orders and bills" is one idea under two headings. */
  joins: RegExp
  /** Taken out before all else: what the numbers of a scale stand for, and words that only sound like a rule's. */
  aside: readonly RegExp[]
  /** Taken out before `joins` is looked for: opposites of one scale, alternatives of one fact, set phrases. */
  oneThing: readonly RegExp[]
  /** What an item of a pair must not have: it is a neutral noun phrase, read under two headings. */
  item: readonly RegExp[]
  /** More of `unit` than this is too long for one question. */
  most: number
}
