/** Whatever way a report's sums are found, the figures are the same: unfolded tail, tallies, rows, and after changes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ALL_TYPES, answersCsv } from '../support/all-types.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Json, type SignedIn, signedIn } from '../support/signed-in.ts'

const REPORTS = [
  ...['nps', 'gaps', 'gaps?question=speed', 'ratings', 'choices', 'importance', 'drivers'],
  'themes',
  ...['themes?compare=periods', 'response-rate', 'segments', 'quality'],
]
/** Where it matters that only a customer’s latest answer counts. */
const LATEST = ['nps', 'gaps?question=speed', 'ratings', 'choices', 'themes', 'response-rate']
const WINDOW = 'from=2026-02-03&to=2026-04-20&interval=month'

let gapwise: Gapwise
let owner: SignedIn
const ids: Record<string, string> = {}

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await signedIn(gapwise, 'Europe/Berlin')
  for (const program of ['transactional', 'relationship'] as const) {
    ids[program] = await owner.publish(program, { ...ALL_TYPES, program })
    const csv = answersCsv(400, '2026-01-01', 120)
    const { body } = await owner.csv('POST', `/api/surveys/${ids[program]}/import`, csv)
    expect(body).toMatchObject({ imported: 400, rejectedCount: 0 })
  }
})
afterAll(() => gapwise.stop())

async function report(program: string, name: string, query: string): Promise<Json> {
  const [path, own = ''] = name.split('?')
  const address = `/api/surveys/${ids[program]}/reports/${path}?${own}&${query}`
  const { status, body } = await owner.get(address)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

/** Waits until everything is tallied. */
async function folded() {
  for (let tries = 0; tries < 500; tries++) {
    const { rows } = await gapwise.database.execute(
      `SELECT (SELECT count(*) FROM retractions) + (SELECT count(*) FROM responses r
        WHERE r.seq > coalesce((SELECT folded_through FROM tally_cursors c
          WHERE c.survey_id = r.survey_id), 0)) AS waiting`,
    )
    if (Number(rows[0]?.waiting) === 0) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The responses are not folded')
}

/** Equal but for the last digits of sums added up in another order. */
function expectSame(actual: Json, expected: Json, at = ''): void {
  if (typeof expected === 'number' && typeof actual === 'number') {
    const near = Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected))
    expect(near, `${at}: ${actual} instead of ${expected}`).toBe(true)
  } else if (typeof expected === 'object' && expected !== null) {
    expect(Object.keys(actual ?? {}), at).toEqual(Object.keys(expected))
    for (const name of Object.keys(expected))
      expectSame(actual[name], expected[name], `${at}/${name}`)
  } else expect(actual, at).toBe(expected)
}

describe.each(['transactional', 'relationship'])('a %s survey', (program) => {
  beforeAll(folded)

  test.each(program === 'transactional' ? REPORTS : LATEST)(
    '%s: two filters that leave nobody out change nothing',
    async (name) => {
      const tallied = await report(program, name, `${WINDOW}&segment=tier`)
      const rows = await report(
        program,
        name,
        `${WINDOW}&segment=tier&filter.all=yes&filter.every=1`,
      )
      expectSame(rows, tallied)
    },
  )

  // Not the table of all segments: what it hides depends on how many names are filtered and split by.
  test.each((program === 'transactional' ? REPORTS : LATEST).filter((name) => name !== 'segments'))(
    '%s: a filter is answered alike by tallies and by rows',
    async (name) => {
      const tallied = await report(program, name, `${WINDOW}&filter.tier=key`)
      const rows = await report(program, name, `${WINDOW}&filter.tier=key&filter.all=yes`)
      expectSame(rows, tallied)
    },
  )
})

describe('changes', () => {
  const query = `${WINDOW}&segment=tier`
  const all = () => Promise.all(REPORTS.map((name) => report('transactional', name, query)))

  test('an answer that came and was deleted again leaves no trace, tallied or not', async () => {
    const before = await all()
    const more = answersCsv(30, '2026-03-01', 20, 11).replaceAll('answer-', 'later-')
    const survey = ids.transactional
    await owner.csv('POST', `/api/surveys/${survey}/import`, more)
    const between = await report('transactional', 'nps', query)
    expect(between.total.n).toBe(before[0].total.n + 30)
    await folded()
    expectSame(await report('transactional', 'nps', query), between)
    for (let i = 0; i < 30; i++)
      await owner.send('DELETE', `/api/surveys/${survey}/responses/later-${i}`)
    const after = await all()
    REPORTS.forEach((_, i) => expectSame(after[i], before[i]))
    await folded()
    const tallied = await all()
    REPORTS.forEach((_, i) => expectSame(tallied[i], before[i]))
  })
})

describe('a customer who answers again', () => {
  test('counts once in a relationship survey, with the latest answer', async () => {
    const id = await owner.publish('again', {
      title: { en: 'Again' },
      program: 'relationship',
      questions: [{ key: 'recommend', type: 'nps' }],
    })
    const lines = Array.from({ length: 40 }, (_, i) => [
      `2026-02-01,C${i},0`,
      `2026-03-01,C${i},${i % 2 ? 10 : 9}`,
    ]).flat()
    await owner.csv(
      'POST',
      `/api/surveys/${id}/import`,
      ['submitted_at,customer,recommend', ...lines].join('\n'),
    )
    const nps = async (days: string) =>
      (await owner.get(`/api/surveys/${id}/reports/nps?${days}&interval=month`)).body
    expect((await nps('from=2026-02-01&to=2026-03-31')).total).toMatchObject({ n: 40, nps: 100 })
    expect((await nps('from=2026-02-01&to=2026-02-28')).total).toMatchObject({ n: 40, nps: -100 })
    const { series } = await nps('from=2026-02-01&to=2026-03-31')
    // Each period is a window of its own.
    expect(series.map((point: Json) => point.nps)).toEqual([-100, 100])
    await folded()
    expect((await nps('from=2026-02-01&to=2026-03-31')).total).toMatchObject({ n: 40, nps: 100 })
  })

  test('widens the error of a transactional survey', async () => {
    const id = await owner.publish('often', {
      title: { en: 'Often' },
      questions: [{ key: 'recommend', type: 'nps' }],
    })
    // Twenty customers, five equal answers each: as much knowledge as twenty answers.
    const lines = Array.from(
      { length: 100 },
      (_, i) => `2026-02-0${1 + (i % 5)},C${i % 20},${i % 20 < 10 ? 10 : 0}`,
    )
    await owner.csv(
      'POST',
      `/api/surveys/${id}/import`,
      ['submitted_at,customer,recommend', ...lines].join('\n'),
    )
    const { body } = await owner.get(`/api/surveys/${id}/reports/nps?from=2026-02-01&to=2026-02-28`)
    expect(body.repeats).toMatchObject({ share: 0.8, answers: 100 })
    expect(body.total.interval.method).toBe('cluster-robust')
    // 100 · √(20/19 · 20 · 5²) / 100
    expect(body.total.standardError).toBeCloseTo(Math.sqrt((20 / 19) * 20 * 25), 9)
  })

  test('widens the error of many answers by what a thousand of them show', async () => {
    const id = await owner.publish('many', {
      title: { en: 'Many' },
      questions: [{ key: 'recommend', type: 'nps' }],
    })
    // Five equal answers from each of 600 customers: a variance five times as large.
    const lines = Array.from(
      { length: 3000 },
      (_, i) => `2026-02-0${1 + (i % 5)},C${i % 600},${i % 3 ? 10 : 0}`,
    )
    await owner.csv(
      'POST',
      `/api/surveys/${id}/import`,
      ['submitted_at,customer,recommend', ...lines].join('\n'),
    )
    const { body } = await owner.get(`/api/surveys/${id}/reports/nps?from=2026-02-01&to=2026-02-28`)
    expect(body.repeats.answers).toBe(700)
    expect(body.repeats.designEffect).toBeGreaterThan(4.9)
    expect(body.repeats.designEffect).toBeLessThan(5.1)
    const plain = 100 * Math.sqrt((1 - (1 / 3) ** 2) / 3000)
    expect(body.total.standardError).toBeCloseTo(plain * Math.sqrt(body.repeats.designEffect), 9)
  })
})
