/** Complaint reports over HTTP, on series whose figures were computed elsewhere (golden files) or by hand. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '../../schema/calendar.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { expectClose, golden, type Tolerance } from '../support/golden.ts'
import { type Json, type SignedIn, signedIn } from '../support/signed-in.ts'

let gapwise: Gapwise
let owner: SignedIn

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await signedIn(gapwise, 'America/New_York')
})
afterAll(() => gapwise.stop())

type Row = { opened: string; closed?: string; category: string; tier?: string }
async function importComplaints(rows: Row[]) {
  const lines = rows.map(({ opened, closed = '', category, tier = '' }) =>
    [opened, closed, category, tier].join(','),
  )
  const header = 'opened_at,closed_at,category,segment.tier'
  const { body } = await owner.csv('POST', '/api/complaints/import', [header, ...lines].join('\n'))
  expect(body.rejected).toEqual([])
  expect(body.imported).toBe(rows.length)
}
const report = async (name: string, query: string) =>
  (await owner.get(`/api/reports/complaints/${name}?${query}`)).body
const putExposure = (name: string, days: [string, number][]) =>
  owner.csv(
    'PUT',
    `/api/exposures/${name}`,
    ['day,count', ...days.map((d) => d.join(','))].join('\n'),
  )

describe('a council district’s complaints by day', () => {
  type Case = {
    mean_per_day: number
    weekday_index_mon_to_sun: number[]
    first_date_with_9_below: string
  }
  const { from, counts, cases, tolerance } = golden<{
    from: string
    counts: number[]
    cases: [Case]
    tolerance: Tolerance
  }>('weekday')
  const [expected] = cases
  const last = addDays(from, counts.length - 1)
  let trend: Json

  beforeAll(async () => {
    await importComplaints(
      counts.flatMap((n, i) => Array(n).fill({ opened: addDays(from, i), category: 'council' })),
    )
    await putExposure(
      'days',
      counts.map((_, i) => [addDays(from, i), 1]),
    )
    const window = `from=${from}&to=${last}&interval=day&category=council&exposure=days`
    trend = await report('trend', `${window}&baseline=2019-01-01..2019-12-31`)
  })

  test('are charted with the weekday pattern that R finds', () => {
    expectClose(trend.weekdays, expected.weekday_index_mon_to_sun, tolerance)
    expectClose(trend.centre / trend.per, expected.mean_per_day, tolerance)
    expect(trend).toMatchObject({ chart: 'laney-u', interval: 'day', exposure: 'days' })
    expect(trend.baseline).toMatchObject({ chosen: 'asked', status: 'firm' })
  })

  test('leave weekends out, on which hardly anything happens', () => {
    const weekend = trend.points.filter(({ start }: Json) => /^2019-06-0[12]$/.test(start))
    expect(weekend).toMatchObject([
      { closed: true, z: null },
      { closed: true, z: null },
    ])
  })

  test('show the spring of 2020 as nine below in a row, on the day R names', () => {
    const nine = trend.signals.filter(({ rule }: Json) => rule === 'nine-one-side')
    const below = nine.filter(({ start, side }: Json) => side === 'below' && start > '2020-01-01')
    expect(below[0]).toMatchObject({ start: expected.first_date_with_9_below, level: 'watch' })
  })

  test('give the same limits whichever window is looked at', async () => {
    const query = `to=${last}&interval=day&category=council&exposure=days`
    const [long, short] = [
      await report('trend', `${query}&from=${addDays(from, 1)}`),
      await report('trend', `${query}&from=${addDays(last, -89)}`),
    ]
    expect(short.baseline).toEqual(long.baseline)
    expect(short.points).toHaveLength(90)
    const z = ({ points }: Json) => points.slice(-90).map((point: Json) => point.z)
    expect(z(short)).toEqual(z(long))
  })

  test('start anew from a note that says so', async () => {
    const note = { day: '2020-01-01', text: 'New hotline', rebase: true }
    const { body } = await owner.send('POST', '/api/notes', note)
    const query = `from=${from}&to=${last}&interval=week&category=council&exposure=days`
    const { baseline } = await report('trend', query)
    expect(baseline).toMatchObject({ chosen: 'note', periods: 24 })
    expect(baseline.from >= '2019-12-30').toBe(true)
    await owner.send('DELETE', `/api/notes/${body.id}`)
  })
})

describe('how long complaints take', () => {
  type Case = {
    as_of: string
    n: number
    median: number
    median_lower95: number
    median_upper95: number
    rmst90: number
    surv: { t: number; s: number; lower95: number; upper95: number }[]
    durations: [days: number, resolved: number, open: number][]
  }
  const { cases, tolerance } = golden<{ cases: Case[]; tolerance: Tolerance }>('kaplan-meier')
  const [expected] = cases

  test('agrees with R where two in three are still open', async () => {
    if (!expected) throw new Error('no golden case')
    const asOf = expected.as_of
    await importComplaints(
      expected.durations.flatMap(([days, resolved, open]): Row[] => {
        const opened = addDays(asOf, -days)
        return [
          ...Array(resolved).fill({ opened, closed: asOf, category: 'district' }),
          // Closed after the day of the report: still open then.
          ...Array(open).fill({ opened, closed: addDays(asOf, 1), category: 'district' }),
        ]
      }),
    )
    const query = `from=2017-06-01&to=${asOf}&asOf=${asOf}&interval=month&category=district`
    const found = await report('resolution', query)
    expect(found).toMatchObject({ n: expected.n, asOf })
    expectClose(
      [found.median.days, found.median.low, found.median.high],
      [expected.median, expected.median_lower95, expected.median_upper95],
      tolerance,
    )
    expectClose(found.restrictedMean, expected.rmst90, tolerance)
    for (const { t, s, lower95, upper95 } of expected.surv) {
      const at = found.survival.findLast(({ day }: Json) => day <= t)
      expectClose([at.open, at.low, at.high], [s, lower95, upper95], tolerance)
    }
  })

  test('compares segments by the log-rank test, small ones hidden', async () => {
    const open = (tier: string, n: number, days: number): Row[] =>
      Array.from({ length: n }, (_, i) => ({
        opened: addDays('2022-01-01', i % 20),
        closed: addDays('2022-01-01', (i % 20) + days + (i % 3)),
        category: 'pace',
        tier,
      }))
    await importComplaints([...open('key', 40, 1), ...open('small', 60, 9)])
    const query = 'from=2022-01-01&to=2022-03-01&asOf=2022-03-01&category=pace&segment=tier'
    const { segments } = await report('resolution', query)
    expect(segments).toMatchObject([
      { value: 'small', n: 60, difference: { verdict: 'slower' } },
      { value: 'key', n: 40, difference: { verdict: 'faster' } },
    ])
    // A group of three alone could be found by subtraction, so the next smallest hides with it.
    await importComplaints(open('odd', 3, 5))
    const hidden = await report('resolution', query)
    expect(hidden.segments).toMatchObject([{ value: 'small' }])
    expect(hidden.suppressed).toBe(2)
  })
})

describe('categories', () => {
  beforeAll(() =>
    importComplaints([
      ...Array(30).fill({ opened: '2023-02-01', category: 'a' }),
      ...Array(10).fill({ opened: '2023-02-02', category: 'b' }),
      ...Array(10).fill({ opened: '2023-01-15', category: 'a' }),
      ...Array(40).fill({ opened: '2023-01-16', category: 'b' }),
    ]),
  )

  test('come from large to small with running shares, and changes that hold', async () => {
    const found = await report('pareto', 'from=2023-02-01&to=2023-02-28')
    expect(found).toMatchObject([
      { category: 'a', count: 30, share: 0.75, cumulative: 0.75 },
      { category: 'b', count: 10, share: 0.25, cumulative: 1 },
    ])
    expect(found[0].difference).toMatchObject({ verdict: 'clear-rise' })
    expect(found[0].difference.estimate).toBeCloseTo(0.75 - 0.2, 12)
  })

  test('that do not exist, and other impossible wishes, are refused with what is possible', async () => {
    const refused = async (query: string) => {
      const { status, body } = await owner.get(`/api/reports/complaints/trend?${query}`)
      expect(status).toBe(422)
      return `${body.errors?.[0]?.pointer} ${body.errors?.[0]?.detail ?? body.detail}`
    }
    expect(await refused('category=nothing')).toBe(
      '?category Possible: a, b, council, district, pace',
    )
    expect(await refused('exposure=visits')).toBe('?exposure Possible: responses, days')
    expect(await refused('from=2023-02-01&to=2023-01-01')).toContain('?from')
    expect(await refused('baseline=2023-02-01..2023-01-01')).toContain('?baseline')
    expect(await refused('baseline=0001-01-01..9999-12-31')).toContain('?baseline At most')
    expect(await refused('segment=colour')).toContain('tier, stage, channel')
    expect(await refused('from=2010-01-01&to=2023-01-01&interval=day')).toContain('week')
  })
})

describe('categories by segment', () => {
  const window = 'from=2023-06-01&to=2023-06-30&segment=tier'
  const many = (n: number, category: string, tier: string): Row[] =>
    Array(n).fill({ opened: '2023-06-10', category, tier })
  beforeAll(() =>
    importComplaints([
      ...many(60, 'late', 'small'),
      ...many(60, 'wrong', 'small'),
      ...many(10, 'late', 'key'),
      ...many(40, 'wrong', 'key'),
      ...many(8, 'late', 'regular'),
      ...many(3, 'wrong', 'regular'),
    ]),
  )
  const cells = ({ segments }: Json) =>
    segments.map(({ value, count, n }: Json) => [value, count, n])

  test('are shares of each group against everyone else, with verdicts for all of them', async () => {
    const [wrong, late] = await report('pareto', window)
    expect([wrong, late]).toMatchObject([
      { category: 'wrong', count: 103 },
      { category: 'late', count: 78 },
    ])
    const small = late.segments.find(({ value }: Json) => value === 'small')
    expect(small).toMatchObject({ count: 60, n: 120, share: 0.5 })
    // The rest: 18 of 61.
    expect(small.difference.estimate).toBeCloseTo(0.5 - 18 / 61, 12)
    expect(small.difference).toMatchObject({ verdict: 'higher' })
    expect(small.difference.adjustedP).toBeGreaterThanOrEqual(small.difference.p)
    expect(small.interval).toMatchObject({ method: 'wilson', confidence: 0.95 })
  })

  test('show no cell of three, nor one that would give it away', async () => {
    const [wrong, late] = await report('pareto', window)
    // Three in `regular`: the next smallest of that category hides with it, and so does what is beside both.
    expect(cells(wrong)).toEqual([['small', 60, 120]])
    expect(cells(late)).toEqual([['small', 60, 120]])
    expect([wrong.suppressed, late.suppressed]).toEqual([2, 2])
  })

  test('are left out where a filter leaves fewer than the minimum out', async () => {
    const filtered = `${window}&filter.tier=small`
    const [row] = await report('pareto', filtered)
    expect(cells(row)).toEqual([['small', 60, 120]])
    await importComplaints([
      ...Array(30).fill({ opened: '2023-08-10', category: 'late', tier: 'key' }),
    ])
    const lines = [
      ...Array(20).fill('2023-08-11,late,key,qr'),
      ...Array(20).fill('2023-08-11,late,key,link'),
      ...Array(3).fill('2023-08-12,late,small,link'),
      ...Array(9).fill('2023-08-12,late,small,qr'),
    ]
    const header = 'opened_at,category,segment.tier,segment.channel'
    await owner.csv('POST', '/api/complaints/import', [header, ...lines].join('\n'))
    const august = 'from=2023-08-01&to=2023-08-31&segment=tier&filter.channel=qr'
    const [some] = await report('pareto', august)
    expect(some).toMatchObject({ count: 29, segments: [], suppressed: 2 })
  })

  describe('weighed', () => {
    const june = 'from=2023-06-01&to=2023-06-30'
    const refused = async (query: string) => {
      const { status, body } = await owner.get(`/api/reports/complaints/pareto?${june}&${query}`)
      expect(status).toBe(422)
      return body.errors.map(({ pointer, detail }: Json) => `${pointer} ${detail}`).join()
    }
    const weigh = (complaintWeights: Json) =>
      owner.send('PUT', '/api/settings', { complaintWeights })

    test('are refused with what is possible, until the account says what they weigh', async () => {
      expect(await refused('weight=value')).toMatch(/^\?weight Possible: count;.*complaintWeights/)
      await weigh({ tiers: { key: 10 }, categories: {} })
      expect(await refused('weight=cost')).toMatch(/^\?weight Possible: count, value;/)
      expect(await refused('weight=value&segment=tier')).toMatch(/^\?segment .*weight=count/)
    })

    test('by cost come in the order of what they cost', async () => {
      await weigh({ tiers: {}, categories: { wrong: 2, late: 10 } })
      expect(await report('pareto', `${june}&weight=cost`)).toMatchObject([
        { category: 'late', count: 78, weight: 780, share: 780 / 986, difference: null },
        { category: 'wrong', count: 103, weight: 206, cumulative: 1, difference: null },
      ])
    })

    test('by value tell of no cell that the split hides, and add up', async () => {
      const tiers = { small: 1, key: 20, regular: 5 }
      await weigh({ tiers, categories: {} })
      const rows = await report('pareto', `${june}&weight=value`)
      // 18 late and 43 wrong are in hidden cells: 50 at 20 and 11 at 5, the mean of which they all weigh.
      const mean = (50 * 20 + 11 * 5) / 61
      expect(rows.map(({ category }: Json) => category)).toEqual(['wrong', 'late'])
      expect(rows[0].weight).toBeCloseTo(60 + 43 * mean, 9)
      expect(rows[1].weight).toBeCloseTo(60 + 18 * mean, 9)
      expect(rows[0].weight + rows[1].weight).toBeCloseTo(120 + 50 * 20 + 11 * 5, 9)
    })

    test('by value of groups that are all large weigh what each is worth', async () => {
      await weigh({ tiers: { small: 1, key: 20, regular: 5 }, categories: {} })
      await importComplaints(
        [
          ...many(10, 'late', 'small'),
          ...many(30, 'wrong', 'small'),
          ...many(8, 'late', 'key'),
          ...many(5, 'wrong', 'key'),
        ].map((row) => ({ ...row, opened: '2023-04-10' })),
      )
      const april = 'from=2023-04-01&to=2023-04-30&weight=value'
      expect(await report('pareto', april)).toMatchObject([
        { category: 'late', count: 18, weight: 170 },
        { category: 'wrong', count: 35, weight: 130 },
      ])
    })
  })

  test('without a split there are none', async () => {
    const [row] = await report('pareto', 'from=2023-06-01&to=2023-06-30')
    expect(row).toMatchObject({ segments: [], suppressed: 0 })
  })
})

describe('rare complaints', () => {
  test('widen the period, and are charted by the time between them', async () => {
    const days = [3, 30, 35, 80, 95, 150, 210]
    const opened = (day: number) => addDays('2024-01-01', day)
    await importComplaints(days.map((day) => ({ opened: opened(day), category: 'rare' })))
    const window = 'from=2024-01-01&to=2024-12-30&category=rare&exposure=shop'
    await putExposure(
      'shop',
      Array.from({ length: 365 }, (_, i) => [opened(i), 100]),
    )
    const found = await report('trend', window)
    expect(found.fit).toMatchObject({ status: 'rare', reason: 'expected-counts-too-small' })
    expect(found.interval).toBe('month')
    expect(found.rare.spells.map((spell: Json) => spell.days)).toEqual([26, 4, 44, 14, 54, 59])
    expect(found.complaintFree).toMatchObject({ current: 154, longest: 154 })
    const asked = await report('trend', `${window}&interval=week`)
    expect(asked.interval).toBe('week')
    expect(asked.fit.reason).toBe('expected-counts-too-small')
  })
})

describe('with answers as the denominator', () => {
  beforeAll(async () => {
    const id = await owner.publish('voice', {
      title: { en: 'Voice' },
      questions: [
        { key: 'recommend', type: 'nps' },
        { key: 'overall', type: 'rating', measure: 'csat', scale: 5 },
      ],
    })
    const lines = Array.from({ length: 200 }, (_, i) => {
      const day = addDays('2025-03-01', i % 50)
      // 40 of 200 are unhappy by one question or the other, each counted once.
      const [nps, csat] = i % 5 === 0 ? [2, 1] : [9, 4]
      return `${day},${i % 2 ? 'key' : 'small'},${nps},${csat}`
    })
    const header = 'submitted_at,segment.tier,recommend,overall'
    const { body } = await owner.csv(
      'POST',
      `/api/surveys/${id}/import`,
      [header, ...lines].join('\n'),
    )
    expect(body.imported).toBe(200)
    await importComplaints(
      Array.from({ length: 10 }, (_, i) => ({
        opened: addDays('2025-03-01', 5 * i),
        category: 'voice',
        tier: i % 2 ? 'key' : 'small',
      })),
    )
  })
  const window = 'from=2025-03-01&to=2025-04-19&category=voice'

  test('a rate is complaints per thousand answers', async () => {
    const { total, exposure } = await report('trend', `${window}&interval=week`)
    expect({ exposure, ...total }).toMatchObject({
      exposure: 200,
      complaints: 10,
      rate: 50,
    })
  })

  test('segments have their own rates against the rest', async () => {
    const { segments } = await report('trend', `${window}&segment=tier`)
    expect(segments.map(({ value, rate }: Json) => [value, rate])).toEqual([
      ['key', 50],
      ['small', 50],
    ])
    expect(segments[0].difference).toMatchObject({ estimate: 0, verdict: 'no-clear-difference' })
  })

  test('the voicing rate is complaints per unhappy answer', async () => {
    const found = await report('voicing', window)
    expect(found.total).toMatchObject({ unhappy: 40, complaints: 10, rate: 0.25 })
    expect(found.quietFall).toBe(false)
    // Wilson for 10 of 40.
    expect(found.total.interval).toMatchObject({ confidence: 0.95, method: 'wilson' })
    expect(found.total.interval.low).toBeCloseTo(0.14187, 4)
    expect(found.total.interval.high).toBeCloseTo(0.40194, 4)
    const weekly = await report('voicing', `${window}&interval=week`)
    expect(weekly.interval).toBe('week')
    const csv = await report('voicing', `${window}&interval=week&format=csv`)
    expect(csv.split('\r\n')[0].split(',')).toEqual(
      expect.arrayContaining(['interval', 'total.rate', 'total.interval.low', 'interval.low']),
    )
  })
})

describe('a few who complained, of many who could have', () => {
  const june = 'from=2021-06-01&to=2021-06-30'
  const many = (n: number, category: string, tier: string, opened = '2021-06-10'): Row[] =>
    Array(n).fill({ opened, category, tier })
  const tiers = ({ segments }: Json) => segments.map(({ value }: Json) => value)
  beforeAll(async () => {
    const id = await owner.publish('asked', {
      title: { en: 'Asked' },
      questions: [{ key: 'recommend', type: 'nps' }],
    })
    const answers = ['2021-05-10', '2021-06-10', '2021-08-10'].flatMap((day) =>
      ['key', 'regular', 'small'].flatMap((tier) => Array(40).fill(`${day},${tier},2`)),
    )
    const lines = ['submitted_at,segment.tier,recommend', ...answers]
    expect(
      (await owner.csv('POST', `/api/surveys/${id}/import`, lines.join('\n'))).body.imported,
    ).toBe(360)
    await importComplaints([
      ...many(2, 'torn', 'key'),
      ...many(12, 'torn', 'regular'),
      ...many(6, 'torn', 'small'),
      ...many(18, 'lost', 'key'),
      ...many(20, 'lost', 'regular'),
      ...many(14, 'lost', 'small'),
      ...many(2, 'torn', 'key', '2021-05-10'),
      ...many(9, 'torn', 'regular', '2021-05-10'),
      ...many(3, 'torn', 'key', '2021-08-10'),
      ...many(9, 'torn', 'regular', '2021-08-10'),
      ...many(7, 'torn', 'small', '2021-08-10'),
    ])
  })

  test.each(['trend', 'voicing', 'resolution'])(
    'are no more told by category and group in %s than in the table of both',
    async (name) => {
      const [row] = await report('pareto', `${june}&segment=tier`)
      expect(tiers(row)).toEqual(['regular'])
      for (const category of ['torn', 'lost']) {
        const found = await report(name, `${june}&segment=tier&category=${category}`)
        expect([tiers(found), found.suppressed]).toEqual([['regular'], 2])
      }
      const of = (query: string) => report(name, `${june}&filter.tier=key${query}`)
      expect((await of('')).suppressed).toBe(0)
      for (const category of ['torn', 'lost']) {
        const hidden = await of(`&category=${category}`)
        expect(hidden.suppressed).toBe(1)
        const total = name === 'resolution' ? hidden.n : hidden.total.complaints
        expect(total).toBe(0)
      }
    },
  )

  test.each(['trend', 'voicing', 'resolution'])(
    'are a small group of %s themselves, and so is who would tell of them',
    async (name) => {
      const august = 'from=2021-08-01&to=2021-08-31'
      const split = await report(name, `${august}&segment=tier`)
      expect([tiers(split), split.suppressed]).toEqual([['regular'], 2])
      for (const tier of ['key', 'small'])
        expect((await report(name, `${august}&filter.tier=${tier}`)).suppressed).toBe(1)
      expect((await report(name, `${august}&filter.tier=regular`)).suppressed).toBe(0)
      expect(await report('pareto', `${august}&filter.tier=small`)).toEqual([])
    },
  )

  test('are left out of the categories of a filtered view, whose shares are of the others', async () => {
    const of = (tier: string) => report('pareto', `${june}&filter.tier=${tier}`)
    expect(await of('key')).toEqual([])
    expect(await of('regular')).toMatchObject([
      { category: 'lost', count: 20, share: 20 / 32 },
      { category: 'torn', count: 12, cumulative: 1, difference: null },
    ])
  })

  test('are not told of as the days before either', async () => {
    const previous = async (name: string) =>
      (await report(name, `${june}&filter.tier=key`)).previous
    for (const name of ['trend', 'voicing'])
      expect(await previous(name)).toMatchObject({ complaints: 0, difference: null })
    expect(await previous('resolution')).toMatchObject({ n: 0, difference: null })
  })
})

test('a point of a filtered trend is not told where those left out are a small group', async () => {
  const id = await owner.publish('points', {
    title: { en: 'Points' },
    questions: [{ key: 'recommend', type: 'nps' }],
  })
  const day = (date: string, tier: string, n: number) => Array(n).fill(`${date},${tier},9`)
  const lines = [
    'submitted_at,segment.tier,recommend',
    ...day('2020-06-02', 'key', 20),
    ...day('2020-06-02', 'small', 3),
    ...day('2020-06-09', 'key', 20),
    ...day('2020-06-09', 'small', 20),
    ...day('2020-06-16', 'key', 25),
    ...day('2020-06-16', 'small', 25),
  ]
  await owner.csv('POST', `/api/surveys/${id}/import`, lines.join('\n'))
  await importComplaints(
    ['02', '09', '16'].flatMap((date) =>
      ['key', 'small'].flatMap((tier) =>
        Array(6).fill({ opened: `2020-06-${date}`, category: 'points', tier }),
      ),
    ),
  )
  const { points } = await report(
    'trend',
    `from=2020-06-01&to=2020-06-21&interval=week&filter.tier=key&survey=${id}`,
  )
  expect(points.map(({ start, exposure }: Json) => [start, exposure])).toEqual([
    ['2020-06-01', 0],
    ['2020-06-08', 0],
    ['2020-06-15', 25],
  ])
})
