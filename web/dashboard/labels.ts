/** What the questions and dimensions of a survey are called, for a reader of one language. */

import type { Settings } from '../../schema/settings.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { type Said, saidTo } from './localized.ts'
import { SERVQUAL_NAMES } from './servqual.ts'
import type { Voice } from './words/voice.ts'

export type Labels = {
  question: (key: string) => Said
  dimension: (key: string) => Said
}

/** The labels of a survey; a question or dimension without wording goes by its key. */
export function labelsOf(definition: SurveyDefinition, settings: Settings, voice: Voice): Labels {
  const texts = new Map(definition.questions.map(({ key, text }) => [key, text]))
  const names = new Map(definition.dimensions.map(({ key, label }) => [key, label]))
  const brand = saidTo(voice.language, settings.brand, '').text
  return {
    question: (key) => {
      const said = saidTo(voice.language, texts.get(key), key)
      return { ...said, text: said.text.replaceAll('{brand}', brand) }
    },
    dimension: (key) => {
      const word = SERVQUAL_NAMES[key]
      return saidTo(voice.language, names.get(key), word === undefined ? key : voice.t(word))
    },
  }
}
