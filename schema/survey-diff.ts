/** What changed between two versions of a survey, as keys of wordings and the values they speak of. Pure. */
import type { Question, SurveyDefinition } from './survey.ts'
import type { Localized } from './text.ts'

export type SurveyChange = {
  key:
    | 'diff.title'
    | 'diff.locale.added'
    | 'diff.locale.removed'
    | 'diff.question.added'
    | 'diff.question.removed'
    | 'diff.question.moved'
    | 'diff.question.text'
    | 'diff.question.changed'
    | 'diff.survey.changed'
  /** The key of the question it is about. */
  question?: string
  locale?: string
  /** The member that differs: `required`, `showIf`, `options` … */
  member?: string
  before?: unknown
  after?: unknown
}

/** @returns every difference, the survey's own first, then question by question in the order they are asked now */
export function surveyDiff(before: SurveyDefinition, after: SurveyDefinition): SurveyChange[] {
  const old = new Map(before.questions.map((question) => [question.key, question]))
  const kept = after.questions.filter(({ key }) => old.has(key))
  const moved = movedAmong(
    before.questions.map(({ key }) => key).filter((key) => kept.some((q) => q.key === key)),
    kept.map(({ key }) => key),
  )
  return [
    ...wordingChanges('diff.title', before.title, after.title),
    ...after.locales
      .filter((locale) => !before.locales.includes(locale))
      .map((locale) => ({ key: 'diff.locale.added' as const, locale })),
    ...before.locales
      .filter((locale) => !after.locales.includes(locale))
      .map((locale) => ({ key: 'diff.locale.removed' as const, locale })),
    ...memberChanges('diff.survey.changed', before, after, OF_SURVEY),
    ...after.questions.flatMap((question): SurveyChange[] => {
      const was = old.get(question.key)
      if (!was) return [{ key: 'diff.question.added', question: question.key }]
      return [
        ...(moved.has(question.key)
          ? [{ key: 'diff.question.moved' as const, question: question.key }]
          : []),
        ...questionChanges(was, question),
      ]
    }),
    ...before.questions
      .filter(({ key }) => !after.questions.some((question) => question.key === key))
      .map(({ key }) => ({ key: 'diff.question.removed' as const, question: key })),
  ]
}

const OF_SURVEY = new Set(['title', 'locales', 'questions'])
const OF_QUESTION = new Set(['key', 'text'])

const questionChanges = (before: Question, after: Question): SurveyChange[] =>
  [
    ...wordingChanges('diff.question.text', before.text, after.text),
    ...memberChanges('diff.question.changed', before, after, OF_QUESTION),
  ].map((change) => ({ ...change, question: after.key }))

/** One change per language; a text left out is the standard wording. */
function wordingChanges(
  key: 'diff.title' | 'diff.question.text',
  before: Localized | undefined,
  after: Localized | undefined,
): SurveyChange[] {
  const locales = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  return [...locales]
    .filter((locale) => before?.[locale] !== after?.[locale])
    .map((locale) => ({
      key,
      locale,
      before: before?.[locale] ?? null,
      after: after?.[locale] ?? null,
    }))
}

function memberChanges(
  key: 'diff.survey.changed' | 'diff.question.changed',
  before: object,
  after: object,
  apart: ReadonlySet<string>,
): SurveyChange[] {
  const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((member) => !apart.has(member) && !isSame(was.get(member), is.get(member)))
    .map((member) => ({
      key,
      member,
      before: was.get(member) ?? null,
      after: is.get(member) ?? null,
    }))
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** The fewest entries that must have been moved to make one order the other: all outside a longest common run. */
function movedAmong(before: readonly string[], after: readonly string[]): Set<string> {
  const places = after.map((key) => before.indexOf(key))
  const chains: number[][] = []
  for (const [i, place] of places.entries()) {
    const longest = chains
      .slice(0, i)
      .filter((chain) => (places[chain.at(-1) ?? 0] ?? 0) < place)
      .reduce<number[]>((best, chain) => (chain.length > best.length ? chain : best), [])
    chains.push([...longest, i])
  }
  const still = new Set(
    chains.reduce<number[]>((best, chain) => (chain.length > best.length ? chain : best), []),
  )
  return new Set(after.filter((_, i) => !still.has(i)))
}
