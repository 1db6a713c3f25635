/** Fields become answers, and only those of what was asked. */
import { expect, test } from 'vitest'
import { simpleAnswers } from '../../../../web/widget/answers.ts'
import { answersIn, drawn, walked } from '../../../../web/widget/walk.ts'

test('empty fields are no answers, "doesn’t apply" is null, and text is trimmed', () => {
  const questions = { a: { kind: 'number' }, b: { kind: 'number' }, c: { kind: 'text' } } as const
  const fields = [
    ['a', '7'],
    ['b', 'no-opinion'],
    ['c', ' 9 '],
    ['d', ' '],
  ] as const
  expect(simpleAnswers(fields, (key) => key === 'c')).toEqual({ a: 7, b: null, c: '9' })
  expect(answersIn(fields, questions)).toEqual({ a: 7, b: null, c: '9' })
})

test('a pair keeps its halves, and "doesn’t apply" takes all of it', () => {
  const questions = { a: { kind: 'numbers' }, b: { kind: 'numbers' } } as const
  const fields = [
    ['a.expectation', '6'],
    ['b.perception', '3'],
    ['b.na', '1'],
  ] as const
  expect(answersIn(fields, questions)).toEqual({ a: { expectation: 6 }, b: null })
})

test('of one choice the button decides; of several, own words stand beside the others', () => {
  const one = { why: { kind: 'choice', other: 'other' } } as const
  const said = ['why.other', 'The box'] as const
  expect(answersIn([['why', 'wait'], said], one)).toEqual({ why: ['wait'] })
  expect(answersIn([['why', 'other'], said], one)).toEqual({ why: [{ other: 'The box' }] })
  const several = { why: { kind: 'choice' } } as const
  expect(answersIn([['why', 'wait'], ['why', 'cost'], said], several)).toEqual({
    why: ['wait', 'cost', { other: 'The box' }],
  })
})

test('a complaint is one only when somebody wants something put right', () => {
  const questions = { problem: { kind: 'complaint' } } as const
  const parts = [
    ['problem.category', 'late'],
    ['problem.text', 'Broken'],
  ] as const
  expect(answersIn([['problem.wanted', 'no'], ...parts], questions)).toEqual({})
  expect(answersIn([['problem.wanted', 'yes'], ...parts], questions)).toEqual({
    problem: { category: 'late', text: 'Broken' },
  })
})

test('an answer whose question is no longer asked is dropped, and so is what hangs on it', () => {
  const questions = {
    score: { kind: 'number' },
    why: { kind: 'text', showIf: { question: 'score', op: 'lte', value: 6 } },
    more: { kind: 'text', showIf: { question: 'why', op: 'answered' } },
  } as const
  const given = { score: 9, why: 'x', more: 'y' }
  const { answers, isAsked } = walked(given, questions, undefined)
  expect(answers).toEqual({ score: 9 })
  expect(isAsked('more')).toBe(false)
  expect(walked({ ...given, score: 3 }, questions, undefined).answers).toEqual({
    score: 3,
    why: 'x',
    more: 'y',
  })
})

test('a sample has its size, no question twice, and only questions that are sampled', () => {
  const questions = Object.fromEntries(
    ['a', 'b', 'c', 'd'].map((key) => [key, { kind: 'numbers', sampled: true } as const]),
  )
  let seed = 0
  const shown = drawn({ nps: { kind: 'number' }, ...questions }, 3, () => (seed++ * 0.37) % 1)
  expect(new Set(shown).size).toBe(3)
  expect(shown).not.toContain('nps')
  expect(drawn(questions, undefined, Math.random)).toBeUndefined()
})
