/** Webhooks over HTTP: signed, told once for each thing, sent until they arrive, and nothing in them that is not to be known. */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Json, type SignedIn, signedIn } from '../support/signed-in.ts'

type Got = { host: string; path: string; headers: IncomingHttpHeaders; body: string; data: Json }

let gapwise: Gapwise
let owner: SignedIn
let sink: Server
let shop: string
let hidden: string
/** What has come in, and what each host replies. */
const got: Got[] = []
const replies = new Map<string, { status: number; headers?: Record<string, string> }[]>()

const definition = {
  title: { en: 'Shop' },
  questions: [
    { key: 'recommend', type: 'nps' as const },
    { key: 'why', type: 'text' as const },
    { key: 'problem', type: 'complaint' as const, categories: [{ key: 'late' }], contact: true },
  ],
}

beforeAll(async () => {
  sink = createServer(async (request, reply) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const host = request.headers.host ?? ''
    got.push({
      host,
      path: request.url ?? '',
      headers: request.headers,
      body,
      data: JSON.parse(body),
    })
    const { status, headers = {} } = replies.get(host)?.shift() ?? { status: 204 }
    if (status === 0) return void request.socket.destroy()
    reply.writeHead(status, headers)
    reply.end(status === 200 ? 'x'.repeat(10_000_000) : undefined)
  })
  await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve))
  const address = sink.address()
  const port = typeof address === 'object' ? address?.port : undefined
  gapwise = await startGapwise({ webhooksTo: `http://127.0.0.1:${port}` })
  owner = await signedIn(gapwise)
  // These tests are told later times than it is: nobody is signed out by them.
  await gapwise.database.execute('UPDATE sessions SET expires_at = expires_at * 2')
  shop = await owner.publish('shop', definition)
  hidden = await owner.publish('hidden', { ...definition, privacy: 'anonymous' })
})
afterAll(async () => {
  await gapwise.stop()
  sink.close()
})
beforeEach(async () => {
  for (const { id } of (await owner.get('/api/webhooks')).body.webhooks)
    await owner.send('DELETE', `/api/webhooks/${id}`)
  got.length = 0
  replies.clear()
})

const EVENTS = [
  'response.completed',
  'response.deleted',
  'complaint.opened',
  'complaint.changed',
  'alert.raised',
  'customer.erased',
]
const make = async (host = 'good.example.com', more: object = {}): Promise<Json> => {
  const wanted = { url: `https://${host}/hook`, events: EVENTS, ...more }
  const { status, body } = await owner.send('POST', '/api/webhooks', wanted)
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
let count = 0
const answer = async (answers: object, more: object = {}, slug = 'shop'): Promise<Json> => {
  const id = `response-${String(++count).padStart(8, '0')}`
  const body = { id, version: 1, answers, complete: true, ...more }
  const reply = await gapwise.post(`/api/public/surveys/${slug}/responses`, body)
  expect(reply.status).toBeLessThan(300)
  return { ...body, ...((await reply.json()) as Json) }
}
const deliveries = async ({ id }: Json, query = ''): Promise<Json[]> =>
  (await owner.get(`/api/webhooks/${id}/deliveries${query}`)).body.deliveries
const later = (hours: number) => new Date(Date.now() + hours * 3_600_000)

/** The lines for receivers that the documents have, as they stand there. */
const example = async (file: string) => {
  const code = /```js\n([\s\S]*?)```/.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
  return import(`data:text/javascript,${encodeURIComponent(code)}`)
}

describe('a complete answer', () => {
  test('is told once, signed, however often and at once the clock ticks and the answer is saved', async () => {
    const { secret } = await make()
    const partly = await answer({ recommend: 9 }, { complete: false })
    await gapwise.tick()
    expect(got).toEqual([])
    const { id, receipt } = partly
    const whole = {
      ...partly,
      complete: true,
      revision: 2,
      receipt,
      answers: { recommend: 8, why: 'Secret words' },
    }
    await gapwise.post('/api/public/surveys/shop/responses', whole)
    await Promise.all([gapwise.tick(), gapwise.tick(), gapwise.tick()])
    await gapwise.post('/api/public/surveys/shop/responses', { ...whole, revision: 3 })
    await gapwise.tick()
    expect(got).toHaveLength(1)
    const [{ path, headers, body, data } = {} as Got] = got
    expect(path).toBe('/hook')
    expect(data).toMatchObject({
      type: 'response.completed',
      data: { survey: shop, response: id, score: { question: 'recommend', value: 8 } },
    })
    expect(body).not.toContain('Secret')
    for (const file of ['docs/webhooks.md', 'docs/webhooks.zh-CN.md']) {
      const { isFromGapwise } = await example(file)
      expect(isFromGapwise(secret, headers, body)).toBe(true)
      expect(isFromGapwise(secret, headers, body.replace('8', '9'))).toBe(false)
      const old = {
        ...headers,
        'webhook-timestamp': String(Number(headers['webhook-timestamp']) - 1),
      }
      expect(isFromGapwise(secret, old, body)).toBe(false)
    }
  })

  test('is told of the surveys that were asked for, and of an anonymous one by its ids', async () => {
    await make('shop.example.com', { surveys: [shop] })
    await make('all.example.com')
    const { id } = await answer({ recommend: 3, why: 'Secret words' }, {}, 'hidden')
    await gapwise.tick()
    expect(got.map(({ host }) => host)).toEqual(['all.example.com'])
    const link = { api: `/api/surveys/${hidden}/responses/${id}` }
    expect(got[0]?.data.data).toEqual({ survey: hidden, response: id, links: link })
  })

  test('that was imported from long ago is told to nobody', async () => {
    await make()
    const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString()
    const csv = `submitted_at,recommend\n${day(40)},1\n${day(2)},2`
    await owner.csv('POST', `/api/surveys/${shop}/import`, csv)
    await gapwise.tick()
    expect(got.map(({ data }) => data.data.score.value)).toEqual([2])
  })
})

test('a complaint is told when it is opened and when it changes, without a word of its author', async () => {
  await make('good.example.com', { events: ['complaint.opened', 'complaint.changed'] })
  const told = { category: 'late', text: 'Secret words', contact: 'secret@example.com' }
  const { id } = await answer({ problem: told })
  await gapwise.tick()
  const [found] = (await owner.get(`/api/complaints?response=${id}`)).body.complaints
  await owner.send('POST', `/api/complaints/${found.id}/events`, { kind: 'note', text: 'Secret' })
  await owner.send('PATCH', `/api/complaints/${found.id}`, { state: 'acknowledged' })
  await gapwise.tick()
  const common = { complaint: found.id, reference: found.reference, survey: shop, response: id }
  expect(got.map(({ data }) => [data.type, data.data.changed])).toEqual([
    ['complaint.opened', undefined],
    ['complaint.changed', ['state']],
  ])
  expect(got[1]?.data.data).toMatchObject({ ...common, state: 'acknowledged', category: 'late' })
  expect(JSON.stringify(got)).not.toMatch(/secret/i)
})

test('an alert is told with its figures and the way to its chart', async () => {
  await make('good.example.com', { surveys: [shop] })
  const figures = {
    complaints: 30,
    exposure: 140,
    rate: 214.2,
    low: 1,
    high: 90,
    centre: 43,
    per: 1000,
  }
  await gapwise.database.execute({
    sql: `INSERT INTO alerts (id, chart, interval, start, rule, side, figures, raised_at)
      VALUES ('one', 'complaints', 'week', 20000, 'ewma', 'above', ?, 1)`,
    args: [JSON.stringify(figures)],
  })
  await gapwise.tick()
  const { low, high, ...rest } = figures
  expect(got[0]?.data).toMatchObject({
    type: 'alert.raised',
    data: { alert: 'one', side: 'above', ...rest },
  })
  expect(got[0]?.data.data.links.dashboard).toMatch(/^\/app\/complaints\?from=/)
})

describe('what does not arrive', () => {
  test('is tried again by the same id until it does, and holds up nobody else', async () => {
    const bad = await make('bad.example.com')
    await make('good.example.com')
    replies.set('bad.example.com', [{ status: 500 }, { status: 0 }, { status: 503 }])
    await answer({ recommend: 1 })
    // Twice the same moment: the next try is due five seconds later, which may pass on a slow machine.
    const now = new Date()
    await gapwise.tick(now)
    expect(got.filter(({ host }) => host === 'good.example.com')).toHaveLength(1)
    expect(await deliveries(bad)).toMatchObject([
      { state: 'pending', attempts: 1, status: 500, failure: 'status' },
    ])
    await gapwise.tick(now)
    expect((await deliveries(bad))[0].attempts).toBe(1)
    await gapwise.tick(later(0.02))
    expect((await deliveries(bad))[0]).toMatchObject({ status: null, failure: 'unreachable' })
    await gapwise.tick(later(1))
    await gapwise.tick(later(3))
    const attempts = got.filter(({ host }) => host === 'bad.example.com')
    expect(attempts).toHaveLength(4)
    expect(new Set(attempts.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    const times = attempts.map(({ headers }) => Number(headers['webhook-timestamp']))
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(await deliveries(bad, '?state=sent')).toMatchObject([
      { attempts: 4, status: 204, nextAttemptAt: null },
    ])
    expect((await owner.get(`/api/webhooks/${bad.id}`)).body.failingSince).toBeNull()
  })

  test('is sent again by the same id when the service is cut off before it has noted that it was sent', async () => {
    const webhook = await make()
    await answer({ recommend: 1 })
    await gapwise.database.execute(`CREATE TRIGGER cut_off BEFORE UPDATE OF status ON outbox
      BEGIN SELECT RAISE(ABORT, 'cut off'); END`)
    await gapwise.tick().catch(() => {})
    await gapwise.database.execute('DROP TRIGGER cut_off')
    expect(await deliveries(webhook)).toMatchObject([{ state: 'pending' }])
    // Whoever took it may still be at it: nobody else sends it for a minute.
    await gapwise.tick()
    expect(got).toHaveLength(1)
    await gapwise.tick(later(0.1))
    expect(got.map(({ headers }) => headers['webhook-id'])).toEqual(
      Array(2).fill((await deliveries(webhook))[0].id),
    )
    expect(await deliveries(webhook)).toMatchObject([{ state: 'sent' }])
  })

  test('because the receiver sends elsewhere is a failure, and nothing goes there', async () => {
    const webhook = await make()
    replies.set('good.example.com', [
      { status: 302, headers: { location: 'https://private.example.com/' } },
    ])
    await answer({ recommend: 1 })
    await gapwise.tick()
    expect(got).toHaveLength(1)
    expect(await deliveries(webhook)).toMatchObject([
      { state: 'pending', status: 302, failure: 'redirect' },
    ])
  })

  test('is left for as long as the receiver asks, other deliveries too; a huge reply is a reply like any other', async () => {
    const webhook = await make()
    replies.set('good.example.com', [
      { status: 429, headers: { 'retry-after': '7200' } },
      { status: 200 },
    ])
    await answer({ recommend: 1 })
    await gapwise.tick()
    await answer({ recommend: 2 })
    await gapwise.tick(later(1.9))
    expect(got).toHaveLength(1)
    await gapwise.tick(later(2.1))
    await gapwise.tick(later(2.2))
    expect((await deliveries(webhook)).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  test('because the receiver is gone for good switches the webhook off', async () => {
    const webhook = await make()
    replies.set('good.example.com', [{ status: 410 }])
    await answer({ recommend: 1 })
    await gapwise.tick()
    await answer({ recommend: 2 })
    await gapwise.tick(later(30))
    expect(got).toHaveLength(1)
    const { body } = await owner.get(`/api/webhooks/${webhook.id}`)
    expect(body).toMatchObject({ enabled: false, disabled: { reason: 'gone' } })
  })

  test('for three days switches it off; switched on again, all that happened meanwhile is told', async () => {
    const webhook = await make()
    replies.set('good.example.com', Array(20).fill({ status: 500 }))
    const first = await answer({ recommend: 1 })
    for (const hours of [0, 1, 3, 8, 20, 40, 60, 90]) await gapwise.tick(later(hours))
    const state = async () => (await owner.get(`/api/webhooks/${webhook.id}`)).body
    expect(await state()).toMatchObject({ enabled: false, disabled: { reason: 'failing' } })
    const tried = got.length
    const second = await answer({ recommend: 2 })
    await gapwise.tick(later(91))
    expect(got).toHaveLength(tried)
    const { url, events } = webhook
    await owner.send('PUT', `/api/webhooks/${webhook.id}`, { url, events, enabled: true })
    replies.clear()
    await gapwise.tick(later(200))
    expect(await state()).toMatchObject({ enabled: true, disabled: null, failingSince: null })
    expect(new Set(got.slice(tried).map(({ data }) => data.data.response))).toEqual(
      new Set([first.id, second.id]),
    )
  })
})

describe('what is deleted', () => {
  test('is told by its id, and what was said or to be said of it is gone', async () => {
    const webhook = await make()
    const [sent, waiting] = [await answer({ recommend: 7 }), { id: '' }]
    await gapwise.tick()
    replies.set('good.example.com', [{ status: 500 }])
    Object.assign(waiting, await answer({ recommend: 6 }))
    await gapwise.tick()
    for (const { id } of [sent, waiting])
      await owner.send('DELETE', `/api/surveys/${shop}/responses/${id}`)
    const stored = await gapwise.database.execute('SELECT * FROM outbox')
    expect(JSON.stringify(stored.rows)).not.toContain('score')
    got.length = 0
    await gapwise.tick(later(1))
    await gapwise.tick(later(2))
    expect(got.map(({ data }) => [data.type, data.data.response])).toEqual([
      ['response.deleted', sent.id],
      ['response.deleted', waiting.id],
    ])
    const before = (await deliveries(webhook)).filter(({ event }) => event === 'response.completed')
    expect(before.map(({ state, canResend }) => [state, canResend])).toEqual([
      ['cancelled', false],
      ['sent', false],
    ])
    const again = await owner.send(
      'POST',
      `/api/webhooks/${webhook.id}/deliveries/${before[0]?.id}`,
    )
    expect([again.status, again.body.type]).toEqual([409, '/problems/wrong-state'])
  })

  test('of a customer is told until it has arrived; then nothing of that person is left in the outbox', async () => {
    await make()
    await owner.send('POST', '/api/customers', { id: 'marker-7', name: 'Marker' })
    await answer({ recommend: 4 }, { customer: { id: 'marker-7' } })
    await gapwise.tick()
    expect(JSON.stringify(got)).not.toMatch(/marker/i)
    await owner.send('DELETE', '/api/customers/marker-7')
    const stored = async () =>
      JSON.stringify((await gapwise.database.execute('SELECT * FROM outbox')).rows)
    expect(await stored()).not.toContain('score')
    expect(await stored()).toContain('marker-7')
    await gapwise.tick()
    expect(got.map(({ data }) => data.type)).toEqual(['response.completed', 'customer.erased'])
    expect(got[1]?.data.data).toEqual({ customer: 'marker-7' })
    expect(await stored()).not.toContain('marker')
  })
})

describe('an owner', () => {
  test('sees the secret once, and a new one signs beside the old one for a day', async () => {
    const webhook = await make()
    expect(webhook.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const list = await owner.get('/api/webhooks')
    expect(JSON.stringify(list.body)).not.toContain('whsec_')
    const stored = await gapwise.database.execute('SELECT * FROM webhooks')
    expect(JSON.stringify(stored.rows)).not.toContain(webhook.secret.slice(6))
    const made = await owner.send('POST', `/api/webhooks/${webhook.id}/secret`)
    expect(made.status).toBe(201)
    expect(made.body.secret).not.toBe(webhook.secret)
    await owner.send('POST', `/api/webhooks/${webhook.id}/test`)
    const { isFromGapwise } = await example('docs/webhooks.md')
    const check = (secret: string) => isFromGapwise(secret, got.at(-1)?.headers, got.at(-1)?.body)
    expect([check(webhook.secret), check(made.body.secret)]).toEqual([true, true])
    await gapwise.database.execute('UPDATE webhooks SET rotated_at = rotated_at - 86400000')
    await owner.send('POST', `/api/webhooks/${webhook.id}/test`)
    expect([check(webhook.secret), check(made.body.secret)]).toEqual([false, true])
  })

  test('tries it at once and is told the status; a failed test counts for nothing', async () => {
    const webhook = await make()
    replies.set('good.example.com', [{ status: 404 }])
    const send = async () => (await owner.send('POST', `/api/webhooks/${webhook.id}/test`)).body
    expect(await send()).toMatchObject({ event: 'webhook.test', state: 'failed', status: 404 })
    expect(await send()).toMatchObject({ state: 'sent', status: 204, failure: null })
    expect((await owner.get(`/api/webhooks/${webhook.id}`)).body.failingSince).toBeNull()
  })

  test('sends something again, by the id it had', async () => {
    const webhook = await make()
    await answer({ recommend: 1 })
    await gapwise.tick()
    const [{ id }] = await deliveries(webhook)
    const again = await owner.send('POST', `/api/webhooks/${webhook.id}/deliveries/${id}`)
    expect(again.body).toMatchObject({ id, state: 'sent', attempts: 1 })
    expect(got.map(({ headers }) => headers['webhook-id'])).toEqual([id, id])
    expect((await owner.send('POST', `/api/webhooks/${webhook.id}/deliveries/none`)).status).toBe(
      404,
    )
  })

  test('is refused an address that is not public, a survey there is not, and more than twenty', async () => {
    const ask = (more: object) =>
      owner.send('POST', '/api/webhooks', { url: 'https://a.example.com', events: EVENTS, ...more })
    const own = gapwise.url.replace('http', 'https').replace(/:\d+$/, '')
    for (const url of ['http://a.example.com', 'https://10.0.0.1', 'https://localhost', own]) {
      const { status, body } = await ask({ url })
      expect([status, body.errors[0].pointer]).toEqual([422, '/url'])
    }
    expect((await ask({ surveys: ['none'] })).body.errors[0].pointer).toBe('/surveys/0')
    expect((await ask({ events: [] })).status).toBe(422)
    for (let i = 0; i < 20; i++) await make()
    const { status, body } = await ask({})
    expect([status, body.type]).toEqual([409, '/problems/too-many-webhooks'])
  })

  test('changes where it goes; an address that has become forbidden is refused when sending, too', async () => {
    const webhook = await make()
    const wanted = {
      url: 'https://new.example.com/x',
      events: ['response.completed'],
      surveys: [shop],
    }
    const changed = await owner.send('PUT', `/api/webhooks/${webhook.id}`, {
      ...wanted,
      enabled: false,
    })
    expect(changed.body).toMatchObject({
      ...wanted,
      enabled: false,
      disabled: { reason: 'paused' },
    })
    await owner.send('PUT', `/api/webhooks/${webhook.id}`, wanted)
    await gapwise.database.execute(`UPDATE webhooks SET url = 'https://127.0.0.1/x'`)
    const { body } = await owner.send('POST', `/api/webhooks/${webhook.id}/test`)
    expect(body).toMatchObject({ state: 'failed', status: null, failure: 'refused-address' })
    expect(got).toEqual([])
    const log = (await owner.get('/api/audit')).body.entries
    expect(log[0]).toMatchObject({ action: 'webhook-changed', target: 'new.example.com' })
  })
})
