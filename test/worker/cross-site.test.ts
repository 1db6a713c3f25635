/** What other websites may do: answer a survey that lists them, and nothing whatever in the staff API. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aResponse, aShortSurvey } from '../support/a-survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'

let gapwise: Gapwise
let owner: Owner
let survey: Published
let address: string

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
  survey = await owner.publish(aShortSurvey())
  address = `/api/public/surveys/${survey.slug}`
  const origins = ['https://shop.example', 'http://localhost:3000']
  await owner.send('PUT', `/api/surveys/${survey.id}/sharing`, { origins })
})

afterAll(() => gapwise.stop())

const foreign = [
  'null',
  'https://evil.example',
  'http://shop.example',
  'https://shop.example:444',
  'https://shop.example:443',
  'https://shop.example.evil.example',
  'https://evilshop.example',
  'https://www.shop.example',
  'https://SHOP.example',
  'https://shop.example.',
  'https://shop.example/',
  'http://localhost:3001',
  'http://localhost',
  '*',
]

/** What a reply lets a foreign page do, and whether it says that this depends on who asks. */
const permissions = ({ headers }: Response): Record<string, string> => ({
  ...Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-'))),
  ...(/\bOrigin\b/.test(headers.get('vary') ?? '') ? { vary: 'Origin' } : {}),
})

describe('a website the survey lists', () => {
  const origin = 'https://shop.example'

  test('may read the survey and the reply to its answer, by its exact origin and without credentials', async () => {
    const body = aResponse()
    for (const reply of [
      await gapwise.fetch(address, { headers: { origin } }),
      await gapwise.post(`${address}/responses`, body, { origin }),
      await gapwise.post(`${address}/responses`, body, { origin }),
      await gapwise.post(`${address}/responses`, { ...body, version: 9 }, { origin }),
      await gapwise.post(`${address}/responses`, '{', { origin, 'content-type': 'text/plain' }),
    ])
      expect(permissions(reply)).toEqual({ 'access-control-allow-origin': origin, vary: 'Origin' })
  })

  test('is told by preflight what it may send', async () => {
    for (const path of [address, `${address}/responses`]) {
      const headers = {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      }
      const reply = await gapwise.fetch(path, { method: 'OPTIONS', headers })
      expect(reply.status).toBe(204)
      expect(permissions(reply)).toEqual({
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': 'content-type',
        'access-control-max-age': '600',
        vary: 'Origin',
      })
    }
  })

  test('may delete what was answered there, by its receipt, and hears that it is gone', async () => {
    const { receipt } = await (await gapwise.post(`${address}/responses`, aResponse())).json()
    const path = `/api/public/responses/${receipt}`
    const asking = { origin, 'access-control-request-method': 'DELETE' }
    const asked = await gapwise.fetch(path, { method: 'OPTIONS', headers: asking })
    expect(asked.status).toBe(204)
    expect(permissions(asked)).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'DELETE',
    })
    for (const status of [204, 410]) {
      const reply = await gapwise.fetch(path, { method: 'DELETE', headers: { origin } })
      expect(reply.status).toBe(status)
      expect(permissions(reply)).toEqual({ 'access-control-allow-origin': origin, vary: 'Origin' })
    }
  })

  test('is one of several; each hears only of itself', async () => {
    const reply = await gapwise.fetch(address, { headers: { origin: 'http://localhost:3000' } })
    expect(permissions(reply)['access-control-allow-origin']).toBe('http://localhost:3000')
  })

  test('is allowed for that survey and no other', async () => {
    const other = await owner.publish(aShortSurvey())
    const path = `/api/public/surveys/${other.slug}`
    expect(permissions(await gapwise.fetch(path, { headers: { origin } }))).toEqual({
      vary: 'Origin',
    })
    expect((await gapwise.post(`${path}/responses`, aResponse(), { origin })).status).toBe(403)
  })

  test('is listed at once, and unlisted at once', async () => {
    const other = await owner.publish(aShortSurvey())
    const answer = async () => {
      const path = `/api/public/surveys/${other.slug}/responses`
      return (await gapwise.post(path, aResponse(), { origin })).status
    }
    const list = (origins: string[]) =>
      owner.send('PUT', `/api/surveys/${other.id}/sharing`, { origins })
    expect(await answer()).toBe(403)
    await list([origin])
    expect(await answer()).toBe(201)
    await list([])
    expect(await answer()).toBe(403)
  })
})

describe('any other website', () => {
  test.each(foreign)('(%s) may neither answer nor read the reply', async (origin) => {
    const body = aResponse()
    const refused = await gapwise.post(`${address}/responses`, body, { origin })
    expect(refused.status).toBe(403)
    expect(refused.headers.get('content-type')).toBe('application/problem+json')
    expect((await refused.json()).type).toBe('/problems/origin-not-allowed')
    const read = await gapwise.fetch(address, { headers: { origin } })
    const headers = { origin, 'access-control-request-method': 'POST' }
    const asked = await gapwise.fetch(`${address}/responses`, { method: 'OPTIONS', headers })
    for (const reply of [refused, read, asked])
      expect(permissions(reply)).toEqual({ vary: 'Origin' })
    expect((await owner.fetch(`/api/surveys/${survey.id}/responses/${body.id}`)).status).toBe(404)
  })

  test('may not repeat or change what somebody answered either', async () => {
    const origin = 'https://evil.example'
    const body = aResponse()
    const { receipt } = await (await gapwise.post(`${address}/responses`, body)).json()
    expect((await gapwise.post(`${address}/responses`, body, { origin })).status).toBe(403)
    const change = { ...body, revision: 2, receipt }
    expect((await gapwise.post(`${address}/responses`, change, { origin })).status).toBe(403)
  })

  test('may not delete it, whatever receipt it has, though a server may', async () => {
    const body = aResponse()
    const { receipt } = await (await gapwise.post(`${address}/responses`, body)).json()
    const path = `/api/public/responses/${receipt}`
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'DELETE' }
    expect(permissions(await gapwise.fetch(path, { method: 'OPTIONS', headers }))).toEqual({
      vary: 'Origin',
    })
    const refused = await gapwise.fetch(path, { method: 'DELETE', headers })
    expect(refused.status).toBe(403)
    expect((await refused.json()).type).toBe('/problems/origin-not-allowed')
    expect((await gapwise.fetch(path, { method: 'DELETE' })).status).toBe(204)
  })

  test('hears that there is no survey where there is none', async () => {
    const path = '/api/public/surveys/no-such-survey'
    const headers = { origin: 'https://evil.example' }
    expect((await gapwise.fetch(path, { headers })).status).toBe(404)
    expect((await gapwise.post(`${path}/responses`, aResponse(), headers)).status).toBe(404)
  })
})

test('our own pages and servers, which send no Origin, may answer and need no permission', async () => {
  for (const headers of [{}, { origin: gapwise.url }]) {
    const reply = await gapwise.post(`${address}/responses`, aResponse(), headers)
    expect(reply.status).toBe(201)
    expect(permissions(reply)).toEqual({ vary: 'Origin' })
  }
})

test('no reply anywhere lets a page send credentials or lets everyone read', async () => {
  const origin = 'https://shop.example'
  for (const path of ['/', '/healthz', '/api/openapi.json', '/api/session', `/s/${survey.slug}`]) {
    const reply = await gapwise.fetch(path, { headers: { origin } })
    expect(Object.keys(permissions(reply)).filter((name) => name.startsWith('access'))).toEqual([])
  }
})

describe('the staff API', () => {
  /** A session of the owner. */
  let cookie: string
  beforeAll(async () => {
    const person = { email: 'ann@shop.example', password: 'a long enough password' }
    const reply = await gapwise.post('/api/session', person, own())
    cookie = reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    expect((await gapwise.fetch('/api/session', { headers: { cookie } })).status).toBe(200)
  })

  /** Every unsafe route that the service itself says it has. */
  async function unsafeRoutes(): Promise<{ method: string; path: string }[]> {
    const { paths } = await (await gapwise.fetch('/api/openapi.json')).json()
    return Object.entries<object>(paths).flatMap(([path, operations]) =>
      Object.keys(operations)
        .map((method) => ({ method: method.toUpperCase(), path }))
        .filter(({ method }) => method !== 'GET' && !path.startsWith('/api/public/')),
    )
  }

  const own = () => ({ origin: gapwise.url, 'x-requested-with': 'gapwise' })
  const json = { 'content-type': 'application/json' }
  const form = 'application/x-www-form-urlencoded'
  const attacks: Record<string, (own: Record<string, string>) => Record<string, string>> = {
    'from another site': (own) => ({ ...own, ...json, 'sec-fetch-site': 'cross-site' }),
    'from another host of the same site': (own) => ({
      ...own,
      ...json,
      'sec-fetch-site': 'same-site',
    }),
    'typed into the address bar': (own) => ({ ...own, ...json, 'sec-fetch-site': 'none' }),
    'with a foreign origin': (own) => ({ ...own, ...json, origin: 'https://evil.example' }),
    'with our host over another protocol': (own) => ({
      ...own,
      ...json,
      origin: own.origin?.replace('http:', 'https:') ?? '',
    }),
    'with a hidden origin': (own) => ({ ...own, ...json, origin: 'null' }),
    'with nothing that says where from': () => json,
    'without an origin': () => ({ ...json, 'x-requested-with': 'gapwise' }),
    'without the header no form can send': ({ origin = '' }) => ({ ...json, origin }),
    'with another value of it': (own) => ({
      ...own,
      ...json,
      'x-requested-with': 'XMLHttpRequest',
    }),
    'as plain text': (own) => ({ ...own, 'content-type': 'text/plain' }),
    'as a form': (own) => ({ ...own, 'content-type': form }),
    'as a form with files': (own) => ({
      ...own,
      'content-type': 'multipart/form-data; boundary=x',
    }),
  }

  test('knows at least the unsafe routes of the main job', async () => {
    const names = (await unsafeRoutes()).map(({ method, path }) => `${method} ${path}`)
    expect(names.length).toBeGreaterThan(12)
    expect(names).toContain('PUT /api/settings')
    expect(names).toContain('DELETE /api/surveys/{surveyId}')
  })

  test.each(Object.entries(attacks))(
    'takes no unsafe request with a session %s, on no route, and nothing changes',
    async (_, headersOf) => {
      const state = async () => {
        const told = [
          await owner.fetch(`/api/surveys/${survey.id}`),
          await owner.fetch('/api/surveys'),
          await owner.fetch('/api/settings'),
          await owner.fetch('/api/api-keys'),
        ]
        return Promise.all(told.map((reply) => reply.text()))
      }
      const before = await state()
      for (const { method, path } of await unsafeRoutes()) {
        const reply = await gapwise.fetch(path.replace('{surveyId}', survey.id), {
          method,
          headers: { ...headersOf(own()), cookie },
          body: '{"definition":{}}',
        })
        expect([403, 415], `${method} ${path}`).toContain(reply.status)
        expect(reply.headers.get('content-type')).toBe('application/problem+json')
        expect(reply.headers.getSetCookie()).toEqual([])
      }
      expect(await state()).toEqual(before)
    },
  )

  test('does nothing on GET or HEAD where there is an unsafe route', async () => {
    const before = await (await owner.fetch(`/api/surveys/${survey.id}`)).text()
    for (const { path } of await unsafeRoutes())
      for (const method of ['GET', 'HEAD']) {
        const target = path.replace('{surveyId}', survey.id)
        const reply = await gapwise.fetch(target, { method, headers: { cookie } })
        expect([200, 404, 405], `${method} ${path}`).toContain(reply.status)
        await reply.arrayBuffer()
      }
    expect(await (await owner.fetch(`/api/surveys/${survey.id}`)).text()).toBe(before)
    expect((await gapwise.fetch('/api/session', { headers: { cookie } })).status).toBe(200)
  })

  test('lets nobody be signed in or set up from another website', async () => {
    const body = { email: 'ann@shop.example', password: 'a long enough password' }
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: gapwise.url, 'sec-fetch-site': 'cross-site' },
    ])
      for (const path of ['/api/session', '/api/setup'])
        expect((await gapwise.post(path, body, headers)).status).toBe(403)
  })

  test('has no cross-origin preflight', async () => {
    const headers = { origin: 'https://shop.example', 'access-control-request-method': 'PUT' }
    const reply = await gapwise.fetch('/api/settings', { method: 'OPTIONS', headers })
    expect(reply.status).toBeGreaterThanOrEqual(400)
    expect(reply.headers.get('access-control-allow-origin')).toBeNull()
  })
})
