import { describe, expect, test } from 'vitest'
import { answersFaults } from '../../../schema/answer-faults.ts'
import { SurveyDefinition, type SurveyDefinitionInput } from '../../../schema/survey.ts'

type Asked = NonNullable<SurveyDefinitionInput['questions']>[number]

/** Where the faults are of one answer to one question. */
function pointers(question: Asked, answer: unknown, noOpinion = true) {
  const survey = SurveyDefinition.parse({
    title: { en: 'A' },
    locales: ['en'],
    noOpinion,
    dimensions: ['care', 'speed'].map((key) => ({ key, label: { en: key } })),
    questions: [question],
  })
  return answersFaults(survey, { [question.key]: answer }).map(({ pointer }) => pointer)
}

const text = { en: 'A' }
const NPS: Asked = { key: 'q', type: 'nps' }
const RATING: Asked = { key: 'q', type: 'rating', scale: 5 }
const SLIDER: Asked = { key: 'q', type: 'slider', min: -1, max: 1, step: 0.1 }
const GAP: Asked = { key: 'q', type: 'gap', dimension: 'care', scale: 7 }
const ZONE: Asked = {
  ...GAP,
  scale: 100,
  expectationKind: 'minimum-and-desired',
  importance: true,
}
const ONE: Asked = {
  key: 'q',
  type: 'choice',
  options: [
    { key: 'a', text },
    { key: 'other', text },
  ],
}
const MANY: Asked = { ...ONE, multiple: true, other: true }
const POINTS: Asked = { key: 'q', type: 'allocation', total: 10 }
const TEXT: Asked = { key: 'q', type: 'text', maxLength: 5 }
const COMPLAINT: Asked = { key: 'q', type: 'complaint', categories: [{ key: 'a', text }] }
const SILENT: Asked = { ...COMPLAINT, contact: false }

test.each([
  [NPS, 0],
  [NPS, 10],
  [RATING, 1],
  [RATING, null],
  [SLIDER, -0.7],
  [SLIDER, 0.3000000001],
  [GAP, null],
  [GAP, {}],
  [GAP, { expectation: 7, perception: null }],
  [ZONE, { expectation: 100, perception: 0, importance: 50, minimum: 30 }],
  [ONE, 'a'],
  [ONE, ['other']],
  [MANY, ['other', { other: 'mine' }, 'a']],
  [MANY, { other: 'mine' }],
  [POINTS, { care: 0, speed: 20 }],
  [TEXT, ''],
  [TEXT, '😀😀😀😀😀'],
  [COMPLAINT, {}],
  [COMPLAINT, { category: 'a', text: 'late', contact: 'me@shop.example' }],
] satisfies [Asked, ...unknown[]][])('%j takes %j', (question, answer) => {
  expect(pointers(question, answer)).toEqual([])
})

test.each([
  [NPS, 11, ''],
  [NPS, 7.5, ''],
  [NPS, '7', ''],
  [NPS, null, ''],
  [RATING, 0, ''],
  [RATING, 6, ''],
  [SLIDER, 0.25, ''],
  [SLIDER, 1.1, ''],
  [SLIDER, true, ''],
  [GAP, 5, ''],
  [GAP, [7, 4], ''],
  [GAP, { expectation: 0, perception: 4 }, '/expectation'],
  [GAP, { perception: 8 }, '/perception'],
  [GAP, { perception: 4, minimum: 3 }, '/minimum'],
  [GAP, { perception: 4, importance: 3 }, '/importance'],
  [ZONE, { minimum: 101 }, '/minimum'],
  [ONE, 'b', ''],
  [ONE, [], ''],
  [ONE, ['a', 'other'], ''],
  [ONE, { other: 'mine' }, ''],
  [MANY, ['a', 'a'], ''],
  [MANY, [{ other: 'mine' }, { other: 'too' }], ''],
  [MANY, { other: '' }, ''],
  [MANY, { other: 'x'.repeat(501) }, ''],
  [MANY, { other: 'mine', more: 1 }, ''],
  [POINTS, { care: 0 }, ''],
  [POINTS, {}, ''],
  [POINTS, 10, ''],
  [POINTS, { care: 21 }, '/care'],
  [POINTS, { care: -1, speed: 5 }, '/care'],
  [POINTS, { price: 10 }, '/price'],
  [TEXT, 5, ''],
  [TEXT, '😀😀😀😀😀😀', ''],
  [TEXT, 'a\0', ''],
  [TEXT, '\ud800', ''],
  [COMPLAINT, 'late', ''],
  [COMPLAINT, { category: 'b' }, '/category'],
  [COMPLAINT, { text: 'x'.repeat(5001) }, '/text'],
  [COMPLAINT, { contact: 'x'.repeat(255) }, '/contact'],
  [COMPLAINT, { who: 'me' }, '/who'],
  [SILENT, { contact: 'me@shop.example' }, '/contact'],
] satisfies [Asked, ...unknown[]][])('%j refuses %j', (question, answer, part) => {
  expect(pointers(question, answer)).toEqual([`/answers/q${part}`])
})

describe('a survey without "doesn’t apply"', () => {
  test.each([RATING, SLIDER, GAP])('takes no null for %j', (question) => {
    expect(pointers(question, null, false)).toEqual(['/answers/q'])
  })
  test('takes no null for half a pair', () => {
    const pair = { expectation: 5, perception: null }
    expect(pointers(GAP, pair, false)).toEqual(['/answers/q/perception'])
  })
})

test('an answer to no question is named, and its name is escaped', () => {
  const survey = SurveyDefinition.parse({ title: { en: 'A' }, locales: ['en'], questions: [NPS] })
  expect(answersFaults(survey, { q: 9, 'a/b~': 1 })).toEqual([
    { pointer: '/answers/a~1b~0', detail: 'Not known here' },
  ])
})
