/** The public JSON side: the survey for own front ends, and the one address answers come in by. */
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { Submission } from '../../schema/answers.ts'
import { drawSample, pagesOf } from '../../schema/flow.ts'
import { Problem } from '../../schema/problem.ts'
import { Definition } from '../../schema/survey.ts'
import { Localized } from '../../schema/text.ts'
import { clientAddress, foreignOrigin } from '../address.ts'
import { MOST_PUBLIC_BYTES } from '../body.ts'
import { caseOfResponse } from '../complaints/list.ts'
import type { App } from '../context.ts'
import type { Database } from '../db.ts'
import { describe } from '../describe.ts'
import { findInbox } from '../inbox/inbox-of.ts'
import { renderProblem } from '../problem.ts'
import { validJson } from '../valid.ts'
import { requireOpen } from './open.ts'
import { deleteByReceipt, traceOf } from './receipts.ts'
import { submit } from './submit.ts'

/** What everyone may know of a live survey: what is asked, and nothing of who asks or who has answered. */
const PublicPart = Definition.omit({ program: true, sample: true }).extend({
  slug: z.string(),
  version: z.int(),
  brand: Localized(60),
  /** The gap questions drawn for this visit; they go back as `shown`. */
  shown: z.array(z.string()).optional(),
  /** The keys of the questions, page by page. */
  pages: z.array(z.array(z.string())),
})
const Receipt = z.object({
  id: z.string(),
  receipt: z.string().optional(),
  /** The case a finished answer has opened, and by when its author is promised a reply. */
  complaint: z.object({ reference: z.string(), dueAt: z.iso.datetime().optional() }).optional(),
})
type Receipt = z.infer<typeof Receipt>

export const publicApi = new Hono<App>()
  .use('/surveys/:slug/*', allowOrigin)
  .use('/responses/:receipt', allowOrigin)
  .get(
    '/surveys/:slug',
    describe('A live survey, for own front ends', PublicPart, { open: true }),
    async (c) => {
      const slug = c.req.param('slug')
      const survey = await (await findInbox(c.env, slug))?.published(slug)
      if (!survey) throw new Problem('unknown-survey')
      requireOpen(survey, c.var.now.getTime())
      const { definition, version, settings } = survey
      const { program, sample, segments, ...open } = definition
      const shown = drawSample(definition, Math.random)
      return c.json({
        slug,
        version,
        brand: settings.brand,
        ...open,
        segments: ['touchpoint', ...segments],
        ...(shown ? { shown } : {}),
        pages: pagesOf(definition, shown).map((page) => page.map(({ key }) => key)),
      })
    },
  )
  .post(
    '/surveys/:slug/responses',
    describe('Answer a survey', Receipt, { status: 201, open: true }),
    isThere,
    validJson(Submission, MOST_PUBLIC_BYTES),
    async (c) => {
      const sender = {
        foreignOrigin: foreignOrigin(c.env, c.req.raw),
        address: () => clientAddress(c.env, c.req.raw),
      }
      const { slug } = c.req.param()
      const now = c.var.now.getTime()
      const submission = c.req.valid('json')
      const { id, receipt, status, surveyId } = await submit(c.env, slug, submission, sender, now)
      if (receipt === null) return c.json({ id } satisfies Receipt, status)
      const complaint =
        submission.complete && status !== 202 && mayComplain(submission.answers)
          ? await caseTold(c.var.db, surveyId, id)
          : undefined
      return c.json({ id, receipt, ...(complaint && { complaint }) } satisfies Receipt, status)
    },
  )
  .delete(
    '/responses/:receipt',
    describe('Delete one’s own answers', undefined, { status: 204, open: true }),
    async (c) => {
      await deleteByReceipt(c.env, c.var.db, c.req.param('receipt'))
      return c.body(null, 204)
    },
  )

/** What is wrong with a body is told of a survey that takes one; that there is none comes first. */
async function isThere(c: Context<App>, next: () => Promise<void>): Promise<void> {
  await next()
  if (!(c.error instanceof Problem) || c.error.problem !== 'invalid-request') return
  const slug = c.req.param('slug') ?? ''
  const survey = await (await findInbox(c.env, slug))?.published(slug)
  if (!survey) c.res = renderProblem(new Problem('unknown-survey'), c)
}

/** Whether any answer has the shape of a complaint; others are spared the question whether there is a case. */
const mayComplain = (answers: Readonly<Record<string, unknown>>): boolean =>
  Object.values(answers).some(
    (answer) =>
      typeof answer === 'object' && answer !== null && ('category' in answer || 'text' in answer),
  )

/** The case of an answer; without it the answer is stored all the same. */
async function caseTold(
  db: Database,
  surveyId: string,
  id: string,
): Promise<Receipt['complaint'] | undefined> {
  const found = await caseOfResponse(db, surveyId, id).catch(() => null)
  if (!found) return undefined
  const { reference, dueAt } = found
  return { reference, ...(dueAt ? { dueAt: dueAt.toISOString() } : {}) }
}

/**
 * Lets exactly the websites the survey lists read the reply, send answers and delete them; never with credentials, never
 * everyone. A request without an Origin comes from a server or a page of ours.
 */
async function allowOrigin(
  c: Context<App>,
  next: () => Promise<void>,
): Promise<Response | undefined> {
  const origin = foreignOrigin(c.env, c.req.raw)
  const allowed = origin === null ? [] : await originsOf(c)
  const isAllowed = origin !== null && allowed?.includes(origin)
  if (c.req.method === 'OPTIONS') return preflight(c, isAllowed ? origin : null)
  // That a survey is not there is for the handler to say.
  const isBarred = c.req.method !== 'GET' && origin !== null && allowed !== null && !isAllowed
  if (isBarred) c.res = renderProblem(new Problem('origin-not-allowed'), c)
  else await next()
  c.res.headers.append('vary', 'Origin')
  if (isAllowed) {
    c.res.headers.set('access-control-allow-origin', origin)
    // Their script may read when to come back, where it is told to.
    if (c.res.headers.has('retry-after'))
      c.res.headers.set('access-control-expose-headers', 'retry-after')
  }
  return undefined
}

/** What a browser asks before it sends JSON elsewhere, or deletes. */
function preflight(c: Context<App>, origin: string | null): Response {
  const headers = new Headers({ vary: 'Origin', 'cache-control': 'no-store' })
  if (origin !== null) {
    headers.set('access-control-allow-origin', origin)
    headers.set('access-control-allow-methods', c.req.param('receipt') ? 'DELETE' : 'GET, POST')
    headers.set('access-control-allow-headers', 'content-type')
    headers.set('access-control-max-age', '600')
  }
  return new Response(null, { status: 204, headers })
}

/** The websites that the survey lists, or the one a receipt is of; null when there is no such survey. */
async function originsOf(c: Context<App>): Promise<readonly string[] | null> {
  const receipt = c.req.param('receipt')
  const slug =
    receipt === undefined
      ? (c.req.param('slug') ?? '')
      : (await traceOf(c.env, c.var.db, receipt))?.slug
  if (slug === undefined) return null
  const survey = await (await findInbox(c.env, slug))?.published(slug)
  return survey?.sharing.origins ?? null
}
