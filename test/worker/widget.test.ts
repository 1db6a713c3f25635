/** The widget's addresses: what they weigh, who may read them, how long they may be kept. */

import { createHash, createHmac } from 'node:crypto'
import { request } from 'node:http'
import { brotliDecompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Staff, staffOf } from '../support/staff.ts'

let gapwise: Gapwise
let staff: Staff
let id: string
const origin = 'https://shop.example'

beforeAll(async () => {
  gapwise = await startGapwise()
  staff = await staffOf(gapwise)
  await staff.call('PUT', '/api/settings', {
    brand: { en: 'Tidewell', 'zh-CN': '海潮家居' },
    privacyLink: 'https://tidewell.example/privacy',
  })
  id = await staff.publish(
    'scores',
    {
      title: { en: 'How did we do?', 'zh-CN': '我们做得怎么样？' },
      locales: ['en', 'zh-CN', 'zh-TW', 'es', 'fr', 'de', 'ja', 'ar'],
      questions: [
        { key: 'recommend', type: 'nps' },
        { key: 'comment', type: 'text' },
      ],
    },
    { origins: [origin] },
  )
})
afterAll(() => gapwise?.stop())

/** The bytes as they come over the wire. */
const wire = (path: string, encoding: string) =>
  new Promise<{ headers: Record<string, unknown>; bytes: Buffer }>((resolve, reject) => {
    request(gapwise.url + path, { headers: { 'accept-encoding': encoding } }, (reply) => {
      const parts: Buffer[] = []
      reply.on('data', (part) => parts.push(part))
      reply.on('end', () => resolve({ headers: reply.headers, bytes: Buffer.concat(parts) }))
    })
      .on('error', reject)
      .end()
  })

test.each(['en', 'zh-CN', 'zh-TW', 'es', 'fr', 'de', 'ja', 'ar'])(
  'a score and a comment weigh at most 5,000 bytes in brotli and 6,000 in gzip, texts inside: %s',
  async (lang) => {
    const { headers, bytes } = await wire(`/w/scores.js?lang=${lang}`, 'gzip, deflate, br')
    expect(headers['content-encoding']).toBe('br')
    expect(bytes.length).toBeLessThanOrEqual(5000)
    const plain = await wire(`/w/scores.js?lang=${lang}`, 'identity')
    expect(brotliDecompressSync(bytes).equals(plain.bytes)).toBe(true)
    expect(gzipSync(plain.bytes).length).toBeLessThanOrEqual(6000)
    expect(String(plain.bytes)).toContain(lang.startsWith('zh') ? '海潮家居' : 'Tidewell')
    expect(String(plain.bytes)).toContain(`locale:"${lang}"`)
  },
)

test('the script may be loaded by any website, kept for five minutes, and is told apart by language', async () => {
  const { headers } = await gapwise.fetch('/w/scores.js')
  expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(headers.get('cache-control')).toBe('max-age=300, stale-while-revalidate=86400')
  expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(headers.get('vary')).toContain('Accept-Language')
  expect(headers.get('access-control-allow-origin')).toBeNull()
  expect(headers.get('set-cookie')).toBeNull()
  const chinese = await gapwise.fetch('/w/scores.js', { headers: { 'accept-language': 'zh-HK' } })
  expect(await chinese.text()).toContain('海潮家居')
})

test('the pinned script never changes under its name, fits its integrity, and any origin may read it', async () => {
  const { src, integrity } = await (await gapwise.fetch('/widget/current.json')).json()
  const reply = await fetch(src)
  expect(reply.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(reply.headers.get('access-control-allow-origin')).toBe('*')
  expect(reply.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  const digest = createHash('sha256')
    .update(await reply.text())
    .digest('base64')
  expect(integrity).toBe(`sha256-${digest}`)
  expect((await gapwise.fetch('/widget/0123456789abcdef0123.js')).status).toBe(404)
})

test('data keeps every member it has had, so that a script of any age can read it', async () => {
  const reply = await gapwise.fetch('/w/scores.json', { headers: { origin } })
  const data: Record<string, unknown> = await reply.json()
  expect(Object.keys(data)).toEqual(
    expect.arrayContaining(
      'slug version locale origins rules questions segments style frame steps words'.split(' '),
    ),
  )
  expect(JSON.stringify(data.steps)).toContain('"class":"mine"')
  for (const place of ['tab', 'widget', 'said', 'close', 'told', 'rest', 'never'])
    expect(JSON.stringify(data.frame)).toContain(`"class":"${place}"`)
  const { words } = Object(data)
  expect(Object.keys(words)).toEqual(
    expect.arrayContaining('0 400 sending opened next send more last left points'.split(' ')),
  )
})

test('a script that was pinned before an update is served on, to the byte, with the same headers', async () => {
  await gapwise.fetch('/widget/current.json')
  const { rows } = await gapwise.database.execute('SELECT name, script FROM widget_scripts')
  expect(rows).toHaveLength(1)
  const { src } = await (await gapwise.fetch('/widget/current.json')).json()
  expect(src).toBe(`${gapwise.url}/widget/${rows[0]?.name}.js`)
  expect(await (await fetch(src)).text()).toBe(rows[0]?.script)
  const old = "console.log('of last year')"
  await gapwise.database.execute({
    sql: 'INSERT INTO widget_scripts (name, script, kept_at) VALUES (?, ?, 0)',
    args: ['a'.repeat(20), old],
  })
  const reply = await gapwise.fetch(`/widget/${'a'.repeat(20)}.js`)
  expect(await reply.text()).toBe(old)
  expect(reply.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(reply.headers.get('access-control-allow-origin')).toBe('*')
})

test.each([
  origin,
  'null',
  'https://evil',
  'http://shop.example',
  'https://shop.example:444',
  'https://shop.example.evil.com',
  'https://evilshop.example',
  'HTTPS://SHOP.EXAMPLE',
  'https://shop.example.',
])('data and answers may be read from the listed origin alone: %s', async (from) => {
  const headers = { origin: from }
  const replies = [
    await gapwise.fetch('/w/scores.json', { headers }),
    await gapwise.fetch('/api/public/surveys/scores/responses', { method: 'OPTIONS', headers }),
    await gapwise.post(
      '/api/public/surveys/scores/responses',
      { id: 'abcdefghijklmnop', version: 1, channel: 'widget', answers: { recommend: 9 } },
      headers,
    ),
  ]
  for (const reply of replies) {
    expect(reply.headers.get('vary')).toContain('Origin')
    expect(reply.headers.get('access-control-allow-origin')).toBe(from === origin ? origin : null)
    expect(reply.headers.get('access-control-allow-credentials')).toBeNull()
  }
  expect(replies[2]?.status).toBe(from === origin ? 201 : 403)
})

test('an unknown survey is not found; a closed one is an empty script, so that no page reports a fault', async () => {
  expect((await gapwise.fetch('/w/nothing.js')).status).toBe(404)
  expect((await gapwise.fetch('/w/nothing.json')).status).toBe(404)
  await staff.call('DELETE', `/api/surveys/${id}/publication`)
  const closed = await gapwise.fetch('/w/scores.js')
  expect(closed.status).toBe(200)
  expect(await closed.text()).toBe('/* This survey is not open. */')
  expect((await gapwise.fetch('/w/scores.json')).status).toBe(410)
})

test('an id signed with the account’s key is known for sure; one with another signature is a claim', async () => {
  await staff.call('PUT', `/api/surveys/${id}/publication`)
  const { key } = await staff.call('GET', '/api/identity-key')
  const sign = (text: string) => createHmac('sha256', String(key)).update(text).digest('hex')
  const send = (customer: object, last: string) =>
    gapwise.post('/api/public/surveys/scores/responses', {
      id: `signed-response-${last}`,
      version: 1,
      answers: { recommend: 9 },
      segments: { touchpoint: 'checkout' },
      customer,
    })
  await send({ id: 'c-1', signature: sign('c-1\ntouchpoint=checkout') }, 'a')
  await send({ id: 'c-2', signature: sign('c-1\ntouchpoint=checkout') }, 'b')
  const { responses } = await staff.call('GET', `/api/surveys/${id}/responses?limit=10`)
  const known = Object.fromEntries(
    rowsOf(responses).map(({ customerId, customerVerified }) => [customerId, customerVerified]),
  )
  expect(known).toMatchObject({ 'c-1': true, 'c-2': false })
})
/** Safe because a wrong shape fails the assertion on it. */
const rowsOf = (rows: unknown) => rows as { customerId: string; customerVerified: boolean }[]
