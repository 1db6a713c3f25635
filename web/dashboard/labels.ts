/** What the questions and dimensions of a survey are called, for a reader of one language. */

import type { Settings } from '../../schema/settings.ts'
import type { Question, SurveyDefinition } from '../../schema/survey.ts'
import { type Said, saidTo } from './localized.ts'
import { SERVQUAL_NAMES } from './servqual.ts'
import type { Voice } from './words/voice.ts'

export type Labels = {
  question: (key: string) => Said
  dimension: (key: string) => Said
  /** An option of a choice; one that is not offered goes by its key. */
  option: (question: string, key: string) => Said
}

/** The labels of a survey; a question without a wording of its own goes by its measure, else by its key. */
export function labelsOf(definition: SurveyDefinition, settings: Settings, voice: Voice): Labels {
  const questions = new Map(definition.questions.map((question) => [question.key, question]))
  const names = new Map(definition.dimensions.map(({ key, label }) => [key, label]))
  const brand = saidTo(voice.language, settings.brand, '').text
  return {
    question: once((key) => {
      const question = questions.get(key)
      const said = saidTo(voice.language, question?.text, standardName(question))
      return { ...said, text: said.text.replaceAll('{brand}', brand) || key }
    }),
    dimension: once(dimension),
    option: (question, key) =>
      optionOf(questions.get(question), key, voice) ?? { text: key, lang: undefined },
  }
  function dimension(key: string): Said {
    const word = SERVQUAL_NAMES[key]
    return saidTo(voice.language, names.get(key), word === undefined ? key : voice.t(word))
  }
  /** What a question without a wording of its own is called: its measure, or what its pair is about. */
  function standardName(question: Question | undefined): string {
    if (question === undefined) return ''
    if (question.type === 'rating') return voice.t(`question.${question.measure}`)
    if (question.type !== 'gap') return voice.t(`question.${question.type}`)
    return question.dimension === undefined ? '' : dimension(question.dimension).text
  }
}

/** An option in the reader's language; null for one that is not offered. */
export function optionOf(question: Question | undefined, key: string, voice: Voice): Said | null {
  if (question?.type !== 'choice') return null
  const option = question.options.find((one) => one.key === key)
  if (option) return saidTo(voice.language, option.text, key)
  return question.other && key === 'other'
    ? { text: voice.t('question.other'), lang: undefined }
    : null
}

/** Names are chosen once: a screen asks for them in every sentence and row, and again with every new report. */
function once(nameOf: (key: string) => Said): (key: string) => Said {
  const known = new Map<string, Said>()
  return (key) => {
    const said = known.get(key) ?? nameOf(key)
    known.set(key, said)
    return said
  }
}
