/** Surveys and pages to test with; a test names only what it is about. */
import {
  type Question,
  SurveyDefinition,
  type SurveyDefinitionInput,
} from '../../../../schema/survey.ts'
import type { Frame } from '../../../../worker/answering/document.ts'
import type { SurveyPageInput } from '../../../../worker/answering/page.ts'
import { type Assets, SCRIPTS, SHEETS } from '../../../../worker/answering/style.ts'

export const aSurvey = (
  questions: SurveyDefinitionInput['questions'],
  more: Partial<SurveyDefinitionInput> = {},
): SurveyDefinition =>
  SurveyDefinition.parse({ title: { en: 'How did we do?' }, locales: ['en'], questions, ...more })

export const questionIn = (survey: SurveyDefinition, key: string): Question => {
  const question = survey.questions.find((one) => one.key === key)
  if (!question) throw new Error(`No question ${key}`)
  return question
}

/** Assets that show by name which were used. */
const named = (names: readonly string[], kind: string) =>
  Object.fromEntries(names.map((name) => [name, `/*${kind}:${name}*/`]))
export const namedAssets = {
  styles: named(SHEETS, 'css'),
  scripts: named(SCRIPTS, 'js'),
} as unknown as Assets // every name of the two lists is there, which fromEntries can't say

export const aFrame = (more: Partial<Frame> = {}): Frame => ({
  locale: 'en',
  locales: ['en'],
  address: '/s/shop',
  brand: 'Tidewell',
  colour: '#17486b',
  logo: null,
  privacyLink: null,
  linked: false,
  nonce: 'bm9uY2U',
  assets: namedAssets,
  ...more,
})

export const aPage = (
  definition: SurveyDefinition,
  more: Partial<SurveyPageInput> = {},
): SurveyPageInput => ({
  ...aFrame(),
  definition,
  version: 1,
  action: '/s/shop',
  step: 1,
  answers: {},
  id: '0f8fad5b-d9cb-469f-a165-70867728950e',
  revision: 1,
  channel: 'link',
  ...more,
})
