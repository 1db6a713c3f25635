/** What every report has in common: explanations, CSV, privacy, and refusals that say what is possible. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CsvReader } from '../../worker/csv.ts'
import { settled } from '../faults/invariants.ts'
import { ALL_TYPES, answersCsv } from '../support/all-types.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Json, type SignedIn, signedIn } from '../support/signed-in.ts'

let gapwise: Gapwise
let owner: SignedIn
let id: string
const WINDOW = 'from=2026-02-01&to=2026-04-20&interval=week'
const ofSurvey = [
  'nps',
  'gaps',
  'ratings',
  'choices',
  'importance',
  'drivers',
  'themes',
  'response-rate',
  'repurchase',
  'segments',
  'quality',
]
const REPORTS = () => [
  ...ofSurvey.map((name) => `/api/surveys/${id}/reports/${name}?${WINDOW}&segment=tier`),
  `/api/surveys/${id}/reports/recovery?${WINDOW}`,
  ...['trend', 'pareto', 'resolution', 'voicing'].map(
    (name) => `/api/reports/complaints/${name}?${WINDOW}&segment=tier`,
  ),
]

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await signedIn(gapwise)
  id = await owner.publish('all', ALL_TYPES)
  const csv = answersCsv(500, '2026-01-01', 120)
  const { body } = await owner.csv('POST', `/api/surveys/${id}/import`, csv)
  expect(body.imported).toBe(500)
  // A fold between two requests sums in another order, and the last digit would show it.
  await settled(gapwise.database, id, async () => 0)
})
afterAll(() => gapwise.stop())

describe('as CSV', () => {
  /** Every scalar of a report with its list, the entry that list belongs to, its number, and its path. */
  function* scalarsOf(entry: Json, table = '', path = ''): Generator<[string, string, Json]> {
    for (const [name, value] of Object.entries<Json>(entry)) {
      const at = path === '' ? name : `${path}.${name}`
      if (
        Array.isArray(value) &&
        value.length > 0 &&
        value.every((each) => each && typeof each === 'object' && !Array.isArray(each))
      ) {
        const list = table === '' ? at : `${table}.${at}`
        for (const each of value) yield* scalarsOf(each, list)
      } else if (value !== null && typeof value === 'object') yield* scalarsOf(value, table, at)
      else yield [table === '' ? 'report' : table, at, value]
    }
  }

  test('every report reproduces its JSON to the last digit', async () => {
    for (const address of REPORTS()) {
      const { body } = await owner.get(address)
      const { body: csv, headers } = await owner.get(`${address}&format=csv`)
      expect(headers.get('content-type')).toContain('text/csv')
      const reader = new CsvReader()
      const [header, ...lines] = [...reader.read(csv), ...reader.end()].map(({ cells }) => cells)
      const place = new Map((header ?? []).map((name, i) => [name, i]))
      // In order of the report, so that the n-th scalar of a list's member is the n-th cell of its column.
      const cells = new Map<string, string[]>()
      for (const line of lines)
        for (const [name, i] of place) {
          const key = `${line[0]} ${name}`
          cells.set(key, [...(cells.get(key) ?? []), line[i] ?? ''])
        }
      const scalars = new Map<string, string[]>()
      for (const [table, path, value] of scalarsOf(Array.isArray(body) ? { rows: body } : body)) {
        const text = value === null ? '' : String(value)
        const key = `${table} ${path}`
        scalars.set(key, [
          ...(scalars.get(key) ?? []),
          typeof value === 'string' && /^[=+\-@'\t\r]/.test(value) ? `'${text}` : text,
        ])
      }
      expect(scalars.size, address).toBeGreaterThan(3)
      for (const [key, values] of scalars) {
        const found = (cells.get(key) ?? []).filter((cell) => cell !== '')
        expect(found, `${address} ${key}`).toEqual(values.filter((value) => value !== ''))
      }
    }
  })

  test('is also what Accept: text/csv gets', async () => {
    const [address = ''] = REPORTS()
    const { body } = await owner.get(address, { accept: 'text/csv' })
    expect(body).toBe((await owner.get(`${address}&format=csv`)).body)
  })
})

test('every report explains itself, and its rows can be listed', async () => {
  for (const address of REPORTS()) {
    const { body } = await owner.get(`${address}&explain=1`)
    expect(body.explain.formula.length, address).toBeGreaterThan(40)
    expect(body.explain.inputs).toMatchObject({ from: '2026-02-01', timeZone: 'UTC' })
    const rows = await owner.get(body.explain.rows)
    expect(rows.status, body.explain.rows).toBe(200)
  }
  const { body } = await owner.get(
    `/api/surveys/${id}/reports/nps?${WINDOW}&filter.tier=key&explain=1`,
  )
  const listed = await owner.get(`${body.explain.rows}&limit=500`)
  expect(listed.body.responses).toHaveLength(body.total.n)
})

describe('a wish that cannot be met is refused with what is possible', () => {
  const refused = async (path: string): Promise<string> => {
    const { status, body } = await owner.get(path)
    expect(status).toBe(422)
    return `${body.errors?.[0]?.pointer ?? ''} ${body.errors?.[0]?.detail ?? body.detail}`
  }
  test.each([
    [
      'segment=colour',
      '?segment This survey has tier, stage, channel, locale, touchpoint, all, every, shop',
    ],
    ['filter.colour=red', '?filter.colour This survey has tier'],
    ['from=2026-05-01&to=2026-04-01', '?from Lies after 2026-04-01'],
    ['from=2020-01-01&to=2026-04-01&interval=day', 'Possible: week, month, quarter, year'],
    ['from=2026-02-30', 'from There is no such day'],
    ['question=nothing', '?question Possible: recommend, speed'],
  ])('%s', async (query, expected) => {
    expect(await refused(`/api/surveys/${id}/reports/gaps?${query}`)).toContain(expected)
  })

  test('a survey without the question', async () => {
    const bare = await owner.publish('bare', {
      title: { en: 'Bare' },
      questions: [{ key: 'word', type: 'text' }],
    })
    const of = (name: string) => refused(`/api/surveys/${bare}/reports/${name}`)
    expect(await of('nps')).toContain('asks no NPS question')
    expect(await of('gaps')).toContain('asks no gap question')
    expect(await of('ratings')).toContain('asks no rating and no slider')
    expect(await of('choices')).toContain('asks no choice and no allocation')
    expect(await of('importance')).toContain('asks no gap question')
    expect(await of('drivers')).toContain('asks no NPS question and no rating')
    expect(await refused(`/api/surveys/${id}/reports/themes?question=recommend`)).toContain(
      'comment',
    )
  })
})

describe('privacy', () => {
  let small: string
  beforeAll(async () => {
    small = await owner.publish('small', {
      title: { en: 'Small' },
      segments: ['shop', 'all'],
      questions: [
        { key: 'recommend', type: 'nps' },
        { key: 'overall', type: 'rating', measure: 'csat' },
        { key: 'speed', type: 'gap' },
        { key: 'why', type: 'choice', options: [{ key: 'wait' }] },
      ],
    })
    // Shops of 20, 7, 3 and 1 answers; one person each in three of the weeks.
    const shops = [...Array(20).fill('a'), ...Array(7).fill('b'), 'c', 'c', 'c', 'd']
    const lines = shops.map((shop, i) => {
      const day = i < 3 ? `2026-03-0${2 + i}` : i < 4 ? '2026-03-10' : '2026-03-17'
      return `${day},${shop},yes,${shop === 'd' ? 0 : 9},4,6,5,wait`
    })
    const header =
      'submitted_at,segment.shop,segment.all,recommend,overall,speed.expectation,speed.perception,why'
    const { body } = await owner.csv(
      'POST',
      `/api/surveys/${small}/import`,
      [header, ...lines].join('\n'),
    )
    expect(body.rejected).toEqual([])
  })
  const days = 'from=2026-03-01&to=2026-03-31&interval=week'
  const get = async (name: string, query: string): Promise<Json> =>
    (await owner.get(`/api/surveys/${small}/reports/${name}?${days}&${query}`)).body

  test('groups under the minimum are hidden, and so is the one that would give them away', async () => {
    for (const name of ['nps', 'gaps']) {
      const { segments, suppressed } = await get(name, 'segment=shop')
      // c and d together are 4 of 31: b hides with them.
      expect(
        segments.map(({ value }: Json) => value),
        name,
      ).toEqual(['a'])
      expect(suppressed).toBe(3)
    }
    const { ratings } = await get('ratings', 'segment=shop')
    expect(ratings[0].segments.map(({ value }: Json) => value)).toEqual(['a'])
    const { choices } = await get('choices', 'segment=shop')
    expect(choices[0].segments.map(({ value }: Json) => value)).toEqual(['a'])
    const { rows } = await get('segments', 'segment=shop')
    expect([...new Set(rows.map(({ value }: Json) => value))]).toEqual(['a'])
  })

  test('a filter to a small group, or to all but a small group, shows nothing', async () => {
    for (const query of ['filter.shop=c', 'filter.shop=c&filter.all=yes']) {
      const nps = await get('nps', query)
      expect(nps).toMatchObject({ total: { n: 0 }, series: [], suppressed: 1 })
      expect((await get('quality', query)).responses.n).toBe(0)
    }
  })

  test('weeks of a filtered view are hidden alike, the unfiltered ones are not', async () => {
    const { series } = await get('nps', 'filter.shop=a')
    const shown = series.map(({ start, n, hidden }: Json) => [start, hidden ? 'hidden' : n])
    expect(shown).toEqual([
      ['2026-02-23', 0],
      ['2026-03-02', 'hidden'],
      ['2026-03-09', 'hidden'],
      ['2026-03-16', 'hidden'],
      ['2026-03-23', 0],
      ['2026-03-30', 0],
    ])
    const all = await get('nps', '')
    expect(all.series.map(({ n }: Json) => n)).toEqual([0, 3, 1, 27, 0, 0])
  })
})

test('segments stay bounded, whatever visitors send', async () => {
  const many = await owner.publish('many', {
    title: { en: 'Many' },
    segments: ['street'],
    questions: [{ key: 'recommend', type: 'nps' }],
  })
  const lines = Array.from({ length: 260 }, (_, i) => `2026-03-01,street-${i},9`)
  await owner.csv(
    'POST',
    `/api/surveys/${many}/import`,
    ['submitted_at,segment.street,recommend', ...lines].join('\n'),
  )
  const { rows } = await gapwise.database.execute({
    sql: `SELECT count(*) AS n, sum(value = 'other') AS other FROM segment_values WHERE survey_id = ? AND name = 'street'`,
    args: [many],
  })
  // 200 values, and `other` for the further sixty.
  expect(Number(rows[0]?.n)).toBeLessThanOrEqual(201)
  expect(Number(rows[0]?.other)).toBe(1)
  const { body } = await owner.get(
    `/api/surveys/${many}/reports/nps?from=2026-03-01&to=2026-03-01&filter.street=other`,
  )
  expect(body.total.n).toBeGreaterThanOrEqual(60)
})

test('answers without effort can be left out of every figure', async () => {
  const before = (await owner.get(`/api/surveys/${id}/reports/quality?${WINDOW}`)).body
  const { lowEffort, responses } = before
  expect(lowEffort.n).toBeGreaterThan(0)
  const { body } = await owner.get(`/api/surveys/${id}/reports/quality?${WINDOW}&lowEffort=exclude`)
  expect(body.responses.n).toBe(responses.n - lowEffort.n)
  expect(body.lowEffort).toMatchObject({ excluded: true })
})
