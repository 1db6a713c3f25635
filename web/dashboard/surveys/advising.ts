/** What the research would say to a draft that is stored, and so has no faults: without the schema. */
import { adviceOn } from '../../../schema/advice/advice.ts'
import { estimatedSeconds } from '../../../schema/advice/seconds.ts'
import type { SurveyDefinition } from '../../../schema/survey.ts'
import type { Judgement } from './judging.ts'

export const advised = (stored: SurveyDefinition): Judgement => ({
  faults: [],
  advice: adviceOn(stored),
  seconds: estimatedSeconds(stored),
})
