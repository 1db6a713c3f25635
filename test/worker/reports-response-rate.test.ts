/** Who answered of those invited, who came by an open link, and where people break off. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { QualityReport, ResponseRateReport } from '../../schema/reports/quality.ts'
import { proportion } from '../../statistics/proportion.ts'
import { aResponse, aShortSurvey } from '../support/a-survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published, type Query } from '../support/owner.ts'

let gapwise: Gapwise
let owner: Owner

beforeAll(async () => {
  gapwise = await startGapwise({ settings: { GAPWISE_LIMIT_ADDRESS: '0' } })
  owner = await ownerOf(gapwise)
})
afterAll(() => gapwise.stop())

const rateOf = async (survey: Published, query: Query = {}) => {
  const reply = await owner.report(survey, 'response-rate', query)
  const body = await reply.json()
  expect(ResponseRateReport.parse(body)).toEqual(body)
  return ResponseRateReport.parse(body)
}

type Link = { id: string; url: string }
let people = 0
/** New customers of a tier, each with a link. */
async function invited(survey: Published, n: number, tier: string): Promise<Link[]> {
  const customers = Array.from({ length: n }, () => `rate-${++people}`)
  for (const id of customers) await owner.send('POST', '/api/customers', { id, tier })
  const path = `/api/surveys/${survey.id}/invitations`
  return (await owner.send<{ invitations: Link[] }>('POST', path, { customers })).invitations
}
async function answer(survey: Published, link: Link | undefined, more: object = {}) {
  const token = link && { token: new URL(link.url).pathname.slice(3) }
  const body = aResponse({ channel: link ? 'email' : 'link', complete: true, ...token, ...more })
  const reply = await gapwise.post(`/api/public/surveys/${survey.slug}/responses`, body)
  expect(reply.status).toBe(201)
}

describe('of invitations', () => {
  let survey: Published
  beforeAll(async () => {
    survey = await owner.publish(aShortSurvey())
    const key = await invited(survey, 9, 'key')
    const small = await invited(survey, 14, 'small')
    for (const link of key.slice(0, 6)) await answer(survey, link)
    for (const link of small.slice(0, 7)) await answer(survey, link)
    // One begun only, one ended unanswered, one taken back; and seven who were never invited, one of whom stopped.
    await answer(survey, small[7], { complete: false })
    await gapwise.database.execute({
      sql: 'UPDATE invitations SET expires_at = created_at + 1 WHERE id = ?',
      args: [small[8]?.id ?? ''],
    })
    const path = `/api/surveys/${survey.id}/invitations/${small[9]?.id}`
    expect((await owner.fetch(path, { method: 'DELETE' })).status).toBe(204)
    for (let i = 0; i < 6; i++) await answer(survey, undefined)
    await answer(survey, undefined, { complete: false, answers: { recommend: 3 } })
  })

  test('the rate is answered of delivered, with what became of the others', async () => {
    const { invitations, basis } = await rateOf(survey)
    expect(basis).toBe('both')
    expect(invitations).toMatchObject({
      ...proportion(13, 22),
      sent: 23,
      delivered: 22,
      revoked: 1,
      opened: null,
      started: 14,
      answered: 13,
      pending: 8,
      expired: 1,
      previous: { n: 0, share: null, difference: null },
    })
    const counted = invitations?.series.reduce((sum, { n }) => sum + n, 0)
    expect(counted).toBe(22)
  })

  test('open links are told apart, and completion is of all', async () => {
    const { openLink, completion, breakOff } = await rateOf(survey)
    expect(openLink).toEqual({ began: 7 })
    expect(completion).toMatchObject({ n: 21, successes: 19 })
    expect(breakOff).toMatchObject({
      ...proportion(2, 21),
      at: [{ key: 'recommend', n: 2, share: 2 / 21 }],
    })
  })

  test('groups are the customers’ own, against the others', async () => {
    const { invitations } = await rateOf(survey, { segment: 'tier' })
    expect(invitations?.segments).toMatchObject([
      { value: 'small', ...proportion(7, 13), difference: { verdict: 'too-few' } },
      { value: 'key', ...proportion(6, 9) },
    ])
    const filtered = await rateOf(survey, { 'filter.tier': 'key' })
    expect(filtered.invitations).toMatchObject({ delivered: 9, answered: 6 })
    expect(filtered.basis).toBe('invitations')
  })

  test('a group of which four answered is not shown, and not left to be worked out', async () => {
    for (const link of (await invited(survey, 12, 'regular')).slice(0, 4))
      await answer(survey, link)
    const { invitations, suppressed } = await rateOf(survey, { segment: 'tier' })
    expect(invitations?.segments.map(({ value }) => value)).toEqual(['small'])
    expect(suppressed).toBeGreaterThanOrEqual(2)
    const few = await rateOf(survey, { 'filter.tier': 'regular' })
    expect(few.invitations).toBeNull()
    expect(few.suppressed).toBeGreaterThan(0)
  })

  test('a filter that no customer’s record tells has no rate of invitations', async () => {
    const { invitations } = await rateOf(survey, { 'filter.channel': 'email' })
    expect(invitations).toBeNull()
  })
})

test('an open link has no response rate', async () => {
  const survey = await owner.publish(aShortSurvey())
  await answer(survey, undefined)
  expect(await rateOf(survey)).toMatchObject({
    basis: 'open-link',
    invitations: null,
    openLink: { began: 1 },
    completion: { n: 1, successes: 1 },
  })
})

test('an anonymous survey knows who answered at all, not what they began', async () => {
  const survey = await owner.publish(aShortSurvey({ privacy: 'anonymous' }))
  const links = await invited(survey, 8, 'key')
  for (const link of links.slice(0, 6)) await answer(survey, link)
  await answer(survey, undefined)
  const { invitations, openLink, basis } = await rateOf(survey)
  expect(invitations).toMatchObject({ delivered: 8, answered: 6, started: null })
  expect([openLink, basis]).toEqual([{ began: 1 }, 'both'])
})

describe('early against late responders', () => {
  /** Answers of a window, each so many hours after its invitation. */
  async function answeredAfter(
    hours: readonly (readonly [number, number])[],
    privacy: 'identified' | 'anonymous',
  ) {
    const survey = await owner.publish({ ...aShortSurvey(), privacy })
    const links = await invited(survey, hours.length, 'key')
    for (const [i, [, recommend]] of hours.entries())
      await answer(survey, links[i], { answers: { recommend } })
    for (const [i, [wait]] of hours.entries())
      await gapwise.database.execute({
        sql: 'UPDATE invitations SET created_at = created_at - ? WHERE id = ?',
        args: [wait * 3_600_000, links[i]?.id ?? ''],
      })
    return survey
  }
  const qualityOf = async (survey: Published, query: Query = {}) => {
    const body = await (await owner.report(survey, 'quality', query)).json()
    expect(QualityReport.parse(body)).toEqual(body)
    return QualityReport.parse(body)
  }
  const hours = [
    ...Array.from({ length: 30 }, (_, i) => [1 + (i % 4), 10] as const),
    ...Array.from({ length: 30 }, (_, i) => [30 + i, 8] as const),
    ...Array.from({ length: 30 }, (_, i) => [200 + (i % 5), i % 3 === 0 ? 9 : 4] as const),
  ]

  test('are the quickest and the slowest third, with a verdict from thirty each on', async () => {
    const survey = await answeredAfter(hours, 'identified')
    const { responders } = await qualityOf(survey)
    expect(responders).toMatchObject({
      question: 'recommend',
      measure: 'nps',
      early: { n: 30, hours: 4, estimate: 100 },
      late: { n: 30, hours: 200 },
      difference: { verdict: 'lower' },
      caution: 'hint',
    })
    expect(responders?.late.estimate).toBeCloseTo((100 * (10 - 20)) / 30, 9)
    expect(responders?.difference?.estimate).toBeCloseTo(-100 / 3 - 100, 9)
    expect((await qualityOf(survey, { 'filter.tier': 'key' })).responders).toBeNull()
  })

  test('are not told apart where a third is a small group, or nobody knows who answered', async () => {
    const few = await answeredAfter([...hours.slice(0, 4), ...hours.slice(60, 64)], 'identified')
    expect((await qualityOf(few)).responders).toBeNull()
    const anonymous = await answeredAfter(
      [...hours.slice(0, 6), ...hours.slice(60, 66)],
      'anonymous',
    )
    expect((await qualityOf(anonymous)).responders).toBeNull()
  })
})
