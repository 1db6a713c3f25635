/** By when a complaint is answered. The days are counted by hand, with a calendar beside. */
import { expect, test } from 'vitest'
import { Settings } from '../../../../schema/settings.ts'
import { dueAt } from '../../../../worker/complaints/due.ts'

const office = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }
const due = (opened: string, changes: Partial<Settings>) => {
  const at = dueAt(Date.parse(opened), { ...Settings.parse({}), ...changes })
  return at === null ? null : new Date(at).toISOString()
}

test('nothing is promised until somebody promises it', () =>
  expect(due('2026-03-02T10:00:00Z', {})).toBeNull())

test('without working hours the clock never stops', () =>
  expect(due('2026-03-06T10:00:00Z', { replyHours: 48 })).toBe('2026-03-08T10:00:00.000Z'))

test('with them it stops at night, at the weekend and on holidays', () => {
  const settings = { replyHours: 10, workingHours: office }
  // Monday 10:00: eight hours that day, two on Tuesday.
  expect(due('2026-03-02T10:00:00Z', settings)).toBe('2026-03-03T11:00:00.000Z')
  // Friday 17:00: one hour, then Monday's nine, to its last minute.
  expect(due('2026-03-06T17:00:00Z', settings)).toBe('2026-03-09T18:00:00.000Z')
  expect(due('2026-03-06T17:00:00Z', { ...settings, holidays: ['2026-03-09'] })).toBe(
    '2026-03-10T18:00:00.000Z',
  )
  // Sunday at night counts from Monday morning.
  expect(due('2026-03-08T23:00:00Z', settings)).toBe('2026-03-10T10:00:00.000Z')
})

test('the hours are those of the account’s time zone, also in the week the clocks change', () => {
  // Shanghai is eight hours ahead: 09:00 there is 01:00 UTC.
  expect(
    due('2026-03-01T20:00:00Z', {
      replyHours: 2,
      workingHours: office,
      timeZone: 'Asia/Shanghai',
    }),
  ).toBe('2026-03-02T03:00:00.000Z')
  // Berlin, Friday 27 March 17:00 (+1); Monday is in summer time, +2.
  expect(
    due('2026-03-27T16:00:00Z', {
      replyHours: 2,
      workingHours: office,
      timeZone: 'Europe/Berlin',
    }),
  ).toBe('2026-03-30T08:00:00.000Z')
})

test('hours that nobody works are no hours', () => {
  const nobody = { replyHours: 5, workingHours: { ...office, days: [] } }
  expect(due('2026-03-02T10:00:00Z', nobody)).toBe('2026-03-02T15:00:00.000Z')
  const backwards = { replyHours: 5, workingHours: { ...office, from: '18:00', to: '09:00' } }
  expect(due('2026-03-02T10:00:00Z', backwards)).toBe('2026-03-02T15:00:00.000Z')
})
