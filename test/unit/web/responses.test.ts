import { describe, expect, test } from 'vitest'
import { SurveyDefinition } from '../../../schema/survey.ts'
import {
  countOf,
  countsQuery,
  listQuery,
  lookingIn,
  scoreOf,
  themeCounts,
} from '../../../web/dashboard/responses/looking.ts'
import { piecesOf } from '../../../web/dashboard/responses/marks.ts'
import {
  answerInWords,
  numberOf,
  pairOf,
  verbatimsOf,
} from '../../../web/dashboard/responses/verbatims.ts'
import { en } from '../../../web/dashboard/words/en.ts'
import { responsesEn } from '../../../web/dashboard/words/responses.en.ts'
import { voiceOf } from '../../../web/dashboard/words/voice.ts'

const voice = voiceOf('en', { ...en, ...responsesEn })
const definition = SurveyDefinition.parse({
  title: { en: 'Order' },
  questions: [
    { key: 'again', type: 'rating', measure: 'repurchase', scale: 5 },
    { key: 'recommend', type: 'nps' },
    { key: 'quick', type: 'gap', scale: 100 },
    {
      key: 'why',
      type: 'choice',
      multiple: true,
      options: [{ key: 'wait', text: { en: 'The wait' } }],
    },
    { key: 'comment', type: 'text' },
    { key: 'problem', type: 'complaint', categories: [{ key: 'late', text: { en: 'Late' } }] },
  ],
})
const filters = {
  survey: 'order',
  from: '2026-01-01',
  to: '2026-01-31',
  interval: 'day' as const,
  segment: 'tier',
  only: { locale: 'en', tier: 'key' },
}
const head = {
  from: '2026-01-01',
  to: '2026-01-31',
  timeZone: 'UTC',
  interval: 'day' as const,
  rebuilding: false,
  suppressed: 0,
  privacyMinimum: 5,
  question: 'comment',
  questions: ['comment'],
  compare: 'groups' as const,
  groups: { a: 'detractors', b: 'promoters' },
}
const looking = (query: string) => lookingIn(new URLSearchParams(query), definition)
const question = (key: string) => definition.questions.find((one) => one.key === key)

describe('what is looked at', () => {
  test('comments come first, unless the link wants every response', () => {
    expect(looking('').commented).toBe(true)
    expect(looking('only=all').commented).toBe(false)
  })
  test('a survey that asks for no words shows every response', () => {
    const silent = SurveyDefinition.parse({
      title: { en: 'N' },
      questions: [{ key: 'n', type: 'nps' }],
    })
    expect(lookingIn(new URLSearchParams(), silent).commented).toBe(false)
  })
  test('bounds without a question, or that are no numbers, are as if they were not there', () => {
    expect(looking('min=3')).toMatchObject({ question: null, min: null })
    expect(looking('question=recommend&min=x&max=6')).toMatchObject({ min: null, max: 6 })
  })
  test('the list asks for days, segments and the score, and for no interval or split', () => {
    expect(listQuery(filters, looking('question=recommend&min=0&max=6&text=late'))).toEqual({
      from: '2026-01-01',
      to: '2026-01-31',
      'filter.locale': 'en',
      'filter.tier': 'key',
      commented: '1',
      text: 'late',
      question: 'recommend',
      min: '0',
      max: '6',
    })
  })
  test('a facet counts as if nothing were chosen in it', () => {
    const counted = countsQuery(filters, looking('question=recommend&min=9&max=10'), 'recommend')
    expect(counted).not.toHaveProperty('question')
    expect(counted).not.toHaveProperty('filter.locale')
    expect(counted).toMatchObject({ score: 'recommend', 'filter.tier': 'key' })
  })
  test('a link from a gap narrows the counts as well', () => {
    const counted = countsQuery(filters, looking('question=quick&part=gap&max=-1'), 'recommend')
    expect(counted).toMatchObject({ question: 'quick', part: 'gap', max: '-1' })
  })
  test('counts add up by language and by bounds; no score is in no bounds', () => {
    const counts = {
      most: 10_000,
      counts: [
        { locale: 'en', score: 9, n: 2 },
        { locale: 'en', score: null, n: 3 },
        { locale: null, score: 10, n: 4 },
      ],
    }
    expect(countOf(counts, null, null)).toBe(9)
    expect(countOf(counts, 'en', null)).toBe(5)
    expect(countOf(counts, null, { min: 9, max: 10 })).toBe(6)
    expect(countOf(counts, 'en', { min: null, max: 8 })).toBe(0)
  })
  test('a theme is a name as we give them, and anything else is none', () => {
    expect(looking('theme=product-quality').theme).toBe('product-quality')
    expect(looking('theme=<b>').theme).toBeNull()
  })
  test('themes add up over languages, the most named first; ones nobody named are left out', () => {
    const named = (theme: string, successes: number) => ({
      theme,
      successes,
      n: 50,
      share: successes / 50,
      interval: null,
      unhappy: 0,
      happy: 0,
      difference: null,
    })
    const language = (name: string, themes: ReturnType<typeof named>[] | null) => ({
      language: name,
      comments: 50,
      previous: 0,
      words: { a: [], b: [] },
      themes,
    })
    const languages = [
      language('en', [named('staff', 4), named('price', 0), named('delivery', 5)]),
      language('zh-CN', [named('staff', 3)]),
      language('fr', null),
    ]
    expect(themeCounts({ ...head, languages })).toEqual([
      { theme: 'staff', n: 7 },
      { theme: 'delivery', n: 5 },
    ])
    expect(themeCounts(null)).toEqual([])
  })
  test('the score beside a comment is the NPS, not an earlier rating', () => {
    expect(scoreOf(definition)?.key).toBe('recommend')
  })
})

describe('marks in a text', () => {
  const cut = (text: string, phrases: { from: number; to: number }[], searched: string) =>
    piecesOf(text, phrases, searched).map(
      ({ text, isFound, isTheme }) => `${isFound ? '*' : ''}${isTheme ? '_' : ''}${text}`,
    )

  test('cut it where they begin and end, and never lose a letter', () => {
    expect(cut('Too slow today', [{ from: 4, to: 8 }], 'LOW t')).toEqual([
      'Too ',
      '_s',
      '*_low',
      '* t',
      'oday',
    ])
  })
  test('that overlap or lie outside leave the text whole', () => {
    const phrases = [
      { from: 0, to: 2 },
      { from: 1, to: 3 },
      { from: 2, to: 90 },
    ]
    expect(
      piecesOf('abcd', phrases, '')
        .map(({ text }) => text)
        .join(''),
    ).toBe('abcd')
    expect(cut('abcd', phrases, '')).toEqual(['_a', '_b', '_c', 'd'])
  })
  test('are none where nothing is searched or named', () => {
    expect(cut('plain', [], '')).toEqual(['plain'])
    expect(cut('plain', [], 'x')).toEqual(['plain'])
    expect(cut('', [], 'x')).toEqual([])
  })
})

describe('a response in words', () => {
  test('what was written is read from texts and complaints, and from nothing else', () => {
    const answers = { why: 'wait', comment: 'Nice', problem: { category: 'late', text: 'Broken' } }
    expect(verbatimsOf(answers, definition)).toEqual([
      { question: 'comment', text: 'Nice' },
      { question: 'problem', text: 'Broken' },
    ])
    for (const why of [{ other: 'Rain' }, ['wait', { other: 'Rain' }]])
      expect(verbatimsOf({ why }, definition)).toEqual([{ question: 'why', text: 'Rain' }])
    expect(verbatimsOf({ why: ['wait'] }, definition)).toEqual([])
  })
  test('a number is a number, never a text or a missing answer', () => {
    expect(numberOf({ recommend: 0 }, 'recommend')).toBe(0)
    expect(numberOf({ recommend: '7' }, 'recommend')).toBeNull()
    expect(numberOf({}, undefined)).toBeNull()
  })
  test('a pair knows the ends of its scale, and half of a pair is still one', () => {
    expect(pairOf(question('quick') ?? never(), { expectation: 80, perception: null })).toEqual({
      expectation: 80,
      perception: null,
      low: 0,
      high: 100,
    })
    expect(pairOf(question('quick') ?? never(), null)).toBeNull()
    expect(pairOf(question('recommend') ?? never(), 9)).toBeNull()
  })
  test.each([
    ['recommend', 9, '9'],
    ['again', 4, '4 of 5'],
    ['again', null, 'no opinion'],
    ['why', ['wait', { other: 'the van' }], 'The wait and the van'],
    ['problem', { category: 'late', text: 'Broken' }, 'Late and Broken'],
    ['gone', { responsiveness: 40, empathy: 60 }, 'responsiveness 40 and empathy 60'],
  ])('%s: %j is said as "%s"', (key, answer, said) => {
    expect(answerInWords(question(key), answer, voice).toLowerCase()).toBe(said.toLowerCase())
  })
})

function never(): never {
  throw new Error('The survey has this question')
}
