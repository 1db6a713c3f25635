/** What every reply says about itself to a browser, by surface; and what is not there to be found. */
import { request as connect, type IncomingHttpHeaders } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aResponse, aShortSurvey } from '../support/a-survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { load, post } from '../support/page.ts'

/** Where customers and staff reach the service, through a proxy that speaks TLS. */
const publicUrl = 'https://feedback.shop.example'

let gapwise: Gapwise
let cookie: string
let slug: string
let receipt: string

beforeAll(async () => {
  gapwise = await startGapwise({ settings: { PUBLIC_URL: publicUrl } })
  const person = { name: 'Ann', email: 'ann@shop.example', password: 'a long enough password' }
  const setup = await gapwise.post('/api/setup', { token: gapwise.setupToken, ...person }, own)
  cookie = setup.headers.getSetCookie()[0] ?? ''
  const headers = { ...own, cookie: cookie.split(';')[0] ?? '' }
  const definition = aShortSurvey()
  const made = await (await gapwise.post('/api/surveys', { definition }, headers)).json()
  slug = made.slug
  await gapwise.fetch(`/api/surveys/${made.id}/publication`, { method: 'PUT', headers })
  const reply = await gapwise.post(`/api/public/surveys/${slug}/responses`, aResponse())
  receipt = (await reply.json()).receipt
})

afterAll(() => gapwise.stop())

const own = { origin: publicUrl, 'x-requested-with': 'gapwise' }

/** A request as no fetch would send it. */
const raw = (
  method: string,
  path: string,
): Promise<{ status: number; headers: IncomingHttpHeaders; body: string }> =>
  new Promise((resolve, reject) => {
    const request = connect(gapwise.url, { method, path, agent: false }, (reply) => {
      let body = ''
      reply.setEncoding('utf8').on('data', (text) => {
        body += text
      })
      reply.on('end', () =>
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body }),
      )
    })
    request.on('error', reject).end()
  })

/** A policy by its directives. */
const policyOf = ({ headers }: { headers: Headers }) =>
  Object.fromEntries(
    (headers.get('content-security-policy') ?? '')
      .split('; ')
      .map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1).join(' ')]),
  )

describe('every reply', () => {
  const paths = () => [
    '/',
    '/app/surveys',
    '/healthz',
    `/s/${slug}`,
    `/s/${slug}/${receipt}`,
    `/r/${receipt}`,
    '/s/none',
    '/none',
    '/api/openapi.json',
    '/api/session',
    '/api/none',
    `/api/public/surveys/${slug}`,
    '/api/public/surveys/none',
  ]

  test('is what it says it is, is kept by nobody, and comes by TLS for a year', async () => {
    for (const path of paths()) {
      const { headers } = await gapwise.fetch(path)
      expect(headers.get('x-content-type-options'), path).toBe('nosniff')
      expect(headers.get('cache-control'), path).toBe('no-store')
      expect(headers.get('content-security-policy'), path).toContain("default-src 'none'")
      expect(headers.get('referrer-policy'), path).toMatch(/^(no-referrer|same-origin)$/)
      expect(headers.get('permissions-policy'), path).toContain('camera=()')
      expect(headers.get('strict-transport-security'), path).toBe(
        'max-age=31536000; includeSubDomains',
      )
      expect(headers.get('set-cookie'), path).toBeNull()
    }
  })

  test('tells nobody what it is made of', async () => {
    for (const path of paths()) {
      const reply = await gapwise.fetch(path)
      for (const name of ['server', 'x-powered-by', 'via', 'x-aspnet-version'])
        expect(reply.headers.get(name), path).toBeNull()
      expect(await reply.text()).not.toMatch(/SQLITE|node_modules|workerd|\.ts:\d+|at async /)
    }
  })
})

describe('a survey page', () => {
  const pages = async () => {
    const first = await load(gapwise, `/s/${slug}`)
    return [
      first,
      await load(gapwise, `/s/${slug}?embed=1`),
      await load(gapwise, `/s/${slug}/${receipt}?page=2`),
      await load(gapwise, `/s/${slug}/${receipt}?page=99`),
      await load(gapwise, `/r/${receipt}`),
      await load(
        gapwise,
        `/s/${slug}`,
        post(new URLSearchParams([...first.fields, ['recommend', '99']])),
      ),
      await load(gapwise, '/s/none'),
    ]
  }

  test('runs its own script and style alone, by a nonce, is framed by nobody and tells nobody its address', async () => {
    for (const page of await pages()) {
      const policy = policyOf(page)
      const nonce = /^'nonce-([\w-]{22})'$/.exec(policy['script-src'] ?? '')?.[1]
      expect(nonce).toBeDefined()
      expect(policy).toEqual({
        'default-src': "'none'",
        'script-src': `'nonce-${nonce}'`,
        'style-src': `'nonce-${nonce}'`,
        'img-src': 'data:',
        'connect-src': "'self'",
        'form-action': "'self'",
        'base-uri': "'none'",
        'frame-ancestors': "'none'",
        'require-trusted-types-for': "'script'",
      })
      for (const [tag] of page.html.matchAll(/<(script|style|link)\b[^>]*>/g))
        if (!tag.startsWith('<link')) expect(tag).toContain(`nonce="${nonce}"`)
      expect(page.html).not.toMatch(/ on\w+="| style="|src="(?!data:)|href="http/)
      expect(page.headers.get('referrer-policy')).toBe('no-referrer')
      expect(page.headers.get('x-robots-tag')).toBe('noindex')
      expect(page.headers.get('x-frame-options')).toBeNull()
      expect(page.headers.get('set-cookie')).toBeNull()
    }
  })

  test('has another nonce every time', async () => {
    const loads = await Promise.all(Array.from({ length: 20 }, () => load(gapwise, `/s/${slug}`)))
    expect(new Set(loads.map((page) => policyOf(page)['script-src'])).size).toBe(20)
  })

  test('leads to its next step by a reply that is kept and indexed by nobody', async () => {
    const page = await load(gapwise, `/s/${slug}`)
    const form = new URLSearchParams([...page.fields, ['recommend', '9']])
    const { status, headers } = await gapwise.fetch(`/s/${slug}`, post(form))
    expect(status).toBe(303)
    expect(headers.get('location')).toMatch(
      new RegExp(`^/s/${slug}/[\\w-]+\\.[\\w-]{43}\\?page=2$`),
    )
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-robots-tag')).toBe('noindex')
  })
})

describe('the dashboard', () => {
  test('runs its own files alone, and is framed by nobody', async () => {
    for (const path of ['/', '/app', '/app/setup', '/app/surveys/x/gaps']) {
      const reply = await gapwise.fetch(path)
      expect(reply.status).toBe(200)
      const policy = policyOf(reply)
      expect(policy['default-src']).toBe("'none'")
      expect(policy['frame-ancestors']).toBe("'none'")
      expect(policy['script-src']).toMatch(/^'nonce-[\w-]{22}' 'strict-dynamic'$/)
      expect(policy['require-trusted-types-for']).toBe("'script'")
      expect(JSON.stringify(policy)).not.toMatch(/unsafe|\*|https?:/)
      expect(reply.headers.get('x-frame-options')).toBe('DENY')
      expect(reply.headers.get('cross-origin-opener-policy')).toBe('same-origin')
      const nonce = /nonce-([\w-]+)/.exec(policy['script-src'] ?? '')?.[1]
      const html = await reply.text()
      for (const [tag] of html.matchAll(/<script\b[^>]*>/g))
        expect(tag).toContain(`nonce="${nonce}"`)
    }
    const policies = await Promise.all(
      Array.from({ length: 20 }, async () => policyOf(await gapwise.fetch('/'))['script-src']),
    )
    expect(new Set(policies).size).toBe(20)
  })

  test('has files that are kept for ever, under names that change with them', async () => {
    const html = await (await gapwise.fetch('/')).text()
    const files = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(
      ([, path = '']) => path,
    )
    expect(files.length).toBeGreaterThan(0)
    for (const path of files) {
      const reply = await gapwise.fetch(path)
      expect(reply.status).toBe(200)
      expect(path).toMatch(/-[\w-]{8,}\.\w+$/)
      expect(reply.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      expect(reply.headers.get('x-content-type-options')).toBe('nosniff')
      expect(await reply.text()).not.toContain('sourceMappingURL')
      expect((await gapwise.fetch(`${path}.map`)).status).toBe(404)
    }
  })
})

describe('a session, where people come by TLS', () => {
  test('is a cookie for this host alone, sent by TLS alone', () => {
    const [pair = '', ...flags] = cookie.split('; ')
    expect(pair).toMatch(/^__Host-gw=[\w-]{43}$/)
    expect(flags.sort()).toEqual(['HttpOnly', 'Max-Age=43200', 'Path=/', 'SameSite=Lax', 'Secure'])
  })

  test('counts under that name alone', async () => {
    const [pair = ''] = cookie.split('; ')
    const status = async (sent: string) =>
      (await gapwise.fetch('/api/session', { headers: { cookie: sent } })).status
    expect(await status(pair)).toBe(200)
    expect(await status(pair.replace('__Host-gw', 'gw'))).toBe(401)
  })

  test('changes things from the public address alone, whatever host a request names', async () => {
    const [pair = ''] = cookie.split('; ')
    const change = async (origin: string) => {
      const headers = { ...own, origin, cookie: pair, 'content-type': 'application/json' }
      return (await gapwise.fetch('/api/settings', { method: 'PUT', headers, body: '{}' })).status
    }
    expect(await change(publicUrl)).toBe(200)
    expect(await change(gapwise.url)).toBe(403)
    expect(await change('http://feedback.shop.example')).toBe(403)
    expect(await change(`${publicUrl}:443`)).toBe(403)
    expect(await change(`${publicUrl}.evil.example`)).toBe(403)
  })

  test('ends everywhere in the browser with sign-out', async () => {
    const person = { email: 'ann@shop.example', password: 'a long enough password' }
    const reply = await gapwise.post('/api/session', person, own)
    const [pair = ''] = (reply.headers.getSetCookie()[0] ?? '').split('; ')
    const headers = { ...own, cookie: pair }
    const out = await gapwise.fetch('/api/session', { method: 'DELETE', headers })
    expect(out.headers.getSetCookie()[0]).toMatch(/^__Host-gw=;.*Max-Age=0.*Secure/)
    expect((await gapwise.fetch('/api/session', { headers })).status).toBe(401)
  })
})

describe('what is not there', () => {
  const strays = [
    '/.git/config',
    '/.git/HEAD',
    '/.env',
    '/.gapwise/secret',
    '/package.json',
    '/wrangler.toml',
    '/worker/index.js',
    '/index.js.map',
    '/assets/index.js.map',
    '/assets/../../etc/passwd',
    '/assets/..%2f..%2fetc/passwd',
    '/assets/%2e%2e/worker/index.js',
    '/web.json',
    '/docs',
    '/admin',
    '/server-status',
    '/robots.txt.bak',
    '/graphql',
    '/none%00.html',
    '//evil.example/',
    '/s',
    '/s/',
    '/r/',
    '/api',
    '/api/',
    '/api/none',
    '/api/surveys/',
    '/api/v1/surveys',
    '/api/session/x.css',
    '/api/public',
    '/api/public/surveys',
    '/api/public/surveys/x/y/z',
    '/API/surveys',
  ]
  test.each(strays)('%s is 404, to programs in problem+json', async (path) => {
    const { status, headers, body } = await raw('GET', path)
    expect(status).toBe(404)
    expect(headers['content-type']).toBe('application/problem+json')
    expect(JSON.parse(body)).toEqual({
      type: '/problems/not-found',
      title: expect.any(String),
      status: 404,
    })
  })

  test('and JSON says in which charset it is', async () => {
    for (const path of ['/healthz', '/api/openapi.json', `/api/public/surveys/${slug}`]) {
      const { headers } = await gapwise.fetch(path)
      expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
    }
  })

  test('is told to people by a page, but under /api to everyone as a problem', async () => {
    const headers = { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' }
    const page = await load(gapwise, '/none', { headers })
    expect([page.status, page.headers.get('content-type')]).toEqual([
      404,
      'text/html; charset=utf-8',
    ])
    const reply = await gapwise.fetch('/api/none', { headers })
    expect(reply.headers.get('content-type')).toBe('application/problem+json')
  })

  test.each(['TRACE', 'PATCH', 'PROPFIND', 'OPTIONS', 'SEARCH', 'PUT', 'DELETE'])(
    'the method %s where it has no meaning is 405, says which have, and gives nothing back',
    async (method) => {
      for (const [path, allow] of [
        ['/', 'GET, HEAD'],
        ['/healthz', 'GET, HEAD'],
        [`/s/${slug}`, 'GET, HEAD, POST'],
        [`/r/${receipt}`, 'GET, HEAD, POST'],
        ['/api/openapi.json', 'GET, HEAD'],
        ['/api/surveys', 'GET, HEAD, POST'],
        ['/api/setup', 'POST'],
      ] as const) {
        const { status, headers, body } = await raw(method, path)
        expect(status, `${method} ${path}`).toBe(405)
        expect(headers.allow).toBe(allow)
        expect(headers['content-type']).toBe('application/problem+json')
        expect(JSON.parse(body).status).toBe(405)
      }
    },
  )
})

test('the log has no secret in it: no cookie, no receipt, no password, no token', async () => {
  await gapwise.fetch(`/s/${slug}/${receipt}x`)
  await gapwise.fetch(`/r/${receipt}?x=1`)
  const secrets = [
    cookie.split(/[=;]/)[1] ?? '',
    receipt.split('.')[1] ?? '',
    'a long enough password',
    gapwise.setupToken,
    gapwise.databaseToken,
  ]
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(10)
    expect(gapwise.output()).not.toContain(secret)
  }
})
