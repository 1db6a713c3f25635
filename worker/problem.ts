/** What a failure is called, and how programs are told of it; people get a page (`answering/failure-page.ts`). */
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { Problem, problemBody } from '../schema/problem.ts'
import type { App } from './context.ts'

/** A failure as problem+json; an unforeseen one is told without detail. Nothing prepared for a good reply goes with it. */
export function renderProblem(error: unknown, c: Context<App>): Response {
  const problem = asProblem(error, c)
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  }
  if (problem.retryAfter !== undefined) headers['retry-after'] = String(problem.retryAfter)
  // What RFC 9110 asks of every 401.
  if (problem.status === 401) headers['www-authenticate'] = 'Bearer'
  const { requestId } = c.var
  const body = { ...problemBody(problem), ...(problem.problem === 'internal' ? { requestId } : {}) }
  return new Response(JSON.stringify(body), { status: problem.status, headers })
}

/** People, whose browsers ask for HTML, are told by a page; everyone else in problem+json. */
export const wantsPage = ({ req }: Context<App>): boolean =>
  req.header('accept')?.includes('text/html') ?? false

/**
 * What went wrong, by its name: a database that is away is `unavailable`; anything nobody named is
 * `internal`, and logged whole.
 */
export function asProblem(error: unknown, c: Context<App>): Problem {
  if (error instanceof Problem) return error
  if (error instanceof HTTPException && error.status < 500) return new Problem('malformed-request')
  if (isAway(error)) return new Problem('unavailable', { retryAfter: 5 })
  c.set('requestId', crypto.randomUUID())
  logFailure(error, c)
  return new Problem('internal')
}

/** Whether a failure means the database cannot be reached or did not answer in time. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const text = `${error.name} ${error.message} ${'code' in error ? error.code : ''} ${error.cause instanceof Error ? `${error.cause.name} ${error.cause.message}` : ''}`
  return /TimeoutError|AbortError|Network connection lost|ECONNREFUSED|refused|SERVER_ERROR|SQLITE_BUSY|SQLITE_FULL|SQLITE_IOERR|STREAM_EXPIRED|stream not found|TRANSACTION_CLOSED|fetch failed|internal error; reference|HTTP_|timed out|connection/i.test(
    text,
  )
}

/** One JSON object a line; route patterns, never addresses with tokens in them. */
function logFailure(error: unknown, c: Context<App>) {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  console.error(
    JSON.stringify({
      level: 'error',
      requestId: c.var.requestId,
      method: c.req.method,
      route: c.req.routePath,
      error: name,
      message,
      stack,
    }),
  )
}
