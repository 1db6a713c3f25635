import { describe, expect, test } from 'vitest'
import type { Verdict } from '../../../schema/reports.ts'
import {
  dimensionsTitle,
  funnelTitle,
  type Known,
  overviewBrief,
  overviewFigures,
  worthALook,
} from '../../../web/dashboard/overview/findings.ts'
import type { Voice } from '../../../web/dashboard/words/voice.ts'
import {
  aDifference,
  aGapsReport,
  anItem,
  anNpsReport,
  aRate,
  aRating,
  aResult,
  aTotal,
  aTrend,
  chinese,
  english,
} from './a-report.ts'

const names = {
  question: (key: string) => key,
  dimension: (key: string) => key,
  group: (value: string) => value,
}
const alpha = { expectation: null, perception: null, gap: null }
const dimension = (key: string, mean: number, verdict: Verdict) => ({
  ...aResult(key, { mean, verdict }),
  alpha,
  items: [],
})
const gaps = aGapsReport([anItem('quick', { mean: -1.46 }), anItem('safe', { mean: -0.2 })], {
  dimensions: [dimension('help', -1.19, 'below'), dimension('packaging', 0.3, 'above')],
  overall: aResult('items'),
})
const holds = anNpsReport({ difference: aDifference('no-clear-change', -2, 6) })
const known = (more: Partial<Known> = {}): Known => ({
  nps: holds,
  gaps,
  rating: null,
  trend: null,
  rate: aRate(0.9, 2690),
  days: 182,
  ...more,
})
const said = (say: (voice: Voice) => string) => [say(english), say(chinese)]
const brief = (more: Partial<Known> = {}) =>
  said((voice) => overviewBrief(known(more), names, voice))

describe('the brief', () => {
  test('says whether people recommend, and what lets them down', () => {
    expect(brief()).toEqual([
      'Customers still recommend us. help is what lets them down.',
      '客户仍愿意推荐。help 最令人失望。',
    ])
  })
  test('calls a rise or a fall by its verdict', () => {
    const nps = (verdict: Verdict) => ({
      nps: anNpsReport({ difference: aDifference(verdict) }),
      gaps: null,
    })
    expect(brief(nps('clear-rise'))[0]).toBe('Customers recommend us more than before.')
    expect(brief(nps('clear-fall'))[0]).toBe('Customers recommend us less than before.')
  })
  test('praises nobody whose interval holds zero', () => {
    const scored = (low: number, high: number) => {
      const interval = { low, high, confidence: 0.95, method: 'adjusted-wald' as const }
      return { nps: anNpsReport({ total: aTotal({ interval }) }), gaps: null }
    }
    expect(brief(scored(2, 9))[0]).toBe('Customers recommend us.')
    expect(brief(scored(-9, -2))[0]).toBe('More customers warn of us than recommend us.')
    expect(brief(scored(-3, 4))[0]).toBe('As many customers warn of us as recommend us.')
    const still = anNpsReport({
      total: aTotal({ interval: { low: -9, high: -2, confidence: 0.95, method: 'adjusted-wald' } }),
      difference: aDifference('no-clear-change'),
    })
    expect(brief({ nps: still, gaps: null })[0]).toBe(
      'More customers still warn of us than recommend us.',
    )
  })
  test('gives no verdict from too few answers', () => {
    expect(brief({ rate: aRate(0.9, 11) })[0]).toBe('Too few answers to compare yet: 11 of 30')
    const few = anNpsReport({ total: aTotal({ n: 12 }) })
    expect(brief({ nps: few, gaps: null })[0]).toBe(
      'Too few scores for a verdict on recommendation.',
    )
  })
  test('invents no shortfall', () => {
    const fine = aGapsReport([], { dimensions: [dimension('packaging', 0.3, 'above')] })
    expect(brief({ gaps: fine })[0]).toMatch(/Nothing clearly falls short of what they expect\.$/)
    const unknown = aGapsReport([], { dimensions: [dimension('help', -1, 'too-few')] })
    expect(brief({ gaps: unknown })[0]).toBe('Customers still recommend us.')
  })
  test('of a survey without both tells its rating, and the complaints if there are any', () => {
    const more = { nps: null, gaps: null, rating: aRating() }
    expect(brief(more)[0]).toBe('Satisfaction is at 80%, with too little before to compare.')
    expect(brief({ ...more, trend: aTrend() })[0]).toMatch(
      /Complaints stay within their usual range\.$/,
    )
    expect(brief({ nps: null, gaps: null })[0]).toBe('')
  })
})

describe('the figures below', () => {
  const figures = (more: Partial<Known> = {}) =>
    said((voice) => overviewFigures(known(more), names, voice))
  test('give the base, the score with its verdict, and the widest gap', () => {
    expect(figures()).toEqual([
      '2,690 answers in 182 days. NPS is +35 and has not clearly moved. help falls 1.19 points short of what people expect, the widest gap of all.',
      '182 天内共收到 2,690 份答卷。NPS 为 +35，未见明显变化。help 比期望低 1.19 分，差距最大。',
    ])
  })
  test('name a change only by its verdict', () => {
    const nps = (verdict: Verdict | null) =>
      figures({ gaps: null, nps: anNpsReport({ difference: verdict && aDifference(verdict) }) })[0]
    expect(nps('clear-rise')).toMatch(/NPS is \+35, a clear rise\.$/)
    expect(nps('clear-fall')).toMatch(/NPS is \+35, a clear fall\.$/)
    expect(nps(null)).toMatch(/with too little before to compare\.$/)
  })
})

describe('what is worth a look', () => {
  const change = {
    gap: aDifference('clear-fall', -0.3),
    perception: p(-0.3),
    expectation: p(0),
    larger: null,
  }
  const links = (more: Partial<Known>, split = 'tier') =>
    worthALook(known(more), names, split, english)
  function p(estimate: number) {
    return { estimate, low: estimate - 0.1, high: estimate + 0.1 }
  }
  test('is at most three links, alerts first', () => {
    const worse = aGapsReport([anItem('quick', {}, change), anItem('safe', { mean: -0.9 })], {
      segments: [
        {
          ...aResult('x'),
          value: 'trade',
          difference: aDifference('lower', -0.4),
        },
      ],
    })
    const trend = aTrend([{ at: 11, rule: 'beyond-limits' }], { 11: 5 })
    expect(links({ gaps: worse, trend }).map(({ key, text }) => [key, text])).toEqual([
      ['complaints', 'Complaints are unusually high in week 45'],
      ['fallen', '“quick”: the gap moved down by 0.30 since the period before'],
      ['group', 'trade: the gap is 0.40 points lower than for everyone else'],
    ])
    expect(links({ gaps: worse }).at(-1)).toMatchObject({
      room: 'gaps',
      changes: { item: 'safe' },
      text: '“safe” is 0.90 points below expectation',
    })
  })
  test('never ranks languages, nor calls a group lower without its verdict', () => {
    const segments = (verdict: Verdict) => [
      { ...aTotal(), value: 'zh-CN', difference: aDifference(verdict, -20) },
    ]
    const nps = (verdict: Verdict) => anNpsReport({}, { segments: segments(verdict) })
    expect(links({ gaps: null, nps: nps('lower') })[0]?.text).toBe(
      'zh-CN: NPS is 20 points lower than for everyone else',
    )
    expect(links({ gaps: null, nps: nps('lower') }, 'locale')).toEqual([])
    expect(links({ gaps: null, nps: nps('no-clear-difference') })).toEqual([])
  })
  test('tells a clear fall of NPS and of finished answers', () => {
    const nps = anNpsReport({ difference: aDifference('clear-fall', -9) })
    const rate = aRate(0.7, 400, aDifference('clear-fall', -0.1))
    expect(links({ gaps: null, nps, rate }).map(({ text }) => text)).toEqual([
      'NPS has clearly fallen since the period before',
      'Clearly fewer finish the survey than before',
    ])
  })
  test('is nothing where nothing is', () => {
    expect(links({ gaps: null, trend: aTrend() })).toEqual([])
  })
})

describe('the title over the dimensions', () => {
  const title = (...dimensions: ReturnType<typeof dimension>[]) =>
    said((voice) => dimensionsTitle(aGapsReport([], { dimensions }), names, voice))
  test('names the widest shortfall and what does better', () => {
    expect(title(dimension('help', -1, 'below'), dimension('looks', 0.3, 'above'))).toEqual([
      'help falls short the most; looks does better than expected',
      'help 低于期望最多；looks 高于期望',
    ])
    expect(title(dimension('help', -1, 'below'))[0]).toBe('help falls short the most')
    expect(title(dimension('looks', 0.3, 'above'))[0]).toBe(
      'Nothing falls short; looks does better than expected',
    )
    expect(title(dimension('looks', 0.1, 'no-clear-gap'))[0]).toBe('No clear gap from expectation')
    expect(title(dimension('looks', 0.1, 'too-few'))[0]).toMatch(/^Too few answers/)
  })
})

test('the funnel names a change of its share by its verdict', () => {
  expect(said((voice) => funnelTitle(aRate(), voice))).toEqual([
    '90% of those who begin also finish',
    '开始作答者中 90% 完成了问卷',
  ])
  expect(funnelTitle(aRate(0.9, 400, aDifference('clear-rise')), english)).toMatch(/^More of those/)
  expect(funnelTitle(aRate(0.9, 400, aDifference('clear-fall')), english)).toMatch(
    /^Fewer of those/,
  )
  expect(funnelTitle(aRate(0.9, 12), english)).toMatch(/^Too few/)
})
