/** One inbox at a time folds a long backlog, and none is waited for that has ended. */
import { expect, test } from 'vitest'
import { Hurry } from '../../../../worker/inbox/hurry.ts'

test('the first who asks may, and goes on; others may when it is over', () => {
  const hurry = new Hurry()
  expect(hurry.may('a', 0)).toBe(true)
  expect(hurry.may('b', 1)).toBe(false)
  expect(hurry.may('a', 9_000)).toBe(true)
  expect(hurry.may('b', 18_000)).toBe(false)
  hurry.over('b')
  expect(hurry.may('b', 18_001)).toBe(false)
  hurry.over('a')
  expect(hurry.may('b', 18_002)).toBe(true)
  expect(hurry.may('a', 18_003)).toBe(false)
})

test('who is not heard of for ten seconds is waited for no longer', () => {
  const hurry = new Hurry()
  expect(hurry.may('a', 0)).toBe(true)
  expect(hurry.may('b', 9_999)).toBe(false)
  expect(hurry.may('b', 10_000)).toBe(true)
  expect(hurry.may('a', 10_001)).toBe(false)
})
