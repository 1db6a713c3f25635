/** What is left to translate. */
import { expect, test } from 'vitest'
import { missingWordings } from '../../../schema/missing-wordings.ts'
import { SurveyDefinition } from '../../../schema/survey.ts'
import { aSurvey } from '../../support/a-survey.ts'

test('names every text that another language has and this one has not, and no standard wording', () => {
  const survey = SurveyDefinition.parse({
    ...aSurvey(),
    dimensions: [{ key: 'responsiveness', label: { 'zh-CN': '响应性' } }, { key: 'reliability' }],
    questions: [
      { key: 'recommend', type: 'nps' },
      {
        key: 'why',
        type: 'choice',
        text: { en: 'Why?' },
        options: [
          { key: 'wait', text: { en: 'Waiting', 'zh-CN': '等待' } },
          { key: 'cost', text: { 'zh-CN': '价格' } },
        ],
      },
    ],
    thanks: { text: { en: 'Thanks' } },
  })
  expect(missingWordings(survey)).toEqual({
    en: ['/dimensions/0/label', '/questions/1/options/1/text'],
    'zh-CN': ['/questions/1/text', '/thanks/text'],
  })
})
