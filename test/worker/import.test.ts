/** The import of responses, rule by rule: what is read, what is known again, what is refused and how it is told. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aResponse } from '../support/a-survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Imported, type Owner, ownerOf, type Published, taken } from '../support/owner.ts'
import { wholeSurvey } from '../support/whole-survey.ts'

let gapwise: Gapwise
let owner: Owner

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
})

afterAll(() => gapwise.stop())

const aSurvey = () => owner.publish(wholeSurvey)
/** A survey of one score, where the file is what matters. */
const aScore = () =>
  owner.publish({ title: { en: 'Score' }, questions: [{ key: 'recommend', type: 'nps' }] })

type Stored = { id: string; answers: Record<string, unknown> } & Record<string, unknown>

/** What the survey holds, oldest first. */
async function stored(survey: Published): Promise<Stored[]> {
  const lines = (await owner.exported(survey, 'ndjson')).split('\n').filter((line) => line !== '')
  return lines.map((line) => JSON.parse(line))
}

const all = (imported: number): Imported => ({
  imported,
  duplicates: 0,
  rejectedCount: 0,
  rejected: [],
})

const upload = async (survey: Published, body: RequestInit['body'], type: string) =>
  owner.fetch(`/api/surveys/${survey.id}/import`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: body ?? null,
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  })

describe('the file', () => {
  const expected = [{ comment: 'warm, “and” quick' }, { comment: '很好；下次再来' }]

  test.each([
    ['commas', ',', ''],
    ['semicolons', ';', ''],
    ['tabs', '\t', ''],
    ['a byte order mark', ',', '\ufeff'],
    ['a byte order mark and semicolons', ';', '\ufeff'],
  ])('may have %s', async (_, comma, mark) => {
    const survey = await aSurvey()
    const lines = [
      ['submitted_at', 'comment'],
      ['2026-01-01', '"warm, “and” quick"'],
      ['2026-01-02', '很好；下次再来'],
    ]
    const file = mark + lines.map((line) => line.join(comma)).join('\r\n')
    expect(await owner.import(survey, file)).toEqual(all(2))
    expect((await stored(survey)).map(({ answers }) => answers)).toEqual(expected)
  })

  test('may be in GB18030 when it says so', async () => {
    // “submitted_at,comment ⏎ 2026-01-01,菜凉了，服务员很好𠀀”, the last character in four bytes.
    const bytes = [
      0xb2, 0xcb, 0xc1, 0xb9, 0xc1, 0xcb, 0xa3, 0xac, 0xb7, 0xfe, 0xce, 0xf1, 0xd4, 0xb1,
    ]
    const more = [0xba, 0xdc, 0xba, 0xc3, 0x95, 0x32, 0x82, 0x36]
    const head = new TextEncoder().encode('submitted_at,comment\n2026-01-01,')
    const survey = await aSurvey()
    const file = new Uint8Array([...head, ...bytes, ...more])
    const reply = await upload(survey, file, 'text/csv; charset=GB18030')
    expect(await taken(reply)).toEqual(all(1))
    expect((await stored(survey))[0]?.answers).toEqual({ comment: '菜凉了，服务员很好𠀀' })
  })

  test('is refused when it is not in the charset it says', async () => {
    const survey = await aSurvey()
    const file = new Uint8Array([...new TextEncoder().encode('submitted_at,comment\n'), 0xb2, 0xcb])
    expect((await upload(survey, file, 'text/csv')).status).toBe(400)
    expect((await upload(survey, 'submitted_at', 'text/csv; charset=latin1')).status).toBe(415)
    expect((await upload(survey, '{}', 'application/json')).status).toBe(415)
  })

  test('may arrive a byte at a time', async () => {
    const survey = await aSurvey()
    const bytes = new TextEncoder().encode(
      '\ufeffsubmitted_at;comment\r\n2026-01-01;"菜\r\n""凉""了"\r\n',
    )
    let at = 0
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const next = bytes[at++]
        if (next === undefined) return controller.close()
        controller.enqueue(new Uint8Array([next]))
        await sleep(1)
      },
    })
    expect(await taken(await upload(survey, body, 'text/csv'))).toEqual(all(1))
    expect((await stored(survey))[0]?.answers).toEqual({ comment: '菜\r\n"凉"了' })
  })

  test('may have line breaks, commas and quotes within quotes, and lines keep their numbers', async () => {
    const survey = await aSurvey()
    const file =
      'submitted_at,comment\n2026-01-01,"one\ntwo, ""three""\n"\n\nyesterday,x\n2026-01-03,y\n'
    expect(await owner.import(survey, file)).toEqual({
      imported: 2,
      duplicates: 0,
      rejectedCount: 1,
      rejected: [{ line: 6, column: 'submitted_at', detail: expect.any(String) }],
    })
    expect((await stored(survey)).map(({ answers }) => answers.comment)).toEqual([
      'one\ntwo, "three"\n',
      'y',
    ])
  })

  test('with a header alone holds nothing, and one without is refused', async () => {
    const survey = await aSurvey()
    expect(await owner.import(survey, 'submitted_at,comment')).toEqual(all(0))
    expect((await owner.upload(survey, '')).status).toBe(400)
  })

  test('is taken for a live and for a closed survey, not for a draft', async () => {
    const survey = await aScore()
    await taken(await owner.fetch(`/api/surveys/${survey.id}/publication`, { method: 'DELETE' }))
    expect(await owner.import(survey, 'submitted_at,recommend\n2026-01-01,9')).toEqual(all(1))
    const definition = { title: { en: 'x' }, questions: [{ key: 'recommend', type: 'nps' }] }
    const draft = await owner.send<Published>('POST', '/api/surveys', { definition })
    expect((await owner.upload(draft, 'submitted_at,recommend\n2026-01-01,9')).status).toBe(409)
  })

  test.each([
    ['a column that is none', 'submitted_at,recommend,mood', 'No column mood here'],
    [
      'a half that a question does not have',
      'submitted_at,rooms.minimum',
      'No column rooms.minimum here',
    ],
    [
      'a segment the survey does not have',
      'submitted_at,segment.size',
      'No column segment.size here',
    ],
    ['no time', 'recommend,comment', 'The column submitted_at is missing'],
    ['a column twice', 'submitted_at,recommend,recommend', 'A column stands twice'],
  ])('is refused as a whole for a header with %s', async (_, header, detail) => {
    const survey = await aSurvey()
    const reply = await owner.upload(survey, `${header}\n2026-01-01,9`)
    expect(reply.status).toBe(422)
    expect((await reply.json()).errors).toEqual([{ pointer: '/line/1', detail }])
    expect(await stored(survey)).toEqual([])
  })

  test('may have lines of 64 KiB; a longer one is refused alone', async () => {
    const questions = Array.from({ length: 14 }, (_, i) => ({
      key: `text-${i}`,
      type: 'text' as const,
      maxLength: 5000,
    }))
    const survey = await owner.publish({ title: { en: 'Long' }, questions })
    const header = ['submitted_at', ...questions.map(({ key }) => key)].join(',')
    const long = ['2026-01-01', ...questions.map(() => 'x'.repeat(4670))].join(',')
    const most = long + 'y'.repeat(64 * 1024 - long.length)
    expect(await owner.import(survey, [header, most, `${most}y`, long].join('\n'))).toEqual({
      imported: 2,
      duplicates: 0,
      rejectedCount: 1,
      rejected: [{ line: 3, column: '', detail: expect.stringContaining('64 KiB') }],
    })
    const endless = [header, ','.repeat(70_000), `"${'x'.repeat(70_000)}"`, long].join('\n')
    const reply = await owner.import(survey, endless)
    expect(reply).toMatchObject({ imported: 0, duplicates: 1, rejectedCount: 2 })
    expect(reply.rejected.map(({ line }) => line)).toEqual([2, 3])
  })

  test('with a quote left open is not read as one long answer', async () => {
    const survey = await aSurvey()
    const file = 'submitted_at,comment\n2026-01-01,"fine"\n2026-01-02,"oh\n2026-01-03,lost\n'
    const { imported, rejected } = await owner.import(survey, file)
    expect(imported).toBe(1)
    expect(rejected).toEqual([
      { line: 3, column: '', detail: 'A quote is left open to the end of the file' },
    ])
  })
})

describe('a line', () => {
  /** Imports one line, given by column. */
  async function line(cells: Record<string, string>, survey?: Published) {
    const given = { submitted_at: '2026-01-05', ...cells }
    const target = survey ?? (await aSurvey())
    const quoted = Object.values(given).map((cell) => `"${cell.replaceAll('"', '""')}"`)
    const reply = await owner.import(target, `${Object.keys(given).join(',')}\n${quoted.join(',')}`)
    return { reply, response: (await stored(target))[0], survey: target }
  }

  test.each<[string, Record<string, string>, Record<string, unknown>]>([
    ['a score', { recommend: '10' }, { recommend: 10 }],
    ['a rating', { overall: '4' }, { overall: 4 }],
    ['a slider', { price: '-2.5' }, { price: -2.5 }],
    [
      'a pair with its importance',
      { 'speed.expectation': '7', 'speed.perception': '4', 'speed.importance': '6' },
      { speed: { expectation: 7, perception: 4, importance: 6 } },
    ],
    ['half a pair', { 'rooms.perception': '4' }, { rooms: { perception: 4 } }],
    [
      'a zone of tolerance',
      { 'menu.expectation': '6', 'menu.perception': '4', 'menu.minimum': '3' },
      { menu: { expectation: 6, perception: 4, minimum: 3 } },
    ],
    [
      'an allocation',
      { 'weights.responsiveness': '60', 'weights.tangibles': '40' },
      { weights: { responsiveness: 60, tangibles: 40 } },
    ],
    ['several choices', { why: 'wait cold' }, { why: ['wait', 'cold'] }],
    ['a choice in own words', { 'why.other': 'the music' }, { why: [{ other: 'the music' }] }],
    ['a single choice', { again: 'no' }, { again: 'no' }],
    ['a text', { comment: ' two\nlines ' }, { comment: ' two\nlines ' }],
    [
      'a complaint',
      { 'problem.category': 'staff', 'problem.text': 'rude', 'problem.contact': 'a@b.example' },
      { problem: { category: 'staff', text: 'rude', contact: 'a@b.example' } },
    ],
    ['a rating that does not apply', { overall: 'no-opinion' }, { overall: null }],
    ['a slider that does not apply', { price: 'no-opinion' }, { price: null }],
    [
      'a pair that does not apply',
      { 'rooms.expectation': 'no-opinion', 'rooms.perception': 'no-opinion' },
      { rooms: null },
    ],
    [
      'half a pair that does not apply',
      { 'rooms.expectation': '5', 'rooms.perception': 'no-opinion' },
      { rooms: { expectation: 5, perception: null } },
    ],
    ['nothing for empty cells', { recommend: '3', comment: '', overall: '' }, { recommend: 3 }],
  ])('gives %s', async (_, cells, answers) => {
    const { reply, response } = await line(cells)
    expect(reply).toEqual(all(1))
    expect(response?.answers).toEqual(answers)
  })

  test('brings its segments, channel, language and customer', async () => {
    const { response } = await line({
      recommend: '9',
      channel: 'phone-2',
      locale: 'zh-CN',
      customer: 'c-17',
      'segment.tier': 'key',
      'segment.stage': 'formation',
      'segment.touchpoint': 'delivery',
      'segment.order_type': 'take away',
    })
    expect(response).toMatchObject({
      channel: 'phone-2',
      locale: 'zh-CN',
      customerId: 'c-17',
      customerVerified: true,
      segments: {
        tier: 'key',
        stage: 'formation',
        touchpoint: 'delivery',
        order_type: 'take away',
      },
    })
  })

  test('brings tiers, stages and touchpoints the account has not had to its lists, a dry run none', async () => {
    const survey = await aScore()
    const lists = async () => {
      const { tiers, stages, touchpoints } = await (await owner.fetch('/api/settings')).json()
      return [tiers, stages, touchpoints]
    }
    const before = await lists()
    const file =
      'submitted_at,recommend,segment.tier,segment.stage,segment.touchpoint\n2026-01-05,9,gold,won back,till 4\n2026-01-06,8,key,,'
    await upload(survey, `${file}\n2026-01-07,11,never,,`, 'text/csv')
    const [tiers = [], stages = [], touchpoints = []] = before
    const joined = [
      [...tiers, 'gold'],
      [...stages, 'won back'],
      [...touchpoints, 'till 4'],
    ]
    expect(await lists()).toEqual(joined)
    const dry = await owner.fetch(`/api/surveys/${survey.id}/import?dryRun=1`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: 'submitted_at,recommend,segment.tier\n2026-01-08,9,dry',
    })
    expect(dry.status).toBe(200)
    expect(await lists()).toEqual(joined)
  })

  test('may name channel and language as the segments they are', async () => {
    const { response } = await line({
      recommend: '9',
      'segment.channel': 'kiosk',
      'segment.locale': 'en',
    })
    expect(response).toMatchObject({ channel: 'kiosk', locale: 'en', segments: {} })
  })

  test.each([
    ['zh', 'zh-CN'],
    ['zh_cn', 'zh-CN'],
    ['en-GB', 'en'],
    ['fr_ca', 'fr-CA'],
    ['other', 'other'],
  ])('in the language %s is counted as %s', async (locale, counted) => {
    expect((await line({ recommend: '9', locale })).response?.locale).toBe(counted)
  })

  test('of an export may have no answers: somebody has skipped them all', async () => {
    const { response } = await line({ id: 'skipped', revision: '2', complete: 'true' })
    expect(response).toMatchObject({ id: 'skipped', answers: {}, complete: true, revision: 2 })
  })

  test('brings revision, version, completeness and seconds', async () => {
    const cells = { recommend: '9', id: '17', revision: '3', version: '1', complete: 'false' }
    const { response } = await line({ ...cells, seconds_taken: '41.5' })
    expect(response).toMatchObject({
      id: '17',
      revision: 3,
      version: 1,
      complete: false,
      secondsTaken: 41.5,
    })
  })

  test('is a complete first save by import when it says nothing else', async () => {
    const { response } = await line({ recommend: '9' })
    expect(response).toMatchObject({
      revision: 1,
      version: 1,
      channel: 'import',
      locale: null,
      customerId: null,
      customerVerified: false,
      segments: {},
      shown: null,
      complete: true,
      secondsTaken: null,
    })
  })

  test.each([
    ['2026-01-05', '2026-01-05T12:00:00.000Z'],
    ['2026-01-05T23:59', '2026-01-05T23:59:00.000Z'],
    ['2026-01-05 23:59:58', '2026-01-05T23:59:58.000Z'],
    ['2026-01-05T10:00:00.123Z', '2026-01-05T10:00:00.123Z'],
    ['2026-01-05T10:00+08:00', '2026-01-05T02:00:00.000Z'],
    ['2026-01-05T10:00:00-0330', '2026-01-05T13:30:00.000Z'],
  ])('of %s is of that instant', async (submittedAt, instant) => {
    const { response } = await line({ submitted_at: submittedAt, recommend: '9' })
    expect(response?.submittedAt).toBe(instant)
  })

  test('keeps a text that only looks like a guarded formula, and drops the guard of one', async () => {
    for (const [cell, text] of [
      ["'=1+1", '=1+1'],
      ["'@home", '@home'],
      ["''tis", "'tis"],
      ["'tis", "'tis"],
      ['=1+1', '=1+1'],
    ] as const)
      expect((await line({ comment: cell })).response?.answers).toEqual({ comment: text })
  })

  test.each<[string, Record<string, string>, string]>([
    ['no answers', { comment: '', customer: 'c-1' }, ''],
    ['no time', { submitted_at: '', recommend: '9' }, 'submitted_at'],
    ['a day that is none', { submitted_at: '2026-02-30', recommend: '9' }, 'submitted_at'],
    ['a month that is none', { submitted_at: '2026-13-01', recommend: '9' }, 'submitted_at'],
    ['a time that is none', { submitted_at: '2026-01-05T25:00', recommend: '9' }, 'submitted_at'],
    ['a time to come', { submitted_at: '2999-01-01', recommend: '9' }, 'submitted_at'],
    ['a time before computers', { submitted_at: '1899-12-31', recommend: '9' }, 'submitted_at'],
    ['a day the American way', { submitted_at: '01/05/2026', recommend: '9' }, 'submitted_at'],
    ['a score beyond the scale', { recommend: '11' }, 'recommend'],
    ['a score in between', { recommend: '9.5' }, 'recommend'],
    ['a score in words', { recommend: 'nine' }, 'recommend'],
    ['a score in hexadecimal', { recommend: '0x9' }, 'recommend'],
    ['a score that does not apply', { recommend: 'no-opinion' }, 'recommend'],
    ['half a pair beyond the scale', { 'speed.expectation': '8' }, 'speed.expectation'],
    ['an importance beyond the scale', { 'speed.importance': '0' }, 'speed.importance'],
    ['a slider between its steps', { price: '0.3' }, 'price'],
    ['an option that is none', { why: 'wait rain' }, 'why'],
    ['an option twice', { why: 'wait wait' }, 'why'],
    ['two options of a single choice', { again: 'yes no' }, 'again'],
    ['a category that is none', { 'problem.category': 'rain' }, 'problem.category'],
    ['no points', { 'weights.tangibles': '0' }, 'weights.responsiveness'],
    ['a version that never was', { recommend: '9', version: '2' }, 'version'],
    ['a revision that is none', { recommend: '9', revision: '0' }, 'revision'],
    ['a completeness that is none', { recommend: '9', complete: 'half' }, 'complete'],
    ['seconds that are none', { recommend: '9', seconds_taken: '-1' }, 'seconds_taken'],
    ['a channel that is none', { recommend: '9', channel: 'Front Desk' }, 'channel'],
    ['a language that is none', { recommend: '9', locale: 'English' }, 'locale'],
    ['an id too long', { recommend: '9', id: 'x'.repeat(65) }, 'id'],
    ['a segment too long', { recommend: '9', 'segment.tier': 'x'.repeat(65) }, 'segment.tier'],
    ['a customer too long', { recommend: '9', customer: 'x'.repeat(101) }, 'customer'],
    ['a text too long', { comment: 'x'.repeat(5001) }, 'comment'],
    ['a text with a NUL', { comment: 'a\0b' }, 'comment'],
    ['a question that was not shown', { recommend: '9', shown: 'nothing' }, 'shown'],
  ])('with %s is refused, and the lines around it are not', async (_, cells, column) => {
    const survey = await aSurvey()
    const given = { submitted_at: '2026-01-05', ...cells, overall: cells.overall ?? '' }
    const columns = Object.keys(given)
    const others = columns.map((name) =>
      name === 'submitted_at' ? '2026-01-06' : name === 'overall' ? '5' : '',
    )
    const faulty = Object.values(given).map((cell) => `"${cell}"`)
    const file = [columns, others, faulty, others].map((each) => each.join(',')).join('\n')
    expect(await owner.import(survey, file)).toEqual({
      imported: 2,
      duplicates: 0,
      rejectedCount: 1,
      rejected: [{ line: 3, column, detail: expect.stringMatching(/./) }],
    })
    expect((await stored(survey)).map(({ answers }) => answers)).toEqual([
      { overall: 5 },
      { overall: 5 },
    ])
  })

  test('with more cells than the header is refused: an unquoted comma has moved them', async () => {
    const survey = await aSurvey()
    const file = 'submitted_at,comment\n2026-01-01,good, but slow\n2026-01-02,fine,,\n2026-01-03'
    const { imported, rejected } = await owner.import(survey, file)
    expect(imported).toBe(1)
    expect(rejected.map(({ line: number }) => number)).toEqual([2, 4])
  })

  test('is held against its own version: its questions, its conditions, its sample', async () => {
    const gap = (key: string) => ({ key, type: 'gap' as const })
    const first = { title: { en: 'x' }, questions: [gap('speed'), gap('rooms'), gap('staff')] }
    const survey = await owner.publish(first)
    await owner.republish(survey, {
      title: { en: 'x' },
      sample: { type: 'gap', count: 2 },
      questions: [
        { key: 'recommend', type: 'nps' },
        gap('rooms'),
        gap('staff'),
        gap('menu'),
        {
          key: 'comment',
          type: 'text',
          showIf: { question: 'recommend', op: 'lte', value: 6 },
        },
      ],
    })
    const header = 'submitted_at,version,shown,recommend,comment,speed.perception,rooms.perception'
    const lines = [
      '2026-01-01,1,,,,5,5',
      '2026-01-01,2,rooms menu,3,slow,,5',
      '2026-01-01,,,,,,5',
      '2026-01-01,2,,,,5,5', // version 2 asks nobody for speed
      '2026-01-01,1,,9,,,5', // version 1 asks nobody for a score
      '2026-01-01,2,rooms menu,9,fine,,5', // who gives a 9 is not asked for a comment
      '2026-01-01,2,staff menu,9,,,5', // rooms was not drawn
      '2026-01-01,2,rooms,9,,,5', // one drawn of two
    ]
    const { imported, rejected } = await owner.import(survey, [header, ...lines].join('\n'))
    expect(imported).toBe(3)
    expect(rejected.map(({ line: number, column }) => [number, column])).toEqual([
      [5, 'speed.perception'],
      [6, 'recommend'],
      [7, 'comment'],
      [8, 'rooms.expectation'],
      [9, 'shown'],
    ])
    const shown = (await stored(survey)).map((each) => each.shown)
    expect(shown).toEqual([null, ['rooms', 'menu'], ['rooms', 'staff']])
  })

  test('may have a segment of any version, as a response begun under an earlier one has', async () => {
    const asked = (segments: string[]) => ({
      title: { en: 'x' },
      segments,
      questions: [{ key: 'recommend', type: 'nps' as const }],
    })
    const survey = await owner.publish(asked(['shop']))
    const post = (body: object) =>
      gapwise.post(`/api/public/surveys/${survey.slug}/responses`, body)
    const begun = aResponse({ segments: { shop: 'north' } })
    const { receipt } = await (await post(begun)).json()
    await owner.republish(survey, asked(['team']))
    const next = { ...begun, version: 2, revision: 2, receipt, segments: { team: 'blue' } }
    expect((await post(next)).status).toBe(200)
    const csv = await owner.exported(survey, 'csv')
    expect(await owner.import(survey, csv)).toEqual({ ...all(0), duplicates: 1 })
    const elsewhere = await owner.publish(asked(['shop']))
    await owner.republish(elsewhere, asked(['team']))
    expect(await owner.import(elsewhere, csv)).toEqual(all(1))
    expect((await stored(elsewhere))[0]?.segments).toEqual({ shop: 'north', team: 'blue' })
  })
})

describe('what is known already', () => {
  const file =
    'submitted_at,id,recommend\n2026-01-01,a,9\n2026-01-02,b,3\n2026-01-03,,7\n2026-01-03,,7\n'

  test('a line twice is two responses; the file again changes nothing', async () => {
    const survey = await aScore()
    expect(await owner.import(survey, file)).toEqual(all(4))
    const before = await stored(survey)
    expect(await owner.import(survey, file)).toEqual({ ...all(0), duplicates: 4 })
    expect(await stored(survey)).toEqual(before)
  })

  test('a line more of the same is one response more', async () => {
    const survey = await aScore()
    await owner.import(survey, file)
    const again = await owner.import(survey, `${file}2026-01-03,,7\n`)
    expect(again).toEqual({ ...all(1), duplicates: 4 })
  })

  test('lines are known by their content, in whatever order, separators and columns they come', async () => {
    const survey = await aScore()
    await owner.import(survey, file)
    const other =
      'recommend;submitted_at;locale;id\n7;2026-01-03;;\n3;2026-01-02;;"b"\n7;2026-01-03;;\n9;2026-01-01;;a'
    expect(await owner.import(survey, other)).toEqual({ ...all(0), duplicates: 4 })
  })

  test('equal cells under other headings are other lines', async () => {
    const survey = await aSurvey()
    expect(await owner.import(survey, 'submitted_at,recommend\n2026-01-01,5')).toEqual(all(1))
    expect(await owner.import(survey, 'submitted_at,overall\n2026-01-01,5')).toEqual(all(1))
    expect((await stored(survey)).map(({ answers }) => answers)).toEqual([
      { recommend: 5 },
      { overall: 5 },
    ])
  })

  test('another version and another time zone since do not make the same file another', async () => {
    const survey = await aScore()
    await owner.import(survey, file)
    const questions = [{ key: 'recommend', type: 'nps' as const }]
    await owner.republish(survey, { title: { en: 'Another title' }, questions })
    await owner.send('PUT', '/api/settings', { timeZone: 'Asia/Shanghai' })
    const again = await owner.import(survey, file)
    await owner.send('PUT', '/api/settings', { timeZone: 'UTC' })
    expect(again).toEqual({ ...all(0), duplicates: 4 })
  })

  test('an id with other content is refused, in one file and in the next', async () => {
    const survey = await aScore()
    const twice = 'submitted_at,id,recommend\n2026-01-01,a,9\n2026-01-01,a,9\n2026-01-01,a,8'
    expect(await owner.import(survey, twice)).toMatchObject({
      imported: 1,
      duplicates: 1,
      rejected: [{ line: 4, column: 'id' }],
    })
    expect(await owner.import(survey, file)).toMatchObject({ imported: 3, duplicates: 1 })
    const changed = await owner.import(survey, file.replace('a,9', 'a,1'))
    expect(changed).toMatchObject({
      imported: 0,
      duplicates: 3,
      rejected: [{ line: 2, column: 'id', detail: 'This id is stored with other content' }],
    })
    expect((await stored(survey)).map(({ answers }) => answers.recommend)).toEqual([9, 3, 7, 7])
  })

  test('a deleted response does not come back', async () => {
    const survey = await aScore()
    await owner.import(survey, file)
    const path = `/api/surveys/${survey.id}/responses/a`
    expect((await owner.fetch(path, { method: 'DELETE' })).status).toBe(204)
    expect(await owner.import(survey, file)).toMatchObject({
      duplicates: 3,
      rejected: [{ line: 2, column: 'id', detail: 'The response with this id was deleted' }],
    })
    expect(await stored(survey)).toHaveLength(3)
  })

  test('ids belong to one survey each', async () => {
    const [one, two] = [await aScore(), await aScore()]
    expect(await owner.import(one, file)).toEqual(all(4))
    expect(await owner.import(two, file)).toEqual(all(4))
  })

  test('two imports of one file at once store it once', async () => {
    const survey = await aScore()
    const lines = Array.from({ length: 3000 }, (_, i) => `2026-01-01,${i % 11}`)
    const big = `submitted_at,recommend\n${lines.join('\n')}`
    const [one, two] = await Promise.all([owner.import(survey, big), owner.import(survey, big)])
    expect(one.imported + two.imported).toBe(3000)
    expect(one.duplicates + two.duplicates).toBe(3000)
    expect((await owner.nps(survey, { from: '2026-01-01', to: '2026-01-01' })).total.n).toBe(3000)
  })

  test('a file with more than 200 values of a segment is known again as well', async () => {
    const survey = await aSurvey()
    const lines = Array.from({ length: 210 }, (_, i) => `2026-01-01,${i % 11},value ${i}`)
    const many = `submitted_at,recommend,segment.order_type\n${lines.join('\n')}`
    expect(await owner.import(survey, many)).toEqual(all(210))
    expect(await owner.import(survey, many)).toEqual({ ...all(0), duplicates: 210 })
  })
})

describe('a dry run', () => {
  test('says what would happen, and nothing happens', async () => {
    const survey = await aScore()
    await owner.import(survey, 'submitted_at,id,recommend\n2026-01-01,a,9')
    const before = await stored(survey)
    const filler = Array.from({ length: 1500 }, (_, i) => `2026-01-02,n${i},${i % 11}`)
    const file = [
      'submitted_at,id,recommend',
      '2026-01-01,a,9',
      '2026-01-01,a,8',
      '2026-01-01,b,7',
      '2026-01-01,c,12',
      ...filler,
      '2026-01-01,b,7',
      '2026-01-01,b,6',
    ].join('\n')
    const dry = await owner.import(survey, file, { dryRun: '1' })
    expect(await stored(survey)).toEqual(before)
    expect(dry).toMatchObject({ imported: 1501, duplicates: 2, rejectedCount: 3 })
    expect(dry.rejected.map(({ line }) => line)).toEqual([3, 5, 1507])
    expect(await owner.import(survey, file)).toEqual(dry)
  })

  test('refuses a header as the import does', async () => {
    const survey = await aScore()
    expect((await owner.upload(survey, 'mood', { dryRun: '1' })).status).toBe(422)
    expect((await owner.upload(survey, 'submitted_at', { dryRun: 'yes' })).status).toBe(422)
  })
})

describe('a long file', () => {
  test('lists its first thousand faults and counts the others', async () => {
    const survey = await aScore()
    const lines = new Array(1200).fill('2026-01-01,99')
    const reply = await owner.import(survey, `submitted_at,recommend\n${lines.join('\n')}`)
    expect(reply.rejectedCount).toBe(1200)
    expect(reply.rejected.map(({ line }) => line)).toEqual(
      Array.from({ length: 1000 }, (_, i) => i + 2),
    )
  })

  test('of more than 50,000 lines is a job that can be looked up', async () => {
    const survey = await aScore()
    const line = (i: number) => (i % 25 === 0 ? `2026-01-01,${i % 11}` : '2026-01-01,')
    const file = (lines: number) =>
      `submitted_at,recommend\n${Array.from({ length: lines }, (_, i) => line(i)).join('\n')}`
    const short = await owner.upload(survey, file(50_000))
    expect(short.status).toBe(200)
    expect(await short.json()).not.toHaveProperty('job')
    const long = await owner.upload(survey, file(50_001))
    expect(long.status).toBe(202)
    const { job } = await taken<Imported>(long)
    const found = await owner.fetch(`/api/jobs/${job}`)
    expect(await taken(found)).toMatchObject({
      id: job,
      kind: 'import',
      status: 'done',
      result: { imported: 1, duplicates: 2000, rejectedCount: 48_000 },
    })
    expect((await owner.fetch('/api/jobs/none')).status).toBe(404)
  })

  test('that breaks off is a job that failed', async () => {
    const survey = await aScore()
    const lines = [
      'submitted_at,recommend',
      '2026-01-01,9',
      ...new Array(90_000).fill('2026-01-01,'),
    ]
    const file = new TextEncoder().encode(lines.join('\n'))
    const broken = new Uint8Array([...file, 0xff])
    const reply = await owner.upload(survey, broken)
    expect(reply.status).toBe(400)
    const { rows } = await gapwise.database.execute(
      "SELECT status, result ->> 'rejectedCount' AS rejected FROM jobs ORDER BY created_at DESC LIMIT 1",
    )
    expect(rows[0]?.status).toBe('failed')
    expect(Number(rows[0]?.rejected)).toBeGreaterThan(50_000)
    expect(await owner.import(survey, 'submitted_at,recommend\n2026-01-01,9')).toMatchObject({
      imported: 1,
      duplicates: 0,
    })
  })

  test('whose survey is deleted meanwhile is refused, and goes into no other survey of that slug', async () => {
    const survey = await aScore()
    await owner.fetch(`/api/surveys/${survey.id}/publication`, { method: 'DELETE' })
    const part = (n: number) => new TextEncoder().encode('2026-01-01,9\n'.repeat(n))
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
    const writer = writable.getWriter()
    const reply = owner.upload(survey, readable)
    await writer.write(new TextEncoder().encode('submitted_at,recommend\n'))
    await writer.write(part(2500))
    await expect.poll(async () => (await stored(survey)).length).toBeGreaterThan(0)
    await owner.fetch(`/api/surveys/${survey.id}`, { method: 'DELETE' })
    const { slug } = survey
    const definition = { title: { en: 'Next' }, questions: [{ key: 'recommend', type: 'nps' }] }
    const next: Published = await owner.send('POST', '/api/surveys', { slug, definition })
    await owner.fetch(`/api/surveys/${next.id}/publication`, { method: 'PUT' })
    await writer.write(part(2500)).catch(() => {}) // nobody may be reading any more
    await writer.close().catch(() => {})
    const { status, type } = await (await reply).json()
    expect([status, type]).toEqual([404, '/problems/not-found'])
    expect(await stored(next)).toEqual([])
  })

  test('of long lines is read no faster than it is stored, so that it never fills the memory', async () => {
    const questions = Array.from({ length: 12 }, (_, i) => ({
      key: `text-${i}`,
      type: 'text' as const,
      maxLength: 5000,
    }))
    const survey = await owner.publish({ title: { en: 'Long' }, questions })
    const lines = 800
    const line = ['2026-01-01', ...questions.map(() => 'x'.repeat(4990))].join(',')
    let sent = 0
    let furthest = 0
    const body = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          if (sent === 0) controller.enqueue(encoded(['submitted_at', ...keysOf(questions)]))
          if (sent++ === lines) return controller.close()
          controller.enqueue(encoded([`${line}${sent}`]))
          if (sent % 20 !== 0) return
          const count = 'SELECT count(*) AS n FROM responses WHERE survey_id = ?'
          const { rows } = await gapwise.database.execute({ sql: count, args: [survey.id] })
          furthest = Math.max(furthest, sent - Number(rows[0]?.n))
        },
      },
      { highWaterMark: 0 },
    )
    expect(await taken(await owner.upload(survey, body))).toEqual(all(lines))
    // 60 KB a line: 250 lines are 15 MB, sockets and all; the file has 48 MB.
    expect(furthest).toBeLessThan(250)
  })
})

const keysOf = (questions: readonly { key: string }[]) => questions.map(({ key }) => key)
const encoded = (cells: readonly string[]) => new TextEncoder().encode(`${cells.join(',')}\n`)
