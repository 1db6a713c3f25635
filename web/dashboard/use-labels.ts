/** The labels of a survey for whoever reads now; the same ones until survey, settings or language change. */
import { useMemo } from 'preact/hooks'
import type { SurveyDefinition } from '../../schema/survey.ts'
import type { Session } from './api.ts'
import { type Labels, labelsOf } from './labels.ts'
import { voice } from './language.ts'

export function useLabels(definition: SurveyDefinition, { settings }: Session): Labels {
  const speak = voice.value
  return useMemo(() => labelsOf(definition, settings, speak), [definition, settings, speak])
}
