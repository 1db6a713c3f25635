import { expect, test } from 'vitest'
import { proportion } from '../../../statistics/proportion.ts'
import { quietFall, voicing } from '../../../statistics/voicing.ts'

test('is the share of the unhappy who complained', () => {
  expect(voicing(12, 80)).toEqual(proportion(12, 80))
  expect(voicing(0, 0)).toMatchObject({ share: null, interval: null })
})

test('more complaints than unhappy answers have a rate without an interval', () => {
  expect(voicing(30, 20)).toEqual({ n: 20, successes: 30, share: 1.5, interval: null })
  expect(voicing(3, 0)).toMatchObject({ n: 0, share: null, interval: null })
})

test('fewer complaints at a clearly lower voicing rate are a quiet fall', () => {
  expect(quietFall(voicing(80, 200), voicing(40, 220))).toBe(true)
})

test('fewer complaints because fewer are unhappy are not', () => {
  expect(quietFall(voicing(80, 200), voicing(40, 100))).toBe(false)
})

test('a rise, or a rate without an interval, is no quiet fall', () => {
  expect(quietFall(voicing(40, 400), voicing(60, 900))).toBe(false)
  expect(quietFall(voicing(30, 20), voicing(5, 50))).toBe(false)
})
