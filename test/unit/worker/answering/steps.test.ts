import { expect, test } from 'vitest'
import { stepCount, stepsFor } from '../../../../worker/answering/steps.ts'
import { aSurvey } from './a-survey.ts'

const keys = (steps: ReturnType<typeof stepsFor>) => steps.map((step) => step.map(({ key }) => key))
const unhappy = { question: 'recommend', op: 'lte', value: 6 } as const

const detractors = aSurvey([
  { key: 'recommend', type: 'nps' },
  { key: 'why', type: 'choice', options: [{ key: 'a' }, { key: 'b' }], showIf: unhappy },
  { key: 'comment', type: 'text' },
])

test('a step whose questions are not asked is left out', () => {
  expect(keys(stepsFor(detractors, { recommend: 9 }, undefined))).toEqual([
    ['recommend'],
    ['comment'],
  ])
  expect(keys(stepsFor(detractors, { recommend: 3 }, undefined))).toHaveLength(3)
})

test('the count may shrink on the way but never grows', () => {
  expect(stepCount(detractors, {}, undefined, 1)).toBe(3)
  expect(stepCount(detractors, { recommend: 3 }, undefined, 2)).toBe(3)
  expect(stepCount(detractors, { recommend: 9 }, undefined, 2)).toBe(2)
})

test('going back to the question that decides opens the count again', () => {
  expect(stepCount(detractors, { recommend: 9 }, undefined, 1)).toBe(3)
})

test('a condition that can no longer come true is not counted', () => {
  const survey = aSurvey([
    { key: 'recommend', type: 'nps' },
    { key: 'effort', type: 'rating' },
    {
      key: 'why',
      type: 'choice',
      options: [{ key: 'a' }],
      showIf: { all: [unhappy, { not: { question: 'effort', op: 'gte', value: 4 } }] },
    },
  ])
  expect(stepCount(survey, {}, undefined, 1)).toBe(3)
  expect(stepCount(survey, { recommend: 9 }, undefined, 2)).toBe(2)
  expect(stepCount(survey, { recommend: 2 }, undefined, 2)).toBe(3)
})

test('a question that waits for an answer of its own page stands after it', () => {
  const survey = aSurvey([
    { key: 'recommend', type: 'nps', page: 1 },
    { key: 'comment', type: 'text', page: 1, showIf: unhappy },
  ])
  expect(keys(stepsFor(survey, { recommend: 2 }, undefined))).toEqual([['recommend'], ['comment']])
  expect(keys(stepsFor(survey, {}, undefined))).toEqual([['recommend']])
})

test('only the gap questions drawn for this person are asked, in the order drawn', () => {
  const pair = (key: string) => ({ key, type: 'gap' }) as const
  const survey = aSurvey([pair('one'), pair('two'), pair('three')], {
    sample: { type: 'gap', count: 2 },
  })
  expect(keys(stepsFor(survey, {}, ['three', 'one']))).toEqual([['three', 'one']])
})

test('a question drawn or put before what its condition looks at is asked after it all the same', () => {
  const pair = { type: 'gap' } as const
  const drawn = aSurvey(
    [
      { key: 'speed', ...pair },
      { key: 'recommend', type: 'nps' },
      { key: 'again', ...pair, showIf: { question: 'speed', op: 'answered' } },
      { key: 'care', ...pair, showIf: unhappy },
    ],
    { sample: { type: 'gap', count: 3 } },
  )
  const answers = { recommend: 2, speed: { expectation: 6, perception: 2 } }
  expect(keys(stepsFor(drawn, answers, ['again', 'speed', 'care']))).toEqual([
    ['recommend'],
    ['speed'],
    ['again', 'care'],
  ])
  expect(keys(stepsFor(drawn, answers, ['care', 'again', 'speed']))).toEqual([
    ['recommend'],
    ['care', 'speed'],
    ['again'],
  ])
  const moved = aSurvey([
    { key: 'effort', type: 'rating' },
    { key: 'recommend', type: 'nps' },
    { key: 'comment', type: 'text', page: 1, showIf: unhappy },
  ])
  expect(keys(stepsFor(moved, answers, undefined))).toEqual([
    ['effort'],
    ['recommend'],
    ['comment'],
  ])
})
