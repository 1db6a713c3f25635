/** The steps of a survey for one person: pages with their conditions applied, empty ones left out. */
import { type Answers, holds, isAsked, looksAt, pagesOf } from '../../schema/flow.ts'
import type { Condition, Question, SurveyDefinition } from '../../schema/survey.ts'

type Walk = Pick<SurveyDefinition, 'sample' | 'questions'>

/**
 * What is asked, step by step, given the answers so far. A question whose condition looks at an answer of
 * its own page stands on a step of its own after it, since without script a page can't change while it is
 * filled in. Conditions look back only, so a later answer never renumbers an earlier step.
 * @param shown the gap questions drawn for this person, in order; only with a sample
 */
export const stepsFor = (
  survey: Walk,
  answers: Answers,
  shown: readonly string[] | undefined,
): Question[][] =>
  groupsOf(survey, shown)
    .map((group) => group.filter((question) => isAsked(survey, question, answers, shown)))
    .filter((step) => step.length > 0)

/**
 * How many steps there are in all, as far as it can be told on step `step` (from 1): what depends on
 * answers still to come is counted, so that the number may shrink on the way but never grows.
 */
export function stepCount(
  survey: Walk,
  answers: Answers,
  shown: readonly string[] | undefined,
  step: number,
): number {
  const groups = groupsOf(survey, shown)
  const asked = (question: Question) => isAsked(survey, question, answers, shown)
  let count = 0
  groups.forEach((group, i) => {
    if (group.some(asked)) count += 1
    else if (count >= step) {
      const open = new Set(groups.slice(openFrom(groups, asked, step), i).flatMap(keysOf))
      if (
        group.some(
          (question) => question.showIf && verdict(question.showIf, answers, open) !== false,
        )
      )
        count += 1
    }
  })
  return count
}

/** The place of the group that makes step `step`. */
function openFrom(groups: Question[][], asked: (question: Question) => boolean, step: number) {
  const places = groups.flatMap((group, i) => (group.some(asked) ? [i] : []))
  return places[step - 1] ?? groups.length
}

const keysOf = (group: Question[]) => group.map((question) => question.key)

export function groupsOf(survey: Walk, shown: readonly string[] | undefined): Question[][] {
  return pagesOf(survey, shown).flatMap((page) => {
    const groups: Question[][] = [[]]
    for (const question of page) {
      const group = groups.at(-1) ?? []
      const waits = group.some(
        ({ key }) => question.showIf && looksAt(question.showIf, (one) => one === key),
      )
      if (waits) groups.push([question])
      else group.push(question)
    }
    return groups
  })
}

/** Whether a condition holds; undefined while that depends on a question still open. */
function verdict(condition: Condition, answers: Answers, open: Set<string>): boolean | undefined {
  if ('question' in condition)
    return open.has(condition.question) ? undefined : holds(condition, answers)
  if ('not' in condition) {
    const inner = verdict(condition.not, answers, open)
    return inner === undefined ? undefined : !inner
  }
  const deciding = 'any' in condition
  const parts = ('all' in condition ? condition.all : condition.any).map((part) =>
    verdict(part, answers, open),
  )
  if (parts.includes(deciding)) return deciding
  return parts.includes(undefined) ? undefined : !deciding
}
