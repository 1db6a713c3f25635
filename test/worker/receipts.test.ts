/** A respondent's own answer by its receipt: to see, to change, and to delete, after which it is gone everywhere. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aResponse, aShortSurvey, aSurvey, type Submission } from '../support/a-survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'
import { load, post } from '../support/page.ts'

let gapwise: Gapwise
let owner: Owner
let survey: Published

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
  survey = await owner.publish(aShortSurvey())
})

afterAll(() => gapwise.stop())

async function answered(body: Submission = aResponse(), of = survey): Promise<string> {
  const reply = await gapwise.post(`/api/public/surveys/${of.slug}/responses`, body)
  expect(reply.status).toBe(201)
  return (await reply.json()).receipt
}
const see = (receipt: string) => load(gapwise, `/r/${receipt}`)
const erase = (receipt: string, headers: Record<string, string> = {}) => {
  const init = post('action=delete')
  return gapwise.fetch(`/r/${receipt}`, { ...init, headers: { ...init.headers, ...headers } })
}
const drop = (receipt: string) =>
  gapwise.fetch(`/api/public/responses/${receipt}`, { method: 'DELETE' })

describe('a receipt', () => {
  test('shows its answers, every kind of them, in words', async () => {
    const every = await owner.publish(aSurvey())
    const answers = {
      recommend: 3,
      speed: { expectation: 6, perception: 4 },
      promise: null,
      overall: 4,
      price: 0.3,
      weights: { responsiveness: 40, reliability: 60 },
      why: ['wait', { other: 'The <lift>' }],
      comment: 'Late & cold',
      problem: { category: 'delivery', text: 'Broken', contact: 'a@b.example' },
    }
    const page = await see(await answered(aResponse({ answers }), every))
    expect(page.status).toBe(200)
    for (const text of ['Speed of reply', 'The <lift>', 'Late & cold', 'Broken', 'a@b.example'])
      expect(page.text).toContain(text)
    expect(page.buttons).toEqual(['action=delete'])
  })

  test('page is told to no cache, no index and no other page', async () => {
    const receipt = await answered()
    for (const path of [`/r/${receipt}`, `/s/${survey.slug}/${receipt}`]) {
      const { headers } = await load(gapwise, path)
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-robots-tag')).toBe('noindex')
      expect(headers.get('set-cookie')).toBeNull()
    }
  })

  test('leads to its answers as long as the survey is open', async () => {
    const closing = await owner.publish(aShortSurvey())
    const receipt = await answered(aResponse(), closing)
    const change = (await see(receipt)).links.find((href) => href.includes(closing.slug)) ?? ''
    expect((await load(gapwise, change)).field('recommend')).toBe('9')
    await owner.fetch(`/api/surveys/${closing.id}/publication`, { method: 'DELETE' })
    const closed = await see(receipt)
    expect(closed.status).toBe(200)
    expect(closed.links.filter((href) => href.includes(closing.slug))).toEqual([])
    expect((await drop(receipt)).status).toBe(204)
  })

  test('that is made up, cut, or of another survey shows nothing', async () => {
    const receipt = await answered()
    const other = await owner.publish(aShortSurvey())
    const [id = '', proof = ''] = receipt.split('.')
    const forged = [
      `${id}.${'A'.repeat(43)}`,
      `${id}.${proof.slice(0, -1)}`,
      `${id}.${proof}A`,
      `${id}.`,
      id,
      `${proof}.${id}`,
      `${id.toUpperCase()}.${proof}`,
      'x',
      '%00',
      '..%2f..%2f',
      "'--",
    ]
    for (const each of forged) {
      expect((await see(each)).status).toBe(404)
      expect((await erase(each)).status).toBe(404)
      expect((await drop(each)).status).toBe(404)
      expect((await load(gapwise, `/s/${survey.slug}/${each}`)).status).toBe(404)
    }
    expect((await load(gapwise, `/s/${other.slug}/${receipt}`)).status).toBe(404)
    expect((await see(receipt)).status).toBe(200)
  })

  test('cannot be guessed from another: it is an HMAC of survey and id', async () => {
    const receipts = await Promise.all(Array.from({ length: 20 }, () => answered()))
    expect(new Set(receipts.map((receipt) => receipt.split('.')[1])).size).toBe(20)
    const id = aResponse().id
    const other = await owner.publish(aShortSurvey())
    expect(await answered(aResponse({ id }))).not.toBe(await answered(aResponse({ id }), other))
    const { rows } = await gapwise.database.execute('SELECT * FROM responses')
    expect(JSON.stringify(rows)).not.toContain(receipts[0]?.split('.')[1])
  })
})

describe('deleting', () => {
  test('by the page needs the button: looking deletes nothing, and no other website can', async () => {
    const receipt = await answered()
    for (const method of ['GET', 'HEAD'])
      await (await gapwise.fetch(`/r/${receipt}?action=delete`, { method })).arrayBuffer()
    expect((await gapwise.fetch(`/r/${receipt}`, post('action=keep'))).status).toBe(400)
    expect((await gapwise.fetch(`/r/${receipt}`, post(''))).status).toBe(400)
    expect((await erase(receipt, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await erase(receipt, { origin: 'null', 'sec-fetch-site': 'cross-site' })).status).toBe(
      403,
    )
    const json = { 'content-type': 'application/json' }
    expect((await erase(receipt, json)).status).toBe(415)
    expect((await see(receipt)).status).toBe(200)
    const page = await load(gapwise, `/r/${receipt}`, post('action=delete'))
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('have been deleted')])
  })

  test('works in a browser that hides where the post comes from', async () => {
    const receipt = await answered()
    const hidden = { origin: 'null', 'sec-fetch-site': 'same-origin' }
    expect((await erase(receipt, hidden)).status).toBe(200)
  })

  test.each([
    ['by the page', erase, 200],
    ['by the JSON address', drop, 204],
  ] as const)('%s leaves 410 wherever the answer was', async (_, remove, status) => {
    const body = aResponse()
    const receipt = await answered(body)
    expect((await remove(receipt)).status).toBe(status)
    expect((await see(receipt)).status).toBe(410)
    expect((await load(gapwise, `/s/${survey.slug}/${receipt}`)).status).toBe(410)
    expect((await load(gapwise, `/s/${survey.slug}/${receipt}?page=1`)).status).toBe(410)
    expect((await erase(receipt)).status).toBe(410)
    const again = await drop(receipt)
    expect([again.status, (await again.json()).type]).toEqual([410, '/problems/response-deleted'])
    const address = `/api/public/surveys/${survey.slug}/responses`
    for (const sent of [body, { ...body, revision: 2, receipt }, { ...body, revision: 9 }])
      expect((await gapwise.post(address, sent)).status).toBe(410)
    const form = { id: body.id, version: '1', revision: '2', receipt, page: '1', recommend: '1' }
    const posted = await gapwise.fetch(`/s/${survey.slug}`, post(new URLSearchParams(form)))
    expect(posted.status).toBe(410)
    expect((await owner.fetch(`/api/surveys/${survey.id}/responses/${body.id}`)).status).toBe(404)
  })

  test('is followed by every report, list and export, whether the answer was tallied or not', async () => {
    const own = await owner.publish(aShortSurvey())
    const bodies = [9, 10, 2, 8, 0].map((recommend) =>
      aResponse({ answers: { recommend, speed: { expectation: 6, perception: 3 } } }),
    )
    const receipts: string[] = []
    for (const body of bodies) receipts.push(await answered(body, own))
    expect((await owner.nps(own)).total).toMatchObject({ n: 5, promoters: 2, detractors: 2 })
    await drop(receipts[2] ?? '')
    expect((await owner.nps(own)).total).toMatchObject({ n: 4, promoters: 2, detractors: 1 })
    // By the second half all that waits has been tallied.
    await expect
      .poll(async () => {
        const sql = 'SELECT folded_through AS seq FROM tally_cursors WHERE survey_id = ?'
        const { rows } = await gapwise.database.execute({ sql, args: [own.id] })
        return Number(rows[0]?.seq ?? 0)
      })
      .toBeGreaterThan(0)
    await erase(receipts[0] ?? '')
    expect((await owner.nps(own)).total).toMatchObject({ n: 3, promoters: 1, detractors: 1 })
    const { items } = await owner.gaps(own)
    expect(items.find(({ key }) => key === 'speed')).toMatchObject({ n: 3, gap: { mean: -3 } })
    const { responses } = await (await owner.fetch(`/api/surveys/${own.id}/responses`)).json()
    expect(responses).toHaveLength(3)
    expect((await owner.exported(own, 'csv')).trim().split('\n')).toHaveLength(4)
  })

  test('of one survey’s answer leaves the same id of another alone', async () => {
    const other = await owner.publish(aShortSurvey())
    const body = aResponse()
    const [here, there] = [await answered(body), await answered(body, other)]
    await drop(here)
    expect((await see(here)).status).toBe(410)
    expect((await see(there)).status).toBe(200)
  })

  test('fifty times at once deletes once', async () => {
    const receipt = await answered()
    const statuses = (await Promise.all(Array.from({ length: 50 }, () => drop(receipt)))).map(
      ({ status }) => status,
    )
    expect(statuses.filter((status) => ![204, 410].includes(status))).toEqual([])
    expect(statuses).toContain(204)
    expect((await see(receipt)).status).toBe(410)
  })
})
