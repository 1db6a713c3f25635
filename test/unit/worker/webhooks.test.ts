/** Webhooks without a service: where they may go, when they are tried again, and what is said. */
import { describe, expect, test } from 'vitest'
import type { SurveyDefinition } from '../../../schema/survey.ts'
import { addressFault } from '../../../worker/webhooks/address.ts'
import { complaintHappened, responseCompleted } from '../../../worker/webhooks/payloads.ts'
import { delayAfter, pauseAfter } from '../../../worker/webhooks/schedule.ts'

describe('nothing is sent', () => {
  const own = ['https://feedback.example.com:8443', 'http://127.0.0.1:8787']
  test.each([
    ['no address', 'not-an-address', 'hooks.example.com'],
    ['plain http', 'not-https', 'http://hooks.example.com'],
    ['another protocol', 'not-https', 'ftp://hooks.example.com'],
    ['a file', 'not-https', 'file:///etc/passwd'],
    ['a name and password', 'user-in-address', 'https://me:secret@hooks.example.com'],
    ['another port', 'wrong-port', 'https://hooks.example.com:22'],
    ['loopback', 'ip-address', 'https://127.0.0.1'],
    ['loopback in one number', 'ip-address', 'https://2130706433'],
    ['loopback in hexadecimal', 'ip-address', 'https://0x7f.1'],
    ['loopback in octal', 'ip-address', 'https://0177.0.0.1'],
    ['loopback with wide digits', 'ip-address', 'https://１２７.0.0.1'],
    ['loopback with a dot behind', 'ip-address', 'https://127.0.0.1.'],
    ['metadata of a cloud', 'ip-address', 'https://169.254.169.254/latest'],
    ['IPv6 loopback', 'ip-address', 'https://[::1]'],
    ['IPv4 in IPv6', 'ip-address', 'https://[::ffff:10.0.0.1]'],
    ['a public address in digits', 'ip-address', 'https://93.184.216.34'],
    ['localhost', 'private-name', 'https://localhost:8443'],
    ['a name below localhost', 'private-name', 'https://a.localhost'],
    ['a name of an intranet', 'private-name', 'https://x.internal'],
    ['a name of a home', 'private-name', 'https://nas.local.'],
    ['a name without a dot', 'private-name', 'https://intranet'],
    ['this service', 'own-host', 'https://feedback.example.com/app'],
    ['this service with a dot behind', 'own-host', 'https://FEEDBACK.example.com./'],
  ])('to %s: %s', (_, fault, address) => {
    expect(addressFault(address, own)).toBe(fault)
  })

  test.each([
    'https://hooks.example.com',
    'https://h.example.com:443/x?y',
    'https://h.example:8443',
  ])('but to %s it is', (address) => expect(addressFault(address, own)).toBeNull())
})

test('attempts follow the schedule of Standard Webhooks, at most a tenth late, and there are ten', () => {
  const minutes = (attempts: number, chance: number) =>
    (delayAfter(attempts, chance) ?? Number.NaN) / 60_000
  const hours = [2, 5, 10, 14, 20, 24].map((hour) => hour * 60)
  const expected = [5 / 60, 5, 30, ...hours]
  for (const [i, each] of expected.entries()) {
    expect(minutes(i + 1, 0)).toBeCloseTo(each, 6)
    expect(minutes(i + 1, 1)).toBeCloseTo(1.1 * each, 6)
  }
  expect(delayAfter(10, 0)).toBeNull()
})

test('a receiver that says it is overloaded is left alone, for as long as it says, a day at most', () => {
  const now = Date.parse('2026-03-02T09:00:00Z')
  expect(pauseAfter(500, null, now)).toBe(0)
  expect([429, 502, 504].map((status) => pauseAfter(status, null, now))).toEqual(
    Array(3).fill(300_000),
  )
  expect(pauseAfter(503, '90', now)).toBe(90_000)
  expect(pauseAfter(429, 'Mon, 02 Mar 2026 09:10:00 GMT', now)).toBe(600_000)
  expect(pauseAfter(429, '99999999', now)).toBe(86_400_000)
  expect(pauseAfter(500, 'soon', now)).toBe(0)
})

const telling = { isAnonymous: false, base: 'https://g.example', now: 5 }
const survey = (...questions: object[]) => ({ questions }) as unknown as SurveyDefinition

describe('a score is told', () => {
  const nps = { key: 'recommend', type: 'nps' }
  const rating = { key: 'overall', type: 'rating' }
  const scoreOf = (answers: object, ...questions: object[]) => {
    const response = { id: 'r', surveyId: 's', submittedAt: 0, answers: { ...answers } }
    return responseCompleted(response, survey(...questions), telling).payload.data.score
  }
  test('of the recommendation, else of the first rating, else not at all', () => {
    expect(scoreOf({ recommend: 9, overall: 2 }, rating, nps)).toEqual({
      question: 'recommend',
      value: 9,
    })
    expect(scoreOf({ overall: 2 }, rating)).toEqual({ question: 'overall', value: 2 })
    expect(scoreOf({ overall: null }, rating)).toBeNull()
    expect(scoreOf({ why: 'words' }, { key: 'why', type: 'text' })).toBeNull()
  })
})

test('of an anonymous survey ids are told and nothing else: no score, no state, no time', () => {
  const anonymous = { ...telling, isAnonymous: true }
  const answered = { id: 'r', surveyId: 's', submittedAt: 0, answers: { recommend: 9 } }
  const told = responseCompleted(answered, survey({ key: 'recommend', type: 'nps' }), anonymous)
  expect(told.payload).toEqual({
    type: 'response.completed',
    timestamp: new Date(5).toISOString(),
    data: {
      survey: 's',
      response: 'r',
      links: { api: 'https://g.example/api/surveys/s/responses/r' },
    },
  })
  const complaint = {
    ...{ seq: 1, id: 'c', surveyId: 's', responseId: 'r' },
    ...{ state: 'received', category: 'late', severity: 'normal' },
  }
  const opened = { seq: 7, kind: 'opened', at: 0, changes: {}, complaint }
  const { payload } = complaintHappened(opened, anonymous)
  expect(Object.keys(payload.data).sort()).toEqual(
    ['complaint', 'links', 'reference', 'response', 'survey'].sort(),
  )
  expect(payload.timestamp).toBe(new Date(5).toISOString())
})
