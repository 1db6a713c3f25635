/** That no report on complaints tells what another one hides: every figure anyone can ask for, put together. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { random } from '../support/random.ts'
import { type Json, type SignedIn, signedIn } from '../support/signed-in.ts'

let gapwise: Gapwise
let owner: SignedIn
beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await signedIn(gapwise, 'UTC')
})
afterAll(() => gapwise.stop())

const NAMES = {
  tier: ['key', 'regular', 'small'],
  channel: ['qr', 'link', 'email'],
  category: ['late', 'torn', 'lost'],
} as const
type Name = keyof typeof NAMES
const AXES: readonly Name[] = ['tier', 'channel', 'category']
/** By tier, channel and category; '' for any. */
type At = Record<Name, string>
const placeOf = (at: At) => AXES.map((name) => at[name]).join(' ')
const K = 5

const report = async (name: string, at: At, segment?: Name) => {
  const query = new URLSearchParams({
    from: '2026-06-01',
    to: '2026-06-30',
    exposure: 'orders',
    ...(at.tier === '' ? {} : { 'filter.tier': at.tier }),
    ...(at.channel === '' ? {} : { 'filter.channel': at.channel }),
    ...(at.category === '' ? {} : { category: at.category }),
    ...(segment === undefined ? {} : { segment }),
  })
  return (await owner.get(`/api/reports/complaints/${name}?${query}`)).body
}

test('a group of four complaints is given away by no figures, alone or by subtraction', async () => {
  const { integer, uniform } = random(8)
  const lines = ['opened_at,category,segment.tier,segment.channel']
  for (const tier of [...NAMES.tier, ''])
    for (const channel of [...NAMES.channel, ''])
      for (const category of NAMES.category) {
        const isNobody = (tier === '' || channel === '') && uniform() < 0.5
        const n = isNobody ? 0 : uniform() < 0.25 ? integer(K) : K + integer(14)
        lines.push(...Array(n).fill(`2026-06-10,${category},${tier},${channel}`))
      }
  await owner.csv('POST', '/api/complaints/import', lines.join('\n'))
  await owner.csv('PUT', '/api/exposures/orders', 'day,count\n2026-06-10,10000')

  const seen = new Map<string, { at: At; n: number }>()
  const see = (at: At, n: number) => {
    const place = placeOf(at)
    if (at.tier !== '' || at.channel !== '')
      expect([place, n === 0 || n >= K]).toEqual([place, true])
    expect([place, seen.get(place)?.n ?? n]).toEqual([place, n])
    seen.set(place, { at, n })
  }
  const places = ['', ...NAMES.tier].flatMap((tier) =>
    ['', ...NAMES.channel].flatMap((channel) =>
      ['', ...NAMES.category].map((category): At => ({ tier, channel, category })),
    ),
  )
  for (const at of places) {
    const trend = await report('trend', at)
    if (trend.suppressed === 0) see(at, trend.total.complaints)
    const resolution = await report('resolution', at)
    if (resolution.suppressed === 0) see(at, resolution.n)
    if (at.category === '')
      for (const { category, count } of await report('pareto', at)) see({ ...at, category }, count)
    for (const segment of ['tier', 'channel'] as const) {
      if (at[segment] !== '') continue
      for (const name of ['trend', 'resolution'])
        for (const { value, complaints, n } of (await report(name, at, segment)).segments)
          see({ ...at, [segment]: value }, complaints ?? n)
      if (at.category !== '') continue
      for (const { category, segments } of await report('pareto', at, segment))
        for (const { value, count } of segments as Json[])
          see({ ...at, category, [segment]: value }, count)
    }
  }
  expect(seen.size).toBeGreaterThan(30)

  // What is left of a figure when one of its parts, or all that are told, are taken away.
  for (const { at, n } of seen.values())
    for (const axis of AXES) {
      const isWhole = axis === 'category' && at.tier === '' && at.channel === ''
      if (at[axis] !== '' || isWhole) continue
      const parts = NAMES[axis].flatMap(
        (value) => seen.get(placeOf({ ...at, [axis]: value }))?.n ?? [],
      )
      for (const taken of [...parts, parts.reduce((sum, part) => sum + part, 0)])
        expect([at, axis, taken, n === taken || n - taken >= K]).toEqual([at, axis, taken, true])
    }
})
