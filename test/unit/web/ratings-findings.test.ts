import { describe, expect, test } from 'vitest'
import type { Verdict } from '../../../schema/reports.ts'
import {
  binName,
  leadName,
  ratingChange,
  ratingHeadline,
  ratingTitle,
  scoresTitle,
} from '../../../web/dashboard/ratings/findings.ts'
import type { Voice } from '../../../web/dashboard/words/voice.ts'
import { aDifference, aRating, chinese, english } from './a-report.ts'

const said = (say: (voice: Voice) => string) => [say(english), say(chinese)]
const ces = { measure: 'ces', scale: { low: 1, high: 7 }, topFrom: 5 } as const

describe('the headline', () => {
  test('tells satisfaction as a share and effort as a mean', () => {
    expect(said((voice) => ratingHeadline(aRating(), voice))).toEqual([
      '80% are satisfied, between 76% and 84%.',
      '满意率为 80%，在 76% 到 84% 之间。',
    ])
    expect(said((voice) => ratingHeadline(aRating(ces), voice))).toEqual([
      'Ease scores 4.10 of 7, between 4.00 and 4.20.',
      '客户费力度（7 分 = 最省力）均分为 4.10，在 4.00 到 4.20 之间。',
    ])
    expect(ratingHeadline(aRating({ measure: 'repurchase' }), english)).toMatch(
      /^80% would buy again/,
    )
    expect(ratingHeadline(aRating({ measure: 'plain' }), english)).toMatch(
      /^The mean is 4\.10 of 5/,
    )
    const slider = { measure: 'slider', type: 'slider', scale: { low: 0, high: 100 } } as const
    expect(ratingHeadline(aRating(slider), english)).toMatch(/^The mean is 4\.1 of 100/)
  })
  test('is not given for fewer than 30 answers', () => {
    expect(ratingHeadline(aRating({ n: 11 }), english)).toBe(
      'Too few answers to compare yet: 11 of 30',
    )
  })
})

test('every measure prints the cut of its top box or the ends of its scale', () => {
  expect(said((voice) => leadName(aRating(), voice))).toEqual([
    'Satisfied (4–5 of 5)',
    '满意率（5 分制的 4–5 分）',
  ])
  expect(leadName(aRating(ces), english)).toBe('Mean of 1 to 7, 7 = easy')
})

describe('a change', () => {
  const changed = (verdict: Verdict | null, say = ratingTitle, more: object = {}) => {
    const { previous } = aRating()
    const topBoxDifference = verdict && aDifference(verdict, 0.05, 0.02)
    return said((voice) =>
      say(aRating({ previous: { ...previous, topBoxDifference }, ...more }), voice),
    )
  }
  test('is named by its verdict only', () => {
    expect(changed('no-clear-change')).toEqual([
      'Satisfaction holds near 80%',
      '满意率基本稳定在 80%，未见明显变化',
    ])
    expect(changed('clear-rise')[0]).toBe('Satisfaction rises to 80%')
    expect(changed('clear-fall')[1]).toBe('满意率明显下降至 80%')
    expect(changed(null)[0]).toBe('Satisfaction is at 80%, with too little before to compare')
    expect(changed('clear-rise', ratingTitle, { n: 11 })[0]).toMatch(/^Too few answers/)
  })
  test('is told with its interval, in points of the share', () => {
    expect(changed('no-clear-change', ratingChange)[0]).toBe(
      'In the period before: 80%. The difference of +5.0 points has an interval from +3.0 points to +7.0 points, so it may be chance.',
    )
    expect(changed('clear-rise', ratingChange)[0]).toMatch(/A clear rise of \+5\.0 points/)
    expect(changed('clear-fall', ratingChange)[1]).toMatch(/明显下降。$/)
    expect(changed(null, ratingChange)[0]).toMatch(
      /^Too few answers to compare with the days before/,
    )
  })
  test('of a mean is told in points of the scale, and of nothing before not at all', () => {
    const { previous } = aRating()
    const difference = aDifference('clear-rise', 0.3)
    const rating = aRating({ ...ces, previous: { ...previous, difference } })
    expect(ratingChange(rating, english)).toMatch(/A clear rise of \+0\.30, between/)
    expect(ratingChange(aRating({ previous: { ...previous, n: 0 } }), english)).toMatch(
      /no answers/,
    )
  })
})

test('the distribution names the most common value, or those that share the place', () => {
  expect(scoresTitle(aRating(), english)).toBe('4 is the most common answer, given by 50%')
  const histogram = [1, 2].map((from) => ({ from, to: from, count: 20 }))
  expect(scoresTitle(aRating({ histogram, n: 40 }), english)).toBe(
    '1 and 2 are the most common answers',
  )
  expect(scoresTitle(aRating({ n: 12 }), english)).toMatch(/^Too few/)
  expect(binName({ from: 5, to: 10 }, 'slider')).toBe('5–10')
})
