/** The built bundle leans on nothing of `local/`: it runs in Miniflare too, as other people's tools run Workers. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Miniflare } from 'miniflare'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '../../local/database.ts'
import { type LibsqlServer, startLibsqlServer } from '../../local/libsql-server.ts'
import { migrate } from '../../local/migrations.ts'
import { issueSetupToken } from '../../local/setup-token.ts'

let folder: string
let server: LibsqlServer
let miniflare: Miniflare
let url: string
let setupToken: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gapwise-miniflare-'))
  server = await startLibsqlServer({ file: join(folder, 'gapwise.db'), synchronous: 'OFF' })
  const client = connect(server.url, server.token)
  await migrate(client)
  setupToken = await issueSetupToken(client, new Date())
  miniflare = new Miniflare({
    modules: true,
    scriptPath: 'dist/worker/index.js',
    compatibilityDate: '2026-07-30',
    compatibilityFlags: ['nodejs_compat'],
    bindings: {
      DATABASE_URL: server.url,
      DATABASE_AUTH_TOKEN: server.token,
      GAPWISE_SECRET: 'a secret that is long enough for a test',
    },
    durableObjects: {
      INBOX: { className: 'Inbox', useSQLite: true },
      DIRECTORY: { className: 'Directory', useSQLite: true },
    },
    durableObjectsPersist: join(folder, 'objects'),
    cf: false,
  })
  url = String(await miniflare.ready).replace(/\/$/, '')
})

afterAll(async () => {
  await miniflare.dispose()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

test('a survey is made, published, answered and reported on', async () => {
  let cookie = ''
  const send = async (method: string, path: string, body?: unknown) => {
    const reply = await fetch(url + path, {
      method,
      headers: {
        origin: url,
        'x-requested-with': 'gapwise',
        ...(cookie ? { cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? cookie
    return { status: reply.status, body: await reply.json() }
  }
  const person = { name: 'Ann', email: 'ann@example.com', password: 'a long enough password' }
  expect((await send('POST', '/api/setup', { token: setupToken, ...person })).status).toBe(201)
  const definition = {
    title: { en: 'How did we do?' },
    questions: [{ key: 'recommend', type: 'nps' }],
  }
  const made = await send('POST', '/api/surveys', { slug: 'how', definition })
  expect(made.status).toBe(201)
  const { id } = made.body as { id: string }
  expect((await send('PUT', `/api/surveys/${id}/publication`)).status).toBe(200)
  const answer = { id: 'miniflare-answer-1', version: 1, answers: { recommend: 9 }, complete: true }
  expect((await send('POST', '/api/public/surveys/how/responses', answer)).status).toBe(201)
  const report = await send('GET', `/api/surveys/${id}/reports/nps`)
  expect(report.body).toMatchObject({ total: { n: 1, promoters: 1, nps: 100 } })
})
