/** The public JSON side: the survey for own front ends, and the one address answers come in by. */
import { type Context, Hono } from 'hono'
import { Submission } from '../../schema/answers.ts'
import { drawSample, pagesOf } from '../../schema/flow.ts'
import { Problem } from '../../schema/problem.ts'
import { clientAddress, foreignOrigin } from '../address.ts'
import { jsonOf, MOST_PUBLIC_BYTES } from '../body.ts'
import type { App } from '../context.ts'
import { findInbox } from '../inbox/inbox-of.ts'
import { parsed } from '../valid.ts'
import { deleteByReceipt } from './receipts.ts'
import { submit } from './submit.ts'

export const publicApi = new Hono<App>()
  .use('/surveys/:slug/*', allowOrigin)
  .get('/surveys/:slug', async (c) => {
    const slug = c.req.param('slug')
    const survey = await (await findInbox(c.env, slug))?.published(slug)
    if (!survey) throw new Problem('unknown-survey')
    if (!survey.isOpen) throw new Problem('survey-closed')
    const { definition, version, settings } = survey
    const shown = drawSample(definition, Math.random)
    const pages = pagesOf(definition, shown).map((page) => page.map((question) => question.key))
    return c.json({
      slug,
      version,
      title: definition.title,
      locales: definition.locales,
      brand: settings.brand,
      segments: ['touchpoint', ...definition.segments],
      dimensions: definition.dimensions,
      questions: definition.questions,
      noOpinion: definition.noOpinion,
      ...(shown ? { shown } : {}),
      pages,
    })
  })
  .post('/surveys/:slug/responses', async (c) => {
    const submission = parsed(Submission, await jsonOf(c.req.raw, MOST_PUBLIC_BYTES))
    const { id, receipt, status } = await submit(
      c.env,
      c.req.param('slug'),
      submission,
      { foreignOrigin: foreignOrigin(c.env, c.req.raw), address: clientAddress(c.env, c.req.raw) },
      c.var.now.getTime(),
    )
    return c.json({ id, receipt }, status)
  })
  .delete('/responses/:receipt', async (c) => {
    await deleteByReceipt(c.env, c.var.db, c.req.param('receipt'))
    return c.body(null, 204)
  })

/** Lets exactly the websites the survey lists read the reply; never with credentials, never everyone. */
async function allowOrigin(
  c: Context<App>,
  next: () => Promise<void>,
): Promise<Response | undefined> {
  const origin = foreignOrigin(c.env, c.req.raw)
  const isAllowed = origin !== null && (await originsOf(c)).includes(origin)
  if (c.req.method === 'OPTIONS') {
    const headers = new Headers({ vary: 'Origin', 'cache-control': 'no-store' })
    if (isAllowed && origin) {
      headers.set('access-control-allow-origin', origin)
      headers.set('access-control-allow-methods', 'GET, POST')
      headers.set('access-control-allow-headers', 'content-type')
      headers.set('access-control-max-age', '600')
    }
    return new Response(null, { status: 204, headers })
  }
  await next()
  c.res.headers.append('vary', 'Origin')
  if (isAllowed && origin) c.res.headers.set('access-control-allow-origin', origin)
  return undefined
}

async function originsOf(c: Context<App>): Promise<string[]> {
  const slug = c.req.param('slug') ?? ''
  const survey = await (await findInbox(c.env, slug))?.published(slug)
  return survey?.sharing.origins ?? []
}
