import { describe, expect, test } from 'vitest'
import type { Verdict, ZoneResult } from '../../../schema/reports.ts'
import { en } from '../../../web/dashboard/words/en.ts'
import { voiceOf } from '../../../web/dashboard/words/voice.ts'
import { zoneEn } from '../../../web/dashboard/words/zone.en.ts'
import { lowestFirst, zoneTitle, zoneVerdict } from '../../../web/dashboard/zone/findings.ts'
import { anItem, aResult } from './a-report.ts'

const voice = voiceOf('en', { ...en, ...zoneEn })
const share = { n: 100, successes: 50, share: 0.5, interval: null }

function zone(adequacy: Verdict, superiority: Verdict, more: Partial<ZoneResult> = {}): ZoneResult {
  const figure = (verdict: Verdict) => ({ ...aResult('zone', {}).gap, verdict })
  return {
    n: 100,
    contradictory: 0,
    minimum: 4,
    desired: 6,
    perceived: 5,
    adequacy: figure(adequacy),
    superiority: figure(superiority),
    width: 2,
    position: 50,
    shares: { below: share, inside: share, above: share },
    ...more,
  }
}
const item = (key: string, of: ZoneResult) => ({ ...anItem(key, {}), zone: of })
const title = (...items: ReturnType<typeof item>[]) =>
  zoneTitle(items, (key) => key.toUpperCase(), voice)

describe('the title over the zones', () => {
  const inside = zone('above', 'below')
  test('names what is not even adequate before what is more than desired', () => {
    const items = [
      item('a', zone('below', 'below')),
      item('b', zone('above', 'above')),
      item('c', inside),
    ]
    expect(title(...items)).toBe('“A” is below what customers accept')
    expect(title(item('a', zone('below', 'below')), item('d', zone('below', 'below')))).toBe(
      '“A” and “D” are below what customers accept',
    )
  })
  test('names what is more than desired when all else is adequate', () => {
    expect(title(item('b', zone('above', 'above')), item('c', inside))).toBe(
      '“B” is above what customers would like',
    )
  })
  test('claims nothing without a clear verdict, or with too few answers', () => {
    expect(title(item('c', inside))).toBe('No item is clearly outside the zone of tolerance')
    expect(title(item('a', zone('too-few', 'too-few', { n: 11 })))).toBe(
      'Too few answers to compare yet: 11 of 30',
    )
  })
})

test.each([
  ['below', 'below', 'Below the minimum'],
  ['above', 'above', 'Above the desired level'],
  ['above', 'below', 'Inside the zone'],
  ['no-clear-gap', 'below', 'At an edge of the zone'],
  ['above', 'no-clear-gap', 'At an edge of the zone'],
  ['too-few', 'too-few', 'Too few answers to compare yet: 100 of 30'],
] as const)('adequacy %s and superiority %s: %s', (adequacy, superiority, words) => {
  expect(zoneVerdict(zone(adequacy, superiority), voice)).toBe(words)
})

test('the lowest in its zone comes first, and what has no position last', () => {
  const at = (key: string, position: number | null) =>
    item(key, zone('above', 'below', { position }))
  const sorted = [at('none', null), at('high', 90), at('low', -10)].sort(lowestFirst)
  expect(sorted.map(({ key }) => key)).toEqual(['low', 'high', 'none'])
})
