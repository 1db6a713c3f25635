/** The pages customers see, and the plain form posts behind them. No GET stores anything. */
import { Hono } from 'hono'
import { drawSample } from '../../schema/flow.ts'
import { Problem } from '../../schema/problem.ts'
import { formOf, MOST_PUBLIC_BYTES } from '../body.ts'
import type { App } from '../context.ts'
import { renderProblem, wantsPage } from '../problem.ts'
import { embedders, renderPage } from './failure-page.ts'
import { chanceOf, knownInvitation, openInvitation } from './invited.ts'
import { knownSurvey, openSurvey } from './open.ts'
import { complaintOf, ownPage, resumed } from './own-page.ts'
import { receiptPage, surveyPage } from './page.ts'
import {
  channelIn,
  embedQuery,
  frameOf,
  localeFor,
  message,
  page,
  preselected,
  segmentsIn,
  senderOf,
} from './page-context.ts'
import { deleteByReceipt, responseByReceipt } from './receipts.ts'
import { surveyOfForm, takeForm } from './take-form.ts'

export const pages = new Hono<App>()
  .get('/s/:slug', async (c) => {
    const slug = c.req.param('slug')
    const survey = await openSurvey(c, slug)
    const { definition, version } = survey
    const locale = localeFor(c, definition)
    return page(
      c,
      survey.sharing.origins,
      surveyPage({
        ...frameOf(c, survey, locale),
        definition,
        version,
        action: `/s/${slug}${embedQuery(c)}`,
        step: 1,
        answers: {},
        shown: drawSample(definition, Math.random),
        id: crypto.randomUUID(),
        revision: 1,
        channel: channelIn(c),
        segments: segmentsIn(c, definition),
        typed: preselected(c, definition),
      }),
    )
  })
  .post('/s/:slug', async (c) => {
    const form = await formOf(c.req.raw, MOST_PUBLIC_BYTES)
    const survey = await surveyOfForm(c, c.req.param('slug'), form.get('version'))
    return takeForm(c, survey, form)
  })
  .get('/s/:slug/:receipt', async (c) => {
    const { slug, receipt } = c.req.param()
    return ownPage(c, await knownSurvey(c, slug), receipt)
  })
  .get('/i/:token', async (c) => {
    const token = c.req.param('token')
    const { survey, id, saved, name } = await openInvitation(c, token)
    const { definition, version } = survey
    if (saved) return resumed(c, survey, saved, token, { name })
    return page(
      c,
      [],
      surveyPage({
        ...frameOf(c, survey, localeFor(c, definition)),
        definition,
        version,
        action: `/s/${survey.slug}`,
        step: 1,
        answers: {},
        shown: drawSample(definition, chanceOf(id)),
        id,
        revision: 1,
        channel: 'email',
        segments: segmentsIn(c, definition),
        token,
        typed: preselected(c, definition),
        name,
      }),
    )
  })
  .post('/i/:token', async (c) => {
    const form = await formOf(c.req.raw, MOST_PUBLIC_BYTES)
    const token = c.req.param('token')
    form.set('token', token)
    const { slug } = await knownInvitation(c, token)
    const survey = await surveyOfForm(c, slug, form.get('version'))
    return takeForm(c, survey, form)
  })
  .get('/r/:receipt', async (c) => {
    const receipt = c.req.param('receipt')
    const { slug, response } = await responseByReceipt(c.env, c.var.db, receipt)
    const survey = await knownSurvey(c, slug, response.version)
    return page(
      c,
      [],
      receiptPage({
        ...frameOf(c, survey, localeFor(c, survey.definition, response.locale)),
        definition: survey.definition,
        answers: response.answers,
        changeHref: survey.isOpen ? `/s/${slug}/${receipt}?page=1` : null,
        action: `/r/${receipt}`,
        complaint: await complaintOf(c, survey, response),
      }),
    )
  })
  .post('/r/:receipt', async (c) => {
    const form = await formOf(c.req.raw, MOST_PUBLIC_BYTES)
    if (form.get('action') !== 'delete') throw new Problem('malformed-request')
    if (senderOf(c).foreignOrigin !== null) throw new Problem('origin-not-allowed')
    await deleteByReceipt(c.env, c.var.db, c.req.param('receipt'))
    return message(c, 'deleted', 200)
  })

pages.onError(async (error, c) => {
  if (wantsPage(c)) return renderPage(error, c, await embedders(c))
  const reply = renderProblem(error, c)
  // The address has a token in it, whatever is told of it.
  reply.headers.set('referrer-policy', 'no-referrer')
  reply.headers.set('x-robots-tag', 'noindex')
  return reply
})
