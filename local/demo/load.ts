/** Answers by the million for measurements: random but plausible, one CSV line at a time, so that memory stays flat. */
import { addDays, type Day, numberOfDay } from '../../schema/calendar.ts'
import { columnsOf } from '../../schema/columns.ts'
import { drawSample } from '../../schema/flow.ts'
import {
  type Question,
  type SurveyDefinition,
  type SurveyDefinitionInput,
  scaleRange,
} from '../../schema/survey.ts'
import { csvLine, timestamp } from './csv.ts'
import { toScale } from './experience.ts'
import { type Random, seeded, weighted } from './random.ts'
import { DEMO_SURVEYS } from './surveys.ts'

const delivery = DEMO_SURVEYS['after-delivery']
const { sample: _everybodyAnswersAll, ...everything } = delivery

/** Eleven answers from everybody: the recommendation and all ten pairs. */
export const LOAD_SURVEY: SurveyDefinitionInput = {
  ...everything,
  questions: delivery.questions.filter(({ type }) => type === 'nps' || type === 'gap'),
}

/**
 * CSV of `n` responses in order of time, spread evenly over `days` days: the header, then a line each,
 * with its line feed. Questions with a condition are left unanswered.
 * @param end the last day; fixed by default, so that the same arguments give the same bytes
 */
export async function* loadLines(
  survey: SurveyDefinition,
  n: number,
  days: number,
  seed: number,
  end: Day = '2026-06-30',
): AsyncGenerator<string> {
  const random = seeded(seed, 'load')
  const first = numberOfDay(addDays(end, 1 - days)) * DAY
  const asked = survey.questions.filter(({ showIf }) => showIf === undefined)
  yield csvLine([
    ...['submitted_at', 'id', 'channel', 'locale', 'customer', 'complete', 'seconds_taken'],
    ...(survey.sample ? ['shown'] : []),
    ...['tier', ...survey.segments].map((name) => `segment.${name}`),
    ...asked.flatMap((question) => columnsOf(question, survey)),
  ])
  for (let i = 0; i < n; i++) {
    const shown = drawSample(survey, random.uniform)
    const mood = random.normal()
    yield csvLine([
      timestamp(first + Math.floor(((i + random.uniform()) / n) * days * DAY)),
      `load-${seed}-${String(i).padStart(9, '0')}`,
      channelOf(random),
      survey.locales[random.integer(survey.locales.length)] ?? 'en',
      `L${random.integer(CUSTOMERS)}`,
      'true',
      String(20 + random.integer(200)),
      ...(shown ? [shown.join(' ')] : []),
      tierOf(random),
      ...survey.segments.map(() => `value-${random.integer(5)}`),
      ...asked.flatMap((question) =>
        question.type === 'gap' && shown && !shown.includes(question.key)
          ? columnsOf(question, survey).map(() => '')
          : cellsFor(question, survey, mood, random),
      ),
    ])
  }
}

/** The same lines, as many to a piece as make about `size` characters: what a request body wants. */
export async function* inBlocks(
  lines: AsyncIterable<string>,
  size = 65_536,
): AsyncGenerator<string> {
  let block = ''
  for await (const line of lines) {
    block += line
    if (block.length >= size) {
      yield block
      block = ''
    }
  }
  if (block !== '') yield block
}

const DAY = 86_400_000
const CUSTOMERS = 100_000
const channelOf = weighted([
  ['email', 50],
  ['widget', 25],
  ['link', 15],
  ['qr', 10],
])
const tierOf = weighted([
  ['key', 4],
  ['regular', 26],
  ['small', 70],
])
const REMARKS = ['All good.', 'The reply took too long.', '配送很快。', '客服没有回复，等了两天。']

/** The cells of one answer. @param mood the person's, in standard deviations: it moves all their answers together */
function cellsFor(
  question: Question,
  survey: SurveyDefinition,
  mood: number,
  random: Random,
): string[] {
  const felt = 0.75 + 0.12 * mood
  const point = (low: number, high: number, mean: number) =>
    String(toScale(low + (high - low) * (mean + 0.12 * random.normal()), low, high))
  switch (question.type) {
    case 'nps':
      return [point(0, 10, felt)]
    case 'rating':
      return [point(1, question.scale, felt)]
    case 'slider': {
      const steps = Math.floor((question.max - question.min) / question.step)
      return [String(question.min + Number(point(0, steps, felt)) * question.step)]
    }
    case 'gap': {
      const { low, high } = scaleRange(question.scale)
      // Expectations lie near the top, minimums below them; importance comes before the minimum.
      return columnsOf(question, survey).map((column) =>
        point(
          low,
          high,
          column.endsWith('.perception') ? felt : column.endsWith('.minimum') ? 0.5 : 0.85,
        ),
      )
    }
    case 'choice': {
      const chosen = question.options[random.integer(question.options.length)]?.key ?? ''
      return question.other ? [chosen, ''] : [chosen]
    }
    case 'allocation': {
      const columns = columnsOf(question, survey)
      const favourite = random.integer(columns.length)
      const each = Math.floor(question.total / (columns.length + 1))
      const rest = question.total - each * (columns.length - 1)
      return columns.map((_, i) => String(i === favourite ? rest : each))
    }
    case 'text':
      return [random.chance(0.2) ? random.pick(REMARKS).slice(0, question.maxLength) : '']
    case 'complaint':
      return columnsOf(question, survey).map(() => '')
    default:
      return question satisfies never
  }
}
