/** The description of the API: every route there is, and replies that are what it says. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { aResponse, aShortSurvey, aSurvey } from '../support/a-survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'

type Media = { schema?: z.core.JSONSchema.JSONSchema }
type Operation = {
  summary: string
  security?: object[]
  parameters: { name: string; in: string; required: boolean; schema: object }[]
  requestBody?: { content: Record<string, Media> }
  responses: Record<string, { description: string; content?: Record<string, Media> }>
}
type Document = {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: { Problem: z.core.JSONSchema.JSONSchema } }
}

let gapwise: Gapwise
let owner: Owner
let survey: Published
let document: Document
const response = aResponse()

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
  survey = await owner.publish(aSurvey())
  await gapwise.post(`/api/public/surveys/${survey.slug}/responses`, response)
  document = await (await gapwise.fetch('/api/openapi.json')).json()
})

afterAll(() => gapwise.stop())

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  )
const operation = (method: string, path: string): Operation => {
  const found = document.paths[path]?.[method]
  if (!found) throw new Error(`There is no ${method} ${path}`)
  return found
}

test('needs no sign-in, and is OpenAPI 3.1', async () => {
  const reply = await gapwise.fetch('/api/openapi.json')
  expect(reply.status).toBe(200)
  expect(reply.headers.get('content-type')).toMatch(/^application\/json/)
  expect(document.openapi).toBe('3.1.0')
  expect(operations().length).toBeGreaterThan(25)
})

test('says of every route what it does, what it takes and what it gives', () => {
  for (const { method, path, operation } of operations()) {
    const name = `${method} ${path}`
    expect(operation.summary, name).toMatch(/^[A-Z].{5,}/)
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, each]) => each)
    const told = operation.parameters.filter((each) => each.in === 'path').map((each) => each.name)
    expect(told, name).toEqual(inPath)
    expect(Object.keys(operation.responses), name).toContain('default')
    expect(Object.keys(operation.responses).length, name).toBe(2)
    const [status = ''] = Object.keys(operation.responses)
    if (status !== '204' && path !== '/api/openapi.json')
      expect(Object.keys(operation.responses[status]?.content ?? {}), name).toHaveLength(1)
    const takesBody = /\/(publication|rebuild|identity-key|secret|test|\{deliveryId\})$/.test(path)
      ? false
      : /^(post|put|patch)$/.test(method)
    expect(operation.requestBody !== undefined, name).toBe(takesBody)
  }
})

test('leaves open exactly what is open', () => {
  const open = operations().filter(({ operation }) => operation.security?.length === 0)
  expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    'delete /api/public/responses/{receipt}',
    'get /api/openapi.json',
    'get /api/public/surveys/{slug}',
    'post /api/join',
    'post /api/public/surveys/{slug}/responses',
    'post /api/session',
    'post /api/setup',
  ])
})

/** The addresses a template stands for. */
const addressesOf = (template: string) =>
  new RegExp(`^${template.replaceAll('.', '[.]').replaceAll(/\{\w+\}/g, '[^/]+')}$`)

test('describes no route that is not there, and every method that is', async () => {
  const headers = { authorization: 'Bearer none' }
  for (const path of Object.keys(document.paths)) {
    const target = path.replaceAll(/\{\w+\}/g, 'x')
    // An address may be described twice: /complaints/import is also /complaints/{complaintId}.
    const described = Object.entries(document.paths)
      .filter(([template]) => addressesOf(template).test(target))
      .flatMap(([, methods]) => Object.keys(methods).map((method) => method.toUpperCase()))
    const other = ['PATCH', 'DELETE', 'PUT'].find((method) => !described.includes(method))
    const reply = await gapwise.fetch(target, { method: other ?? 'PATCH', headers })
    expect(reply.status, path).toBe(405)
    const allowed = (reply.headers.get('allow') ?? '').split(', ')
    expect(allowed.filter((method) => method !== 'HEAD').sort()).toEqual(described.sort())
  }
})

describe('a reply is what is said of it', () => {
  const settings = { privacyMinimum: 7 }
  const report = '?from=2026-01-01&to=2026-02-01&interval=week'
  const calls: [string, string, string, () => Promise<Response>][] = [
    ['get', '/api/session', '200', () => owner.fetch('/api/session')],
    ['get', '/api/settings', '200', () => owner.fetch('/api/settings')],
    ['put', '/api/settings', '200', () => put('/api/settings', settings)],
    ['get', '/api/surveys', '200', () => owner.fetch('/api/surveys?limit=1')],
    ['get', '/api/alerts', '200', () => owner.fetch('/api/alerts')],
    ['post', '/api/surveys', '201', () => post('/api/surveys', { definition: aShortSurvey() })],
    ['get', '/api/surveys/{surveyId}', '200', () => at('')],
    ['get', '/api/surveys/{surveyId}/versions', '200', () => at('/versions')],
    ['get', '/api/surveys/{surveyId}/sharing', '200', () => at('/sharing')],
    ['put', '/api/surveys/{surveyId}/publication', '200', () => at('/publication', 'PUT')],
    ['get', '/api/surveys/{surveyId}/responses', '200', () => at('/responses')],
    [
      'get',
      '/api/surveys/{surveyId}/responses/{responseId}',
      '200',
      () => at(`/responses/${response.id}`),
    ],
    ['get', '/api/surveys/{surveyId}/reports/nps', '200', () => at(`/reports/nps${report}`)],
    ['get', '/api/surveys/{surveyId}/reports/gaps', '200', () => at(`/reports/gaps${report}`)],
    ['post', '/api/api-keys', '201', () => post('/api/api-keys', { name: 'x', scope: 'read' })],
    ['get', '/api/api-keys', '200', () => owner.fetch('/api/api-keys')],
    [
      'get',
      '/api/public/surveys/{slug}',
      '200',
      () => gapwise.fetch(`/api/public/surveys/${survey.slug}`),
    ],
    [
      'post',
      '/api/public/surveys/{slug}/responses',
      '201',
      () => gapwise.post(`/api/public/surveys/${survey.slug}/responses`, aResponse()),
    ],
  ]
  test.each(calls)('%s %s', async (method, path, status, call) => {
    const reply = await call()
    expect(String(reply.status)).toBe(status)
    const content = operation(method, path).responses[status]?.content?.['application/json']
    const checked = schemaOf(content?.schema).safeParse(await reply.json())
    expect(checked.error?.issues ?? []).toEqual([])
  })

  const faults: [string, () => Promise<Response>][] = [
    ['401', () => gapwise.fetch('/api/surveys')],
    ['404', () => owner.fetch('/api/surveys/x')],
    ['405', () => owner.fetch('/api/settings', { method: 'DELETE' })],
    ['412', () => put(`/api/surveys/${survey.id}`, { definition: aShortSurvey() })],
    ['415', () => owner.fetch('/api/surveys', { method: 'POST', body: 'x' })],
    ['422', () => post('/api/surveys', { definition: { title: 5 } })],
  ]
  test.each(faults)('a problem with %s is a Problem', async (status, call) => {
    const reply = await call()
    expect(String(reply.status)).toBe(status)
    expect(reply.headers.get('content-type')).toBe('application/problem+json')
    expect(
      schemaOf(document.components.schemas.Problem).safeParse(await reply.json()).success,
    ).toBe(true)
  })

  const at = (what: string, method = 'GET') =>
    owner.fetch(`/api/surveys/${survey.id}${what}`, { method })
  const send = (method: string) => (path: string, body: unknown) =>
    owner.fetch(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const post = send('POST')
  const put = send('PUT')
})

test('a body is what is said of it: the sample of a survey fits its description, a wrong one does not', () => {
  const content = operation('post', '/api/surveys').requestBody?.content['application/json']
  const body = schemaOf(content?.schema)
  expect(body.safeParse({ definition: aSurvey() }).success).toBe(true)
  expect(body.safeParse({ definition: { ...aSurvey(), questions: [] } }).success).toBe(false)
  expect(body.safeParse({ definition: aSurvey(), id: 'x' }).success).toBe(false)
  const answer = operation('post', '/api/public/surveys/{slug}/responses')
  const submission = schemaOf(answer.requestBody?.content['application/json']?.schema)
  expect(submission.safeParse(response).success).toBe(true)
  expect(submission.safeParse({ ...response, id: 'short' }).success).toBe(false)
  expect(submission.safeParse({ ...response, extra: 1 }).success).toBe(false)
})

const schemaOf = (schema: z.core.JSONSchema.JSONSchema | undefined) => {
  if (!schema) throw new Error('There is no schema')
  return z.fromJSONSchema(schema)
}
