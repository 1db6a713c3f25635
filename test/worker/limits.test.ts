/** The limit on new answers from one address: who counts, what counts, and what cannot talk its way past. */

import { readdirSync, readFileSync } from 'node:fs'
import { request as connect } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aResponse, aShortSurvey } from '../support/a-survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'

let gapwise: Gapwise
let owner: Owner
let survey: Published

beforeAll(async () => {
  gapwise = await startGapwise({ settings: { GAPWISE_LIMIT_ADDRESS: '5' } })
  owner = await ownerOf(gapwise)
})

// Counts are kept by survey, so every test begins with a fresh one.
beforeEach(async () => {
  survey = await owner.publish(aShortSurvey())
})

afterAll(() => gapwise.stop())

const post = (body: unknown, headers: Record<string, string> = {}) =>
  gapwise.post(`/api/public/surveys/${survey.slug}/responses`, body, headers)
const answer = async (headers: Record<string, string> = {}) =>
  (await post(aResponse(), headers)).status
const answers = async (n: number) => {
  const statuses: number[] = []
  for (let i = 0; i < n; i++) statuses.push(await answer())
  return statuses
}

/** Posts an answer from another address of this machine. */
const answerFrom = (localAddress: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const url = `${gapwise.url}/api/public/surveys/${survey.slug}/responses`
    const headers = { 'content-type': 'application/json' }
    const request = connect(
      url,
      { method: 'POST', headers, localAddress, agent: false },
      (reply) => {
        reply.resume().on('end', () => resolve(reply.statusCode ?? 0))
      },
    )
    request.on('error', reject).end(JSON.stringify(aResponse()))
  })

test('so many new answers of one address are taken, then 429 says when to try again', async () => {
  expect(await answers(5)).toEqual([201, 201, 201, 201, 201])
  const refused = await post(aResponse())
  expect(refused.status).toBe(429)
  expect(refused.headers.get('content-type')).toBe('application/problem+json')
  expect((await refused.json()).type).toBe('/problems/too-many-requests')
  const seconds = Number(refused.headers.get('retry-after'))
  expect(seconds).toBeGreaterThan(0)
  expect(seconds).toBeLessThanOrEqual(600)
})

test('also when they come all at once', async () => {
  const statuses = await Promise.all(Array.from({ length: 40 }, () => answer()))
  expect(statuses.filter((status) => status === 201)).toHaveLength(5)
  expect(statuses.filter((status) => status === 429)).toHaveLength(35)
})

test('repeats, later saves and refusals never count', async () => {
  const body = aResponse()
  const { receipt } = await (await post(body)).json()
  for (let i = 0; i < 10; i++) expect((await post(body)).status).toBe(200)
  for (let revision = 2; revision < 12; revision++)
    expect((await post({ ...body, revision, receipt })).status).toBe(200)
  for (let i = 0; i < 10; i++) {
    expect((await post(aResponse({ answers: { recommend: 99 } }))).status).toBe(422)
    expect((await post({ ...body, revision: 11, answers: {} })).status).toBe(422)
    expect((await post({ ...body, revision: 20 })).status).toBe(403)
    expect(await answer({ origin: 'https://evil.example' })).toBe(403)
  }
  expect(await answers(5)).toEqual([201, 201, 201, 201, 429])
})

test('whoever has used up the limit may still repeat and change what is stored', async () => {
  const body = aResponse()
  const { receipt } = await (await post(body)).json()
  await answers(5)
  expect((await post(body)).status).toBe(200)
  expect((await post({ ...body, revision: 2, receipt })).status).toBe(200)
})

test('no header makes another address of a sender', async () => {
  await answers(5)
  const names = ['x-forwarded-for', 'cf-connecting-ip', 'x-real-ip', 'true-client-ip']
  for (let i = 0; i < 20; i++) {
    const address = `203.0.113.${i}`
    const forged = { ...Object.fromEntries(names.map((name) => [name, address])) }
    const rest = { forwarded: `for=${address}`, 'x-gapwise-peer': address, 'x-client-ip': address }
    expect(await answer({ ...forged, ...rest })).toBe(429)
    expect(await answer({ 'MF-CF-Blob': JSON.stringify({ clientIp: `${address}:1` }) })).toBe(429)
  }
})

test('neither does an origin the survey lists, whose script may read when to try again', async () => {
  const origin = 'https://shop.example'
  await owner.send('PUT', `/api/surveys/${survey.id}/sharing`, { origins: [origin] })
  await answers(5)
  const { status, headers } = await post(aResponse(), { origin })
  expect([status, headers.get('access-control-expose-headers')]).toEqual([429, 'retry-after'])
})

test('another address is not held up, and another survey counts for itself', async () => {
  await answers(5)
  expect(await answer()).toBe(429)
  expect(await answerFrom('127.0.0.2')).toBe(201)
  survey = await owner.publish(aShortSurvey())
  expect(await answer()).toBe(201)
})

test('the form is held to it like the JSON address, and says so on a page', async () => {
  await answers(5)
  const form = new URLSearchParams({ id: crypto.randomUUID(), version: '1', recommend: '9' })
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }
  const path = `/s/${survey.slug}`
  const reply = await gapwise.fetch(path, { method: 'POST', headers, body: String(form) })
  expect(reply.status).toBe(429)
  expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await reply.text()).toContain('Too many answers from here')
})

test('an address is written down nowhere, in no form', async () => {
  const marked = '127.77.66.55'
  const sent = await Promise.all([answerFrom(marked), answerFrom(marked)])
  expect(sent).toEqual([201, 201])
  const wrong = { email: 'nobody@shop.example', password: 'wrong password' }
  await gapwise.post('/api/session', wrong)
  const needles = [
    marked,
    Buffer.from(marked).toString('hex'),
    Buffer.from(marked).toString('base64'),
  ]
  const files = readdirSync(gapwise.dataFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
  expect(files.length).toBeGreaterThan(3)
  for (const text of [...files, gapwise.output()])
    for (const needle of needles) expect(text).not.toContain(needle)
})

describe('behind a trusted proxy', () => {
  let behind: Gapwise
  let theirs: Published

  beforeAll(async () => {
    const settings = { GAPWISE_LIMIT_ADDRESS: '2', TRUSTED_PROXY_HOPS: '1' }
    behind = await startGapwise({ settings })
    theirs = await (await ownerOf(behind)).publish(aShortSurvey())
  })

  afterAll(() => behind.stop())

  test('the address is the last one forwarded, and what a client put before it counts for nothing', async () => {
    const from = async (forwarded: string) => {
      const path = `/api/public/surveys/${theirs.slug}/responses`
      return (await behind.post(path, aResponse(), { 'x-forwarded-for': forwarded })).status
    }
    expect(await from('203.0.113.1')).toBe(201)
    expect(await from('198.51.100.4, 203.0.113.1')).toBe(201)
    expect(await from('198.51.100.5, 203.0.113.1')).toBe(429)
    expect(await from('203.0.113.2')).toBe(201)
  })
})
