/** What customers did later: who bought again, and the recovery paradox. Purchases come by import, complaints with how they were rated. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '../../schema/calendar.ts'
import { RecoveryReport, RepurchaseReport } from '../../schema/reports/follow-up.ts'
import type { SurveyDefinitionInput } from '../../schema/survey.ts'
import { type ProportionDifference, proportionDifference } from '../../statistics/proportion.ts'
import { repurchase } from '../../statistics/repurchase.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { expectClose, golden, type Tolerance } from '../support/golden.ts'
import { random } from '../support/random.ts'
import { type Json, type SignedIn, signedIn } from '../support/signed-in.ts'

let gapwise: Gapwise
let owner: SignedIn

beforeAll(async () => {
  gapwise = await startGapwise({ settings: { GAPWISE_LIMIT_ADDRESS: '0' } })
  owner = await signedIn(gapwise)
})
afterAll(() => gapwise.stop())

const definition: SurveyDefinitionInput = {
  title: { en: 'After the order' },
  segments: ['shop'],
  questions: [
    { key: 'recommend', type: 'nps' },
    { key: 'again', type: 'rating', measure: 'repurchase', scale: 5 },
  ],
}
let count = 0
const aSurvey = () => owner.publish(`follow-up-${++count}`, definition)

async function imported(path: string, header: string, lines: readonly string[]) {
  const { body } = await owner.csv('POST', path, [header, ...lines].join('\n'))
  expect(body.rejected).toEqual([])
  return body
}
const answers = (survey: string, lines: readonly string[]) =>
  imported(
    `/api/surveys/${survey}/import`,
    'submitted_at,customer,recommend,again,segment.tier,channel',
    lines,
  )
const bought = (lines: readonly string[]) =>
  imported('/api/purchases/import', 'customer,bought_at', lines)
const ask = (survey: string, name: string, query: string) =>
  owner.get(`/api/surveys/${survey}/reports/${name}?${query}`)
const window = 'from=2025-01-01&to=2025-01-31'

describe('purchases', () => {
  test('come by CSV; the same file again changes nothing, and a fault spoils only its line', async () => {
    const file = 'customer,bought_at\np-1,2025-02-01\np-1,2025-02-01\np-2,2025-02-03T10:00:00Z\n'
    const { body: dry } = await owner.csv('POST', '/api/purchases/import?dryRun=1', file)
    expect(dry).toMatchObject({ imported: 2, duplicates: 1 })
    expect((await owner.get('/api/purchases')).body.purchases).toBe(0)
    const first = await owner.csv('POST', '/api/purchases/import', file)
    expect(first.body).toMatchObject({ imported: 2, duplicates: 1, rejectedCount: 0 })
    const again = await owner.csv('POST', '/api/purchases/import', file)
    expect(again.body).toMatchObject({ imported: 0, duplicates: 3 })
    const faulty = 'customer,bought_at\n,2025-02-01\np-3,soon\np-4,2999-01-01\np-5,2025-02-02\n'
    const { body } = await owner.csv('POST', '/api/purchases/import', faulty)
    expect(body).toMatchObject({ imported: 1, rejectedCount: 3 })
    expect(body.rejected.map(({ line, column }: Json) => [line, column])).toEqual([
      [2, 'customer'],
      [3, 'bought_at'],
      [4, 'bought_at'],
    ])
    expect((await owner.get('/api/purchases')).body).toEqual({
      purchases: 3,
      first: '2025-02-01T12:00:00.000Z',
      last: '2025-02-03T10:00:00.000Z',
    })
  })

  test('of a file with other columns, or none, are refused', async () => {
    const other = await owner.csv('POST', '/api/purchases/import', 'customer,price\na,1\n')
    expect(other.status).toBe(422)
    expect(other.body.errors.map(({ detail }: Json) => detail)).toEqual([
      'No column price here',
      'The column bought_at is missing',
    ])
    const empty = await owner.csv('POST', '/api/purchases/import', '')
    expect([empty.status, empty.body.type]).toEqual([400, '/problems/malformed-request'])
  })

  test('stand in a customer’s own copy, and go with the customer', async () => {
    await bought(['gone,2025-02-01'])
    const { body } = await owner.get('/api/customers/gone/export')
    expect(body.purchases).toEqual(['2025-02-01T12:00:00.000Z'])
    expect((await owner.send('DELETE', '/api/customers/gone')).status).toBe(204)
    expect((await owner.get('/api/customers/gone/export')).status).toBe(404)
    const { rows } = await gapwise.database.execute(
      "SELECT count(*) AS n FROM purchases WHERE customer_id = 'gone'",
    )
    expect(Number(rows[0]?.n)).toBe(0)
  })

  test('can all be forgotten', async () => {
    expect((await owner.send('DELETE', '/api/purchases')).status).toBe(204)
    expect((await owner.get('/api/purchases')).body).toMatchObject({ purchases: 0, last: null })
  })
})

describe('bought again', () => {
  test('says so when no purchase is known', async () => {
    const survey = await aSurvey()
    await answers(survey, ['2025-01-05,w-1,9,5,,link'])
    const { body } = await ask(survey, 'repurchase', window)
    expect(RepurchaseReport.parse(body)).toEqual(body)
    expect(body).toMatchObject({
      reason: 'no-purchases',
      purchasesThrough: null,
      total: { n: 0, share: null },
      tooRecent: 1,
    })
  })

  test('is what the rule says of every answer: in time, old enough, by score', async () => {
    const { integer, uniform } = random(31)
    const survey = await aSurvey()
    const rows = Array.from({ length: 300 }, (_, i) => ({
      customer: `r-${i}`,
      day: addDays('2025-01-01', integer(31)),
      score: integer(11),
      again: 1 + integer(5),
      tier: ['key', 'regular'][integer(2)] ?? '',
      after: uniform() < 0.6 ? 1 + integer(140) : null,
    }))
    await answers(
      survey,
      rows.map((r) => `${r.day},${r.customer},${r.score},${r.again},${r.tier},link`),
    )
    await bought([
      ...rows.flatMap(({ customer, day, after }) =>
        after === null ? [] : [`${customer},${addDays(day, after)}`],
      ),
      // Bought before the answer: that is no coming back.
      'r-1,2024-12-01',
      'somebody-else,2025-04-15',
    ])
    const { body: span } = await owner.get('/api/purchases')
    const dayOf = (day: string) => Date.parse(`${day}T12:00:00Z`) / 86_400_000
    const today = Date.parse(span.last) / 86_400_000
    const asStatistic = (of: typeof rows) =>
      repurchase(
        of.map(({ day, score, after }) => ({
          score,
          answeredOn: dayOf(day),
          boughtOn: after === null ? null : dayOf(day) + after,
        })),
        today,
      )
    const expected = asStatistic(rows)
    const { body } = await ask(survey, 'repurchase', `${window}&segment=tier&interval=week`)
    expect(RepurchaseReport.parse(body)).toEqual(body)
    for (const { group, ...found } of body.groups)
      expect([group, found]).toEqual([group, expected[group as 'promoters']])
    expect(body.tooRecent).toBe(expected.tooRecent)
    expect(body.tooRecent + body.total.n).toBe(300)
    expect(body.unknown).toBe(0)
    const { promoters, detractors } = expected
    expect(body.difference.estimate).toBeCloseTo((promoters.share ?? 0) - (detractors.share ?? 0))
    for (const { value, n, successes } of body.segments) {
      const own = asStatistic(rows.filter(({ tier }) => tier === value))
      const parts = [own.promoters, own.passives, own.detractors]
      expect([value, n, successes]).toEqual([
        value,
        parts.reduce((sum, each) => sum + each.n, 0),
        parts.reduce((sum, each) => sum + each.successes, 0),
      ])
    }
    expect(body.segments).toHaveLength(2)
    expect(body.series.reduce((sum: number, { n }: Json) => sum + n, 0)).toBe(body.total.n)
    const intending = asStatistic(rows.filter(({ again }) => again >= 4))
    expect(body.intention).toMatchObject({ question: 'again', topFrom: 4 })
    expect(body.intention.intending.n).toBe(
      intending.promoters.n + intending.passives.n + intending.detractors.n,
    )
  })

  test('does not believe who only claims to be a customer', async () => {
    const survey = await aSurvey()
    const { slug } = (await owner.get(`/api/surveys/${survey}`)).body
    const reply = await gapwise.post(`/api/public/surveys/${slug}/responses`, {
      id: 'claimed-by-anybody-1',
      version: 1,
      locale: 'en',
      channel: 'link',
      answers: { recommend: 10 },
      customer: { id: 'r-1' },
    })
    expect(reply.status).toBe(201)
    const { body } = await ask(survey, 'repurchase', '')
    expect(body).toMatchObject({ unknown: 1, tooRecent: 0, total: { n: 0 } })
  })

  test('shows no filtered group of four, and none that leaves four out', async () => {
    const survey = await aSurvey()
    const of = (n: number, tier: string, channel = 'link') =>
      Array.from(
        { length: n },
        (_, i) => `2025-01-05,s-${tier}-${channel}-${i},9,5,${tier},${channel}`,
      )
    await answers(survey, [...of(4, 'key'), ...of(20, 'regular'), ...of(9, 'small')])
    const shown = async (query: string) =>
      (await ask(survey, 'repurchase', `${window}${query}`)).body
    expect((await shown('')).total.n).toBe(33)
    expect(await shown('&filter.tier=key')).toMatchObject({
      suppressed: 1,
      total: { n: 0 },
      series: [],
    })
    expect((await shown('&filter.tier=regular')).total.n).toBe(20)
    const split = await shown('&segment=tier')
    expect(split.segments.map(({ value }: Json) => value)).toEqual(['regular'])
    expect(split.suppressed).toBe(2)
  })

  test('is refused where it cannot be told', async () => {
    const refused = async (survey: string, query: string) => {
      const { status, body } = await ask(survey, 'repurchase', query)
      expect(status).toBe(422)
      return `${body.errors[0].pointer} ${body.errors[0].detail}`
    }
    const survey = await aSurvey()
    expect(await refused(survey, 'question=again')).toBe('?question Possible: recommend')
    expect(await refused(survey, 'lowEffort=exclude')).toContain('?lowEffort')
    expect(await refused(survey, 'segment=colour')).toContain('?segment This survey has tier')
    const bare = await owner.publish('follow-up-bare', {
      title: { en: 'Bare' },
      questions: [{ key: 'word', type: 'text' }],
    })
    expect(await refused(bare, '')).toContain('asks no NPS question')
  })
})

describe('recovery', () => {
  const pick = (found: ProportionDifference | null) => ({
    estimate: found?.estimate,
    low: found?.low,
    high: found?.high,
  })
  type Case = {
    id: string
    recovered_satisfied: number[]
    no_problem: number[]
    diff: number
    p_two_sided: number
    ci95: [number, number]
  }
  const file = golden<{ cases: Case[]; tolerance: Tolerance }>('zone-and-recovery')
  const expected = file.cases.find(({ id }) => id.startsWith('recovery'))
  if (!expected) throw new Error('There is no such case')
  const complaints = (lines: readonly string[]) =>
    imported('/api/complaints/import', 'opened_at,closed_at,category,customer,satisfied', lines)
  let survey: string

  beforeAll(async () => {
    survey = await aSurvey()
    const { recovered_satisfied: solved, no_problem: none } = expected
    await answers(survey, [
      ...solved.map((score, i) => `2025-01-20,solved-${i},${score},,key,link`),
      ...none.map((score, i) => `2025-01-20,none-${i},${score},,regular,link`),
      ...[2, 3, 1, 4, 0, 5].map((score, i) => `2025-01-20,open-${i},${score},,key,link`),
      // An earlier answer of the same customer: each counts once, by the latest.
      '2025-01-03,none-0,0,,regular,link',
      ...[7, 7, 7, 7, 7].map((score) => `2025-01-20,,${score},,regular,link`),
    ])
    await complaints([
      ...solved.map((_, i) => `2025-01-02,2025-01-08,late,solved-${i},yes`),
      // Closed without content, still open, closed after the answer, and once solved but with a new one since.
      '2025-01-02,2025-01-08,late,open-0,no',
      '2025-01-02,2025-01-08,late,open-1,',
      '2025-01-02,,late,open-2,',
      '2025-01-02,2025-01-28,late,open-3,yes',
      '2025-01-02,2025-01-03,late,open-4,yes',
      '2025-01-10,,late,open-4,',
      '2025-01-11,,late,open-5,',
      // A complaint after the answer is no problem before it.
      '2025-01-25,,late,none-1,',
    ])
  })

  test('compares as R does, beside the figure for all who complained', async () => {
    const { body } = await ask(survey, 'recovery', window)
    expect(RecoveryReport.parse(body)).toEqual(body)
    expect(body).toMatchObject({
      question: 'recommend',
      caution: 'selection',
      unknown: 5,
      recovered: { n: 10 },
      noProblem: { n: 12 },
      complainants: { n: 16 },
    })
    const { recovered, complainants } = body.differences
    expectClose(
      [recovered.estimate, recovered.p, recovered.low, recovered.high],
      [expected.diff, expected.p_two_sided, ...expected.ci95],
      file.tolerance,
    )
    expect(recovered.verdict).toBe('too-few')
    expect(complainants.estimate).toBeCloseTo(
      (expected.recovered_satisfied.reduce((a, b) => a + b, 0) + 15) / 16 -
        expected.no_problem.reduce((a, b) => a + b, 0) / 12,
      12,
    )
  })

  test('compares who bought again too, beside the figure for all who complained', async () => {
    await bought([
      ...['solved-0', 'solved-1', 'solved-2', 'none-1', 'open-0'].map((who) => `${who},2025-02-10`),
      // Before the answer, after ninety days, and the day that tells how far purchases are known.
      'solved-3,2025-01-19',
      'open-1,2025-04-25',
      'nobody,2025-12-31',
    ])
    const { body } = await ask(survey, 'recovery', window)
    expect(RecoveryReport.parse(body)).toEqual(body)
    const { recovered, complainants, noProblem, differences, days } = body.repurchase
    expect([recovered, complainants, noProblem].map(({ n, successes }) => [n, successes])).toEqual([
      [10, 3],
      [16, 4],
      [12, 1],
    ])
    expect(days).toBe(90)
    const none = { successes: 1, trials: 12 }
    expect(differences.recovered).toMatchObject({
      ...pick(proportionDifference({ successes: 3, trials: 10 }, none)),
      verdict: 'too-few',
    })
    expect(differences.complainants).toMatchObject(
      pick(proportionDifference({ successes: 4, trials: 16 }, none)),
    )
  })

  test('shows all three groups or none', async () => {
    const few = await aSurvey()
    await answers(few, [
      ...[9, 9, 8].map((score, i) => `2025-01-20,solved-${i},${score},,,link`),
      ...Array.from({ length: 20 }, (_, i) => `2025-01-20,calm-${i},8,,,link`),
    ])
    const { body } = await ask(few, 'recovery', window)
    expect(body).toMatchObject({
      suppressed: 1,
      recovered: { n: 0, mean: null },
      noProblem: { n: 0, mean: null },
      differences: { recovered: null, complainants: null },
    })
    // Two whom nobody knows would be what is left of all answers when the others are taken away.
    const calm = await aSurvey()
    const nobody = (n: number) => Array<string>(n).fill('2025-01-21,,3,,,link')
    const known = Array.from({ length: 20 }, (_, i) => `2025-01-20,calm-${i},8,,,link`)
    await answers(calm, [...known, ...nobody(2)])
    const shown = async () => (await ask(calm, 'recovery', window)).body.noProblem.n
    expect(await shown()).toBe(0)
    await answers(calm, nobody(5))
    expect(await shown()).toBe(20)
    const filtered = await ask(survey, 'recovery', `${window}&filter.tier=key`)
    expect(filtered.body).toMatchObject({ recovered: { n: 10 }, noProblem: { n: 0 } })
  })

  test('is refused where it cannot be told', async () => {
    const { status, body } = await ask(survey, 'recovery', `${window}&segment=tier`)
    expect([status, body.errors[0].pointer]).toEqual([422, '?segment'])
    const effort = await ask(survey, 'recovery', 'lowEffort=exclude')
    expect([effort.status, effort.body.errors[0].pointer]).toEqual([422, '?lowEffort'])
    const question = await ask(survey, 'recovery', 'question=again')
    expect(question.body.errors[0].detail).toBe('Possible: recommend')
  })

  test('a rating of the handling is only taken of a case that is over, and goes when it is reopened', async () => {
    const bad = await owner.csv(
      'POST',
      '/api/complaints/import',
      'opened_at,category,satisfied\n2025-01-01,late,yes\n',
    )
    expect(bad.body.rejected).toEqual([
      { line: 2, column: 'satisfied', detail: 'Only of a complaint that is closed' },
    ])
    const of = async (customer: string) =>
      (await owner.get(`/api/complaints?customer=${customer}`)).body.complaints[0]
    const open = await of('open-2')
    const early = await owner.send('PATCH', `/api/complaints/${open.id}`, { satisfied: true })
    expect([early.status, early.body.type]).toEqual([409, '/problems/wrong-state'])
    const closed = await of('open-1')
    expect(closed.satisfied).toBeNull()
    const at = `/api/complaints/${closed.id}`
    expect((await owner.send('PATCH', at, { satisfied: true })).body.satisfied).toBe(true)
    expect((await owner.send('PATCH', at, { state: 'in-progress' })).body.satisfied).toBeNull()
    const { events } = (await owner.get(`${at}/events`)).body
    expect(events.map(({ changes }: Json) => changes)).toContainEqual({ satisfied: 'true' })
  })
})
