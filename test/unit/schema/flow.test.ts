/** Who is asked what: every comparison of a condition, and the draw of a sample. Server and browser run this very code. */
import { expect, test } from 'vitest'
import { drawSample, holds } from '../../../schema/flow.ts'
import { type Condition, GapQuestion } from '../../../schema/survey.ts'
import { random } from '../../support/random.ts'

const answers = {
  score: 6,
  reason: 'late',
  reasons: ['late', 'price'],
  own: { other: 'The box' },
  several: ['late', { other: 'The box' }],
  speed: { expectation: 7, perception: 4 },
  none: null,
}

test.each<[string, Condition, boolean]>([
  ['eq of its value', { question: 'score', op: 'eq', value: 6 }, true],
  ['eq of another', { question: 'score', op: 'eq', value: 5 }, false],
  ['eq of an option', { question: 'reason', op: 'eq', value: 'late' }, true],
  ['eq of one of several', { question: 'reasons', op: 'eq', value: 'price' }, true],
  ['eq of none of several', { question: 'reasons', op: 'eq', value: 'staff' }, false],
  ['ne of its value', { question: 'score', op: 'ne', value: 6 }, false],
  ['ne of another', { question: 'score', op: 'ne', value: 5 }, true],
  ['ne of one of several', { question: 'reasons', op: 'ne', value: 'price' }, false],
  ['ne of none of several', { question: 'reasons', op: 'ne', value: 'staff' }, true],
  ['lt of itself', { question: 'score', op: 'lt', value: 6 }, false],
  ['lt of more', { question: 'score', op: 'lt', value: 7 }, true],
  ['lte of itself', { question: 'score', op: 'lte', value: 6 }, true],
  ['lte of less', { question: 'score', op: 'lte', value: 5 }, false],
  ['gt of itself', { question: 'score', op: 'gt', value: 6 }, false],
  ['gt of less', { question: 'score', op: 'gt', value: 5 }, true],
  ['gte of itself', { question: 'score', op: 'gte', value: 6 }, true],
  ['gte of more', { question: 'score', op: 'gte', value: 7 }, false],
  ['lt of an option', { question: 'reason', op: 'lt', value: 7 }, false],
  ['includes of an option', { question: 'reason', op: 'includes', value: 'late' }, true],
  ['includes of one of several', { question: 'reasons', op: 'includes', value: 'price' }, true],
  ['includes of none of several', { question: 'reasons', op: 'includes', value: 'staff' }, false],
  ['includes of own words', { question: 'own', op: 'includes', value: 'other' }, true],
  [
    'includes of own words among others',
    { question: 'several', op: 'includes', value: 'other' },
    true,
  ],
  [
    'includes of own words not given',
    { question: 'reasons', op: 'includes', value: 'other' },
    false,
  ],
  ['of a pair what was got', { question: 'speed', op: 'lte', value: 4 }, true],
  [
    'of a pair the named half',
    { question: 'speed', part: 'expectation', op: 'eq', value: 7 },
    true,
  ],
  ['answered', { question: 'score', op: 'answered' }, true],
  ['answered of nothing', { question: 'missing', op: 'answered' }, false],
  ['answered of "doesn’t apply"', { question: 'none', op: 'answered' }, false],
  ['ne of nothing', { question: 'missing', op: 'ne', value: 6 }, false],
  ['ne of "doesn’t apply"', { question: 'none', op: 'ne', value: 6 }, false],
])('%s', (_, condition, expected) => {
  expect(holds(condition, answers)).toBe(expected)
  expect(holds({ not: condition }, answers)).toBe(!expected)
})

test('all wants every part, any wants one', () => {
  const yes: Condition = { question: 'score', op: 'eq', value: 6 }
  const no: Condition = { question: 'score', op: 'eq', value: 5 }
  expect(holds({ all: [yes, yes] }, answers)).toBe(true)
  expect(holds({ all: [yes, no] }, answers)).toBe(false)
  expect(holds({ any: [no, yes] }, answers)).toBe(true)
  expect(holds({ any: [no, no] }, answers)).toBe(false)
})

test('a sample has as many pairs as it says, all different, each as often as any other and in every order', () => {
  const keys = ['a', 'b', 'c', 'd', 'e']
  const survey = {
    sample: { type: 'gap' as const, count: 2 },
    questions: keys.map((key) => GapQuestion.parse({ key, type: 'gap' })),
  }
  const chance = random(7)
  const draws = Array.from({ length: 5000 }, () => drawSample(survey, chance.uniform) ?? [])
  expect(new Set(draws.map((draw) => draw.length))).toEqual(new Set([2]))
  expect(draws.every(([first, second]) => first !== second)).toBe(true)
  const orders = new Map<string, number>()
  for (const draw of draws) orders.set(draw.join(), (orders.get(draw.join()) ?? 0) + 1)
  // Twenty ordered pairs, 250 times each: six standard deviations (15.4) to either side.
  expect(orders.size).toBe(20)
  for (const n of orders.values()) expect(Math.abs(n - 250)).toBeLessThan(93)
})
