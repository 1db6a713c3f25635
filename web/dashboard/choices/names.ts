/** What the options of a choice and the dimensions of points are called, for a reader of one language. */
import type { SurveyDefinition } from '../../../schema/survey.ts'
import { type Labels, optionOf } from '../labels.ts'
import type { Said } from '../localized.ts'
import type { Voice } from '../words/voice.ts'
import type { Counted } from './counted.ts'

/**
 * By key. Options that are no longer offered go by the wording they had last, and say so.
 * @param older earlier versions, the latest first; left out where they are not needed
 */
export function optionNames(
  counted: Counted,
  definition: SurveyDefinition,
  older: readonly SurveyDefinition[],
  labels: Labels,
  voice: Voice,
): (key: string) => Said {
  if (counted.kind === 'points') return labels.dimension
  const own = (each: SurveyDefinition) => each.questions.find(({ key }) => key === counted.key)
  return (key) => {
    const said = optionOf(own(definition), key, voice)
    if (said !== null) return said
    const last = older.flatMap((each) => optionOf(own(each), key, voice) ?? [])[0]
    const { text, lang } = last ?? { text: key, lang: undefined }
    return { text: voice.t('choices.gone', { option: text }), lang }
  }
}

/** Whether the latest version leaves out an option that was counted. */
export const leavesOut = (
  { key, kind, figures }: Counted,
  { questions }: SurveyDefinition,
  voice: Voice,
): boolean => {
  const question = questions.find((each) => each.key === key)
  return kind === 'choice' && figures.some((each) => optionOf(question, each.key, voice) === null)
}
