/** When what got no reply is sent again. */
import { expect, test } from 'vitest'
import { waitAfter } from '../../../../web/survey/wait.ts'

const seconds = (retryAfter: string | null, chance: number) =>
  [0, 1, 2, 3, 4, 5, 6, 50].map((failures) => waitAfter(failures, retryAfter, chance) / 1000)

test('each wait is about twice the one before, and none is over half a minute', () => {
  expect(seconds(null, 0)).toEqual([1, 2, 4, 8, 16, 20, 20, 20])
  expect(seconds(null, 1)).toEqual([1.5, 3, 6, 12, 24, 30, 30, 30])
})

test('chance spreads a wait over half its length, and never makes one shorter than the one before', () => {
  const first = [0, 0.25, 0.5, 1].map((chance) => waitAfter(0, null, chance))
  expect(first).toEqual([1000, 1125, 1250, 1500])
  for (let failures = 1; failures < 5; failures++)
    expect(waitAfter(failures, null, 0)).toBeGreaterThan(waitAfter(failures - 1, null, 1))
})

test('a server that says when is not asked before then, however often it failed', () => {
  expect(seconds('40', 0)).toEqual(Array(8).fill(40))
  expect(waitAfter(9, '40', 1)).toBe(60_000)
})

test('a date in its place counts as not said', () => {
  expect(waitAfter(1, 'Sat, 21 Nov 2026 21:12:54 GMT', 0)).toBe(2000)
})
