/** The privacy minimum: no figure of fewer than five people is shown, or can be computed from what is shown. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published, type Query } from '../support/owner.ts'
import { random } from '../support/random.ts'

let gapwise: Gapwise
let owner: Owner

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
})

afterAll(() => gapwise.stop())

const window = { from: '2025-03-01', to: '2025-03-31' }

type Group = { n: number; tier?: string; locale?: string; day?: string; channel?: string }
/** Who answers only the first two of the three items. */
type Partial = { withoutCare?: boolean }

/** A survey of so many answers of each group. */
async function aSurveyOf(groups: readonly (Group & Partial)[]): Promise<Published> {
  const survey = await owner.publish({
    title: { en: 'Groups' },
    locales: ['en', 'de', 'fr'],
    questions: [
      { key: 'recommend', type: 'nps' },
      ...['speed', 'help', 'care'].map((key) => ({
        key,
        type: 'gap' as const,
        dimension: 'empathy',
      })),
    ],
  })
  const header = 'submitted_at,segment.tier,locale,channel,recommend'
  const halves = ['speed', 'help', 'care'].flatMap((key) => [
    `${key}.expectation`,
    `${key}.perception`,
  ])
  const lines = groups.flatMap(({ n, tier, locale, day, channel, withoutCare }, i) =>
    Array.from({ length: n }, (_, j) => {
      const scores = ['6', '5', '6', String(4 + (j % 2)), ...(withoutCare ? ['', ''] : ['7', '5'])]
      const known = [day ?? '2025-03-10', tier, locale, channel, (i + j) % 11]
      return [...known, ...scores].join(',')
    }),
  )
  const reply = await owner.import(survey, [[header, ...halves].join(','), ...lines].join('\n'))
  expect(reply.rejected).toEqual([])
  return survey
}

const splitBy = async (survey: Published, segment: string, query: Query = {}) => {
  const asked = { ...window, ...query, segment }
  const [scores, gaps] = await Promise.all([owner.nps(survey, asked), owner.gaps(survey, asked)])
  const shown = scores.segments.map(({ value, n }) => [value, n])
  expect(gaps.segments.map(({ value, n }) => [value, n])).toEqual(shown)
  expect(gaps.suppressed).toBe(scores.suppressed)
  return { shown, suppressed: scores.suppressed }
}

describe('a split', () => {
  test.each<[string, Group[], [string, number][], number]>([
    [
      'hides a group of four and one more, so that it is not what is left',
      [
        { n: 4, tier: 'key' },
        { n: 9, tier: 'regular' },
        { n: 6, tier: 'small' },
      ],
      [['regular', 9]],
      2,
    ],
    [
      'shows groups of five',
      [
        { n: 5, tier: 'key' },
        { n: 5, tier: 'regular' },
      ],
      [
        ['key', 5],
        ['regular', 5],
      ],
      0,
    ],
    [
      'hides no more than two groups that are five together',
      [
        { n: 2, tier: 'key' },
        { n: 3, tier: 'regular' },
        { n: 8, tier: 'small' },
      ],
      [['small', 8]],
      2,
    ],
    [
      'hides another group beside two that are four together',
      [
        { n: 2, tier: 'key' },
        { n: 2, tier: 'regular' },
        { n: 8, tier: 'small' },
        { n: 9, tier: 'other' },
      ],
      [['other', 9]],
      3,
    ],
    [
      'minds those who are in none of the groups',
      [{ n: 9, tier: 'key' }, { n: 6, tier: 'small' }, { n: 3 }],
      [['key', 9]],
      1,
    ],
  ])('%s', async (_, groups, shown, suppressed) => {
    const survey = await aSurveyOf(groups)
    const split = await splitBy(survey, 'tier')
    expect(split.shown.sort()).toEqual([...shown].sort())
    expect(split.suppressed).toBe(suppressed)
    const { total } = await owner.nps(survey, window)
    expect(total.n).toBe(groups.reduce((sum, { n }) => sum + n, 0))
  })

  test('goes by the minimum of the account', async () => {
    const survey = await aSurveyOf([
      { n: 4, tier: 'key' },
      { n: 9, tier: 'regular' },
      { n: 10, tier: 'small' },
    ])
    const set = (privacyMinimum: number) => owner.send('PUT', '/api/settings', { privacyMinimum })
    await set(4)
    expect((await splitBy(survey, 'tier')).suppressed).toBe(0)
    await set(10)
    expect(await splitBy(survey, 'tier')).toEqual({ shown: [['small', 10]], suppressed: 2 })
    await set(5)
    expect((await splitBy(survey, 'tier')).suppressed).toBe(2)
  })
})

/** Both reports tell nothing of a filtered view but that there is something they do not tell. */
async function expectHidden(survey: Published, query: Query) {
  const scores = await owner.nps(survey, query)
  expect(scores.suppressed).toBe(1)
  expect(scores.total).toMatchObject({ n: 0, nps: null, mean: null, standardError: null })
  expect(scores.histogram).toEqual(new Array(11).fill(0))
  expect(scores.series.every(({ n }) => n === 0)).toBe(true)
  const gaps = await owner.gaps(survey, query)
  expect(gaps.suppressed).toBe(1)
  for (const { n, expectation, perception, gap } of [
    ...gaps.items,
    ...gaps.dimensions,
    gaps.overall,
  ].flatMap((result) => result ?? []))
    expect([n, expectation.mean, perception.mean, gap.mean]).toEqual([0, null, null, null])
  expect(gaps.series.every(({ n }) => n === 0)).toBe(true)
}

describe('a filter', () => {
  test('shows nothing of a group of four, nor of the one hidden with it', async () => {
    const survey = await aSurveyOf([
      { n: 4, tier: 'key' },
      { n: 9, tier: 'regular' },
      { n: 6, tier: 'small' },
    ])
    await expectHidden(survey, { ...window, 'filter.tier': 'key' })
    await expectHidden(survey, { ...window, 'filter.tier': 'small' })
    const { total, suppressed } = await owner.nps(survey, { ...window, 'filter.tier': 'regular' })
    expect([total.n, suppressed]).toEqual([9, 0])
  })

  test('shows nothing of so many that those left out are a group of four', async () => {
    const survey = await aSurveyOf([{ n: 20, tier: 'regular' }, { n: 4 }])
    await expectHidden(survey, { ...window, 'filter.tier': 'regular' })
    await expectHidden(survey, { ...window, 'filter.tier': 'regular', 'filter.channel': 'import' })
  })

  test('that nobody fits is empty, not hidden', async () => {
    const survey = await aSurveyOf([{ n: 9, tier: 'regular' }])
    const { total, suppressed } = await owner.nps(survey, { ...window, 'filter.tier': 'nobody' })
    expect([total.n, suppressed]).toEqual([0, 0])
  })

  test('and another show nothing of a pair of four, by tallies or by rows', async () => {
    const survey = await aSurveyOf([
      { n: 20, tier: 'regular', locale: 'en', channel: 'qr' },
      { n: 4, tier: 'regular', locale: 'de', channel: 'link' },
      { n: 20, tier: 'small', locale: 'de', channel: 'link' },
      { n: 20, tier: 'small', locale: 'en', channel: 'qr' },
    ])
    for (const name of ['locale', 'channel'] as const) {
      const [most, few] = name === 'locale' ? ['en', 'de'] : ['qr', 'link']
      for (const tier of ['regular', 'small'])
        for (const value of [most, few])
          await expectHidden(survey, {
            ...window,
            'filter.tier': tier,
            [`filter.${name}`]: String(value),
          })
      const whole = await owner.nps(survey, { ...window, 'filter.tier': 'regular' })
      expect(whole.total.n).toBe(24)
      expect((await splitBy(survey, name, { 'filter.tier': 'regular' })).shown).toEqual([])
      expect((await splitBy(survey, 'tier', { [`filter.${name}`]: String(most) })).shown).toEqual(
        [],
      )
    }
  })

  test('shows no period of four, nor the one that would give it away', async () => {
    const survey = await aSurveyOf([
      { n: 4, tier: 'key', day: '2025-03-04' },
      { n: 9, tier: 'key', day: '2025-03-11' },
      { n: 7, tier: 'key', day: '2025-03-18' },
      ...['2025-03-04', '2025-03-11', '2025-03-18'].map((day) => ({ n: 30, tier: 'regular', day })),
    ])
    const query = { ...window, interval: 'week', 'filter.tier': 'key' }
    const { total, series, suppressed } = await owner.nps(survey, query)
    expect(total.n).toBe(20)
    expect(series.filter(({ n }) => n > 0).map(({ start, n }) => [start, n])).toEqual([
      ['2025-03-10', 9],
    ])
    expect(suppressed).toBe(2)
    const gaps = await owner.gaps(survey, query)
    expect(gaps.series.filter(({ n }) => n > 0).map(({ start }) => start)).toEqual(['2025-03-10'])
  })

  test('shows no period in which those left out are four', async () => {
    const survey = await aSurveyOf([
      { n: 20, tier: 'key', day: '2025-03-04' },
      { n: 4, tier: 'regular', day: '2025-03-04' },
      { n: 20, tier: 'key', day: '2025-03-11' },
      { n: 20, tier: 'regular', day: '2025-03-11' },
      { n: 20, tier: 'key', day: '2025-03-18' },
      { n: 20, tier: 'regular', day: '2025-03-18' },
    ])
    const query = { ...window, interval: 'week', 'filter.tier': 'key' }
    const { series, total } = await owner.nps(survey, query)
    expect(total.n).toBe(60)
    expect(series.filter(({ n }) => n > 0)).toHaveLength(1)
    expect(series.find(({ start }) => start === '2025-03-03')?.n).toBe(0)
  })

  test('shows no period before of four', async () => {
    const survey = await aSurveyOf([
      { n: 4, tier: 'key', day: '2025-02-10' },
      { n: 30, tier: 'regular', day: '2025-02-10' },
      { n: 20, tier: 'key' },
      { n: 30, tier: 'regular' },
    ])
    const query = { ...window, 'filter.tier': 'key' }
    const { total, previous } = await owner.nps(survey, query)
    expect(total.n).toBe(20)
    expect(previous).toMatchObject({ n: 0, nps: null, mean: null, difference: null })
    const { items } = await owner.gaps(survey, query)
    expect(items.map(({ change }) => change)).toEqual([null, null, null])
  })

  test('shows no item that four answered', async () => {
    const survey = await aSurveyOf([
      { n: 4, tier: 'key' },
      { n: 20, tier: 'key', withoutCare: true },
      { n: 30, tier: 'regular' },
    ])
    const { items, dimensions } = await owner.gaps(survey, { ...window, 'filter.tier': 'key' })
    expect(items.map(({ key, n }) => [key, n])).toEqual([
      ['speed', 24],
      ['help', 24],
      ['care', 0],
    ])
    expect(items[2]?.gap.mean).toBeNull()
    expect(dimensions[0]?.n).toBe(24)
    const asked = { ...window, 'filter.tier': 'key', question: 'care' }
    expect((await owner.gaps(survey, asked)).items[2]?.cells).toBeNull()
  })
})

test('without a filter every figure is shown, in any period', async () => {
  const survey = await aSurveyOf([
    { n: 1, day: '2025-03-04' },
    { n: 30, day: '2025-03-05' },
  ])
  const { series, previous } = await owner.nps(survey, { ...window, interval: 'day' })
  expect(series.filter(({ n }) => n > 0).map(({ n }) => n)).toEqual([1, 30])
  expect(previous.n).toBe(0)
  const one = await owner.gaps(survey, { from: '2025-03-04', to: '2025-03-04', question: 'speed' })
  expect(one.items[0]).toMatchObject({ n: 1, gap: { mean: -1 } })
  expect(one.items[0]?.cells?.flat().reduce((sum, n) => sum + n, 0)).toBe(1)
})

test('nothing that anyone can ask gives away a group of four by subtraction', async () => {
  const { integer, uniform } = random(72)
  const names = { tier: ['key', 'regular', 'small'], locale: ['en', 'de', 'fr'] }
  const groups = names.tier.flatMap((tier) =>
    names.locale.map((locale) => ({
      tier,
      locale,
      n: uniform() < 0.4 ? integer(5) : 5 + integer(12),
    })),
  )
  const survey = await aSurveyOf([...groups, { n: 3, tier: 'key' }, { n: 6, locale: 'de' }])

  /** What is shown, by the conditions that name it: tier, then locale, '' for any. */
  const seen = new Map<string, number>()
  const see = (tier: string, locale: string, n: number) => {
    if (n === 0) return
    expect(n).toBeGreaterThanOrEqual(5)
    expect(seen.get(`${tier} ${locale}`) ?? n).toBe(n)
    seen.set(`${tier} ${locale}`, n)
  }
  for (const tier of ['', ...names.tier])
    for (const locale of ['', ...names.locale]) {
      const filters = {
        ...(tier === '' ? {} : { 'filter.tier': tier }),
        ...(locale === '' ? {} : { 'filter.locale': locale }),
      }
      see(tier, locale, (await owner.nps(survey, { ...window, ...filters })).total.n)
      if (tier === '')
        for (const { value, n } of (await splitOf('tier', filters)).segments) see(value, locale, n)
      if (locale === '')
        for (const { value, n } of (await splitOf('locale', filters)).segments) see(tier, value, n)
    }
  expect(seen.size).toBeGreaterThan(4)

  // What is left of something shown when all of its parts that are shown are taken away.
  const left = (whole: string, parts: readonly string[]) => {
    const n = seen.get(whole)
    if (n === undefined) return
    const rest = parts.reduce((sum, part) => sum - (seen.get(part) ?? 0), n)
    expect([whole, rest === 0 || rest >= 5]).toEqual([whole, true])
    for (const part of parts) {
      const others = n - (seen.get(part) ?? 0)
      expect([whole, part, others === 0 || others >= 5]).toEqual([whole, part, true])
    }
  }
  for (const tier of ['', ...names.tier])
    left(
      `${tier} `,
      names.locale.map((locale) => `${tier} ${locale}`),
    )
  for (const locale of ['', ...names.locale])
    left(
      ` ${locale}`,
      names.tier.map((tier) => `${tier} ${locale}`),
    )

  function splitOf(segment: string, filters: Query) {
    return owner.nps(survey, { ...window, ...filters, segment })
  }
})

describe('a view of three names', () => {
  const names = {
    tier: ['key', 'regular', 'small'],
    locale: ['en', 'de', 'fr'],
    channel: ['qr', 'link', 'email', 'kiosk'],
  }
  const all = Object.entries(names)

  test('gives away no group of four along any of them, by filters or by split', async () => {
    const { integer, uniform } = random(9)
    const groups = names.tier.flatMap((tier) =>
      names.locale.flatMap((locale) =>
        names.channel.map((channel) => ({
          tier,
          locale,
          channel,
          n: uniform() < 0.1 ? 1 + integer(4) : 5 + integer(15),
        })),
      ),
    )
    expect(groups.filter(({ n }) => n < 5).length).toBeGreaterThan(1)
    const survey = await aSurveyOf(groups)
    const seen = new Map<string, number>()
    const see = (at: Query, n: number) => {
      const name = all.map(([each]) => at[each]).join(' ')
      if (n > 0) expect([name, seen.get(name) ?? n]).toEqual([name, n])
      if (n > 0) seen.set(name, n)
    }
    const filtersOf = (at: Query) =>
      Object.fromEntries(Object.entries(at).map(([name, value]) => [`filter.${name}`, value]))
    for (const { tier, locale, channel } of groups) {
      const at = { tier, locale, channel }
      see(at, (await owner.nps(survey, { ...window, ...filtersOf(at) })).total.n)
    }
    const byFilters = [...seen.keys()].sort()
    for (const [segment] of all) {
      const others = groups.map(({ n: _, ...at }) =>
        Object.fromEntries(Object.entries(at).filter(([name]) => name !== segment)),
      )
      for (const rest of new Map(others.map((each) => [JSON.stringify(each), each])).values()) {
        const view = await owner.nps(survey, { ...window, ...filtersOf(rest), segment })
        for (const { value, n } of view.segments) see({ ...rest, [segment]: value }, n)
      }
    }
    // What a split shows, filters would show too.
    expect([...seen.keys()].sort()).toEqual(byFilters)
    expect(seen.size).toBeGreaterThan(2)
    for (const [i, [segment, values]] of all.entries())
      for (const group of groups) {
        const place = all.map(([name]) => group[name as 'tier'])
        const line = values.map((value) => place.with(i, value).join(' '))
        const whole = groups
          .filter((each) => all.every(([name], j) => j === i || each[name as 'tier'] === place[j]))
          .reduce((sum, { n }) => sum + n, 0)
        const left = line.reduce((n, cell) => n - (seen.get(cell) ?? 0), whole)
        expect([segment, place, left === 0 || left >= 5]).toEqual([segment, place, true])
        const hidden = line.filter((cell) => !seen.has(cell))
        expect([segment, place, hidden.length === 1]).toEqual([segment, place, false])
      }
  })

  test('of the table of all groups shows no cell that filters would not', async () => {
    const at = (tier: string, locale: string, channel: string, n: number) => ({
      tier,
      locale,
      channel,
      n,
    })
    const survey = await aSurveyOf([
      at('key', 'en', 'qr', 3),
      at('key', 'en', 'link', 20),
      at('key', 'en', 'email', 12),
      at('key', 'de', 'qr', 9),
      at('key', 'de', 'link', 30),
      at('regular', 'en', 'qr', 14),
      at('regular', 'en', 'link', 30),
      at('regular', 'de', 'qr', 30),
      at('regular', 'de', 'link', 30),
    ])
    const query = { ...window, 'filter.tier': 'key', 'filter.locale': 'de', segment: 'channel' }
    const reply = await owner.report(survey, 'segments', query)
    const { rows } = await reply.json()
    // Nine by QR in German stand beside the three in English: with the 12 of both shown, three would be left.
    expect(rows.filter(({ measure }: { measure: string }) => measure === 'nps')).toEqual([])
    const scores = await owner.nps(survey, query)
    expect(scores.segments.map(({ value }) => value)).not.toContain('qr')
  })
})
