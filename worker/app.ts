/** Every address and its room, on one screen. */
import { type Context, Hono } from 'hono'
import { Problem } from '../schema/problem.ts'
import { publicApi } from './answering/routes.ts'
import { pages } from './answering/page-routes.ts'
import { api } from './api.ts'
import type { App } from './context.ts'
import { dashboard } from './dashboard.ts'
import { Database } from './db.ts'
import { describe } from './describe.ts'
import { securityHeaders } from './headers.ts'
import { health } from './health.ts'
import { openApiDocument } from './openapi.ts'
import { renderProblem } from './problem.ts'
import { randomToken } from './secrets.ts'
import { widget } from './widget/routes.ts'

export const app = new Hono<App>()
  .use(securityHeaders)
  .use(async (c, next) => {
    c.set('now', new Date())
    c.set('db', new Database(c.env))
    c.set('requestId', randomToken(9))
    c.set('nonce', randomToken(16))
    await next()
  })
  .route('/', health)
  .get('/api/openapi.json', describe('This description', undefined, { open: true }), description)
  .route('/api/public', publicApi)
  .route('/api', api)
  .route('/', pages)
  .route('/', widget)
  .route('/', dashboard)
  .notFound((c) => renderProblem(new Problem('not-found'), c))
  .onError(renderProblem)

function description(c: Context<App>): Response {
  return c.json(openApiDocument(app))
}
