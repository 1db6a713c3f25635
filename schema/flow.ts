/** The way through a survey: what is shown to whom, and on which page. Pure, and the same on the server and in the browser. */
import type { Condition, Question, SurveyDefinition } from './survey.ts'

export type Answers = Readonly<Record<string, unknown>>

/** Whether a question's condition holds for these answers. A comparison with an answer not given never holds. */
export function holds(condition: Condition, answers: Answers): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, answers))
  if ('any' in condition) return condition.any.some((part) => holds(part, answers))
  if ('not' in condition) return !holds(condition.not, answers)
  const answer = compared(answers[condition.question], condition.part)
  const { op, value } = condition
  if (op === 'answered') return answer !== undefined && answer !== null
  if (answer === undefined || answer === null) return false
  if (op === 'includes') return chosen(answer).some((entry) => entry === value)
  if (op === 'eq') return Array.isArray(answer) ? answer.includes(value) : answer === value
  if (op === 'ne') return Array.isArray(answer) ? !answer.includes(value) : answer !== value
  if (typeof answer !== 'number' || typeof value !== 'number') return false
  if (op === 'lt') return answer < value
  if (op === 'lte') return answer <= value
  if (op === 'gt') return answer > value
  return answer >= value
}

/**
 * Whether this person gets this question: in their sample (when the survey draws one), and its condition
 * holds. A question whose own trigger is hidden is hidden too, since that trigger has no answer.
 */
export const isAsked = (
  survey: Pick<SurveyDefinition, 'sample'>,
  question: Question,
  answers: Answers,
  shown: readonly string[] | undefined,
): boolean =>
  (question.type !== 'gap' || !survey.sample || (shown?.includes(question.key) ?? false)) &&
  (!question.showIf || holds(question.showIf, answers))

/** At most so many pairs stand on one page. */
const MOST_ON_A_PAGE = 6

/**
 * The pages of a survey for one person, each a list of questions, in order. Consecutive gap questions of
 * one dimension (or of the sample) share a page, six at most; closing text and complaint questions share
 * the last; `page` on a question overrides. Conditions are not applied here: a page may turn out empty.
 * @param shown the keys drawn for this person, in their order; only with a sample
 */
export function pagesOf(
  survey: Pick<SurveyDefinition, 'sample' | 'questions'>,
  shown?: readonly string[],
): Question[][] {
  const asked = survey.questions.filter(
    (question) => question.type !== 'gap' || !survey.sample || shown?.includes(question.key),
  )
  const pages: Question[][] = []
  let previous: Question | undefined
  for (const question of lookingBack(inDrawnOrder(asked, survey.sample ? shown : undefined))) {
    const current = pages.at(-1)
    const joins =
      previous !== undefined && current !== undefined && sharesPage(previous, question, survey)
    if (joins && current.length < MOST_ON_A_PAGE) current.push(question)
    else pages.push([question])
    previous = question
  }
  return withOverrides(pages)
}

function sharesPage(before: Question, after: Question, survey: Pick<SurveyDefinition, 'sample'>) {
  if (before.type === 'gap' && after.type === 'gap')
    return survey.sample !== undefined || before.dimension === after.dimension
  const isClosing = (question: Question) =>
    question.type === 'text' || question.type === 'complaint'
  return isClosing(before) && isClosing(after)
}

/** Sampled gap questions stand in the order drawn, in the places where gap questions stood. */
function inDrawnOrder(questions: Question[], shown: readonly string[] | undefined): Question[] {
  if (!shown) return questions
  const gaps = questions.filter((question) => question.type === 'gap')
  gaps.sort((a, b) => shown.indexOf(a.key) - shown.indexOf(b.key))
  return questions.map((question) =>
    question.type === 'gap' ? (gaps.shift() ?? question) : question,
  )
}

/** Questions drawn before one that their condition looks at wait for it: else it would be too late to ask them. */
function lookingBack(questions: Question[]): Question[] {
  const still = new Set(questions.map(({ key }) => key))
  const waiting = [...questions]
  const ordered: Question[] = []
  while (waiting.length > 0) {
    // Conditions look back in the survey, so there is always one that waits for none.
    const i = waiting.findIndex(
      ({ showIf }) => !showIf || !looksAt(showIf, (key) => still.has(key)),
    )
    const [question] = waiting.splice(Math.max(0, i), 1)
    if (!question) break
    still.delete(question.key)
    ordered.push(question)
  }
  return ordered
}

/** Whether a condition is about a question of which this is true. */
export function looksAt(condition: Condition, isOne: (key: string) => boolean): boolean {
  if ('question' in condition) return isOne(condition.question)
  if ('not' in condition) return looksAt(condition.not, isOne)
  return ('all' in condition ? condition.all : condition.any).some((part) => looksAt(part, isOne))
}

/**
 * `page: n` moves a question to page n of those that name one, but never before one that its condition looks at;
 * pages stay in order and empty ones vanish.
 */
function withOverrides(pages: Question[][]): Question[][] {
  if (!pages.flat().some((question) => question.page !== undefined)) return pages
  const numbered = new Map<number, Question[]>()
  const numbers = new Map<string, number>()
  pages.forEach((page, i) => {
    for (const question of page) {
      const { key, showIf } = question
      const seen = [...numbers].filter(([name]) => showIf && looksAt(showIf, (one) => one === name))
      const number = Math.max(question.page ?? i + 1, ...seen.map(([, at]) => at))
      numbers.set(key, number)
      numbered.set(number, [...(numbered.get(number) ?? []), question])
    }
  })
  return [...numbered.entries()].sort(([a], [b]) => a - b).map(([, page]) => page)
}

/**
 * The random part of the gap questions one person is asked, in random order (LibQUAL+ Lite).
 * @param chance numbers in [0, 1), for example Math.random
 * @returns undefined when the survey asks everyone everything
 */
export function drawSample(
  survey: Pick<SurveyDefinition, 'sample' | 'questions'>,
  chance: () => number,
): string[] | undefined {
  if (!survey.sample) return undefined
  const keys = survey.questions.filter((q) => q.type === 'gap').map((q) => q.key)
  for (let i = keys.length - 1; i > 0; i--) {
    const j = Math.floor(chance() * (i + 1))
    const [a, b] = [keys[i], keys[j]]
    if (a !== undefined && b !== undefined) [keys[i], keys[j]] = [b, a]
  }
  return keys.slice(0, survey.sample.count)
}

/** What a condition compares: the answer, or the named half of a pair (its perception when none is named). */
function compared(answer: unknown, part: string | undefined): unknown {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return answer
  if ('other' in answer) return [answer]
  const member = Object.entries(answer).find(([name]) => name === (part ?? 'perception'))
  return member?.[1]
}

/** A choice as a list of option keys; a text typed under "other" counts as the key `other`. */
function chosen(answer: unknown): unknown[] {
  const list = Array.isArray(answer) ? answer : [answer]
  return list.map((entry) => (typeof entry === 'object' && entry !== null ? 'other' : entry))
}
