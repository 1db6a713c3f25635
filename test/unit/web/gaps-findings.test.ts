import { describe, expect, test } from 'vitest'
import {
  changesTitle,
  gapMovement,
  gapsBrief,
  gapTrendSentence,
  gapTrendTitle,
  gapVerdict,
  itemsTitle,
} from '../../../web/dashboard/gaps/findings.ts'
import type { Voice } from '../../../web/dashboard/words/voice.ts'
import { aDifference, aGapsReport, anItem, aResult, chinese, english } from './a-report.ts'

const names = { name: (key: string) => key.toUpperCase(), twoSided: new Set<string>() }
const few = { verdict: 'too-few', n: 11 } as const
const above = (mean: number) => ({ mean, verdict: 'above', effectSize: 0.3 }) as const
const level = { mean: 0, verdict: 'no-clear-gap', effectSize: 0 } as const
const deep = (mean: number) => ({ mean, verdict: 'below', effectSize: -0.8 }) as const

const said = (say: (voice: Voice) => string) => [say(english), say(chinese)]

describe('the brief', () => {
  const brief = (...items: Parameters<typeof anItem>[]) =>
    said((voice) => gapsBrief(aGapsReport(items.map((item) => anItem(...item))), names, voice))

  test('speaks of no item while every one has too few answers', () => {
    expect(brief(['a', few], ['b', { ...few, n: 7 }])).toEqual([
      'Too few answers to compare yet: 11 of 30',
      '样本量不足，暂不比较（11/30 份）',
    ])
  })
  test('names the one item that falls well short', () => {
    expect(brief(['a', deep(-1.5)], ['b', level])).toEqual([
      'One thing falls well short: “A”.',
      '1 项远低于期望：“A”。',
    ])
  })
  test('names two items that fall well short, the wider shortfall first', () => {
    expect(brief(['a', deep(-1)], ['b', deep(-1.5)])).toEqual([
      '2 things fall well short: “B” and “A”.',
      '2 项远低于期望：“B”和“A”。',
    ])
  })
  test('counts three and more and names the widest', () => {
    expect(brief(['a', deep(-1)], ['b', deep(-1.5)], ['c', deep(-1.1)], ['d', level])).toEqual([
      '3 of 4 items fall well short, “B” most of all.',
      '4 项中有 3 项远低于期望，其中“B”差距最大。',
    ])
  })
  test('does not say well of a shortfall under half a standard deviation', () => {
    expect(brief(['a', { effectSize: -0.49 }], ['b', level])).toEqual([
      '“A” falls short of what customers expect.',
      '“A”低于客户的期望。',
    ])
    expect(brief(['a', {}], ['b', { mean: -0.7 }])[0]).toBe(
      '2 of 2 items fall short, “B” the most.',
    )
    expect(brief(['a', {}], ['b', { mean: -0.7 }])[1]).toBe(
      '2 项中有 2 项低于期望，其中“B”差距最大。',
    )
  })
  test('says what does better when nothing falls short', () => {
    expect(brief(['a', above(0.4)], ['b', level])).toEqual([
      'Nothing clearly falls short; “A” does better than expected.',
      '没有明显低于期望的题项；“A”高于期望。',
    ])
    expect(brief(['a', above(0.4)], ['b', above(0.5)])[0]).toBe(
      'Nothing clearly falls short; “B” and “A” do better than expected.',
    )
  })
  test('claims nothing when no interval is clear of zero', () => {
    expect(brief(['a', level])).toEqual([
      'No item shows a clear gap from expectation.',
      '各题项与期望均无明显差距。',
    ])
  })
  test('calls no direction of a two-sided item good or bad', () => {
    const report = aGapsReport([anItem('a', deep(-1)), anItem('b', above(1))])
    const twoSided = { ...names, twoSided: new Set(['a', 'b']) }
    expect(gapsBrief(report, twoSided, english)).toBe('No item shows a clear gap from expectation.')
  })
})

describe('the title over the items', () => {
  const title = (...items: Parameters<typeof anItem>[]) =>
    said((voice) => itemsTitle(aGapsReport(items.map((item) => anItem(...item))), names, voice))

  test('counts what falls short', () => {
    expect(title(['a', {}], ['b', level])).toEqual([
      '1 of 2 items falls short of expectation',
      '2 项中有 1 项低于期望',
    ])
  })
  test('names what does better, up to two, and counts more', () => {
    expect(title(['a', {}], ['b', above(0.2)], ['c', above(0.4)])).toEqual([
      '1 of 3 items falls short of expectation; “C” and “B” do better',
      '3 项中有 1 项低于期望；“C”和“B”高于期望',
    ])
    expect(title(['a', {}], ['b', above(1)], ['c', above(1)], ['d', above(1)])[0]).toBe(
      '1 of 4 items falls short of expectation; 3 items do better',
    )
  })
  test('says so when nothing falls short, with and without something better', () => {
    expect(title(['a', above(0.2)], ['b', level])).toEqual([
      'Nothing falls short of expectation; “A” does better',
      '没有低于期望的题项；“A”高于期望',
    ])
    expect(title(['a', level])).toEqual([
      'No clear gap from expectation on any item',
      '各题项与期望无明显差距',
    ])
  })
  test('gives the best-answered item when all have too few', () => {
    expect(title(['a', few], ['b', { ...few, n: 29 }])[0]).toBe(
      'Too few answers to compare yet: 29 of 30',
    )
  })
})

test('every verdict on a gap has its words', () => {
  const verdicts = (['below', 'above', 'no-clear-gap', 'too-few'] as const).map((verdict) =>
    said((voice) => gapVerdict(aResult('a', { verdict, n: 12 }), voice)),
  )
  expect(verdicts).toEqual([
    ['Below expectation', '低于期望'],
    ['Above expectation', '高于期望'],
    ['No clear gap from expectation', '与期望无明显差距'],
    ['Too few answers to compare yet: 12 of 30', '样本量不足，暂不比较（12/30 份）'],
  ])
})

describe('the movement of a gap', () => {
  const half = (estimate: number) => ({ estimate, low: estimate - 0.1, high: estimate + 0.1 })
  const change = (got: number, expected: number, larger: 'perception' | 'expectation' | null) => ({
    gap: aDifference(got - expected < 0 ? 'clear-fall' : 'clear-rise', got - expected),
    perception: half(got),
    expectation: half(expected),
    larger,
  })
  const movement = (mean: number, moved: ReturnType<typeof change>) =>
    said((voice) => gapMovement(aResult('a', { mean }, moved), voice))

  test('names the larger part first, and the smaller when both push the same way', () => {
    expect(movement(-1, change(-0.3, 0.1, 'perception'))).toEqual([
      'The gap widened by 0.40 (between 0.30 and 0.50): more because what customers got went down 0.30 than because what they expected went up 0.10.',
      '差距扩大 0.40（0.30 到 0.50 之间），主要是感知下降 0.30，其次是期望上升 0.10。',
    ])
  })
  test('says when a gap closed because expectations fell', () => {
    expect(movement(-0.5, change(-0.1, -0.5, 'expectation'))).toEqual([
      'The gap narrowed by 0.40 (between 0.30 and 0.50): what they expected went down 0.50, while what customers got went down 0.10.',
      '差距缩小 0.40（0.30 到 0.50 之间），主要是期望下降 0.50，同时感知下降 0.10。',
    ])
  })
  test('names both parts side by side when neither is larger', () => {
    expect(movement(0.9, change(0.2, -0.2, null))[0]).toBe(
      'The lead over expectation grew by 0.40 (between 0.30 and 0.50): what customers got went up 0.20 and what they expected went down 0.20.',
    )
  })
  test('speaks of a lead above expectation, and of plain movement across zero', () => {
    expect(movement(0.2, change(-0.4, 0.1, 'perception'))[0]).toMatch(
      /^The lead over expectation shrank by 0\.50/,
    )
    expect(movement(-0.2, change(-0.5, 0, 'perception'))[0]).toMatch(/^The gap moved down by 0\.50/)
    expect(movement(0.2, change(0.5, 0, 'perception'))[0]).toMatch(/^The gap moved up by 0\.50/)
  })
  test('gives the interval instead of a word when the change may be chance', () => {
    const moved = { ...change(-0.05, 0, null), gap: aDifference('no-clear-change', -0.05) }
    expect(movement(-1, moved)).toEqual([
      'No clear change since the period before: −0.05, between −0.15 and +0.05.',
      '与上一时段相比未见明显变化：−0.05，在 −0.15 到 +0.05 之间。',
    ])
  })
  test('compares nothing with too few answers, and is silent without a period before', () => {
    const moved = { ...change(-0.5, 0, null), gap: aDifference('too-few', -0.5) }
    expect(movement(-1, moved)[0]).toBe('Too few answers to compare with the period before')
    expect(gapMovement(aResult('a'), english)).toBe('')
    expect(gapMovement(aResult('a', { mean: null }, moved), english)).toBe('')
  })
})

describe('the title over the changes', () => {
  const changed = (key: string, verdict: Parameters<typeof aDifference>[0]) =>
    anItem(
      key,
      {},
      {
        gap: aDifference(verdict),
        perception: { estimate: 0, low: 0, high: 0 },
        expectation: { estimate: 0, low: 0, high: 0 },
        larger: null,
      },
    )
  const title = (...items: ReturnType<typeof changed>[]) =>
    said((voice) => changesTitle(aGapsReport(items), names, voice))

  test('names what got worse and what got better', () => {
    expect(title(changed('a', 'clear-fall'), changed('b', 'clear-rise'))).toEqual([
      'Worse: “A”. Better: “B”',
      '变差：“A”；变好：“B”',
    ])
    expect(title(changed('a', 'clear-fall'), changed('b', 'no-clear-change'))).toEqual([
      '“A” has got worse',
      '“A”明显变差',
    ])
    expect(title(changed('a', 'clear-rise'), changed('b', 'clear-rise'))).toEqual([
      '“A” and “B” have got better',
      '“A”和“B”明显变好',
    ])
  })
  test('claims no change without a verdict', () => {
    expect(title(changed('a', 'no-clear-change'))).toEqual([
      'No item has clearly changed since the period before',
      '与上一时段相比，各题项未见明显变化',
    ])
    expect(title(changed('a', 'too-few'))).toEqual([
      'Too few answers to compare with the period before',
      '样本量不足，暂不与上一时段比较',
    ])
    expect(title(anItem('a', {}, null))[0]).toBe(
      'Too few answers to compare with the period before',
    )
  })
})

describe('the gap in time', () => {
  const moved = (verdict: Parameters<typeof aDifference>[0]) => {
    const difference = aDifference(verdict)
    const change = {
      gap: difference,
      expectation: difference,
      perception: difference,
      larger: null,
    }
    return gapTrendTitle({ ...aResult('a', { mean: -0.4 }), change }, english)
  }
  test('rises, falls or holds by the test against the days before, and says when there is none', () => {
    expect(moved('clear-rise')).toBe('The gap rises to −0.40')
    expect(moved('clear-fall')).toBe('The gap falls to −0.40')
    expect(moved('no-clear-change')).toBe('The gap holds near −0.40')
    expect(moved('too-few')).toBe('The gap is −0.40, with too little before to compare')
  })
  test('is one sentence of its ends and extremes; without a value it says so', () => {
    const at = (mean: number | null) => ({ start: '2026-01-01', ...aResult('overall', { mean }) })
    const series = [-0.4, null, -0.9, -0.1, -0.5].map(at)
    const sentence = gapTrendSentence({ ...aGapsReport([]), series }, english)
    expect(sentence).toBe('From −0.40 to −0.50; lowest −0.90, highest −0.10.')
    expect(gapTrendSentence({ ...aGapsReport([]), series: [at(null)] }, english)).toBe(
      english.t('chart.empty'),
    )
  })
})
