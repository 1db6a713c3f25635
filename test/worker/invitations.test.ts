/** Personal links: looked at as often as one likes, answered once, on whatever device. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aResponse, aShortSurvey } from '../support/a-survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'
import { load, press, send } from '../support/page.ts'

let gapwise: Gapwise
let owner: Owner
let survey: Published

beforeAll(async () => {
  gapwise = await startGapwise({ settings: { GAPWISE_LIMIT_ADDRESS: '0' } })
  owner = await ownerOf(gapwise)
  survey = await owner.publish(aShortSurvey())
})
afterAll(() => gapwise.stop())

let people = 0
/** A new customer, or a known one. */
async function aCustomer(more: object = {}): Promise<string> {
  const id = `person-${++people}`
  await owner.send('POST', '/api/customers', { id, ...more })
  return id
}
type Link = { id: string; url: string; path: string; token: string; expiresAt: string }
async function invite(customer: string, to = survey): Promise<Link> {
  const reply = await owner.send('POST', `/api/surveys/${to.id}/invitations`, {
    customers: [customer],
  })
  const [link] = (reply as { invitations: Link[] }).invitations
  if (!link) throw new Error('No link')
  const path = new URL(link.url).pathname
  return { ...link, path, token: path.slice(3) }
}
const listed = async (customer: string, of = survey) => {
  const { invitations } = await (
    await owner.fetch(`/api/surveys/${of.id}/invitations?limit=500`)
  ).json()
  return invitations.filter((each: { customer: string | null }) => each.customer === customer)
}
const stateOf = async (customer: string, of = survey) => (await listed(customer, of))[0]?.state
const responsesOf = async (customer: string) => {
  const sql = 'SELECT * FROM responses WHERE customer_id = ? ORDER BY seq'
  return (await gapwise.database.execute({ sql, args: [customer] })).rows
}
const post = (body: object, to = survey) =>
  gapwise.post(`/api/public/surveys/${to.slug}/responses`, body)
const typeOf = async (reply: Response) => (await reply.json()).type

describe('a link', () => {
  test('has 128 bits or more, shares no beginning with another, and is stored as a hash alone', async () => {
    const links = await Promise.all(
      Array.from({ length: 20 }, async () => invite(await aCustomer())),
    )
    const beginnings = new Set(links.map(({ token }) => token.slice(0, 6)))
    expect(beginnings.size).toBe(20)
    for (const { token } of links) expect(token).toMatch(/^[A-Za-z0-9_-]{22,}$/)
    const { rows } = await gapwise.database.execute('SELECT * FROM invitations')
    const dump = JSON.stringify(rows)
    for (const { token } of links) expect(dump).not.toContain(token)
    expect(
      JSON.stringify(await (await owner.fetch(`/api/surveys/${survey.id}/invitations`)).json()),
    ).not.toMatch(new RegExp(links.map(({ token }) => token).join('|')))
  })

  test('stores nothing and stays open however often and by whatever it is looked at', async () => {
    const customer = await aCustomer()
    const { path } = await invite(customer)
    for (const agent of [
      'curl/8',
      'Mozilla/5.0 (compatible; Googlebot/2.1)',
      'Microsoft SafeLinks',
    ])
      for (let score = 0; score <= 10; score++)
        for (const method of ['GET', 'HEAD']) {
          const headers = { 'user-agent': agent, 'sec-purpose': 'prefetch;prerender' }
          const reply = await gapwise.fetch(`${path}?recommend=${score}`, { method, headers })
          expect(reply.status).toBe(200)
          expect(reply.headers.get('cache-control')).toBe('no-store')
          expect(reply.headers.get('referrer-policy')).toBe('no-referrer')
          await reply.arrayBuffer()
        }
    expect(await responsesOf(customer)).toEqual([])
    expect(await stateOf(customer)).toBe('open')
  })

  test('preselects the score of its query', async () => {
    const { path } = await invite(await aCustomer())
    const page = await load(gapwise, `${path}?recommend=7`)
    expect(page.field('recommend')).toBe('7')
  })

  test('gives the same form on every load, so that a draft finds it again', async () => {
    const { path } = await invite(await aCustomer())
    const [first, second] = [await load(gapwise, path), await load(gapwise, path)]
    expect(first.fields).toEqual(second.fields)
    expect(first.field('channel')).toBe('email')
  })

  test('answers as its customer, verified, and is used up by the last step alone', async () => {
    const customer = await aCustomer({ tier: 'key', stage: 'stable' })
    const { path } = await invite(customer)
    const one = await press(gapwise, await load(gapwise, path), { recommend: '9' })
    expect(one.path).toBe(`${path}?page=2`)
    expect(await stateOf(customer)).toBe('begun')
    const two = await press(gapwise, one, { 'speed.expectation': '6', 'speed.perception': '4' })
    const thanks = await press(gapwise, two, { comment: 'Good' })
    expect(thanks.path).toMatch(new RegExp(`^/s/${survey.slug}/`))
    expect(thanks.text).toContain('Thank you')
    const rows = await responsesOf(customer)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ customer_verified: 1, complete: 1, channel: 'email' })
    expect(JSON.parse(String(rows[0]?.segments))).toEqual({ tier: 'key', stage: 'stable' })
    expect(await stateOf(customer)).toBe('answered')
    const again = await load(gapwise, path)
    expect(again.status).toBe(409)
    expect(again.text).toContain('already answered')
  })

  test('goes on where it was left, on any device', async () => {
    const customer = await aCustomer()
    const { path } = await invite(customer)
    await press(gapwise, await load(gapwise, path), { recommend: '3' })
    const elsewhere = await load(gapwise, path)
    expect(elsewhere.text).toContain('Step 2 of 3')
    expect((await load(gapwise, `${path}?page=1`)).field('recommend')).toBe('3')
    await press(gapwise, await press(gapwise, elsewhere), { comment: 'Slow' })
    expect(await responsesOf(customer)).toHaveLength(1)
    expect(await stateOf(customer)).toBe('answered')
  })

  test('opened on two devices before anything is sent is still one response', async () => {
    const customer = await aCustomer()
    const { path } = await invite(customer)
    const [one, two] = [await load(gapwise, path), await load(gapwise, path)]
    await press(gapwise, one, { recommend: '3' })
    const next = await press(gapwise, two, { recommend: '8' })
    expect(next.text).toContain('Step 2 of 3')
    const rows = await responsesOf(customer)
    expect(rows).toHaveLength(1)
    expect(JSON.parse(String(rows[0]?.answers))).toEqual({ recommend: 8 })
  })

  test('is posted to as well, with the same form', async () => {
    const customer = await aCustomer()
    const { path } = await invite(customer)
    const page = await load(gapwise, path)
    const there = {
      ...page,
      html: page.html.replace(`action="/s/${survey.slug}"`, `action="${path}"`),
    }
    expect((await press(gapwise, there, { recommend: '5' })).path).toBe(`${path}?page=2`)
    expect(await responsesOf(customer)).toHaveLength(1)
  })

  test('may be changed from the thanks page until the survey closes', async () => {
    const customer = await aCustomer()
    const { path } = await invite(customer)
    let page = await press(gapwise, await load(gapwise, path), { recommend: '9' })
    page = await press(gapwise, await press(gapwise, page))
    const change = page.links.find((link) => link.includes('page=1')) ?? ''
    await send(gapwise, await load(gapwise, change), { recommend: '2' }, 'action=next')
    const [row] = await responsesOf(customer)
    expect(JSON.parse(String(row?.answers)).recommend).toBe(2)
  })

  test('finished by its receipt alone is used up all the same', async () => {
    const customer = await aCustomer()
    const { token, path } = await invite(customer)
    const body = aResponse({ token, complete: false })
    const { receipt } = await (await post(body)).json()
    await post({ ...body, token: undefined, revision: 2, receipt, complete: true })
    expect(await stateOf(customer)).toBe('answered')
    expect((await load(gapwise, path)).status).toBe(409)
  })
})

describe('a link that no longer holds', () => {
  test('is 410 once it has expired, as a page and as JSON', async () => {
    const customer = await aCustomer()
    const { path, token } = await invite(customer)
    await gapwise.database.execute({
      sql: 'UPDATE invitations SET expires_at = 1 WHERE customer_id = ?',
      args: [customer],
    })
    const page = await load(gapwise, path)
    expect([page.status, page.text.includes('no longer works')]).toEqual([410, true])
    const reply = await post(aResponse({ token, complete: true }))
    expect([reply.status, await typeOf(reply)]).toEqual([410, '/problems/link-expired'])
    expect(await stateOf(customer)).toBe('expired')
  })

  test('is 410 once it was revoked, or sent again; and the new one goes on with what was begun', async () => {
    const customer = await aCustomer()
    const old = await invite(customer)
    await press(gapwise, await load(gapwise, old.path), { recommend: '4' })
    const fresh = await invite(customer)
    expect((await load(gapwise, old.path)).status).toBe(410)
    expect((await post(aResponse({ token: old.token }))).status).toBe(410)
    expect((await load(gapwise, `${fresh.path}?page=1`)).field('recommend')).toBe('4')
    expect((await listed(customer)).map(({ state }: { state: string }) => state)).toEqual([
      'begun',
      'revoked',
    ])
    await owner.fetch(`/api/surveys/${survey.id}/invitations/${fresh.id}`, { method: 'DELETE' })
    expect((await load(gapwise, fresh.path)).status).toBe(410)
    expect(await responsesOf(customer)).toHaveLength(1)
  })

  test('is 404 when it never was one, or belongs to another survey', async () => {
    expect((await load(gapwise, '/i/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404)
    expect((await post(aResponse({ token: '' }))).status).toBe(422)
    const reply = await post(aResponse({ token: 'A'.repeat(32) }))
    expect([reply.status, await typeOf(reply)]).toEqual([404, '/problems/unknown-invitation'])
    const other = await owner.publish(aShortSurvey())
    const { token } = await invite(await aCustomer(), other)
    expect((await post(aResponse({ token }))).status).toBe(404)
  })

  test('is 410 when its survey has closed', async () => {
    const other = await owner.publish(aShortSurvey())
    const { path } = await invite(await aCustomer(), other)
    await owner.fetch(`/api/surveys/${other.id}/publication`, { method: 'DELETE' })
    expect((await load(gapwise, path)).status).toBe(410)
  })
})

describe('one invitation is one answer', () => {
  test('of fifty at once by one link one is stored, and the others are told so', async () => {
    const customer = await aCustomer()
    const { token } = await invite(customer)
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => post(aResponse({ token, complete: true }))),
    )
    const statuses = replies.map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409)).toHaveLength(49)
    expect(await responsesOf(customer)).toHaveLength(1)
  })

  test('the same body again gets the same reply', async () => {
    const { token } = await invite(await aCustomer())
    const body = aResponse({ token, complete: true })
    const first = await post(body)
    const second = await post(body)
    expect([first.status, second.status]).toEqual([201, 200])
    expect(await second.json()).toEqual(await first.json())
  })

  test('a partial save uses nothing up: what is sent under another id takes its place', async () => {
    const customer = await aCustomer()
    const { token } = await invite(customer)
    expect((await post(aResponse({ token, answers: { recommend: 2 } }))).status).toBe(201)
    expect(
      (await post(aResponse({ token, complete: true, answers: { recommend: 8 } }))).status,
    ).toBe(201)
    const rows = await responsesOf(customer)
    expect(rows.map(({ answers }) => JSON.parse(String(answers)))).toEqual([{ recommend: 8 }])
    const report = await post(aResponse({ token }))
    expect([report.status, await typeOf(report)]).toEqual([409, '/problems/already-answered'])
  })

  test('whatever claims to be the customer, the invitation says who it is', async () => {
    const customer = await aCustomer()
    const { token } = await invite(customer)
    await post(aResponse({ token, customer: { id: 'somebody-else' } }))
    expect(await responsesOf(customer)).toHaveLength(1)
    expect(await responsesOf('somebody-else')).toHaveLength(0)
  })
})

test('of an anonymous survey it is known who answered on which day, and nothing else', async () => {
  const anonymous = await owner.publish(aShortSurvey({ privacy: 'anonymous' }))
  const customer = await aCustomer()
  const { path, token } = await invite(customer, anonymous)
  let page = await press(gapwise, await load(gapwise, path), { recommend: '9' })
  expect(await stateOf(customer, anonymous)).toBe('open')
  page = await press(gapwise, await press(gapwise, page))
  expect(page.text).toContain('Thank you')
  expect(await responsesOf(customer)).toEqual([])
  const sql = 'SELECT * FROM invitations WHERE customer_id = ?'
  const [row] = (await gapwise.database.execute({ sql, args: [customer] })).rows
  expect(row?.response_id).toBeNull()
  expect(Number(row?.used_at) % 86_400_000).toBe(0)
  expect((await post(aResponse({ token, complete: true }), anonymous)).status).toBe(409)
})

describe('a survey that has become anonymous since an answer was begun by its link', () => {
  /** A link, what was begun by it, and the survey as it is now. */
  async function begun() {
    const becoming = await owner.publish(aShortSurvey())
    const customer = await aCustomer({ tier: 'key' })
    const { token } = await invite(customer, becoming)
    const body = aResponse({ token, answers: { recommend: 3 } })
    const { receipt } = await (await post(body, becoming)).json()
    await owner.republish(becoming, aShortSurvey({ privacy: 'anonymous' }))
    const next = { ...body, version: 2, revision: 2, receipt }
    return { becoming, customer, token, next }
  }
  const [row, link] = [
    'SELECT customer_id, customer_verified, segments, complete FROM responses WHERE id = ?',
    'SELECT response_id, used_at FROM invitations WHERE customer_id = ?',
  ]
  const found = async (sql: string, id: string) =>
    (await gapwise.database.execute({ sql, args: [id] })).rows[0]

  test.each([
    ['by its link', (token: string) => ({ token })],
    ['by its receipt alone', () => ({ token: undefined })],
  ])('is finished %s as nobody’s', async (_, way) => {
    const { becoming, customer, token, next } = await begun()
    const reply = await post({ ...next, ...way(token), complete: true }, becoming)
    expect(reply.status).toBe(200)
    expect(await found(row, next.id)).toMatchObject({
      customer_id: null,
      customer_verified: 0,
      segments: '{}',
      complete: 1,
    })
    const used = await found(link, customer)
    expect(used?.response_id).toBeNull()
    expect(Number(used?.used_at) % 86_400_000).toBe(0)
    expect((await post(aResponse({ token, version: 2 }), becoming)).status).toBe(409)
  })

  test('forgets with the next save whose it was, before it is finished', async () => {
    const { becoming, customer, next } = await begun()
    expect((await post(next, becoming)).status).toBe(200)
    expect(await found(row, next.id)).toMatchObject({ customer_id: null, complete: 0 })
    expect(await found(link, customer)).toMatchObject({ response_id: null, used_at: null })
    const last = { ...next, revision: 3, complete: true }
    expect((await post(last, becoming)).status).toBe(200)
    expect(await stateOf(customer, becoming)).toBe('answered')
  })

  test('finished under another id keeps that answer alone', async () => {
    const { becoming, token, next } = await begun()
    const other = aResponse({ token, version: 2, complete: true })
    expect((await post(other, becoming)).status).toBe(201)
    expect(await found(row, next.id)).toBeUndefined()
    expect(await found(row, other.id)).toMatchObject({ customer_id: null, complete: 1 })
  })
})

describe('staff', () => {
  test('see how many were invited and in which state, page by page', async () => {
    const other = await owner.publish(aShortSurvey())
    for (let i = 0; i < 5; i++) await invite(await aCustomer(), other)
    const first = await (await owner.fetch(`/api/surveys/${other.id}/invitations?limit=3`)).json()
    const rest = await (
      await owner.fetch(`/api/surveys/${other.id}/invitations?limit=3&cursor=${first.next}`)
    ).json()
    expect(first.counts).toEqual({ open: 5, begun: 0, answered: 0, expired: 0, revoked: 0 })
    expect([first.invitations.length, rest.invitations.length, rest.next]).toEqual([3, 2, null])
    const answered = `/api/surveys/${other.id}/invitations?state=answered`
    expect((await (await owner.fetch(answered)).json()).invitations).toEqual([])
  })

  test('invite known customers to a live survey only', async () => {
    const body = { customers: [await aCustomer(), 'nobody'] }
    const headers = { 'content-type': 'application/json' }
    const invitations = (id: string) =>
      owner.fetch(`/api/surveys/${id}/invitations`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      })
    const reply = await invitations(survey.id)
    expect(reply.status).toBe(422)
    expect((await reply.json()).errors).toEqual([
      { pointer: '/customers/1', detail: 'There is no such customer' },
    ])
    const draft = (await owner.send('POST', '/api/surveys', {
      definition: aShortSurvey(),
    })) as Published
    expect((await invitations(draft.id)).status).toBe(409)
  })
})

// The last test: this address has used up its guesses.
test('whoever tries links that were never sent is slowed down, and hits none', async () => {
  const statuses = new Set<number>()
  for (let i = 0; i < 150; i++) {
    const token = crypto.randomUUID().replaceAll('-', '')
    statuses.add((await gapwise.fetch(`/i/${token}`)).status)
  }
  expect([...statuses].sort()).toEqual([404, 429])
  const reply = await gapwise.fetch('/i/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')
  expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0)
})
