/** A survey with a question of every kind, and a response to it: a test changes only what it is about. */
import { randomUUID } from 'node:crypto'
import type { SurveyDefinitionInput } from '../../schema/survey.ts'

/** Changed in part, for a test that cares. */
export const aSurvey = (changes: Partial<SurveyDefinitionInput> = {}): SurveyDefinitionInput => ({
  title: { en: 'How did we do?', 'zh-CN': '我们做得怎么样？' },
  locales: ['en', 'zh-CN'],
  segments: ['order_type'],
  dimensions: [{ key: 'responsiveness' }, { key: 'reliability' }],
  questions: [
    { key: 'recommend', type: 'nps' },
    { key: 'speed', type: 'gap', dimension: 'responsiveness', text: { en: 'Speed of reply' } },
    {
      key: 'promise',
      type: 'gap',
      dimension: 'reliability',
      scale: 5,
      expectationKind: 'minimum-and-desired',
      importance: true,
      text: { en: 'Keeping promises' },
    },
    { key: 'overall', type: 'rating', measure: 'csat', scale: 5 },
    { key: 'price', type: 'slider', min: -1, max: 1, step: 0.1, text: { en: 'Price' } },
    { key: 'weights', type: 'allocation', total: 100 },
    {
      key: 'why',
      type: 'choice',
      multiple: true,
      other: true,
      options: [{ key: 'wait' }, { key: 'cost' }],
    },
    { key: 'visit', type: 'choice', options: [{ key: 'first' }, { key: 'again' }] },
    {
      key: 'comment',
      type: 'text',
      maxLength: 50,
      showIf: { question: 'recommend', op: 'lte', value: 6 },
    },
    { key: 'problem', type: 'complaint', categories: [{ key: 'delivery' }, { key: 'price' }] },
  ],
  ...changes,
})

/** NPS, two pairs on one page, and a comment: three steps on the page. */
export const aShortSurvey = (
  changes: Partial<SurveyDefinitionInput> = {},
): SurveyDefinitionInput => ({
  title: { en: 'After delivery', 'zh-CN': '送货之后' },
  locales: ['en', 'zh-CN'],
  questions: [
    { key: 'recommend', type: 'nps' },
    { key: 'speed', type: 'gap', dimension: 'responsiveness', text: { en: 'Speed of reply' } },
    { key: 'help', type: 'gap', dimension: 'responsiveness', text: { en: 'Willing to help' } },
    { key: 'comment', type: 'text' },
  ],
  ...changes,
})

export type Submission = Record<string, unknown> & { id: string }

/** The body of a response to version 1, under a new id. */
export const aResponse = (changes: Record<string, unknown> = {}): Submission => ({
  id: randomUUID(),
  version: 1,
  channel: 'link',
  locale: 'en',
  answers: { recommend: 9 },
  ...changes,
})
