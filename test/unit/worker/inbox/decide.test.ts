/** What becomes of a submission, for everything that may be stored under its id. */
import { describe, expect, test } from 'vitest'
import type { SurveyResponse } from '../../../../schema/responses.ts'
import { decide, type Entry } from '../../../../worker/inbox/decide.ts'

const response = (changes: Partial<SurveyResponse> = {}): SurveyResponse => ({
  id: 'a-response-of-mine',
  revision: 1,
  version: 1,
  submittedAt: 1000,
  channel: 'link',
  locale: 'en',
  answers: { recommend: 9 },
  segments: {},
  shown: null,
  customerId: null,
  customerVerified: false,
  complete: true,
  secondsTaken: null,
  bodyHash: 'one',
  ...changes,
})
const entry = (changes: Partial<Entry> = {}): Entry => ({
  response: response(),
  hasReceipt: false,
  barred: null,
  ...changes,
})
const closed = { problem: 'survey-closed' } as const
const tooMany = { problem: 'too-many-requests', retryAfter: 30 } as const
const second = response({ revision: 2, bodyHash: 'two' })

describe('nothing is stored under the id', () => {
  test('a response is stored', () =>
    expect(decide(entry(), undefined)).toEqual({ does: 'insert', response: response() }))
  test('whatever its revision', () =>
    expect(decide(entry({ response: second }), undefined).does).toBe('insert'))
  test('unless it is barred', () =>
    expect(decide(entry({ barred: tooMany }), undefined)).toEqual({ does: 'refuse', ...tooMany }))
})

describe('the same revision is stored', () => {
  test('the same content is a repeat, also when nobody new is let in', () => {
    const repeat = { does: 'nothing', outcome: 'repeat' }
    expect(decide(entry(), response())).toEqual(repeat)
    expect(decide(entry({ barred: closed }), response())).toEqual(repeat)
  })
  test('other content is refused, with the receipt too', () => {
    const other = response({ bodyHash: 'other' })
    expect(decide(entry({ hasReceipt: true }), other)).toMatchObject({
      problem: 'response-differs',
    })
  })
})

describe('a lower revision is stored', () => {
  test('it is replaced by whoever shows the receipt', () =>
    expect(decide(entry({ response: second, hasReceipt: true }), response())).toMatchObject({
      does: 'replace',
      response: { revision: 2 },
    }))
  test('and by nobody else', () =>
    expect(decide(entry({ response: second }), response())).toMatchObject({
      problem: 'wrong-receipt',
    }))
  test('not after the survey has closed, but whatever the address has sent', () => {
    const change = entry({ response: second, hasReceipt: true })
    expect(decide({ ...change, barred: closed }, response())).toMatchObject(closed)
    expect(decide({ ...change, barred: tooMany }, response()).does).toBe('replace')
  })
  test('its time, its customer and its completeness stay', () => {
    const before = response({ submittedAt: 1, customerId: 'c', customerVerified: true })
    const after = response({ ...second, submittedAt: 2, complete: false })
    const decision = decide(entry({ response: after, hasReceipt: true }), before)
    expect(decision).toMatchObject({
      response: { submittedAt: 1, customerId: 'c', customerVerified: true, complete: true },
    })
  })
})

test('a lower revision than the stored one changes nothing', () =>
  expect(decide(entry(), second)).toEqual({ does: 'nothing', outcome: 'older' }))

test('what was deleted stays deleted', () =>
  expect(decide(entry({ hasReceipt: true }), 'deleted')).toMatchObject({
    problem: 'response-deleted',
  }))
