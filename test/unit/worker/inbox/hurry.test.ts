/** One inbox at a time folds a long backlog, each has its turn, and none is waited for that has ended. */
import { beforeEach, expect, test } from 'vitest'
import { Hurry } from '../../../../worker/inbox/hurry.ts'

let hurry: Hurry
beforeEach(() => {
  hurry = new Hurry()
})

test('the first who asks may, and goes on; another may when it is over', () => {
  expect(hurry.may('a', 0)).toBe(true)
  expect(hurry.may('b', 1)).toBe(false)
  expect(hurry.may('a', 7_000)).toBe(true)
  hurry.over('c')
  expect(hurry.may('b', 7_001)).toBe(false)
  hurry.over('a')
  expect(hurry.may('b', 7_002)).toBe(true)
  expect(hurry.may('a', 7_003)).toBe(false)
})

test('who is alone goes on for as long as it takes', () => {
  for (let now = 0; now < 60_000; now += 4_000) expect(hurry.may('a', now)).toBe(true)
})

test('who waits has a turn after eight seconds, and so has the other again', () => {
  const turns: string[] = []
  for (let now = 0; now < 40_000; now += 500)
    for (const slug of ['a', 'b']) if (hurry.may(slug, now)) turns.push(slug)
  const changes = turns.filter((slug, i) => slug !== turns[i - 1])
  expect(changes).toEqual(['a', 'b', 'a', 'b', 'a'])
})

test('who is not heard of for ten seconds is waited for no longer', () => {
  expect(hurry.may('a', 0)).toBe(true)
  expect(hurry.may('b', 9_999)).toBe(false)
  expect(hurry.may('b', 10_000)).toBe(true)
  expect(hurry.may('a', 10_001)).toBe(false)
})

test('who waited and has nothing left to do is not given the turn', () => {
  expect(hurry.may('a', 0)).toBe(true)
  expect(hurry.may('b', 1)).toBe(false)
  hurry.over('b')
  expect(hurry.may('a', 9_000)).toBe(true)
})
