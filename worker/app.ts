/** Every address and its room, on one screen. */
import { type Context, Hono, type Next } from 'hono'
import { Problem } from '../schema/problem.ts'
import { renderPage } from './answering/failure-page.ts'
import { pages } from './answering/page-routes.ts'
import { publicApi } from './answering/routes.ts'
import { api } from './api.ts'
import { drain } from './body.ts'
import { compress } from './compress.ts'
import type { App } from './context.ts'
import { dashboard } from './dashboard.ts'
import { Database } from './db.ts'
import { describe } from './describe.ts'
import { securityHeaders } from './headers.ts'
import { health } from './health.ts'
import { unsubscribing } from './mail/routes.ts'
import { openApiDocument } from './openapi.ts'
import { renderProblem, wantsPage } from './problem.ts'
import { RememberingRouter } from './remembering-router.ts'
import { randomToken } from './secrets.ts'
import { widget } from './widget/routes.ts'

export const app = new Hono<App>({ router: new RememberingRouter() })
  .use(compress)
  .use(securityHeaders)
  .use(async (c, next) => {
    c.set('now', new Date())
    c.set('db', new Database(c.env))
    // 128 bits, as a policy wants them; a UUID has 122. Programs get no page, and no nonce.
    if (!API.test(c.req.path)) c.set('nonce', randomToken(16))
    await next()
    await drain(c.req.raw).catch(() => {}) // gone away meanwhile
  })
  .use(onlyRoutes)
  .route('/', health)
  .get('/api/openapi.json', describe('This description', undefined, { open: true }), description)
  .route('/api/public', publicApi)
  .route('/api', api)
  .route('/', pages)
  .route('/', unsubscribing)
  .route('/', widget)
  .route('/', dashboard)
  .notFound((c) => render(new Problem('not-found'), c))
  .onError(render)

function description(c: Context<App>): Response {
  return c.json(openApiDocument(app))
}

/** Refuses what no route answers, before anybody is asked to sign in: 404, or 405 with the methods there are. */
async function onlyRoutes(c: Context<App>, next: Next): Promise<Response | undefined> {
  // No name of ours has a NUL in it, and no database takes one.
  if (c.req.path.includes('\0')) return render(new Problem('not-found'), c)
  const takes = (method: string) =>
    app.router.match(method, c.req.path)[0].some(([[, route]]) => route.method !== 'ALL')
  if (takes(c.req.method === 'HEAD' ? 'GET' : c.req.method) || isPreflight(c)) {
    await next()
    return undefined
  }
  const methods = METHODS.filter(takes)
  if (methods.length === 0) return render(new Problem('not-found'), c)
  const reply = render(new Problem('method-not-allowed'), c)
  reply.headers.set('allow', methods.join(', ').replace('GET', 'GET, HEAD'))
  return reply
}

const API = /^\/api(\/|$)/
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
const isPreflight = ({ req }: Context<App>) =>
  req.method === 'OPTIONS' && req.path.startsWith('/api/public/')

/** On /api nobody is told by a page. */
function render(error: unknown, c: Context<App>): Response {
  return wantsPage(c) && !API.test(c.req.path) ? renderPage(error, c) : renderProblem(error, c)
}
