/** A survey that asks one question of every kind, for what has to hold for all of them. */
import type { SurveyDefinitionInput } from '../../schema/survey.ts'

export const wholeSurvey = {
  title: { en: 'Everything' },
  locales: ['en', 'zh-CN'],
  segments: ['order_type'],
  dimensions: [{ key: 'responsiveness' }, { key: 'tangibles' }],
  questions: [
    { key: 'recommend', type: 'nps' },
    { key: 'speed', type: 'gap', dimension: 'responsiveness', scale: 7, importance: true },
    { key: 'answers', type: 'gap', dimension: 'responsiveness', scale: 7 },
    { key: 'rooms', type: 'gap', dimension: 'tangibles', scale: 7 },
    {
      key: 'menu',
      type: 'gap',
      dimension: 'tangibles',
      scale: 7,
      expectationKind: 'minimum-and-desired',
    },
    { key: 'overall', type: 'rating', measure: 'csat', scale: 5 },
    { key: 'price', type: 'slider', min: -10, max: 10, step: 0.5 },
    { key: 'weights', type: 'allocation', total: 100 },
    {
      key: 'why',
      type: 'choice',
      multiple: true,
      other: true,
      options: [{ key: 'wait' }, { key: 'cold' }],
    },
    { key: 'again', type: 'choice', options: [{ key: 'yes' }, { key: 'no' }] },
    { key: 'comment', type: 'text', maxLength: 5000 },
    { key: 'problem', type: 'complaint', categories: [{ key: 'delivery' }, { key: 'staff' }] },
  ],
} satisfies SurveyDefinitionInput
