/** What a template is: a survey that is good as it stands, in English and Chinese, and when to use it. */
import type { GapQuestion, SurveyDefinitionInput } from '../../../schema/survey.ts'
import type { Localized } from '../../../schema/text.ts'

export type Template = {
  key: string
  name: Localized
  /** When it is the right one. */
  about: Localized
  /** Question texts left out are the field's standard wordings, which every language of ours has. */
  definition: SurveyDefinitionInput
}

export const LOCALES = ['en', 'zh-CN']

/** A wording in the two languages of every template. */
export const both = (en: string, zh: string): Localized => ({ en, 'zh-CN': zh })

/** One pair; its item is a noun phrase that carries expectation and perception alike. */
export const pair = (
  key: string,
  dimension: string,
  en: string,
  zh: string,
  expectationKind: GapQuestion['expectationKind'] = 'should',
) => ({ key, type: 'gap', dimension, scale: 7, expectationKind, text: both(en, zh) }) as const

export const REASON = {
  key: 'reason',
  type: 'text',
  text: both('What is the main reason for your score?', '您给出这个分数的主要原因是什么？'),
} as const
