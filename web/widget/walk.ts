/** Answers of every kind of question, and which questions this person is asked at all. Pure. */
import { type Answers, holds } from '../../schema/flow.ts'

import { type Fields, numberIn, type Questions } from './answers.ts'

/** Answers of all filled fields, `KEY` or `KEY.part`. What is empty is not answered. */
export function answersIn(fields: Fields, questions: Questions): Answers {
  const answers: Record<string, unknown> = {}
  const parts: Record<string, Record<string, unknown>> = {}
  for (const [name, entry] of fields) {
    const [key = '', part] = name.split(/\.(.*)/)
    const question = questions[key]
    const text = String(entry).trim()
    if (!question || !text) continue
    const { kind, other } = question
    if (part === 'na') answers[key] = null
    else if (kind === 'number') answers[key] = numberIn(text)
    else if (kind === 'text') answers[key] = text
    else if (kind === 'choice') {
      const list = Array.isArray(answers[key]) ? answers[key] : []
      // Of one choice the button decides, not a text left over from a button pressed before.
      if (part ? !other || list.length === 0 : text !== other)
        answers[key] = [...list, part ? { other: text } : text]
    } else if (part === 'wanted') {
      if (text === 'yes') answers[key] = parts[key] ??= {}
    } else if (part) {
      parts[key] ??= {}
      parts[key][part] = kind === 'numbers' ? numberIn(text) : text
      if (kind === 'numbers') answers[key] = parts[key]
    }
  }
  return answers
}

/** Only what was asked, given these very answers: a condition looks at answers before it. */
export function walked(
  given: Answers,
  questions: Questions,
  shown: readonly string[] | undefined,
): { answers: Answers; isAsked: (key: string) => boolean } {
  const answers: Record<string, unknown> = {}
  const asked = new Set<string>()
  for (const [key, { showIf, sampled }] of Object.entries(questions)) {
    if (sampled && !shown?.includes(key)) continue
    if (showIf && !holds(showIf, answers)) continue
    asked.add(key)
    if (given[key] !== undefined) answers[key] = given[key]
  }
  return { answers, isAsked: (key) => asked.has(key) }
}

/** The sampled questions this person gets, in random order; undefined when everybody gets everything. */
export const drawn = (
  questions: Questions,
  count: number | undefined,
  chance: () => number,
): string[] | undefined =>
  count === undefined
    ? undefined
    : Object.keys(questions)
        .filter((key) => questions[key]?.sampled)
        .map((key): [number, string] => [chance(), key])
        .sort(([a], [b]) => a - b)
        .slice(0, count)
        .map(([, key]) => key)
