/** Every kind of question a survey can ask, one row each: how it is defined, answered, misanswered and reported. */
import type { SurveyDefinitionInput } from '../../schema/survey.ts'

export type Kind = {
  name: string
  question: SurveyDefinitionInput['questions'][number]
  /** What is put into the form, by field name, in the order of the page. */
  fields: readonly (readonly [name: string, value: string])[]
  /** What is stored then. */
  answer: unknown
  /** What is refused, and where. */
  bad: unknown
  /** The report that counts it, and where it has the n; every kind is counted by the report on quality besides. */
  report?: readonly [name: string, n: RegExp]
}

const pair = (key: string, expectation: string, perception: string) =>
  [
    [`${key}.expectation`, expectation],
    [`${key}.perception`, perception],
  ] as const
const gaps = ['gaps', /"items":\[\{"key":"q",[^{]*?"n":1\b/] as const
const chosen = ['choices', /"choices":\[\{[^{]*?"n":1\b/] as const
const ratings = ['ratings', /"ratings":\[\{"n":1\b|"ratings":\[\{[^[]*?"n":1\b/] as const
const options = [
  { key: 'wait', text: { en: 'The wait', 'zh-CN': '等候', 'zh-TW': '等候', ar: 'الانتظار' } },
  { key: 'cost', text: { en: 'The price', 'zh-CN': '价格', 'zh-TW': '價格', ar: 'السعر' } },
]
const text = { en: 'Speed of reply', 'zh-CN': '答复速度', 'zh-TW': '回覆速度', ar: 'سرعة الرد' }

const gap = (name: string, more: object, fields: Kind['fields'], answer: object): Kind => ({
  name,
  question: { key: 'q', type: 'gap', text, ...more },
  fields,
  answer,
  bad: { expectation: 101, perception: 1 },
  report: gaps,
})
const rating = (name: string, more: object, value: string): Kind => ({
  name,
  question: { key: 'q', type: 'rating', ...more },
  fields: [['q', value]],
  answer: Number(value),
  bad: 11,
  report: ratings,
})

export const EVERY_KIND: readonly Kind[] = [
  {
    name: 'recommendation',
    question: { key: 'q', type: 'nps' },
    fields: [['q', '7']],
    answer: 7,
    bad: 11,
    report: ['nps', /"total":\{"n":1\b/],
  },
  gap('pair, should, 1 to 7', {}, pair('q', '6', '3'), { expectation: 6, perception: 3 }),
  gap('pair, will, 1 to 5', { scale: 5, expectationKind: 'will' }, pair('q', '4', '2'), {
    expectation: 4,
    perception: 2,
  }),
  gap(
    'zone of tolerance, 1 to 10',
    { scale: 10, expectationKind: 'minimum-and-desired' },
    [['q.minimum', '5'], ...pair('q', '9', '7')],
    { minimum: 5, expectation: 9, perception: 7 },
  ),
  gap('pair on sliders', { scale: 100 }, pair('q', '80', '40'), {
    expectation: 80,
    perception: 40,
  }),
  gap(
    'pair with importance',
    { importance: true },
    [...pair('q', '6', '3'), ['q.importance', '7']],
    { expectation: 6, perception: 3, importance: 7 },
  ),
  rating('satisfaction, numbers', { measure: 'csat', scale: 5 }, '4'),
  rating('satisfaction, stars', { measure: 'csat', scale: 10, style: 'stars' }, '8'),
  rating('satisfaction, smileys', { measure: 'csat', scale: 5, style: 'smileys' }, '2'),
  rating('effort', { measure: 'ces', scale: 7 }, '6'),
  rating('repurchase', { measure: 'repurchase', scale: 5 }, '5'),
  rating('plain rating', { scale: 10, text }, '9'),
  {
    name: 'slider',
    question: { key: 'q', type: 'slider', min: -10, max: 10, step: 0.5, text },
    fields: [['q', '2.5']],
    answer: 2.5,
    bad: 2.7,
    report: ratings,
  },
  {
    name: 'points',
    question: { key: 'q', type: 'allocation', total: 100 },
    fields: [
      ['q.reliability', '60'],
      ['q.responsiveness', '40'],
    ],
    answer: { reliability: 60, responsiveness: 40 },
    bad: { reliability: -10, responsiveness: 110 },
    report: ['choices', /"allocations":\[\{[^{]*?"n":1\b/],
  },
  {
    name: 'choice of one',
    question: { key: 'q', type: 'choice', options },
    fields: [['q', 'cost']],
    answer: 'cost',
    bad: 'rain',
    report: chosen,
  },
  {
    name: 'choice of several, with own words',
    question: { key: 'q', type: 'choice', multiple: true, other: true, options },
    fields: [
      ['q', 'wait'],
      ['q.other', 'Rain'],
    ],
    answer: ['wait', { other: 'Rain' }],
    bad: ['wait', 'rain'],
    report: chosen,
  },
  {
    name: 'own words',
    question: { key: 'q', type: 'text', maxLength: 50 },
    fields: [['q', 'Quick, kind']],
    answer: 'Quick, kind',
    bad: 'x'.repeat(51),
    report: ['themes', /"comments":1\b|"n":1\b/],
  },
  {
    name: 'complaint',
    question: { key: 'q', type: 'complaint', categories: options },
    fields: [
      ['q.wanted', 'yes'],
      ['q.category', 'cost'],
      ['q.text', 'Charged twice'],
      ['q.contact', 'a@b.example'],
    ],
    answer: { category: 'cost', text: 'Charged twice', contact: 'a@b.example' },
    bad: { category: 'rain' },
  },
]

/** A survey that asks this one question in English, both kinds of Chinese, and Arabic. */
export const asking = ({ name, question }: Kind): SurveyDefinitionInput => ({
  title: { en: `About ${name}` },
  locales: ['en', 'zh-CN', 'zh-TW', 'ar'],
  dimensions: [{ key: 'reliability' }, { key: 'responsiveness' }],
  questions: [question],
})
