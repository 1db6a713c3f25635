import { describe, expect, test } from 'vitest'
import {
  distributionTitle,
  npsChange,
  npsHeadline,
  npsSoFar,
  trendSentence,
  trendTitle,
} from '../../../web/dashboard/nps/findings.ts'
import type { Voice } from '../../../web/dashboard/words/voice.ts'
import { aDifference, anNpsReport, aTotal, chinese, english, nobody } from './a-report.ts'

const said = (say: (voice: Voice) => string) => [say(english), say(chinese)]
const eleven = aTotal({
  n: 11,
  nps: -9,
  interval: { low: -48, high: 34, confidence: 0.95, method: 'adjusted-wald' },
})

describe('the headline', () => {
  test('gives the score with its interval', () => {
    expect(said((voice) => npsHeadline(anNpsReport(), voice))).toEqual([
      'NPS is +35, between +29 and +41.',
      'NPS 为 +35，在 +29 到 +41 之间。',
    ])
  })
  test('gives no score from fewer than 30 answers, but what is known so far', () => {
    const report = anNpsReport({ total: eleven })
    expect(npsHeadline(report, english)).toBe('Too few answers to compare yet: 11 of 30')
    expect(said((voice) => npsSoFar(report, voice))).toEqual([
      'NPS so far: −9, between −48 and +34.',
      '目前 NPS 为 −9，在 −48 到 +34 之间。',
    ])
    expect(npsSoFar(anNpsReport(), english)).toBe('')
  })
  test('of exactly 30 answers is a score', () => {
    expect(npsHeadline(anNpsReport({ total: aTotal({ n: 30 }) }), english)).toMatch(/^NPS is/)
  })
})

describe('the change since the period before', () => {
  const change = (verdict: Parameters<typeof aDifference>[0], estimate: number) =>
    said((voice) =>
      npsChange(anNpsReport({ difference: aDifference(verdict, estimate, 6) }), voice),
    )

  test('may be chance while its interval holds zero', () => {
    expect(change('no-clear-change', -2)).toEqual([
      'These 182 days score +35, the 182 before +37. The difference of −2 has an interval from −8 to +4, so it may be chance.',
      '这 182 天为 +35，此前 182 天为 +37。差值 −2 的置信区间为 −8 到 +4，可能只是偶然。',
    ])
  })
  test('is called a rise or a fall by its verdict only', () => {
    expect(change('clear-rise', 9)[0]).toMatch(/an interval from \+3 to \+15: a clear rise\.$/)
    expect(change('clear-rise', 9)[1]).toMatch(/明显上升。$/)
    expect(change('clear-fall', -9)[0]).toMatch(/an interval from −15 to −3: a clear fall\.$/)
    expect(change('clear-fall', -9)[1]).toMatch(/明显下降。$/)
  })
  test('needs 30 answers in both periods, and any before at all', () => {
    const scarce = { before: aTotal({ n: 12 }), difference: aDifference('too-few', 20) }
    expect(said((voice) => npsChange(anNpsReport(scarce), voice))).toEqual([
      'Too few answers to compare with the days before: 400 now, 12 before; 30 are needed in both.',
      '样本量不足，暂不与此前比较：本期 400 份，上期 12 份，两期均需 30 份。',
    ])
    expect(npsChange(anNpsReport({ before: nobody }), english)).toBe(
      'There are no answers in the days before to compare with.',
    )
  })
  test('of a single day speaks of one day', () => {
    const report = anNpsReport(
      { difference: aDifference('no-clear-change', 0, 6) },
      { from: '2025-11-16' },
    )
    expect(npsChange(report, english)).toMatch(/^This day scores \+35, the day before \+37\./)
  })
})

describe('the title over the trend', () => {
  const title = (verdict: Parameters<typeof aDifference>[0] | null, total = aTotal()) =>
    said((voice) =>
      trendTitle(anNpsReport({ total, difference: verdict && aDifference(verdict) }), voice),
    )

  test('holds, rises or falls as the test says', () => {
    expect(title('no-clear-change')).toEqual([
      'Recommendation holds near +35',
      '推荐意愿基本稳定在 +35，未见明显变化',
    ])
    expect(title('clear-rise')).toEqual(['Recommendation rises to +35', '推荐意愿明显上升至 +35'])
    expect(title('clear-fall')).toEqual(['Recommendation falls to +35', '推荐意愿明显下降至 +35'])
  })
  test('claims no course when there is too little before, or too little now', () => {
    expect(title('too-few')[0]).toBe('Recommendation is at +35, with too little before to compare')
    expect(title(null)[1]).toBe('推荐意愿为 +35，此前样本量不足，暂不比较')
    expect(title('clear-rise', eleven)[0]).toBe('Too few answers to compare yet: 11 of 30')
  })
})

describe('the title over the scores', () => {
  test('names the most common score and the detractors near the edge', () => {
    expect(said((voice) => distributionTitle(anNpsReport(), voice))).toEqual([
      '10 is the most common score, given by 32%; 57% of detractors give a 5 or 6',
      '10 分最多，占 32%；贬损者中 57% 给了 5 或 6 分',
    ])
  })
  test('says nothing of detractors when there are fewer than 30', () => {
    const report = anNpsReport({ total: aTotal({ detractors: 29 }) })
    expect(distributionTitle(report, english)).toBe('10 is the most common score, given by 32%')
  })
  test('names scores that are equally common together', () => {
    const total = aTotal({ detractors: 0 })
    const report = anNpsReport({ total }, { histogram: [0, 0, 0, 0, 0, 0, 0, 0, 100, 150, 150] })
    expect(said((voice) => distributionTitle(report, voice))).toEqual([
      '9 and 10 are the most common scores',
      '9 和 10 分最多',
    ])
  })
  test('waits for 30 answers', () => {
    expect(distributionTitle(anNpsReport({ total: eleven }), english)).toBe(
      'Too few answers to compare yet: 11 of 30',
    )
  })
})

describe('the line in one sentence', () => {
  test('tells both ends, the lowest and the highest point', () => {
    const series = [40, 52, 18, 27].map((nps, i) => ({
      ...aTotal({ nps }),
      start: `2025-06-0${i + 1}`,
    }))
    expect(said((voice) => trendSentence(anNpsReport({}, { series }), voice))).toEqual([
      'Line of NPS: +40 in the first period (1 Jun), +27 in the last (4 Jun); lowest +18 (3 Jun), highest +52 (2 Jun).',
      'NPS 折线：起点（6月1日）+40，终点（6月4日）+27；最低 +18（6月3日），最高 +52（6月2日）。',
    ])
  })
  test('is of several weeks together where the service tells them so', () => {
    const own = { ...nobody, start: '2025-06-02', nps: -80, n: 3 }
    const rolling = { from: '2025-05-12', n: 90, nps: 12, interval: null }
    const series = [
      { ...own, rolling },
      { ...own, start: '2025-06-09' },
    ]
    expect(trendSentence(anNpsReport({}, { series }), english)).toMatch(
      /^Line of NPS: \+12 in the first period \(2 Jun\), −80 in the last/,
    )
  })
  test('leaves out periods without answers, and says when there are none', () => {
    const series = [{ ...nobody, start: '2025-06-01' }]
    expect(trendSentence(anNpsReport({}, { series }), english)).toBe(
      'Nothing to draw in these days.',
    )
  })
})
