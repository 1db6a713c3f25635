/** The description of the API holds every route of the application, by its name and no other. */
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import * as z from 'zod'
import type { App } from '../../../worker/context.ts'
import { describe } from '../../../worker/describe.ts'
import { openApiDocument, routesOf } from '../../../worker/openapi.ts'
import { validJson, validQuery } from '../../../worker/valid.ts'

const Thing = z.strictObject({ name: z.string().min(1) })
const room = new Hono<App>()
  .get('/:thingId', describe('One thing', Thing), (c) => c.json({ name: 'x' }))
  .post('/', describe('Make a thing', Thing, { status: 201 }), validJson(Thing), (c) =>
    c.json(c.req.valid('json'), 201),
  )
  .get('/', validQuery(z.object({ limit: z.coerce.number().max(5).default(2) })), (c) => c.json([]))
const app = new Hono<App>()
  .use((_c, next) => next())
  .route('/api/things', room)
  .get('/page', (c) => c.text('no route of the API'))

test('a route is known once, with all that its handlers say of it; middleware is none', () => {
  expect(routesOf(app).map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /api/things/:thingId',
    'POST /api/things',
    'GET /api/things',
  ])
})

test('the document names paths, bodies and replies as the schemas have them', () => {
  const { paths } = openApiDocument(app) as { paths: Record<string, Record<string, object>> }
  expect(Object.keys(paths)).toEqual(['/api/things/{thingId}', '/api/things'])
  const schema = {
    type: 'object',
    properties: { name: { type: 'string', minLength: 1 } },
    required: ['name'],
    additionalProperties: false,
  }
  expect(paths['/api/things']?.post).toMatchObject({
    summary: 'Make a thing',
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: { 201: { content: { 'application/json': { schema } } } },
  })
  expect(paths['/api/things']?.get).toMatchObject({
    parameters: [
      { name: 'limit', in: 'query', required: false, schema: { maximum: 5, default: 2 } },
    ],
  })
  expect(paths['/api/things/{thingId}']?.get).toMatchObject({
    parameters: [{ name: 'thingId', in: 'path', required: true }],
  })
})
