import { expect, test } from 'vitest'
import { earlyAndLate } from '../../../statistics/early-and-late.ts'

const after = (...waits: number[]) => waits.map((wait, i) => ({ wait, score: i, n: 1 }))
const scores = (answers: { score: number }[] | undefined) => answers?.map(({ score }) => score)

test('the quickest and the slowest third are compared, in whatever order they come', () => {
  const found = earlyAndLate(after(9, 1, 5, 2, 8, 4))
  expect(scores(found?.early.answers)).toEqual([1, 3])
  expect(scores(found?.late.answers)).toEqual([4, 0])
  expect([found?.early.longest, found?.late.shortest, found?.rest]).toEqual([2, 8, 2])
})

test('who waited equally long is on the same side', () => {
  const found = earlyAndLate(after(1, 1, 1, 5, 8, 9))
  expect(scores(found?.early.answers)).toEqual([0, 1, 2])
  expect([found?.late.shortest, found?.rest]).toEqual([8, 1])
})

test('many of one wait count as many', () => {
  const answers = [
    { wait: 1, score: 9, n: 40 },
    { wait: 2, score: 7, n: 30 },
    { wait: 30, score: 3, n: 50 },
  ]
  expect(earlyAndLate(answers)).toEqual({
    early: { longest: 1, answers: [answers[0]] },
    late: { shortest: 30, answers: [answers[2]] },
    rest: 30,
  })
})

test('nobody, or all at once, are not two groups', () => {
  expect(earlyAndLate([])).toBeNull()
  expect(earlyAndLate(after(3, 3, 3, 3))).toBeNull()
  expect(earlyAndLate(after(1, 3, 3, 3, 3, 3))).toBeNull()
})
