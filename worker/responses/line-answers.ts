/** The answers on a line of an import. Most lines say what an earlier one has said, and what was allowed once is not held against the survey again. */
import { answerFaults } from '../../schema/answer-faults.ts'
import type { AnswerMap } from '../../schema/answers.ts'
import { answerFromCells, columnsOf } from '../../schema/columns.ts'
import type { Question, SurveyDefinition } from '../../schema/survey.ts'
import { type Cell, Fault } from './line.ts'

type Asked = {
  question: Question
  columns: readonly string[]
  /** Answers by the texts of their cells. */
  known: Map<string, unknown>
}

/** Of a question so many answers are remembered, and none that is longer: a scale has few of them, a comment box many. */
const MOST_KNOWN = 500
const LONGEST_KNOWN = 40

export class LineAnswers {
  readonly #survey: SurveyDefinition
  readonly #asked: readonly Asked[]

  constructor(survey: SurveyDefinition) {
    this.#survey = survey
    this.#asked = survey.questions.map((question) => ({
      question,
      columns: columnsOf(question, survey),
      known: new Map(),
    }))
  }

  /** @throws Fault for the first answer that is not allowed */
  read(cell: Cell): AnswerMap {
    const answers: AnswerMap = {}
    for (const asked of this.#asked) {
      const answer = this.#answer(asked, cell)
      if (answer !== undefined) answers[asked.question.key] = answer
    }
    return answers
  }

  #answer(asked: Asked, cell: Cell): unknown {
    const { columns, known } = asked
    let texts = cell(columns[0] ?? '') ?? ''
    for (let i = 1; i < columns.length; i++) texts += `\n${cell(columns[i] ?? '') ?? ''}`
    const before = known.get(texts)
    if (before !== undefined || known.has(texts)) return before
    const answer = this.#allowed(asked, cell)
    const isShort = known.size < MOST_KNOWN && texts.length <= LONGEST_KNOWN
    // With no more line breaks than between its cells, a text stands for these cells and no others.
    if (isShort && texts.split('\n').length === columns.length) known.set(texts, answer)
    return answer
  }

  #allowed({ question, columns }: Asked, cell: Cell): unknown {
    const answer = answerFromCells(question, this.#survey, cell, ({ column, detail }) => {
      throw new Fault(column, detail)
    })
    const [fault] = answerFaults(question, this.#survey, answer)
    if (!fault) return answer
    const part = `${question.key}.${fault.part}`
    const column = columns.includes(part) ? part : (columns[0] ?? question.key)
    throw new Fault(column, fault.detail)
  }
}
