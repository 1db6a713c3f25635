/** Replies travel compressed to whoever takes that, and say the same either way. */
import { request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aResponse, aShortSurvey } from '../support/a-survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'

let gapwise: Gapwise
let owner: Owner
let survey: Published

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
  survey = await owner.publish(aShortSurvey())
})

afterAll(() => gapwise.stop())

type Raw = { status: number; encoding: string | undefined; vary: string; body: Buffer }

/** A reply as it comes over the wire; `fetch` would unpack it unseen. */
function raw(path: string, headers: Record<string, string>, body?: string): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST'
    const asked = request(gapwise.url + path, { method, headers }, async (reply) => {
      const chunks: Buffer[] = []
      for await (const chunk of reply) chunks.push(chunk)
      resolve({
        status: reply.statusCode ?? 0,
        encoding: reply.headers['content-encoding'],
        vary: reply.headers.vary ?? '',
        body: Buffer.concat(chunks),
      })
    })
    asked.on('error', reject).end(body)
  })
}

const unpacked = ({ encoding, body }: Raw): string =>
  (encoding === 'br'
    ? brotliDecompressSync(body)
    : encoding === 'gzip'
      ? gunzipSync(body)
      : body
  ).toString()

test.for([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['br;q=0.0', undefined],
  ['identity', undefined],
  ['', undefined],
])(
  'a page asked for with “%s” comes as %s, with the same content',
  async ([accepted, encoding]) => {
    const path = `/api/public/surveys/${survey.slug}`
    const page = await raw(`/s/${survey.slug}`, { 'accept-encoding': accepted ?? '' })
    expect([page.status, page.encoding, page.vary]).toEqual([200, encoding, 'Accept-Encoding'])
    expect(unpacked(page)).toContain('</html>')
    const json = await raw(path, { 'accept-encoding': accepted ?? '' })
    expect(json.encoding).toBe(encoding)
    expect(json.vary.toLowerCase()).toContain('accept-encoding')
    expect(unpacked(json)).toBe(unpacked(await raw(path, {})))
  },
)

test('reports and exports come compressed too, and a page is at most half its size', async () => {
  await gapwise.post(`/api/public/surveys/${survey.slug}/responses`, aResponse())
  const cookie = await cookieOf(owner)
  for (const what of ['reports/gaps', 'export.csv', 'export.ndjson']) {
    const path = `/api/surveys/${survey.id}/${what}`
    const packed = await raw(path, { cookie, 'accept-encoding': 'br' })
    expect([packed.status, packed.encoding]).toEqual([200, 'br'])
    expect(unpacked(packed)).toBe(unpacked(await raw(path, { cookie })))
  }
  const page = await raw(`/s/${survey.slug}`, { 'accept-encoding': 'br' })
  expect(page.body.length).toBeLessThan(unpacked(page).length / 2)
})

test('what a session reads is not compressed when another site has asked', async () => {
  const headers = { cookie: await cookieOf(owner), 'accept-encoding': 'br' }
  const path = `/api/surveys/${survey.id}`
  const from = async (site: string) =>
    (await raw(path, { ...headers, 'sec-fetch-site': site })).encoding
  expect(await from('cross-site')).toBeUndefined()
  expect(await from('same-site')).toBeUndefined()
  expect(await from('same-origin')).toBe('br')
})

test('the short reply to an answer is left as it is', async () => {
  const headers = { 'accept-encoding': 'br', 'content-type': 'application/json' }
  const path = `/api/public/surveys/${survey.slug}/responses`
  const reply = await raw(path, headers, JSON.stringify(aResponse()))
  expect([reply.status, reply.encoding]).toEqual([201, undefined])
})

/** The session cookie, as the owner's own requests carry it. */
async function cookieOf({ fetch }: Owner): Promise<string> {
  const person = { email: 'ann@shop.example', password: 'a long enough password' }
  const reply = await fetch('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(person),
  })
  return reply.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
}
