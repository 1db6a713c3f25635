/** All answers of a response from its cells, as an import finds them. */

import type { AnswerMap } from '../../schema/answers.ts'
import { answerFromCells, type ColumnFault } from '../../schema/columns.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'

/** Questions without any are left out. */
export function answersFromCells(
  survey: SurveyDefinition,
  cell: (column: string) => string | undefined,
  fault: (fault: ColumnFault) => void,
): AnswerMap {
  const answers: AnswerMap = {}
  for (const question of survey.questions) {
    const answer = answerFromCells(question, survey, cell, fault)
    if (answer !== undefined) answers[question.key] = answer
  }
  return answers
}
