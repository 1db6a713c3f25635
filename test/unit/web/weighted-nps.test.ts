import { describe, expect, test } from 'vitest'
import {
  type Weighted,
  weightedChange,
  weightedLine,
  weightedTitle,
} from '../../../web/dashboard/nps/weighted-findings.ts'
import { aDifference, chinese, english } from './a-report.ts'

const previous = {
  from: '2026-01-01',
  to: '2026-01-31',
  nps: 20,
  effectiveN: 150,
  difference: null,
}
const aWeighted = (more: Partial<Weighted> = {}): Weighted => ({
  by: ['tier'],
  method: 'post-stratification',
  n: 400,
  effectiveN: 212.4,
  nps: 25.2,
  standardError: 3,
  interval: { low: 19, high: 31, confidence: 0.95, method: 'adjusted-wald' },
  outside: 0,
  strata: [],
  raking: null,
  previous,
  ...more,
})

describe('the weighted NPS', () => {
  test('stands beside the one as answered, with its interval', () => {
    expect(weightedTitle(aWeighted(), 31, english)).toBe(
      'Weighted like your customers, NPS is +25, between +19 and +31; as answered +31',
    )
    expect(weightedTitle(aWeighted(), 31, chinese)).toBe(
      '按客户构成加权后，NPS 为 +25，在 +19 到 +31 之间；未加权为 +31',
    )
  })
  test('says why there is none', () => {
    const none = (reason: Weighted['reason']) =>
      weightedTitle(
        aWeighted({ nps: null, interval: null, ...(reason ? { reason } : {}) }),
        31,
        english,
      )
    expect(none('small-groups')).toMatch(/too small to show/)
    expect(none('level-without-answers')).toMatch(/nobody has answered/)
    expect(none('no-answers')).toMatch(/nobody who answered/)
    expect(none(undefined)).toMatch(/nobody who answered/)
  })
  test('tells what the weights cost', () => {
    expect(weightedLine(aWeighted(), english)).toBe(
      'By Tier · n = 400, as exact as 212 unweighted answers',
    )
    expect(weightedLine(aWeighted({ by: ['tier', 'stage'], effectiveN: null }), english)).toBe(
      'By Tier and Stage',
    )
  })
  test('calls a change only what passed its test', () => {
    const change = (verdict: 'clear-rise' | 'clear-fall' | 'no-clear-change' | 'too-few') =>
      weightedChange(
        aWeighted({ previous: { ...previous, difference: aDifference(verdict) } }),
        english,
      )
    expect(change('clear-rise')).toMatch(/clearly higher than \+20/)
    expect(change('clear-fall')).toMatch(/clearly lower than \+20/)
    expect(change('no-clear-change')).toMatch(/^No clear change from \+20/)
    expect(change('too-few')).toMatch(/^Too few/)
    expect(weightedChange(aWeighted(), english)).toMatch(/^Too few/)
    expect(weightedChange(aWeighted({ nps: null }), english)).toBe('')
  })
})
