/** How many new responses an address may send. */
import { expect, test } from 'vitest'
import { AddressLimits } from '../../../../worker/inbox/limits.ts'

const MINUTE = 60_000

test('an address waits once it has sent its number, until its ten minutes are over', () => {
  const limits = new AddressLimits()
  for (let i = 0; i < 3; i++) {
    expect(limits.secondsToWait('a', 3, i * MINUTE)).toBe(0)
    limits.count('a', i * MINUTE)
  }
  expect(limits.secondsToWait('a', 3, 3 * MINUTE)).toBe(420)
  expect(limits.secondsToWait('b', 3, 3 * MINUTE)).toBe(0)
  expect(limits.secondsToWait('a', 3, 10 * MINUTE)).toBe(0)
})

test('a place given back can be taken again', () => {
  const limits = new AddressLimits()
  limits.count('a', 0)
  expect(limits.secondsToWait('a', 1, 1)).toBeGreaterThan(0)
  limits.uncount('a')
  expect(limits.secondsToWait('a', 1, 1)).toBe(0)
})

test('0 is no limit', () => {
  const limits = new AddressLimits()
  for (let i = 0; i < 1000; i++) limits.count('a', 0)
  expect(limits.secondsToWait('a', 0, 1)).toBe(0)
})

test('a flood of addresses forgets others rather than fill the memory', () => {
  const limits = new AddressLimits()
  for (let i = 0; i < 30_000; i++) limits.count(`address ${i}`, 0)
  expect(limits.secondsToWait('address 29999', 1, 1)).toBeGreaterThan(0)
})
