/** Exports: everything comes out, byte for byte, in the columns of an import; put in again it gives the same reports. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CsvReader } from '../../worker/csv.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { expectClose } from '../support/golden.ts'
import { type Owner, ownerOf, type Published, type Query, taken } from '../support/owner.ts'
import { random } from '../support/random.ts'
import { wholeSurvey } from '../support/whole-survey.ts'

let gapwise: Gapwise
let owner: Owner

beforeAll(async () => {
  gapwise = await startGapwise({ settings: { GAPWISE_LIMIT_ADDRESS: '0' } })
  owner = await ownerOf(gapwise)
})

afterAll(() => gapwise.stop())

type Stored = Record<string, unknown> & { id: string; answers: Record<string, unknown> }

async function rowsOf(survey: Published, query: Query = {}): Promise<Stored[]> {
  const text = await owner.exported(survey, 'ndjson', query)
  const lines = text.split('\n')
  expect(lines.pop()).toBe('')
  return lines.map((line) => JSON.parse(line))
}

/** A second survey with the very same questions, holding what the export of the first one says. */
async function copyOf(survey: Published, definition = wholeSurvey): Promise<Published> {
  const copy = await owner.publish(definition)
  const reply = await owner.import(copy, await owner.exported(survey, 'csv'))
  expect(reply).toMatchObject({ duplicates: 0, rejected: [] })
  return copy
}

const window = {
  from: '2025-01-01',
  to: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
}

/** All there is to see of a survey, but for which survey it is. */
const reportsOf = async (survey: Published) => ({
  nps: await owner.nps(survey, window),
  byTier: await owner.nps(survey, { ...window, segment: 'tier', interval: 'month' }),
  byType: await owner.nps(survey, { ...window, segment: 'order_type' }),
  filtered: await owner.nps(survey, { ...window, 'filter.locale': 'zh-CN', segment: 'tier' }),
  gaps: await owner.gaps(survey, window),
  gapsByLanguage: await owner.gaps(survey, { ...window, segment: 'locale', interval: 'week' }),
  cells: await owner.gaps(survey, { ...window, question: 'speed' }),
})

/** Texts that some program on the way is known to spoil. */
const oddTexts = [
  '服务员很好，菜凉了。',
  'ありがとう、とても速い',
  'שירות מצוין‏ تأخر الطلب',
  '👩‍👩‍👧‍👦 family, 🏳️‍🌈, 👍🏽, e\u0301 and \u00e9',
  '𠀀𠮷 beyond the first plane',
  'zero\u200bwidth\ufeffand\u00a0hard\u2028spaces\u2029',
  '"quoted", ""twice"", and \'single\'',
  'comma, semicolon; tab\t pipe|',
  'line\nbreak, return\rand\r\nboth',
  '\n starts with a line break',
  ' spaces around ',
  '=1+1',
  '+49 30 123456',
  '-1',
  '@home',
  "'=1+1",
  "'",
  "''tis",
  '\tfirst a tab',
  '\rfirst a return',
  '\\n is no line break, \\u0041 is no A',
  '{"json": [1, 2]}',
  '<script>alert(1)</script>&amp;',
  'no-opinion',
  'null',
  '0',
  '%00%0a',
  "Robert'); DROP TABLE responses;--",
]

const answer = (survey: Published, body: Record<string, unknown>) =>
  gapwise.post(`/api/public/surveys/${survey.slug}/responses`, {
    id: randomUUID(),
    version: survey.version,
    ...body,
  })

test('the columns are those of an import', async () => {
  const survey = await owner.publish(wholeSurvey)
  expect(await owner.exported(survey, 'csv')).toBe(
    `${[
      'submitted_at,id,channel,locale,customer,complete,revision,version,shown,seconds_taken',
      'segment.tier,segment.stage,segment.touchpoint,segment.order_type,recommend',
      'speed.expectation,speed.perception,speed.importance',
      'answers.expectation,answers.perception,rooms.expectation,rooms.perception',
      'menu.expectation,menu.perception,menu.minimum,overall,price',
      'weights.responsiveness,weights.tangibles,why,why.other,again,comment',
      'problem.category,problem.text,problem.contact',
    ].join(',')}\r\n`,
  )
})

test('a file comes to be saved, under the name of the survey, by nobody else', async () => {
  const survey = await owner.publish(wholeSurvey)
  const reply = await owner.fetch(`/api/surveys/${survey.id}/export.csv`)
  expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(reply.headers.get('content-disposition')).toBe(`attachment; filename="${survey.slug}.csv"`)
  for (const format of ['csv', 'ndjson'])
    expect((await gapwise.fetch(`/api/surveys/${survey.id}/export.${format}`)).status).toBe(401)
})

describe('odd texts', () => {
  let survey: Published

  beforeAll(async () => {
    survey = await owner.publish(wholeSurvey)
    for (const text of oddTexts) {
      const answers = {
        comment: text,
        why: ['wait', { other: text }],
        problem: { category: 'staff', text, contact: text },
      }
      const reply = await answer(survey, { answers, segments: { order_type: text } })
      expect(reply.status).toBe(201)
    }
  })

  test('come out as they came in', async () => {
    const rows = await rowsOf(survey)
    expect(rows.map(({ answers }) => answers.comment)).toEqual(oddTexts)
    expect(rows.map(({ segments }) => segments)).toEqual(
      oddTexts.map((text) => ({ order_type: text })),
    )
  })

  test('are byte for byte the same after export and import', async () => {
    expect(await rowsOf(await copyOf(survey))).toEqual(await rowsOf(survey))
  })

  test('never stand in a CSV as what a spreadsheet takes for a formula', async () => {
    const reader = new CsvReader()
    const records = [...reader.read(await owner.exported(survey, 'csv')), ...reader.end()]
    const cells = records.flatMap((record) => record.cells)
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    expect(cells.filter((cell) => cell === "'=1+1")).toHaveLength(5)
  })

  test('are no formula as an id, a customer or a channel either', async () => {
    const other = await owner.publish(wholeSurvey)
    const file = 'submitted_at,id,customer,channel,recommend\n2026-01-01,=1+1,@c-1,-x,9'
    await owner.import(other, file)
    const csv = await owner.exported(other, 'csv')
    expect(csv).toContain("'=1+1,'-x,,'@c-1,")
    expect(await rowsOf(await copyOf(other))).toEqual(await rowsOf(other))
  })

  test('imported where they are already are all known', async () => {
    const again = await owner.import(survey, await owner.exported(survey, 'csv'))
    expect(again).toEqual({
      imported: 0,
      duplicates: oddTexts.length,
      rejectedCount: 0,
      rejected: [],
    })
  })
})

describe('every kind of answer', () => {
  /** Ways to answer a question, each stored in its own form. */
  const kinds: Record<string, unknown[]> = {
    recommend: [0, 10],
    speed: [
      { expectation: 7, perception: 1, importance: 4 },
      { expectation: 7, perception: 1, importance: null },
      { expectation: 7, perception: null },
      { expectation: null, perception: 3 },
      { perception: null },
      { importance: 2 },
      { expectation: 5 },
      null,
    ],
    menu: [{ expectation: 6, perception: 5, minimum: 3 }, { minimum: null }, null],
    overall: [1, 5, null],
    price: [-10, -0.5, 0, 9.5, null],
    weights: [
      { responsiveness: 60, tangibles: 40 },
      { responsiveness: 33.3, tangibles: 66.7 },
      { tangibles: 100 },
      { responsiveness: 0, tangibles: 100 },
    ],
    why: [['wait'], ['cold', 'wait'], ['wait', { other: 'x' }], [{ other: 'x' }]],
    again: ['yes', 'no'],
    comment: ['x'],
    problem: [{ category: 'staff' }, { text: 'x' }, { contact: 'x', category: 'delivery' }],
  }

  test('comes back as it was, with all that is known of the response', async () => {
    const survey = await owner.publish(wholeSurvey)
    for (const [key, answers] of Object.entries(kinds))
      for (const given of answers) {
        const reply = await answer(survey, {
          answers: { [key]: given },
          channel: 'qr',
          locale: 'zh-CN',
          complete: key === 'why',
          secondsTaken: 12.25,
        })
        expect(reply.status).toBe(201)
      }
    const rows = await rowsOf(survey)
    expect(rows).toHaveLength(Object.values(kinds).flat().length)
    const copy = await copyOf(survey)
    expect(await rowsOf(copy)).toEqual(rows)
    expect(await reportsOf(copy)).toEqual(await reportsOf(survey))
  })

  test('comes back where every question was skipped: who took part is counted', async () => {
    const survey = await owner.publish(wholeSurvey)
    for (const complete of [true, false])
      expect((await answer(survey, { answers: {}, complete })).status).toBe(201)
    expect((await answer(survey, { answers: { recommend: 9 }, complete: true })).status).toBe(201)
    const copy = await copyOf(survey)
    expect(await rowsOf(copy)).toEqual(await rowsOf(survey))
    for (const report of ['quality', 'response-rate']) {
      const [before, after] = await Promise.all(
        [survey, copy].map(async ({ id }) =>
          taken(await owner.fetch(`/api/surveys/${id}/reports/${report}`)),
        ),
      )
      expect(after).toEqual(before)
    }
  })

  test('in a form that a CSV has no other words for is known again all the same', async () => {
    const survey = await owner.publish(wholeSurvey)
    for (const answers of [
      { why: 'wait' },
      { why: [{ other: 'x' }, 'wait'] },
      { again: ['yes'] },
      { rooms: { expectation: null, perception: null } },
      { recommend: 3, comment: '' },
    ])
      expect((await answer(survey, { answers })).status).toBe(201)
    const again = await owner.import(survey, await owner.exported(survey, 'csv'))
    expect(again).toMatchObject({ imported: 0, duplicates: 5, rejected: [] })
  })
})

describe('a survey of many answers', () => {
  let survey: Published
  const lines = 1500

  beforeAll(async () => {
    survey = await owner.publish(wholeSurvey)
    const { integer, uniform } = random(69)
    const score = () => 1 + integer(7)
    const pair = () =>
      uniform() < 0.1
        ? 'no-opinion,no-opinion'
        : uniform() < 0.1
          ? `${score()},`
          : `${score()},${score()}`
    const line = (i: number) =>
      [
        // Many at one instant, and in no order.
        `2025-${String(1 + integer(6)).padStart(2, '0')}-${10 + integer(4)}`,
        i % 3 === 0 ? `given-${i}` : '',
        ['key', 'regular', 'small', ''][integer(4)],
        ['en', 'zh-CN', ''][integer(3)],
        `type ${Math.floor(uniform() ** 2 * 230)}`,
        integer(11),
        pair(),
        pair(),
        pair(),
        pair(),
        `${50 + integer(20)},`,
        ['很慢', 'slow', 'Comment-free', ''][integer(4)],
      ].join(',')
    const header =
      'submitted_at,id,segment.tier,locale,segment.order_type,recommend,speed.expectation,speed.perception,answers.expectation,answers.perception,rooms.expectation,rooms.perception,menu.expectation,menu.perception,weights.responsiveness,weights.tangibles,comment'
    const file = [header, ...Array.from({ length: lines }, (_, i) => line(i))].join('\n')
    expect(await owner.import(survey, file)).toMatchObject({ imported: lines, rejected: [] })
  })

  test('comes out whole and once, oldest first, in both formats', async () => {
    const rows = await rowsOf(survey)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(lines)
    const times = rows.map(({ submittedAt }) => String(submittedAt))
    expect(times).toEqual([...times].sort())
    const csv = (await owner.exported(survey, 'csv')).trimEnd().split('\r\n').slice(1)
    expect(csv.map((line) => line.split(',')[1])).toEqual(rows.map(({ id }) => id))
  })

  test('gives the same reports where it is imported, to the last digit', async () => {
    const copy = await copyOf(survey)
    expect(await rowsOf(copy)).toEqual(await rowsOf(survey))
    expect(await reportsOf(copy)).toEqual(await reportsOf(survey))
  })

  test('keeps the segments beyond two hundred together as they were', async () => {
    const [{ segments }, { total }] = [
      await owner.nps(survey, { ...window, segment: 'order_type' }),
      await owner.nps(survey, { ...window, 'filter.order_type': 'other' }),
    ]
    expect(total.n).toBeGreaterThan(5)
    expect(segments.find(({ value }) => value === 'other')?.n).toBe(total.n)
    const copy = await copyOf(survey)
    const there = await owner.nps(copy, { ...window, 'filter.order_type': 'other' })
    expect(there.total).toEqual(total)
  })

  test.each<[string, Query, (row: Stored) => boolean]>([
    [
      'days',
      { from: '2025-02-11', to: '2025-03-12' },
      ({ submittedAt }) =>
        String(submittedAt) >= '2025-02-11' && String(submittedAt) < '2025-03-13',
    ],
    ['a language', { 'filter.locale': 'zh-CN' }, ({ locale }) => locale === 'zh-CN'],
    ['a channel', { 'filter.channel': 'qr' }, () => false],
    [
      'two segments',
      { 'filter.tier': 'key', 'filter.locale': 'en' },
      ({ segments, locale }) =>
        locale === 'en' && JSON.stringify(segments).includes('"tier":"key"'),
    ],
    [
      'a score',
      { question: 'recommend', min: '3', max: '6' },
      ({ answers: { recommend } }) => Number(recommend) >= 3 && Number(recommend) <= 6,
    ],
    [
      'a Chinese word of two characters',
      { text: '很慢' },
      ({ answers }) => answers.comment === '很慢',
    ],
    ['a word in any case', { text: 'SLOW' }, ({ answers }) => answers.comment === 'slow'],
    [
      'a word that is also the name of a question',
      { text: 'comment' },
      ({ answers }) => answers.comment === 'Comment-free',
    ],
    ['a word nobody used', { text: 'expectation' }, () => false],
    ['a wildcard that is none', { text: '%' }, () => false],
    [
      'all of these',
      { from: '2025-03-01', 'filter.tier': 'small', text: '慢', question: 'recommend', max: '4' },
      ({ submittedAt, segments, answers }) =>
        String(submittedAt) >= '2025-03-01' &&
        JSON.stringify(segments).includes('"tier":"small"') &&
        answers.comment === '很慢' &&
        Number(answers.recommend) <= 4,
    ],
  ])('filtered by %s holds just those, in every format and in the list', async (_, query, isIn) => {
    const expected = (await rowsOf(survey)).filter(isIn)
    expect(await rowsOf(survey, query)).toEqual(expected)
    const csv = (await owner.exported(survey, 'csv', query)).trimEnd().split('\r\n').slice(1)
    expect(csv.map((line) => line.split(',')[1])).toEqual(expected.map(({ id }) => id))
    // A list tells of each row also the case it opened and the themes it names.
    const rows = await listed(survey, query)
    expect(rows.map(({ case: _, themes: __, ...row }) => row)).toEqual(expected.reverse())
  })

  test('filtered as a report counts what the report counts', async () => {
    const query = { from: '2025-02-01', to: '2025-04-30', 'filter.locale': 'en' }
    const scored = (await rowsOf(survey, query)).filter(({ answers }) => 'recommend' in answers)
    const { total } = await owner.nps(survey, query)
    expect(total.n).toBe(scored.length)
  })
})

test('thirds come back as near as a sum of thirds in another order can be', async () => {
  const definition = {
    title: { en: 'Thirds' },
    questions: ['one', 'two', 'three'].map((key) => ({
      key,
      type: 'gap' as const,
      dimension: 'empathy',
    })),
  }
  const survey = await owner.publish(definition)
  const { integer } = random(3)
  const score = () => 1 + integer(7)
  const line = () =>
    [`2026-01-${10 + integer(9)}`, score(), score(), score(), score(), score(), score()].join(',')
  const header = definition.questions.flatMap(({ key }) => [
    `${key}.expectation`,
    `${key}.perception`,
  ])
  const file = [['submitted_at', ...header].join(','), ...Array.from({ length: 400 }, line)]
  await owner.import(survey, file.join('\n'))
  const copy = await owner.publish(definition)
  await owner.import(copy, await owner.exported(survey, 'csv'))
  const [there, here] = [await owner.gaps(copy, window), await owner.gaps(survey, window)]
  expect(there.items).toEqual(here.items)
  const figuresOf = ({ dimensions: [first] }: typeof here) => Object.values(first?.gap ?? {})
  expectClose(figuresOf(there), figuresOf(here), { relative: 1e-12, absolute: 0 })
})

/** The responses of the list, page after page. */
async function listed(survey: Published, query: Query): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const asked = new URLSearchParams({ ...query, limit: '400', ...(cursor ? { cursor } : {}) })
    const reply = await owner.fetch(`/api/surveys/${survey.id}/responses?${asked}`)
    const page = await taken<{ responses: Record<string, unknown>[]; next: string | null }>(reply)
    found.push(...page.responses)
    cursor = page.next
  }
  return found
}
