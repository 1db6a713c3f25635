/** Who may do what, on every route there is: a table that the running service must match. */
import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aResponse, aShortSurvey } from '../support/a-survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'

let gapwise: Gapwise
let owner: Owner
let survey: Published
let asks: Record<Who, Record<string, string>>

type Who = 'nobody' | 'viewer' | 'agent' | 'editor' | 'owner' | 'read key' | 'write key'
const everyone: Who[] = ['nobody', 'viewer', 'agent', 'editor', 'owner', 'read key', 'write key']

/** Who passes; everyone else is told 401 without, and 403 with a session or a key. */
const may: Record<string, Who[]> = {
  all: everyone,
  staff: everyone.slice(1),
  editors: ['editor', 'owner', 'write key'],
  /** Who works with customers and their complaints. */
  agents: ['agent', 'editor', 'owner', 'write key'],
  owners: ['owner', 'write key'],
  people: ['viewer', 'agent', 'editor', 'owner'],
  /** No key may do it, whatever it may do else. */
  'owners in person': ['owner'],
  /** Signed in in any role, but a key for reading changes nothing. */
  'staff but no read key': ['viewer', 'agent', 'editor', 'owner', 'write key'],
}

const table: Record<string, keyof typeof may> = {
  'GET /api/openapi.json': 'all',
  'GET /api/public/surveys/{slug}': 'all',
  'POST /api/public/surveys/{slug}/responses': 'all',
  'DELETE /api/public/responses/{receipt}': 'all',
  'POST /api/setup': 'all',
  'POST /api/session': 'all',
  'GET /api/session': 'staff',
  'DELETE /api/session': 'staff but no read key',
  'POST /api/session/confirmation': 'people',
  'PUT /api/session/password': 'people',
  'POST /api/join': 'all',
  'GET /api/staff': 'staff',
  'POST /api/staff': 'owners in person',
  'PATCH /api/staff/{staffId}': 'owners in person',
  'DELETE /api/staff/{staffId}': 'owners in person',
  'GET /api/audit': 'owners',
  'GET /api/settings': 'staff',
  'GET /api/identity-key': 'owners',
  'POST /api/identity-key': 'owners',
  'PUT /api/settings': 'owners',
  'DELETE /api/demo': 'owners',
  'GET /api/api-keys': 'owners in person',
  'POST /api/api-keys': 'owners in person',
  'DELETE /api/api-keys/{keyId}': 'owners in person',
  'GET /api/surveys': 'staff',
  'POST /api/surveys': 'editors',
  'GET /api/surveys/{surveyId}': 'staff',
  'PUT /api/surveys/{surveyId}': 'editors',
  'DELETE /api/surveys/{surveyId}': 'editors',
  'PUT /api/surveys/{surveyId}/publication': 'editors',
  'DELETE /api/surveys/{surveyId}/publication': 'editors',
  'GET /api/survey-templates': 'staff',
  'GET /api/surveys/{surveyId}/preview': 'staff',
  'GET /api/surveys/{surveyId}/email-snippet': 'staff',
  'GET /api/surveys/{surveyId}/widget-preview': 'staff',
  'GET /api/surveys/{surveyId}/widget-preview.js': 'staff',
  'GET /api/surveys/{surveyId}/versions': 'staff',
  'GET /api/surveys/{surveyId}/sharing': 'staff',
  'PUT /api/surveys/{surveyId}/sharing': 'editors',
  'POST /api/surveys/{surveyId}/rebuild': 'editors',
  'GET /api/surveys/{surveyId}/responses': 'staff',
  'GET /api/surveys/{surveyId}/response-counts': 'staff',
  'GET /api/surveys/{surveyId}/conflicts': 'staff',
  'GET /api/surveys/{surveyId}/responses/{responseId}': 'staff',
  'DELETE /api/surveys/{surveyId}/responses/{responseId}': 'editors',
  'GET /api/surveys/{surveyId}/export.csv': 'staff',
  'GET /api/surveys/{surveyId}/export.ndjson': 'staff',
  'POST /api/surveys/{surveyId}/import': 'editors',
  'GET /api/surveys/{surveyId}/reports/nps': 'staff',
  'GET /api/surveys/{surveyId}/reports/gaps': 'staff',
  'GET /api/surveys/{surveyId}/reports/ratings': 'staff',
  'GET /api/surveys/{surveyId}/reports/choices': 'staff',
  'GET /api/surveys/{surveyId}/reports/importance': 'staff',
  'GET /api/surveys/{surveyId}/reports/drivers': 'staff',
  'GET /api/surveys/{surveyId}/reports/themes': 'staff',
  'GET /api/surveys/{surveyId}/reports/response-rate': 'staff',
  'GET /api/surveys/{surveyId}/reports/segments': 'staff',
  'GET /api/surveys/{surveyId}/reports/quality': 'staff',
  'GET /api/surveys/{surveyId}/reports/comparison': 'staff',
  'GET /api/surveys/{surveyId}/reports/repurchase': 'staff',
  'GET /api/surveys/{surveyId}/reports/recovery': 'staff',
  'GET /api/reports/complaints/trend': 'staff',
  'GET /api/reports/complaints/pareto': 'staff',
  'GET /api/reports/complaints/resolution': 'staff',
  'GET /api/reports/complaints/voicing': 'staff',
  'GET /api/complaints': 'staff',
  'POST /api/complaints/import': 'agents',
  'GET /api/complaints/{complaintId}': 'staff',
  'PATCH /api/complaints/{complaintId}': 'agents',
  'GET /api/complaints/{complaintId}/events': 'staff',
  'POST /api/complaints/{complaintId}/events': 'agents',
  'GET /api/exposures': 'staff',
  'PUT /api/exposures/{name}': 'agents',
  'DELETE /api/exposures/{name}': 'agents',
  'GET /api/notes': 'staff',
  'POST /api/notes': 'agents',
  'PUT /api/notes/{noteId}': 'agents',
  'DELETE /api/notes/{noteId}': 'agents',
  'GET /api/alerts': 'staff',
  'PUT /api/alerts/{alertId}': 'agents',
  'GET /api/webhooks': 'owners',
  'POST /api/webhooks': 'owners',
  'GET /api/webhooks/{webhookId}': 'owners',
  'PUT /api/webhooks/{webhookId}': 'owners',
  'DELETE /api/webhooks/{webhookId}': 'owners',
  'POST /api/webhooks/{webhookId}/secret': 'owners',
  'POST /api/webhooks/{webhookId}/test': 'owners',
  'GET /api/webhooks/{webhookId}/deliveries': 'owners',
  'POST /api/webhooks/{webhookId}/deliveries/{deliveryId}': 'owners',
  'GET /api/jobs/{jobId}': 'staff',
  'GET /api/surveys/{surveyId}/invitations': 'staff',
  'POST /api/surveys/{surveyId}/invitations': 'agents',
  'POST /api/surveys/{surveyId}/reminders': 'agents',
  'DELETE /api/surveys/{surveyId}/invitations/{invitationId}': 'agents',
  'GET /api/purchases': 'staff',
  'POST /api/purchases/import': 'agents',
  'DELETE /api/purchases': 'agents',
  'GET /api/customers': 'staff',
  'POST /api/customers': 'agents',
  'POST /api/customers/import': 'agents',
  'GET /api/customers/{customerId}': 'staff',
  'PATCH /api/customers/{customerId}': 'agents',
  'GET /api/customers/{customerId}/timeline': 'staff',
  'GET /api/customers/{customerId}/export': 'staff',
  'DELETE /api/customers/{customerId}': 'owners in person',
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

beforeAll(async () => {
  gapwise = await startGapwise({ settings: { GAPWISE_LIMIT_ADDRESS: '0' } })
  owner = await ownerOf(gapwise)
  survey = await owner.publish(aShortSurvey())
  const key = async (scope: string) => {
    const made = (await owner.send('POST', '/api/api-keys', { name: scope, scope })) as {
      key: string
    }
    return { authorization: `Bearer ${made.key}` }
  }
  asks = {
    nobody: {},
    viewer: await sessionOf('viewer'),
    agent: await sessionOf('agent'),
    editor: await sessionOf('editor'),
    owner: await sessionOf('owner'),
    'read key': await key('read'),
    'write key': await key('write'),
  }
})

afterAll(() => gapwise.stop())

/** A session of a new person in this role, with what our own pages send. */
async function sessionOf(role: string): Promise<Record<string, string>> {
  const [token, id] = [randomBytes(32).toString('base64url'), randomBytes(8).toString('hex')]
  const now = Date.now()
  await gapwise.database.batch([
    {
      sql: `INSERT INTO staff (id, name, email, role, password_hash, created_at)
        VALUES (?, ?, ?, ?, '$scrypt$', 0)`,
      args: [id, role, `${id}@shop.example`, role],
    },
    {
      sql: 'INSERT INTO sessions VALUES (?, ?, ?, ?, ?)',
      args: [sha256(token), id, now, now, now + 3_600_000],
    },
  ])
  return { cookie: `gw=${token}`, origin: gapwise.url, 'x-requested-with': 'gapwise' }
}

async function routes(): Promise<string[]> {
  const { paths } = await (await gapwise.fetch('/api/openapi.json')).json()
  return Object.entries<object>(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  )
}

test('every route of the running service stands in the table, and no other does', async () => {
  expect((await routes()).sort()).toEqual(Object.keys(table).sort())
})

describe.each(Object.entries(table))('%s', (route, who) => {
  const [method = '', path = ''] = route.split(' ')

  test.each(everyone)(`is ${who === 'all' ? 'open to' : 'judged rightly for'} %s`, async (each) => {
    const isFinal = route === 'DELETE /api/session'
    const role = each.includes('key') || each === 'nobody' ? null : each
    const headers = isFinal && role ? await sessionOf(role) : asks[each]
    const target = path
      .replace('{slug}', survey.slug)
      .replace('{surveyId}', survey.id)
      .replace(/\{\w+\}/, 'no-such-thing')
    // A body that is refused after the role was asked, so that nothing changes where somebody may.
    const needsBody = ['POST', 'PUT', 'PATCH'].includes(method) && !path.endsWith('/publication')
    const type = path.endsWith('/import') ? 'text/csv' : 'application/json'
    const reply = await gapwise.fetch(target, {
      method,
      headers: { ...headers, ...(needsBody ? { 'content-type': type } : {}) },
      ...(needsBody ? { body: '"no"' } : {}),
    })
    await reply.arrayBuffer()
    if (may[who]?.includes(each)) expect([401, 403]).not.toContain(reply.status)
    else expect(reply.status).toBe(each === 'nobody' ? 401 : 403)
    expect(reply.status).toBeLessThan(500)
    // What was closed or deleted stands open again for whoever asks next.
    if (method === 'DELETE') await republish()
  })

  async function republish() {
    const { status } = await (await owner.fetch(`/api/surveys/${survey.id}`)).json()
    if (status === 'live') return
    if (status === undefined) survey = await owner.publish(aShortSurvey())
    else await owner.fetch(`/api/surveys/${survey.id}/publication`, { method: 'PUT' })
  }
})

test('a role is asked at every request: what it was before counts for nothing', async () => {
  const editor = await sessionOf('editor')
  const make = () => gapwise.post('/api/surveys', { definition: aShortSurvey() }, editor)
  expect((await make()).status).toBe(201)
  const token = editor.cookie?.slice(3) ?? ''
  await gapwise.database.execute({
    sql: `UPDATE staff SET role = 'agent' WHERE id = (SELECT staff_id FROM sessions WHERE hash = ?)`,
    args: [sha256(token)],
  })
  expect((await make()).status).toBe(403)
})

test('nobody can give themselves more: no body takes a role, an id or a time', async () => {
  const extra = {
    role: 'owner',
    id: 'mine',
    createdAt: '2020-01-01T00:00:00Z',
    workspaceId: 1,
    emailVerified: true,
    usedAt: 1,
    score: 10,
    isTest: true,
    status: 'live',
    version: 9,
  }
  const definition = aShortSurvey()
  const bodies: [string, string, object][] = [
    ['POST', '/api/surveys', { definition }],
    ['PUT', `/api/surveys/${survey.id}`, { definition }],
    ['PUT', `/api/surveys/${survey.id}/sharing`, {}],
    ['PUT', '/api/settings', {}],
    ['POST', '/api/api-keys', { name: 'x', scope: 'read' }],
    ['POST', '/api/session', { email: 'ann@shop.example', password: 'a long enough password' }],
    ['POST', `/api/public/surveys/${survey.slug}/responses`, aResponse()],
  ]
  for (const [method, path, body] of bodies)
    for (const [name, value] of Object.entries(extra)) {
      if (name in body) continue
      const reply = await gapwise.fetch(path, {
        method,
        headers: { ...asks.owner, 'content-type': 'application/json' },
        body: JSON.stringify({ ...body, [name]: value }),
      })
      expect(reply.status, `${method} ${path} ${name}`).toBe(422)
      expect((await reply.json()).errors[0].pointer).toBe(`/${name}`)
    }
})

describe('what belongs to one survey', () => {
  test('is not found under another, and looks like what does not exist', async () => {
    const other = await owner.publish(aShortSurvey())
    const body = aResponse()
    await gapwise.post(`/api/public/surveys/${other.slug}/responses`, body)
    const address = (of: Published, id = body.id) => `/api/surveys/${of.id}/responses/${id}`
    expect((await owner.fetch(address(other))).status).toBe(200)
    const mixed = await owner.fetch(address(survey))
    const missing = await owner.fetch(address(survey, aResponse().id))
    expect(mixed.status).toBe(404)
    expect(await mixed.text()).toBe(await missing.text())
    expect((await owner.fetch(address(survey), { method: 'DELETE' })).status).toBe(404)
    expect((await owner.fetch(address(other))).status).toBe(200)
    expect((await owner.exported(survey, 'ndjson')).includes(body.id)).toBe(false)
  })

  test('needs that survey: an id of none is 404 on every route, the same as a random one', async () => {
    const names = (await routes()).filter((route) => route.includes('{surveyId}'))
    expect(names.length).toBeGreaterThan(12)
    for (const route of names)
      for (const id of ['no-such-survey', survey.slug, '%00', "'--", '../surveys', '__proto__']) {
        const [method = '', path = ''] = route.split(' ')
        const target = path.replace('{surveyId}', encodeURIComponent(id)).replace(/\{\w+\}/, 'x')
        const body = path.endsWith('/sharing')
          ? {}
          : /\/(invitations|reminders)$/.test(path)
            ? { customers: ['x'] }
            : { definition: aShortSurvey() }
        const hasBody = ['POST', 'PUT'].includes(method)
        const reply = await owner.fetch(target, {
          method,
          ...(hasBody ? { body: JSON.stringify(body) } : {}),
          headers: hasBody ? { 'content-type': 'application/json', 'if-match': '"1"' } : {},
        })
        expect(reply.status, `${method} ${target}`).toBe(404)
        expect(reply.headers.get('content-type')).toBe('application/problem+json')
      }
  })
})
