/** Which surveys the smaller script can show. */
import type { SurveyDefinition } from '../../schema/survey.ts'
import { hasPipes } from './pipes.ts'

/** Whether the smaller script can show a survey: scores, ratings in numbers and comments, all asked and none required. */
export const isSimple = (definition: SurveyDefinition): boolean =>
  !definition.sample &&
  !hasPipes(definition) &&
  definition.questions.every(
    ({ type, showIf, required, ...rest }) =>
      (type === 'nps' || type === 'text' || ('style' in rest && rest.style === 'numbers')) &&
      !showIf &&
      !required,
  )
