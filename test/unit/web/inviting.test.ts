import { describe, expect, test } from 'vitest'
import type { Invitation } from '../../../schema/invitations.ts'
import type { MailState } from '../../../schema/mails.ts'
import { isUnderWay, lotsOf, reasonsOf, toRemind } from '../../../web/dashboard/surveys/inviting.ts'

const at = '2026-01-05T08:00:00.000Z'
const mail = (state: MailState['state']): MailState => ({ state, at, detail: null })
const invited = (changes: Partial<Invitation> = {}): Invitation => ({
  id: 'i',
  customer: 'ada',
  name: null,
  state: 'open',
  createdAt: at,
  expiresAt: at,
  answeredAt: null,
  mail: mail('sent'),
  reminder: null,
  ...changes,
})

describe('who may be reminded', () => {
  test.each([
    ['mailed and not answered', {}, 1],
    ['begun and not sent', { state: 'begun' }, 1],
    ['perhaps mailed', { mail: mail('unknown') }, 1],
    ['answered', { state: 'answered' }, 0],
    ['withdrawn', { state: 'revoked' }, 0],
    ['expired', { state: 'expired' }, 0],
    ['reminded already', { reminder: mail('queued') }, 0],
    ['not mailed', { mail: null }, 0],
    ['not mailed yet', { mail: mail('queued') }, 0],
    ['mail failed', { mail: mail('failed') }, 0],
    ['erased', { customer: null }, 0],
  ] as const)('%s: %#', (_, changes, count) => {
    expect(toRemind([invited(changes)])).toHaveLength(count)
  })
})

test('reasons are counted', () => {
  const not = (reason: 'no-address' | 'unsubscribed') => ({ customer: 'x', reason })
  expect(reasonsOf([not('no-address'), not('unsubscribed'), not('no-address')])).toEqual([
    ['no-address', 2],
    ['unsubscribed', 1],
  ])
})

test('another look is worth it while a mail or a reminder waits', () => {
  expect(isUnderWay([invited()])).toBe(false)
  expect(isUnderWay([invited({ mail: mail('queued') })])).toBe(true)
  expect(isUnderWay([invited({ reminder: mail('queued') })])).toBe(true)
})

test('many are asked for in lots that the service takes, nobody left out', () => {
  expect(lotsOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
  expect(lotsOf([])).toEqual([])
})
