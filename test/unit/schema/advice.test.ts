/** The builder's advice: bad wordings written down beside what should be said of them, and templates that are good. */
import { describe, expect, test } from 'vitest'
import { adviceOn } from '../../../schema/advice/advice.ts'
import { estimatedSeconds } from '../../../schema/advice/seconds.ts'
import { findingsIn } from '../../../schema/advice/wording.ts'
import { ADVICE_WORDS } from '../../../schema/advice/words.ts'
import { SurveyDefinition, type SurveyDefinitionInput } from '../../../schema/survey.ts'
import { TEMPLATES } from '../../../worker/surveys/templates/all.ts'
import { BAD_EN, BAD_ZH, GOOD_EN, GOOD_ZH } from './bad-wordings.ts'
import { FRESH_BAD_EN, FRESH_BAD_ZH, FRESH_GOOD_EN, FRESH_GOOD_ZH } from './fresh-wordings.ts'
import { FIRST_EN, FIRST_ZH, LAST_EN, LAST_ZH, PLAIN_EN, PLAIN_ZH } from './unseen-wordings.ts'

const aSurvey = (questions: SurveyDefinitionInput['questions']) =>
  SurveyDefinition.parse({ title: { en: 'x' }, locales: ['en', 'zh-CN'], questions })
const codesOf = (questions: SurveyDefinitionInput['questions']) =>
  adviceOn(aSurvey(questions)).map(({ code }) => code)

describe.each([
  ['en', BAD_EN],
  ['zh-CN', BAD_ZH],
] as const)('bad wordings in %s', (locale, examples) => {
  test('there are twenty, and at least sixteen are caught for what they are', () => {
    expect(examples).toHaveLength(20)
    const caught = examples.filter(({ text, code, isItem }) =>
      findingsIn(text, locale, isItem).some((found) => found === code),
    )
    const missed = examples.filter((example) => !caught.includes(example))
    expect(caught.length, missed.map(({ text }) => text).join('\n')).toBeGreaterThanOrEqual(16)
  })
})

test.each([
  ['en', FIRST_EN],
  ['en', LAST_EN],
  ['zh-CN', FIRST_ZH],
  ['zh-CN', LAST_ZH],
  ['en', FRESH_BAD_EN],
  ['zh-CN', FRESH_BAD_ZH],
])(
  'of twenty in %s by somebody who had not seen the rules, at least sixteen are caught',
  (locale, texts) => {
    expect(texts).toHaveLength(20)
    const missed = texts.filter((text) => findingsIn(text, locale).length === 0)
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(4)
  },
)

test.each([
  ['en', FRESH_GOOD_EN],
  ['zh-CN', FRESH_GOOD_ZH],
])(
  'of thirty good ones in %s nobody tuned for, at most three are spoken against',
  (locale, texts) => {
    expect(texts).toHaveLength(30)
    const accused = texts.filter((text) => findingsIn(text, locale).length > 0)
    expect(accused.length, accused.join('\n')).toBeLessThanOrEqual(3)
  },
)

test('what somebody would do in a case that is not is no question to ask', () => {
  expect(findingsIn('If we opened a shop in your town, would you visit it?', 'en')).toEqual([
    'hypothetical',
  ])
  expect(findingsIn('假如本店开到您的城市，您会来吗？', 'zh-CN')).toEqual(['hypothetical'])
})

test('what the numbers of a scale stand for is no part of the question', () => {
  expect(
    findingsIn('您愿意把我们推荐给亲友吗？（0=完全不愿意，10=非常愿意）', 'zh-CN'),
  ).not.toContain('absolute')
})

test('an item may name two things under one heading, a question may not', () => {
  expect(findingsIn('Accuracy of orders and bills', 'en', true)).toEqual([])
  expect(findingsIn('How accurate were our orders and bills?', 'en')).toEqual(['double'])
  expect(findingsIn('订单与账单的准确程度', 'zh-CN', true)).toEqual([])
})

test.each([
  ...[...GOOD_EN, ...PLAIN_EN].map((text) => ['en', text]),
  ...[...GOOD_ZH, ...PLAIN_ZH].map((text) => ['zh-CN', text]),
])('in %s nothing is said against “%s”', (locale, text) =>
  expect(findingsIn(text ?? '', locale ?? '')).toEqual([]),
)

test('none of our templates is advised against', () => {
  for (const { key, definition } of TEMPLATES)
    expect(adviceOn(SurveyDefinition.parse(definition)), key).toEqual([])
})

test('what a control costs is said where it is used', () => {
  expect(codesOf([{ key: 'a', type: 'slider' }])).toEqual(['slider'])
  expect(codesOf([{ key: 'a', type: 'gap', scale: 100 }])).toEqual(['slider'])
  expect(codesOf([{ key: 'a', type: 'rating', style: 'smileys' }])).toEqual(['smileys'])
  expect(codesOf([{ key: 'a', type: 'rating', style: 'stars' }])).toEqual(['stars'])
  expect(codesOf([{ key: 'a', type: 'rating', required: true }])).toEqual(['required'])
})

test('a reworded NPS question is told to be another question', () => {
  expect(adviceOn(aSurvey([{ key: 'a', type: 'nps', text: { en: 'Do we suit you' } }]))).toEqual([
    { code: 'nps-reworded', pointer: '/questions/0/text' },
  ])
})

test('two kinds of expectation in one survey are told once, about the whole', () => {
  const advice = adviceOn(
    aSurvey([
      { key: 'a', type: 'gap', expectationKind: 'should' },
      { key: 'b', type: 'gap', expectationKind: 'will' },
      { key: 'c', type: 'gap', expectationKind: 'will' },
    ]),
  )
  expect(advice).toEqual([{ code: 'mixed-expectations', pointer: '', value: 2 }])
})

test('advice on a wording says where it stands and in which language', () => {
  const text = { en: 'How great was it?', 'zh-CN': '您满意吗？' }
  expect(adviceOn(aSurvey([{ key: 'a', type: 'rating', text }]))).toEqual([
    { code: 'leading', pointer: '/questions/0/text/en', locale: 'en' },
    { code: 'leading', pointer: '/questions/0/text/zh-CN', locale: 'zh-CN' },
  ])
})

test('forty pairs are too long, and a sample of five of them is not', () => {
  const pairs = Array.from({ length: 40 }, (_, i) => ({ key: `q${i}`, type: 'gap' as const }))
  expect(codesOf(pairs)).toEqual(['too-long'])
  const sampled = { ...aSurvey(pairs), sample: { type: 'gap' as const, count: 5 } }
  expect(adviceOn(sampled)).toEqual([])
})

test('estimated seconds grow with every question, and every kind has some', () => {
  for (const { definition } of TEMPLATES) {
    const { questions, ...rest } = SurveyDefinition.parse(definition)
    const upTo = questions.map((_, i) =>
      estimatedSeconds({ ...rest, sample: undefined, questions: questions.slice(0, i + 1) }),
    )
    for (const [i, seconds] of upTo.entries()) expect(seconds).toBeGreaterThan(upTo[i - 1] ?? 0)
  }
})

test.each([
  ['en', Array(25).fill('delivery'), false],
  ['en', Array(26).fill('delivery'), true],
  ['zh-CN', Array(40).fill('货'), false],
  ['zh-CN', Array(41).fill('货'), true],
] as const)(
  'in %s a question has at most so many words, in Chinese characters: %j',
  (locale, words, isLong) => {
    const found = findingsIn(words.join(locale === 'en' ? ' ' : ''), locale)
    expect(found.includes('long')).toBe(isLong)
  },
)

test('a wording takes as long as people take to read it, in Chinese by its characters', () => {
  const seconds = (text: Record<string, string>) =>
    estimatedSeconds(aSurvey([{ key: 'a', type: 'rating', text }]), Object.keys(text)[0])
  // 119 words at 238 a minute are half a minute, 130 characters at 260 as well; and 2.5 seconds to choose.
  expect(seconds({ en: Array(119).fill('so').join(' ') })).toBe(33)
  expect(seconds({ 'zh-CN': '货'.repeat(130) })).toBe(33)
})

test('what is not translated takes as long as in the language it is written in', () => {
  const text = { en: 'How easy was it to find the thing you came to us for today?' }
  const survey = aSurvey([{ key: 'a', type: 'rating', text }])
  expect(estimatedSeconds(survey, 'zh-CN')).toBe(estimatedSeconds(survey, 'en'))
  const inChinese = { 'zh-CN': '您今天在本店找到想要的商品容易吗？' }
  const other = SurveyDefinition.parse({
    title: { 'zh-CN': 'x' },
    locales: ['zh-CN', 'en'],
    questions: [{ key: 'a', type: 'rating', text: inChinese }],
  })
  expect(estimatedSeconds(other, 'en')).toBe(estimatedSeconds(other, 'zh-CN'))
})

test('every piece of advice has words in both languages, with the same places for numbers', () => {
  const { en, 'zh-CN': zh } = ADVICE_WORDS
  expect(Object.keys(zh)).toEqual(Object.keys(en))
  const places = (words: object) => Object.values(words).map((text) => text.match(/\{\w+\}/g))
  expect(places(zh)).toEqual(places(en))
})
