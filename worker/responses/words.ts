/**
 * Answers and searches as words of the index: Latin and other spaced writing by its words, writing without spaces
 * (Chinese, Japanese, Thai …) by every two characters that follow each other, so that any two find their place.
 */
import type { SurveyResponse } from '../../schema/responses.ts'

const SPACELESS = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー`
const RUN = new RegExp(`([${SPACELESS}\\p{M}]+)|(?:(?![${SPACELESS}])[\\p{L}\\p{N}\\p{M}])+`, 'gu')

/** All words of all texts of an answer, in order; empty when it has none. */
export const wordsOf = ({ answers }: Pick<SurveyResponse, 'answers'>): string =>
  textsIn(answers)
    .flatMap((text) => runsIn(text).flatMap(({ words }) => words))
    .join(' ')

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

export type Search = {
  /** For MATCH: every term has to be there, a term's words one after the other, the last one perhaps cut short. */
  match: string
  /** The same words, for rows that are not indexed yet. */
  words: readonly string[]
}

/**
 * What a typed text looks for: the terms between its spaces. Quotes, operators and whatever else the index's own
 * language knows are no letters, so nothing of them is left.
 * @returns null when there is no letter and no number in it
 */
export function searchFor(typed: string): Search | null {
  const terms = typed.split(/\s+/).flatMap((part) => {
    const runs = runsIn(part)
    return runs.length === 0 ? [] : [runs]
  })
  if (terms.length === 0) return null
  const looked = terms.map((runs) => ({
    words: runs.flatMap(({ words, isSpaceless }, i) =>
      // Whatever follows the last character in the answer, it is not in the search.
      i === runs.length - 1 && isSpaceless && words.length > 1 ? words.slice(0, -1) : words,
    ),
    isCut: !runs.at(-1)?.isSpaceless || runs.at(-1)?.words.length === 1,
  }))
  return {
    match: looked
      .map(({ words, isCut }) => `words : "${words.join(' ')}"${isCut ? ' *' : ''}`)
      .join(' AND '),
    words: looked.flatMap(({ words }) => words),
  }
}

/** Full-width letters and digits are the same as narrow ones. */
function runsIn(text: string): { words: string[]; isSpaceless: boolean }[] {
  const runs = text.normalize('NFKC').toLowerCase().matchAll(RUN)
  return [...runs].map(([run, spaceless]) => ({
    words: spaceless === undefined ? [run] : pairsOf(run),
    isSpaceless: spaceless !== undefined,
  }))
}

/** 退款慢 is 退款, 款慢, 慢. */
function pairsOf(run: string): string[] {
  const characters = [...run]
  return characters.map((character, i) => character + (characters[i + 1] ?? ''))
}
