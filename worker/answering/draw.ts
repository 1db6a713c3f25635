/**
 * Questions are drawn here and nowhere else: a step of a survey as a tree, from which the Worker writes
 * HTML and the widget builds elements. Every control is a plain form field named like the column of an
 * import, so a step can be sent without script. To add a question type, follow the compiler.
 */

import type { Answers } from '../../schema/flow.ts'
import type { Fault } from '../../schema/problem.ts'
import {
  type GapQuestion,
  type Question,
  type SurveyDefinition,
  scaleRange,
} from '../../schema/survey.ts'
import { drawAllocation } from './draw/allocation.ts'
import { drawChoice } from './draw/choice.ts'
import { drawComplaint } from './draw/complaint.ts'
import type { Drawing, Level } from './draw/drawing.ts'
import { controlOf, faultText } from './draw/faults.ts'
import { heading } from './draw/frame.ts'
import { drawNps } from './draw/nps.ts'
import { drawPair } from './draw/pair.ts'
import { drawRating } from './draw/rating.ts'
import { drawSlider } from './draw/slider.ts'
import { drawText } from './draw/text.ts'
import { present, type Tree } from './draw/tree.ts'
import { labelled, own, partsOf, questionText } from './draw/wording.ts'
import { type Fields, fieldsOf } from './fields.ts'
import { wordsIn } from './words.ts'

export type StepInput = {
  definition: SurveyDefinition
  /** What stands on this step: one of `stepsFor`. */
  questions: readonly Question[]
  locale: string
  /** The organisation's name in this language; '' becomes "us". */
  brand: string
  answers: Answers
  /** The invited customer's name, for {name}. */
  name?: string | undefined
  /** What was typed, where it differs from the answers: a post with faults is shown again as it was. */
  typed?: Fields | undefined
  faults?: readonly Fault[] | undefined
  /** The heading a step starts with: `h1` on a page of its own, `h2` inside somebody else's. */
  top?: 'h1' | 'h2'
}

/** One step: a title and its questions. Nothing is chosen that was not answered. */
export function drawStep(input: StepInput): Tree {
  const drawing = drawingOf(input)
  const { questions } = input
  const top = input.top ?? 'h1'
  const [lead, ...rest] = questions
  if (lead && leads(lead, rest))
    return step(drawQuestion(lead, drawing, top), ...rest.map(closing(drawing)))
  const below = top === 'h1' ? 'h2' : 'h3'
  const gaps = questions.filter((question) => question.type === 'gap')
  if (gaps.length === questions.length) {
    const pairs = gaps.map((question) => drawPair(question, drawing, below))
    return step(...pairsHeading(gaps, drawing, top), ...pairs)
  }
  if (questions.every(isClosing))
    return step(heading(top, drawing.say('words.title')), ...questions.map(closing(drawing)))
  return step(
    heading(top, own(input.definition.title, drawing)),
    ...questions.map((question) => drawQuestion(question, drawing, below)),
  )
}

/** The faults of a step in words, each with the id of the control it leads to. */
export function faultsInWords(input: StepInput): { control: string; text: string }[] {
  const drawing = drawingOf(input)
  return (input.faults ?? []).flatMap((fault) => {
    const question = input.questions.find(({ key }) => key === fault.pointer.split('/')[2])
    if (!question) return []
    const label = faultText(fault, question, drawing)
    const named = input.questions.length > 1 && question.type !== 'complaint'
    const text = named ? labelled(questionText(question, drawing), label, drawing) : label
    return [{ control: controlOf(fault, question, drawing), text }]
  })
}

const drawingOf = (input: StepInput): Drawing => {
  const { definition, locale, answers, faults = [] } = input
  const fields = input.typed ?? fieldsOf(definition, answers)
  const say = wordsIn(locale)
  return {
    survey: definition,
    locale,
    brand: input.brand || say('brand.none'),
    say,
    name: input.name,
    answers,
    value: (name) => fields[name] ?? '',
    faults,
  }
}

const step = (...trees: Tree[]): Tree => ['div', { class: 'step' }, ...trees]

/** A question that titles its step: the only one that isn't a pair, or one followed by words only. */
const leads = (first: Question, rest: readonly Question[]) =>
  first.type !== 'gap' && (rest.length === 0 || (!isClosing(first) && rest.every(isClosing)))

const isClosing = ({ type }: Question) => type === 'text' || type === 'complaint'

const closing = (drawing: Drawing) => (question: Question) =>
  drawQuestion(question, drawing, 'label')

function drawQuestion(question: Question, drawing: Drawing, level: Level): Tree {
  switch (question.type) {
    case 'nps':
      return drawNps(question, drawing, level)
    case 'gap':
      return drawPair(question, drawing, level)
    case 'rating':
      return drawRating(question, drawing, level)
    case 'slider':
      return drawSlider(question, drawing, level)
    case 'allocation':
      return drawAllocation(question, drawing, level)
    case 'choice':
      return drawChoice(question, drawing, level)
    case 'text':
      return drawText(question, drawing, level)
    case 'complaint':
      return drawComplaint(question, drawing, level)
    default:
      return question satisfies never
  }
}

/** What pairs are about, said once for all of them: which expectation is meant, and the ends of the scale. */
function pairsHeading(gaps: readonly GapQuestion[], drawing: Drawing, top: 'h1' | 'h2'): Tree[] {
  const { say } = drawing
  const [first] = gaps
  if (!first) return []
  const kind = first.expectationKind
  const same = gaps.every(
    ({ scale, expectationKind }) => scale === first.scale && expectationKind === kind,
  )
  const { low, high } = scaleRange(first.scale)
  const values = { n: gaps.length, k: partsOf(first, drawing).length, low, high }
  return present(
    heading(top, say(`ep.title.${kind}`)),
    same && ['p', { class: 'hint' }, say(gaps.length === 1 ? 'ep.hint.one' : 'ep.hint', values)],
    kind !== 'minimum-and-desired' && ['p', { class: 'hint' }, say(`ep.about.${kind}`)],
  )
}
