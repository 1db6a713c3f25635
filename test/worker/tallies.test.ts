/** Tallies: whatever happens to responses, every figure made from sums equals a recount of the rows. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '../../schema/calendar.ts'
import type { GapsReport, NpsReport } from '../../schema/reports.ts'
import type { SurveyDefinitionInput } from '../../schema/survey.ts'
import { nps } from '../../statistics/nps.ts'
import { expectSameFigures } from '../support/figures.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published, type Query } from '../support/owner.ts'
import { type Random, random } from '../support/random.ts'
import {
  dimensionOf,
  histogramOf,
  itemOf,
  overallOf,
  type Row,
  rowsIn,
} from '../support/recount.ts'

let gapwise: Gapwise
let owner: Owner

beforeAll(async () => {
  gapwise = await startGapwise({ settings: { GAPWISE_LIMIT_ADDRESS: '0' } })
  owner = await ownerOf(gapwise)
})

afterAll(() => gapwise.stop())

const gapQuestion = (key: string, dimension: string) => ({ key, type: 'gap' as const, dimension })
const definition = {
  title: { en: 'Tallied' },
  locales: ['en', 'zh-CN', 'de'],
  segments: ['order_type'],
  dimensions: [{ key: 'responsiveness' }, { key: 'tangibles' }],
  questions: [
    { key: 'recommend', type: 'nps' },
    ...['speed', 'help', 'care'].map((key) => gapQuestion(key, 'responsiveness')),
    ...['rooms', 'menu'].map((key) => gapQuestion(key, 'tangibles')),
    { key: 'weights', type: 'allocation' },
  ],
} satisfies SurveyDefinitionInput
const dimensions = { responsiveness: ['speed', 'help', 'care'], tangibles: ['rooms', 'menu'] }
const items = Object.values(dimensions).flat()

type Answers = Record<string, number | null | Record<string, number>>

/** Answers of one person, with gaps in them; the recommendation is always there. */
function someAnswers({ integer, uniform }: Random): Answers {
  const answers: Answers = { recommend: integer(11) }
  const score = () => 1 + integer(7)
  for (const key of items) {
    const chance = uniform()
    if (chance < 0.08) answers[key] = null
    else if (chance < 0.16) answers[key] = { perception: score() }
    else if (chance < 0.95) answers[key] = { expectation: score(), perception: score() }
  }
  if (uniform() < 0.5) {
    const points = integer(101)
    answers.weights = { responsiveness: points, tangibles: 100 - points }
  }
  return answers
}

const columns = [
  'recommend',
  ...items.flatMap((key) => [`${key}.expectation`, `${key}.perception`]),
]

/** The same as cells of an import. */
function cellsOf(answers: Answers): string[] {
  return columns.map((column) => {
    const [key = '', part] = column.split('.')
    const answer = answers[key]
    if (answer === undefined) return ''
    if (answer === null) return 'no-opinion'
    return String(typeof answer === 'number' ? answer : (answer[part ?? ''] ?? ''))
  })
}

/** Whom everybody here is: one filter by each of these finds all, and no tally has the two together. */
const everyone = { 'filter.channel': 'api', 'filter.touchpoint': 'shop' }
const tiers = ['key', 'regular', 'small']
const locales = ['en', 'zh-CN', 'de']

function fileOf(count: number, first: string, days: number, chance: Random, name: string): string {
  const lines = Array.from({ length: count }, (_, i) =>
    [
      `${name}-${i}`,
      `${addDays(first, chance.integer(days))}T${String(chance.integer(24)).padStart(2, '0')}:30`,
      'api',
      'shop',
      tiers[chance.integer(3)],
      locales[chance.integer(3)],
      ...cellsOf(someAnswers(chance)),
    ].join(','),
  )
  const header = 'id,submitted_at,channel,segment.touchpoint,segment.tier,locale'
  return [[header, ...columns].join(','), ...lines].join('\n')
}

/** Waits until everything that happened to a survey is in its tallies. */
async function settled(survey: Published): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    const { rows } = await gapwise.database.execute({
      sql: `SELECT coalesce((SELECT max(seq) FROM responses WHERE survey_id = ?1), 0)
          <= coalesce((SELECT folded_through FROM tally_cursors WHERE survey_id = ?1), 0) AS folded,
        (SELECT count(*) FROM retractions WHERE survey_id = ?1) AS waiting`,
      args: [survey.id],
    })
    if (rows[0]?.folded === 1 && rows[0].waiting === 0) return
    await sleep(25)
  }
  throw new Error('The tallies do not settle')
}

const today = () => new Date().toISOString().slice(0, 10)
/** Fixed when the tests begin: midnight may pass between two reports that are compared. */
const TO = addDays(today(), 2)
const window = () => ({ from: '2025-10-01', to: TO })

/** Holds both reports of a window against the rows themselves. */
async function expectRecount(survey: Published, rows: readonly Row[], query: Query): Promise<void> {
  const scores = await owner.nps(survey, query)
  expect(scores.histogram).toEqual(histogramOf(rows, 'recommend'))
  expect(scores.total).toEqual(nps(histogramOf(rows, 'recommend')))
  const gaps = await owner.gaps(survey, query)
  const recounted = {
    items: items.map((key) => ({ key, ...itemOf(rows, key) })),
    dimensions: Object.entries(dimensions).map(([key, own]) => ({
      key,
      ...dimensionOf(rows, own),
    })),
    overall: overallOf(rows, Object.values(dimensions)),
  }
  expectSameFigures(figuresOf(gaps), figuresOf(recounted), 1e-9, ['verdict', 'adjustedP'])
}

type Result = Pick<GapsReport['items'][number], 'n' | 'expectation' | 'perception'> & {
  gap: object
  metOrExceeded: number | null
  correlation: number | null
}

/** The figures of a report that a recount makes too. */
function figuresOf(report: {
  items: (Result & { key: string })[]
  dimensions: (Result & { key: string })[]
  overall: Result | null
}) {
  const figures = ({ n, expectation, perception, gap, metOrExceeded, correlation }: Result) => ({
    n,
    expectation,
    perception,
    gap,
    metOrExceeded,
    correlation,
  })
  const named = (results: (Result & { key: string })[]) =>
    Object.fromEntries(results.map((result) => [result.key, figures(result)]))
  return {
    items: named(report.items),
    dimensions: named(report.dimensions),
    overall: report.overall && figures(report.overall),
  }
}

/** Every report of a survey from its tallies, and again from its rows, which a filter no tally has makes it read. */
async function expectBothWays(survey: Published): Promise<void> {
  for (const query of [{}, { segment: 'tier' }, { segment: 'locale' }, { question: 'speed' }]) {
    const asked = { ...window(), interval: 'month', ...query }
    const [summed, counted] = await Promise.all([
      owner.gaps(survey, asked),
      owner.gaps(survey, { ...asked, ...everyone }),
    ])
    expectSameFigures(summed, counted)
    if ('question' in query) continue
    const scores = await owner.nps(survey, asked)
    expect(await owner.nps(survey, { ...asked, ...everyone })).toEqual(scores)
  }
}

type Person = { id: string; receipt: string }

/** Saves a response over the public address; a later save shows its receipt. */
const save = (survey: Published, id: string, body: Record<string, unknown>) =>
  stored(() =>
    gapwise.post(`/api/public/surveys/${survey.slug}/responses`, {
      id,
      version: 1,
      channel: 'api',
      segments: { touchpoint: 'shop' },
      ...body,
    }),
  )

/** Sends again, as the service asks for, while the database is too busy: on a machine that is. */
async function stored(send: () => Promise<Response>, tries = 100): Promise<Response> {
  const reply = await send()
  if ((reply.status !== 202 && reply.status !== 503) || tries === 0) return reply
  await sleep(250)
  return stored(send, tries - 1)
}

/** A survey with 240 imported answers of two months, and 40 people's of today. */
async function aBusySurvey(seed: number) {
  const chance = random(seed)
  const survey = await owner.publish(definition)
  const file = fileOf(240, '2025-11-01', 61, chance, 'old')
  expect(await owner.import(survey, file)).toMatchObject({ imported: 240, rejected: [] })
  const people = await Promise.all(
    Array.from({ length: 40 }, async (_, i): Promise<Person> => {
      const body = { answers: someAnswers(chance), locale: locales[i % 3] }
      const reply = await save(survey, `test-person-${seed}-${1000 + i}`, body)
      expect([200, 201]).toContain(reply.status)
      return reply.json()
    }),
  )
  return { survey, people, chance }
}

const rowsOf = async (survey: Published) => rowsIn(await owner.exported(survey, 'ndjson'))

describe('days', () => {
  /** Seconds around midnight, and the day each belongs to. */
  const nights: [zone: string, ...(readonly [instant: string, day: string])[]][] = [
    [
      'Asia/Shanghai',
      ['2025-01-05T15:59:59Z', '2025-01-05'],
      ['2025-01-05T16:00:00Z', '2025-01-06'],
    ],
    // 23 hours on 30 March, 25 on 26 October.
    [
      'Europe/Berlin',
      ['2025-03-29T22:59:59Z', '2025-03-29'],
      ['2025-03-29T23:00:00Z', '2025-03-30'],
      ['2025-03-30T21:59:59Z', '2025-03-30'],
      ['2025-03-30T22:00:00Z', '2025-03-31'],
      ['2025-10-25T21:59:59Z', '2025-10-25'],
      ['2025-10-25T22:00:00Z', '2025-10-26'],
      ['2025-10-26T22:59:59Z', '2025-10-26'],
      ['2025-10-26T23:00:00Z', '2025-10-27'],
    ],
    [
      'Pacific/Kiritimati',
      ['2025-01-05T09:59:59Z', '2025-01-05'],
      ['2025-01-05T10:00:00Z', '2025-01-06'],
    ],
    // Half an hour back on 6 April.
    [
      'Australia/Lord_Howe',
      ['2025-04-05T12:59:59Z', '2025-04-05'],
      ['2025-04-05T13:00:00Z', '2025-04-06'],
      ['2025-04-06T13:29:59Z', '2025-04-06'],
      ['2025-04-06T13:30:00Z', '2025-04-07'],
    ],
    // These nights have no midnight: 0 o'clock is 1 o'clock.
    [
      'Atlantic/Azores',
      ['2025-03-30T00:59:59Z', '2025-03-29'],
      ['2025-03-30T01:00:00Z', '2025-03-30'],
      ['2025-03-30T23:59:59Z', '2025-03-30'],
      ['2025-03-31T00:00:00Z', '2025-03-31'],
    ],
    [
      'America/Santiago',
      ['2025-09-07T03:59:59Z', '2025-09-06'],
      ['2025-09-07T04:00:00Z', '2025-09-07'],
      ['2025-09-08T02:59:59Z', '2025-09-07'],
      ['2025-09-08T03:00:00Z', '2025-09-08'],
    ],
  ]
  const year = { from: '2025-01-01', to: '2025-12-31' }
  let survey: Published

  beforeAll(async () => {
    survey = await owner.publish({ ...definition, segments: ['night'] })
    // Five each, so that a filtered day is no small group.
    const lines = nights.flatMap(([zone, ...instants]) =>
      instants.flatMap(([instant], i) => new Array(5).fill(`${instant},${zone},${i},api,shop`)),
    )
    const header = 'submitted_at,segment.night,recommend,channel,segment.touchpoint'
    await owner.import(survey, [header, ...lines].join('\n'))
    await settled(survey)
  })

  afterAll(() => owner.send('PUT', '/api/settings', { timeZone: 'UTC' }))

  test.each(nights)(
    'are those of %s, when it becomes the account’s zone',
    async (zone, ...instants) => {
      const own = { ...year, 'filter.night': zone }
      const before = await owner.nps(survey, { ...year, segment: 'night', interval: 'year' })
      await owner.send('PUT', '/api/settings', { timeZone: zone })
      const perDay = Map.groupBy(instants, ([, day]) => day)
      for (const isSettled of [false, true]) {
        if (isSettled) await settled(survey)
        const after = await owner.nps(survey, { ...year, segment: 'night', interval: 'year' })
        expect(after.timeZone).toBe(zone)
        expect([after.total, after.segments]).toEqual([before.total, before.segments])
        for (const query of [own, { ...own, ...everyone }]) {
          const { series, total } = await owner.nps(survey, { ...query, interval: 'day' })
          expect(total.n).toBe(5 * instants.length)
          const counted = series.filter(({ n }) => n > 0).map(({ start, n }) => [start, n])
          expect(counted).toEqual([...perDay].map(([day, list]) => [day, 5 * list.length]))
          for (const [day, list] of perDay) {
            const { total: ofDay } = await owner.nps(survey, { ...query, from: day, to: day })
            expect([day, ofDay.n]).toEqual([day, 5 * list.length])
          }
        }
      }
      for (const [day, list] of perDay) {
        const rows = rowsIn(await owner.exported(survey, 'ndjson', { ...own, from: day, to: day }))
        expect([day, rows.length]).toEqual([day, 5 * list.length])
      }
    },
  )

  test.each([
    ['UTC', '2025-03-30', '2025-03-30T12:00:00.000Z'],
    ['Europe/Berlin', '2025-03-30', '2025-03-30T10:00:00.000Z'],
    ['Europe/Berlin', '2025-03-30T01:30', '2025-03-30T00:30:00.000Z'],
    ['Europe/Berlin', '2025-03-30T02:30', '2025-03-30T01:30:00.000Z'], // skipped: half past three
    ['Europe/Berlin', '2025-03-30T23:30', '2025-03-30T21:30:00.000Z'],
    ['Europe/Berlin', '2025-10-26T02:30', '2025-10-26T00:30:00.000Z'], // twice: the first
    ['Europe/Berlin', '2025-10-26T23:30', '2025-10-26T22:30:00.000Z'],
    ['Asia/Shanghai', '2025-07-01 08:00:00', '2025-07-01T00:00:00.000Z'],
    ['Pacific/Kiritimati', '2025-01-01', '2024-12-31T22:00:00.000Z'],
    ['America/Santiago', '2025-09-07T12:00', '2025-09-07T15:00:00.000Z'],
  ])('in %s, an imported %s is %s', async (zone, local, instant) => {
    await owner.send('PUT', '/api/settings', { timeZone: zone })
    const other = await owner.publish(definition)
    await owner.import(other, `submitted_at,recommend\n${local},9`)
    const [row] = await rowsOf(other)
    expect(row?.submittedAt).toBe(instant)
    const day = local.slice(0, 10)
    expect((await owner.nps(other, { from: day, to: day })).total.n).toBe(1)
  })
})

describe.concurrent('every figure equals a recount of the rows', () => {
  test('at once after an answer or an import, and when all is folded', async () => {
    const { survey } = await aBusySurvey(1)
    const rows = await rowsOf(survey)
    expect(rows).toHaveLength(280)
    await expectRecount(survey, rows, window())
    await settled(survey)
    await expectRecount(survey, rows, window())
    await expectBothWays(survey)
  })

  test('in any window, for any segment and for the pair of tier and language', async () => {
    const { survey } = await aBusySurvey(2)
    const rows = await rowsOf(survey)
    for (const isSettled of [false, true]) {
      if (isSettled) await settled(survey)
      for (const [from, to] of [
        ['2025-11-07', '2025-12-24'],
        ['2025-11-30', '2025-12-01'],
        [today(), today()],
      ] as const) {
        const inWindow = rows.filter(
          ({ submittedAt }) => submittedAt >= from && submittedAt < addDays(to, 1),
        )
        await expectRecount(survey, inWindow, { from, to })
      }
      for (const tier of tiers) {
        const ofTier = rows.filter(({ segments }) => segments.tier === tier)
        await expectRecount(survey, ofTier, { ...window(), 'filter.tier': tier })
        for (const locale of locales) {
          const both = { 'filter.tier': tier, 'filter.locale': locale }
          const ofBoth = ofTier.filter((row) => row.locale === locale)
          await expectRecount(survey, ofBoth, { ...window(), ...both })
        }
      }
    }
  })

  test('after fifty edits at once, some of one response', async () => {
    const { survey, people, chance } = await aBusySurvey(3)
    await settled(survey)
    const edits = Array.from({ length: 50 }, (_, i) => ({
      ...(people[i % 20] ?? { id: '', receipt: '' }),
      revision: 2 + Math.floor(i / 20),
      answers: someAnswers(chance),
    }))
    const replies = await Promise.all(
      edits.map(({ id, ...body }) => save(survey, id, { locale: 'en', ...body })),
    )
    expect(replies.map(({ status }) => status)).toEqual(new Array(50).fill(200))
    const rows = await rowsOf(survey)
    expect(rows).toHaveLength(280)
    for (const { id, answers } of new Map(edits.map((edit) => [edit.id, edit])).values())
      expect(rows.find((row) => row.id === id)?.answers).toEqual(answers)
    await expectRecount(survey, rows, window())
    await settled(survey)
    await expectRecount(survey, rows, window())
    await expectBothWays(survey)
  })

  test('after deletions by people and by staff, at once and of the same responses', async () => {
    const { survey, people, chance } = await aBusySurvey(4)
    await settled(survey)
    const byReceipt = ({ receipt }: Person) =>
      stored(() => gapwise.fetch(`/api/public/responses/${receipt}`, { method: 'DELETE' }))
    const byStaff = (id: string) =>
      stored(() => owner.fetch(`/api/surveys/${survey.id}/responses/${id}`, { method: 'DELETE' }))
    const replies = await Promise.all([
      ...people.slice(0, 10).map(byReceipt),
      ...people.slice(5, 15).map(({ id }) => byStaff(id)),
      ...Array.from({ length: 20 }, (_, i) => byStaff(`old-${7 * i}`)),
      ...people
        .slice(10, 25)
        .map(({ id, receipt }) =>
          save(survey, id, { receipt, revision: 2, answers: someAnswers(chance) }),
        ),
    ])
    for (const { status } of replies) expect([200, 204, 404, 410]).toContain(status)
    const rows = await rowsOf(survey)
    expect(rows).toHaveLength(280 - 15 - 20)
    await expectRecount(survey, rows, window())
    await settled(survey)
    await expectRecount(survey, rows, window())
    await expectBothWays(survey)
  })

  test('after answers came in for days long past', async () => {
    const { survey, chance } = await aBusySurvey(5)
    await settled(survey)
    await owner.import(survey, fileOf(80, '2025-10-05', 40, chance, 'late'))
    const rows = await rowsOf(survey)
    expect(rows).toHaveLength(360)
    await expectRecount(survey, rows, window())
    await settled(survey)
    await expectRecount(survey, rows, window())
    await expectBothWays(survey)
  })
})

describe.concurrent('a rebuild', () => {
  /** All sums of a survey that are not nothing, by where they stand. */
  async function sumsOf(survey: Published): Promise<Record<string, number[]>> {
    const { rows } = await gapwise.database.execute({
      sql: 'SELECT * FROM tallies WHERE survey_id = ? ORDER BY segment, measure, day, part',
      args: [survey.id],
    })
    return Object.fromEntries(
      rows.flatMap(({ segment, measure, day, part, ...row }) => {
        const sums = Array.from({ length: 12 }, (_, i) => Number(row[`s${i}`]))
        const name = `${segment} ${measure} ${day} ${part}`
        return sums.some((sum) => Math.abs(sum) > 1e-9) ? [[name, sums]] : []
      }),
    )
  }

  const rebuild = async (survey: Published) => {
    const reply = await owner.fetch(`/api/surveys/${survey.id}/rebuild`, { method: 'POST' })
    expect(reply.status).toBe(202)
  }

  /** Lets no fold of a survey through, however quick it would be. @returns how to end that */
  const refuseFolds = async ({ id }: Published) => {
    await gapwise.database.execute(
      `CREATE TRIGGER no_folds BEFORE INSERT ON tally_cursors WHEN NEW.survey_id = '${id}'
      BEGIN SELECT RAISE(ABORT, 'No folds while a test looks'); END`,
    )
    return () => gapwise.database.execute('DROP TRIGGER no_folds')
  }

  test('gives the sums that were there, after edits and deletions too', async () => {
    const { survey, people, chance } = await aBusySurvey(6)
    await settled(survey)
    const [first, second] = people
    await gapwise.fetch(`/api/public/responses/${first?.receipt}`, { method: 'DELETE' })
    const body = { receipt: second?.receipt, revision: 2, answers: someAnswers(chance) }
    expect((await save(survey, second?.id ?? '', body)).status).toBe(200)
    await settled(survey)
    const before = await sumsOf(survey)
    await rebuild(survey)
    const rows = await rowsOf(survey)
    await expectRecount(survey, rows, window())
    await settled(survey)
    expectSameFigures(await sumsOf(survey), before)
    await expectRecount(survey, rows, window())
    await expectBothWays(survey)
  })

  test('repairs sums that something has spoilt', async () => {
    const { survey } = await aBusySurvey(7)
    await settled(survey)
    const right = await owner.nps(survey, window())
    const sql = `UPDATE tallies SET s10 = s10 + 3, s0 = 0 WHERE survey_id = ? AND measure = 'values|recommend'`
    await gapwise.database.execute({ sql, args: [survey.id] })
    expect((await owner.nps(survey, window())).total).not.toEqual(right.total)
    await rebuild(survey)
    expect(await owner.nps(survey, window())).toEqual(right)
    await settled(survey)
    expect(await owner.nps(survey, window())).toEqual(right)
  })

  test('of many answers says so meanwhile, and its figures are right all along', async () => {
    const survey = await owner.publish({
      title: { en: 'Many' },
      questions: [{ key: 'recommend', type: 'nps' }],
    })
    const lines = Array.from({ length: 20_000 }, (_, i) => `2025-11-${10 + (i % 20)},${i % 11}`)
    await owner.import(survey, `submitted_at,recommend\n${lines.join('\n')}`)
    await settled(survey)
    const right = await owner.nps(survey, window())
    expect(right.rebuilding).toBe(false)
    const letFoldsThrough = await refuseFolds(survey)
    await rebuild(survey)
    expect(await owner.nps(survey, window())).toEqual({ ...right, rebuilding: true })
    await letFoldsThrough()
    await rebuild(survey)
    const figures = async () => ({ ...(await owner.nps(survey, window())), rebuilding: false })
    for (let tries = 0; tries < 5; tries++) expect(await figures()).toEqual(right)
    await settled(survey)
    expect(await owner.nps(survey, window())).toEqual(right)
  })
})

describe.concurrent('segments', () => {
  const score = { title: { en: 'Score' }, questions: [{ key: 'recommend', type: 'nps' as const }] }
  const one = { from: '2025-11-01', to: '2025-11-30' }

  test('of a name everybody has add up to the total', async () => {
    const { survey } = await aBusySurvey(8)
    for (const query of [
      { segment: 'channel' },
      { segment: 'touchpoint' },
      { segment: 'locale' },
    ]) {
      const { total, segments, suppressed } = await owner.nps(survey, { ...window(), ...query })
      expect(suppressed).toBe(0)
      const sum = (of: (each: NpsReport['total']) => number) =>
        segments.reduce((all, each) => all + of(each), 0)
      expect(sum(({ n }) => n)).toBe(total.n)
      expect(sum(({ promoters }) => promoters)).toBe(total.promoters)
      expect(sum(({ detractors }) => detractors)).toBe(total.detractors)
      const gaps = await owner.gaps(survey, { ...window(), ...query, question: 'speed' })
      const speed = gaps.items.find(({ key }) => key === 'speed')
      expect(gaps.segments.reduce((all, { n }) => all + n, 0)).toBe(speed?.n)
    }
  })

  test('of a tier by language, and of a language by tier, are those of the rows', async () => {
    const { survey } = await aBusySurvey(9)
    const rows = await rowsOf(survey)
    for (const isSettled of [false, true]) {
      if (isSettled) await settled(survey)
      const byLanguage = await owner.nps(survey, {
        ...window(),
        'filter.tier': 'key',
        segment: 'locale',
      })
      const byTier = await owner.nps(survey, {
        ...window(),
        'filter.locale': 'de',
        segment: 'tier',
      })
      const recount = (tier: string, locale: string) =>
        nps(
          histogramOf(
            rows.filter((row) => row.segments.tier === tier && row.locale === locale),
            'recommend',
          ),
        )
      expect(byLanguage.segments.map(({ value }) => value).sort()).toEqual([...locales].sort())
      for (const { value, difference: _, ...figures } of byLanguage.segments)
        expect(figures).toEqual(recount('key', value))
      expect(byTier.segments.map(({ value }) => value).sort()).toEqual([...tiers].sort())
      for (const { value, difference: _, ...figures } of byTier.segments)
        expect(figures).toEqual(recount(value, 'de'))
    }
  })

  test('are never taken for each other, whatever they are called', async () => {
    const survey = await owner.publish({ ...score, segments: ['order_type'] })
    const named = ['key', 'key&locale=en', 'en&key', '&', '=', 'a=b', '%', '']
    const lines = named.flatMap((tier, i) => new Array(10).fill(`2025-11-05,en,"${tier}",${i}`))
    const others = new Array(10).fill('2025-11-05,de,key,10')
    const file = ['submitted_at,locale,segment.tier,recommend', ...lines, ...others].join('\n')
    expect((await owner.import(survey, file)).imported).toBe(90)
    for (const isSettled of [false, true]) {
      if (isSettled) await settled(survey)
      for (const [i, tier] of named.slice(0, -1).entries()) {
        const filters = { 'filter.tier': tier, 'filter.locale': 'en' }
        const { total } = await owner.nps(survey, { ...one, ...filters })
        expect([tier, total.n, total.mean]).toEqual([tier, 10, i])
      }
      const { segments } = await owner.nps(survey, { ...one, segment: 'tier' })
      expect(Object.fromEntries(segments.map(({ value, n }) => [value, n]))).toEqual({
        ...Object.fromEntries(named.slice(0, -1).map((tier) => [tier, 10])),
        key: 20,
      })
      const english = await owner.nps(survey, { ...one, 'filter.locale': 'en', segment: 'tier' })
      expect(english.segments.map(({ value }) => value).sort()).toEqual(named.slice(0, -1).sort())
      const key = await owner.nps(survey, { ...one, 'filter.tier': 'key', segment: 'locale' })
      expect(key.segments.map(({ value, n }) => [value, n]).sort()).toEqual([
        ['de', 10],
        ['en', 10],
      ])
    }
  })

  test('beyond two hundred values are one more, called other', async () => {
    const survey = await owner.publish({ ...score, segments: ['order_type'] })
    const lines = Array.from({ length: 1500 }, (_, i) => `2025-11-05,${i % 11},type ${i % 250}`)
    await owner.import(survey, ['submitted_at,recommend,segment.order_type', ...lines].join('\n'))
    const { segments, total } = await owner.nps(survey, { ...one, segment: 'order_type' })
    expect(segments).toHaveLength(201)
    expect(segments[0]).toMatchObject({ value: 'other', n: 300 })
    expect(new Set(segments.slice(1).map(({ n }) => n))).toEqual(new Set([6]))
    expect(total.n).toBe(1500)
  })
})
