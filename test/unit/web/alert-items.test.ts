/** What the Overview says of alerts. */
import { describe, expect, test } from 'vitest'
import type { Alert } from '../../../schema/alerts.ts'
import { alertItems } from '../../../web/dashboard/overview/alert-items.ts'
import { chinese, english } from './a-report.ts'

const anAlert = (more: Partial<Alert> = {}): Alert => ({
  id: 'a',
  chart: 'complaints',
  interval: 'week',
  start: '2026-05-11',
  end: '2026-05-17',
  rule: 'beyond-limits',
  side: 'above',
  complaints: 20,
  exposure: 1050,
  rate: 19.05,
  low: 0,
  high: 12,
  centre: 5.2,
  per: 1000,
  raisedAt: '2026-05-18T00:01:00.000Z',
  withdrawnAt: null,
  state: 'open',
  seenAt: null,
  seenBy: null,
  link: '/app/complaints?from=2024-05-20&to=2026-05-17&interval=week',
  ...more,
})
/** Ranges of days have thin spaces around their stroke. */
const said = (alerts: Alert[], voice = english) =>
  alertItems(alerts, voice).map(({ text }) => text.replaceAll('\u2009', ''))

describe('an alert says which limit was crossed, and on which side', () => {
  const drift = { rule: 'ewma' as const }
  const low = { side: 'below' as const }
  test.each<[string, Partial<Alert>[]]>([
    ['More complaints than usual, 11–17 May 2026: above the upper limit.', [{}]],
    ['Fewer complaints than usual, 11–17 May 2026: below the lower limit.', [low]],
    ['Complaints run high, 11–17 May 2026: their moving average is above its limit.', [drift]],
    [
      'Complaints run low, 11–17 May 2026: their moving average is below its limit.',
      [{ ...drift, ...low }],
    ],
    [
      'More complaints than usual, 11–17 May 2026: above the upper limit, and their moving average too.',
      [drift, {}],
    ],
  ])('%s', (sentence, alerts) => {
    expect(said(alerts.map(anAlert))).toEqual([sentence])
  })
})

test('both rules of one period are one thing to see; another period, and a withdrawn one, stand alone', () => {
  const items = alertItems(
    [
      anAlert({ id: 'd', start: '2026-05-18', end: '2026-05-24', rule: 'ewma' }),
      anAlert({ id: 'c', rule: 'ewma' }),
      anAlert({ id: 'b' }),
      anAlert({ id: 'a', rule: 'ewma', withdrawnAt: '2026-05-20T00:00:00.000Z' }),
    ],
    english,
  )
  expect(items.map(({ ids, isWithdrawn }) => [ids, isWithdrawn])).toEqual([
    [['d'], false],
    [['c', 'b'], false],
    [['a'], true],
  ])
})

test('the figures stand beside it, in both languages', () => {
  const [inEnglish] = alertItems([anAlert()], english)
  expect(inEnglish?.figures).toBe(
    '20 complaints in 1,050 answers: 19.1 per 1,000 answers, on average 5.2.',
  )
  const [inChinese] = alertItems([anAlert()], chinese)
  expect(inChinese?.figures).toBe(
    '1,050 份答卷中有 20 件投诉：每 1,000 份答卷 19.1 件，平均 5.2 件。',
  )
  expect(said([anAlert()], chinese)).toEqual(['2026年5月11日至5月17日投诉异常偏高：超出上控制限。'])
})
