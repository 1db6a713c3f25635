/** The NPS weighted like the account's customers, over HTTP: R's figures, refusals, and nothing told of a small group. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Settings } from '../../schema/settings.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { expectClose, golden, type Tolerance } from '../support/golden.ts'
import { type Owner, ownerOf, type Published, type Query } from '../support/owner.ts'

let gapwise: Gapwise
let owner: Owner

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
})
afterAll(() => gapwise.stop())

const set = (populations: Settings['populations']) =>
  owner.send('PUT', '/api/settings', { populations })
const window = { from: '2025-03-01', to: '2025-03-31' }
type Group = { counts: readonly number[]; day?: string; segments: Record<string, string> }

async function answered(groups: readonly Group[]): Promise<Published> {
  const survey = await owner.publish({
    title: { en: 'Weighted' },
    locales: ['en', 'de'],
    segments: ['stratum', 'biz'],
    questions: [{ key: 'recommend', type: 'nps' }],
  })
  const names = ['stratum', 'biz', 'tier', 'locale']
  const header = ['submitted_at', 'recommend', ...names.map((name) => `segment.${name}`)]
  const lines = groups.flatMap(({ counts, day = '2025-03-10', segments }) =>
    counts.flatMap((n, score) =>
      Array<string>(n).fill([day, score, ...names.map((name) => segments[name] ?? '')].join(',')),
    ),
  )
  expect((await owner.import(survey, [header.join(','), ...lines].join('\n'))).rejected).toEqual([])
  return survey
}

const weightedOf = async (survey: Published, query: Query = {}) =>
  (await owner.nps(survey, { ...window, ...query })).weighted
const refused = async (survey: Published, query: Query) => {
  const reply = await owner.report(survey, 'nps', { ...window, ...query })
  expect(reply.status).toBe(422)
  const { errors } = await reply.json()
  return `${errors[0].pointer} ${errors[0].detail}`
}
/** So many answers, a third of each group. */
const even = (n: number) => [n / 3, 0, 0, 0, 0, 0, 0, n / 3, 0, 0, n / 3]
const all = (n: number, score: number) =>
  Array.from({ length: 11 }, (_, i) => (i === score ? n : 0))

describe('passengers of an airport', () => {
  type Case = {
    id: string
    population: Record<string, number>
    weighted_nps: number
    se_poststratified: number
    hist_by_stratum: Record<string, number[]>
    margins: Settings['populations']
    raked_nps: number
    kish_neff: number
    hist_by_cell: Record<string, number[]>
  }
  const { cases, tolerance } = golden<{ cases: Case[]; tolerance: Tolerance }>('weighting')
  const caseOf = (name: string): Case => {
    const found = cases.find(({ id }) => id.startsWith(name))
    if (!found) throw new Error(`There is no case ${name}`)
    return found
  }

  test('are post-stratified as R does it', async () => {
    const expected = caseOf('sfo_poststratified')
    const survey = await answered(
      Object.entries(expected.hist_by_stratum).map(([stratum, counts]) => ({
        counts,
        segments: { stratum },
      })),
    )
    await set({ stratum: expected.population })
    const weighted = await weightedOf(survey)
    expect(weighted).toMatchObject({
      by: ['stratum'],
      method: 'post-stratification',
      n: 1831,
      outside: 0,
      raking: null,
    })
    // R divides by n − 1 once for the whole sample; the formula here, as for NPS, by n.
    const asR = (weighted?.standardError ?? 0) * Math.sqrt(1831 / 1830)
    expectClose(
      [weighted?.nps, asR],
      [expected.weighted_nps, expected.se_poststratified],
      tolerance,
    )
    expect(weighted?.strata.map(({ values, population, n }) => [values, population, n])).toEqual([
      [['1'], 400, 652],
      [['2'], 350, 670],
      [['3'], 250, 509],
    ])
  })

  test('are raked as R does it, from the rows and for the declared pair from the tallies', async () => {
    const expected = caseOf('sfo_raked')
    const cells = Object.entries(expected.hist_by_cell).map(([name, counts]) => {
      const [stratum = '', biz = ''] = name.split('_')
      return { counts, stratum, biz }
    })
    const locale = (biz: string) => (biz === 'business' ? 'en' : 'de')
    const survey = await answered(
      cells.map(({ counts, stratum, biz }) => ({
        counts,
        segments: { stratum, biz, tier: stratum, locale: locale(biz) },
      })),
    )
    const { stratum = {}, biz = {} } = expected.margins
    await set({ stratum, biz })
    const fromRows = await weightedOf(survey)
    await set({
      tier: stratum,
      locale: { en: biz.business ?? 0, de: biz.other ?? 0 },
    })
    const fromTallies = await weightedOf(survey)
    for (const weighted of [fromRows, fromTallies]) {
      expect(weighted).toMatchObject({ method: 'raking', n: 1831, raking: { converged: true } })
      expectClose(
        [weighted?.nps, weighted?.effectiveN],
        [expected.raked_nps, expected.kish_neff],
        tolerance,
      )
    }
    expect(fromTallies?.by).toEqual(['tier', 'locale'])
  })
})

describe('which weights', () => {
  test('without counts of customers there is no weighted figure, and none is to be had', async () => {
    await set({})
    const survey = await answered([{ counts: even(60), segments: { tier: 'key' } }])
    expect(await weightedOf(survey)).toBeUndefined()
    expect(await refused(survey, { weight: 'tier' })).toContain('?weight Possible: none;')
  })

  test('are those asked for, none with a filter, and none at all on request', async () => {
    await set({ tier: { key: 10, small: 90 }, stage: { stable: 100 } })
    const groups = ['key', 'small'].map((tier) => ({ counts: even(60), segments: { tier } }))
    const survey = await answered(groups)
    expect((await weightedOf(survey, { weight: 'tier' }))?.by).toEqual(['tier'])
    expect(await weightedOf(survey, { weight: 'none' })).toBeUndefined()
    expect(await weightedOf(survey, { 'filter.tier': 'key' })).toBeUndefined()
    expect(await refused(survey, { weight: 'tier', 'filter.tier': 'key' })).toContain('?weight Not')
    expect(await refused(survey, { weight: 'tier,shop' })).toContain('none, tier, stage')
    // Nobody has a stage: there is nothing to weight to.
    expect(await weightedOf(survey)).toMatchObject({ nps: null, reason: 'no-answers' })
  })

  test('a count that is no count is refused as a setting', async () => {
    const reply = await owner.fetch('/api/settings', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ populations: { tier: { key: -1 } } }),
    })
    expect(reply.status).toBe(422)
  })
})

describe('the weighted figure', () => {
  beforeAll(() => set({ tier: { key: 100, regular: 900, small: 9000 } }))

  test('joins a tier of fewer than ten with its neighbour, and says so', async () => {
    const survey = await answered([
      { counts: all(7, 0), segments: { tier: 'key' } },
      { counts: all(40, 10), segments: { tier: 'regular' } },
      { counts: all(40, 0), segments: { tier: 'small' } },
      { counts: all(5, 9), segments: { tier: 'unheard-of' } },
    ])
    const weighted = await weightedOf(survey)
    expect(weighted?.strata).toMatchObject([
      { values: ['key', 'regular'], population: 1000, n: 47 },
      { values: ['small'], population: 9000, n: 40 },
    ])
    expect(weighted?.outside).toBe(5)
    expect(weighted?.nps).toBeCloseTo(0.1 * ((100 * 33) / 47) - 90, 9)
  })

  test('is judged by the effective number of answers', async () => {
    const before = { day: '2025-02-15' }
    const survey = await answered([
      { counts: all(200, 10), segments: { tier: 'key' } },
      { counts: all(20, 10), segments: { tier: 'small' } },
      { counts: all(200, 0), segments: { tier: 'key' }, ...before },
      { counts: all(20, 0), segments: { tier: 'small' }, ...before },
    ])
    const weighted = await weightedOf(survey)
    // 220 answers in name; nearly all the weight lies on 20 of them.
    expect(weighted?.effectiveN).toBeLessThan(30)
    expect(weighted?.previous.difference).toMatchObject({ estimate: 200, verdict: 'too-few' })
  })

  test('is withheld where it would tell of four people', async () => {
    const of = (key: number, regular: number, small: number) => [
      { counts: all(key, 3), segments: { tier: 'key' } },
      { counts: all(regular, 10), segments: { tier: 'regular' } },
      { counts: all(small, 0), segments: { tier: 'small' } },
    ]
    // A split shows `regular`, which is weighted as one with the four: the rest of it is they.
    expect(await weightedOf(await answered(of(4, 60, 40)))).toMatchObject({
      nps: null,
      reason: 'small-groups',
    })
    // A split shows `small` only: nobody can tell the four from those they are weighted with.
    const joined = await weightedOf(await answered(of(4, 40, 60)))
    expect(joined?.nps).toBeCloseTo(0.1 * ((100 * 36) / 44) - 90, 9)
    // Four who are in no tier would be what the strata leave of all.
    const left = await answered([...of(20, 40, 60), { counts: all(4, 3), segments: {} }])
    expect(await weightedOf(left)).toMatchObject({
      nps: null,
      n: 0,
      outside: 0,
      strata: [],
      reason: 'small-groups',
    })
  })

  test('by two names is withheld where a cell holds four, or a level has no answer', async () => {
    await set({ tier: { key: 100, small: 900 }, locale: { en: 500, de: 500 } })
    const cell = (tier: string, locale: string, n: number) => ({
      counts: all(n, 8),
      segments: { tier, locale },
    })
    const few = await answered([
      cell('key', 'en', 4),
      cell('key', 'de', 30),
      cell('small', 'en', 30),
      cell('small', 'de', 30),
    ])
    expect(await weightedOf(few)).toMatchObject({ nps: null, reason: 'small-groups' })
    const none = await answered([cell('key', 'en', 30), cell('small', 'en', 30)])
    expect(await weightedOf(none)).toMatchObject({ nps: null, reason: 'level-without-answers' })
  })
})
