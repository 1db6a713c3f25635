/** What every part of a drawn step may look at. */

import type { Answers } from '../../../schema/flow.ts'
import type { Fault } from '../../../schema/problem.ts'
import type { SurveyDefinition } from '../../../schema/survey.ts'
import type { Say } from '../words.ts'

export type Drawing = {
  survey: SurveyDefinition
  locale: string
  /** Never empty. */
  brand: string
  say: Say
  /** The invited customer's name. */
  name?: string | undefined
  /** The answers so far: they decide a wording ("your score"), not what the fields hold. */
  answers: Answers
  /** What a form field holds; '' when nothing. */
  value: (name: string) => string
  /** `pointer` names the place (`/answers/speed/perception`), `detail` one of our wordings. */
  faults: readonly Fault[]
}

/** How a question is headed: as the step's title, as one of several, or as a plain label. */
export type Level = 'h1' | 'h2' | 'h3' | 'label'

/** The faults of one question, in order. */
export const faultsOf = (key: string, drawing: Pick<Drawing, 'faults'>): Fault[] =>
  drawing.faults.filter(
    ({ pointer }) => pointer === `/answers/${key}` || pointer.startsWith(`/answers/${key}/`),
  )
