/**
 * The steps of a survey as the widget gets them: drawn before anyone has answered, so with every question a
 * person may come to see. The script leaves away what is not asked of this one.
 */
import type { Condition, Question, SurveyDefinition } from '../../schema/survey.ts'
import type { WidgetQuestion, WidgetStep } from '../../schema/widget.ts'
import { otherChoice } from '../answering/draw/choice.ts'
import type { Tree } from '../answering/draw/tree.ts'
import { drawStep } from '../answering/draw.ts'
import { groupsOf } from '../answering/steps.ts'
import { wordsIn } from '../answering/words.ts'
import { annotate, isQuestion } from './annotate.ts'
import { acts } from './frame.ts'
import { plain } from './plain.ts'
import { isSimple } from './simple.ts'

export type Wording = { definition: SurveyDefinition; locale: string; brand: string }

/** Every step, drawn, with what decides whether it is shown. */
export function widgetSteps(wording: Wording): WidgetStep[] {
  const groups = stepGroups(wording.definition)
  const stepOf = (key: string) => groups.findIndex((group) => group.some((one) => one.key === key))
  const say = wordsIn(wording.locale)
  const count = groups.length
  return groups.map((group, i) => ({
    tree: plain(withActs(drawGroup(group, wording), acts(i === 0, i === count - 1, say))),
    ...(isSimple(wording.definition) && count > 1
      ? { rest: say(i < count - 1 ? 'widget.more' : 'widget.last', { n: count - 1 - i }) }
      : {}),
    ...(wording.definition.sample || group.some(({ showIf }) => showIf)
      ? { keys: group.map(({ key }) => key) }
      : {}),
    ...(group.every(({ showIf }) => showIf)
      ? { after: Math.max(...group.flatMap(({ showIf }) => triggersOf(showIf)).map(stepOf)) }
      : {}),
  }))
}

function withActs(step: Tree, buttons: Tree): Tree {
  if (typeof step === 'string') return step
  const [tag, attributes, ...children] = step
  return [tag, attributes, ...children, buttons]
}

/** How each question's fields become its answer. */
export const widgetQuestions = ({
  questions,
  sample,
}: SurveyDefinition): Record<string, WidgetQuestion> =>
  Object.fromEntries(
    questions.map((question): [string, WidgetQuestion] => [
      question.key,
      {
        kind: KINDS[question.type],
        ...(question.showIf ? { showIf: question.showIf } : {}),
        ...(sample && question.type === 'gap' ? { sampled: true } : {}),
        ...(question.type === 'choice' && question.other && !question.multiple
          ? { other: otherChoice(question) }
          : {}),
      },
    ]),
  )

const KINDS = {
  nps: 'number',
  rating: 'number',
  slider: 'number',
  gap: 'numbers',
  allocation: 'numbers',
  choice: 'choice',
  text: 'text',
  complaint: 'complaint',
} as const satisfies Record<Question['type'], WidgetQuestion['kind']>

/** The questions of each step. Sampled ones share a step, since each person gets only a few of them. */
function stepGroups(definition: SurveyDefinition): Question[][] {
  const keys = definition.questions.filter(isGap).map(({ key }) => key)
  const groups = groupsOf(definition, definition.sample && keys)
  if (!definition.sample) return groups
  const joined: Question[][] = []
  for (const group of groups) {
    const before = joined.at(-1)
    if (before?.every(isGap) && group.every(isGap)) before.push(...group)
    else joined.push([...group])
  }
  return joined
}

const isGap = ({ type }: Question) => type === 'gap'

function drawGroup(questions: readonly Question[], wording: Wording): Tree {
  const { definition } = wording
  const draw = (some: readonly Question[]) =>
    drawStep({ ...wording, questions: some, answers: scored(definition), typed: {}, top: 'h2' })
  const step = annotate(draw(questions), questions, wording)
  if (!definition.sample || !questions.every(isGap)) return step
  // The heading says how many there are, which is how many each person gets.
  return withHeadingOf(draw(questions.slice(0, definition.sample.count)), step)
}

/** Answers as if every score had been given, so that a comment asks for its reason. */
const scored = ({ questions }: SurveyDefinition) =>
  Object.fromEntries(questions.flatMap(({ type, key }) => (type === 'nps' ? [[key, 0]] : [])))

function withHeadingOf(few: Tree, all: Tree): Tree {
  if (typeof few === 'string' || typeof all === 'string') return all
  const [tag, attributes, ...children] = all
  const [, , ...others] = few
  return [
    tag,
    attributes,
    ...others.filter((child) => !isQuestion(child)),
    ...children.filter(isQuestion),
  ]
}

function triggersOf(condition: Condition | undefined): string[] {
  if (!condition) return []
  if ('question' in condition) return [condition.question]
  if ('not' in condition) return triggersOf(condition.not)
  return ('all' in condition ? condition.all : condition.any).flatMap(triggersOf)
}
