/** The draft as the widget will show it, on a made-up page; the script is the real one, and nothing it does is sent or remembered. */
import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import * as z from 'zod'
import { chooseLocale } from '../../schema/wording.ts'
import type { App } from '../context.ts'
import { describe } from '../describe.ts'
import { widgetPreviewPolicy } from '../headers.ts'
import { randomToken } from '../secrets.ts'
import { accountSettings } from '../settings/store.ts'
import { permit } from '../staff/permit.ts'
import { existing } from '../surveys/existing.ts'
import { validQuery } from '../valid.ts'
import { widgetData } from './data.ts'
import { scriptFor } from './runtime.ts'

const Query = z.object({
  lang: z.string().max(40).optional(),
  shape: z.enum(['popover', 'inline', 'button']).default('popover'),
  theme: z.enum(['light', 'dark']).default('light'),
})
type Query = z.infer<typeof Query>

export const widgetPreviews = new Hono<App>()
  .get(
    '/:surveyId/widget-preview',
    describe('The draft as the widget on a made-up page; stores nothing', undefined, {
      replyType: 'text/html',
    }),
    validQuery(Query),
    async (c) => {
      permit(c.var.actor, 'surveys:read')
      const { id } = await existing(c.var.db, c.req.param('surveyId'))
      c.set('nonce', randomToken(16))
      const policy = widgetPreviewPolicy(c.var.nonce)
      return c.html(page(id, c.req.valid('query'), c.var.nonce), 200, {
        'content-security-policy': policy,
      })
    },
  )
  .get(
    '/:surveyId/widget-preview.js',
    describe('The script of that page', undefined, { replyType: 'text/javascript' }),
    validQuery(Query),
    async (c) => {
      permit(c.var.actor, 'surveys:read')
      return c.body(await script(c, c.req.valid('query')), 200, {
        'content-type': 'text/javascript; charset=utf-8',
      })
    },
  )

async function script(c: Context<App>, { lang, shape }: Query): Promise<string> {
  const { db } = c.var
  const survey = await existing(db, c.req.param('surveyId') ?? '')
  const definition = survey.draft
  const locale = chooseLocale(definition.locales, lang, c.req.header('accept-language'))
  const data = widgetData(
    {
      surveyId: survey.id,
      slug: survey.slug,
      status: 'live',
      isOpen: true,
      version: survey.version,
      definition,
      sharing: survey.sharing,
      settings: await accountSettings(db),
    },
    locale,
    false,
  )
  return scriptFor({ ...data, rules: shape === 'popover' ? {} : { shape }, isPreview: true }, false)
}

/** A page of grey bars, as light or dark as asked, with room for the shape that stands in it. */
const page = (surveyId: string, query: Query, nonce: string) => {
  const address = `/api/surveys/${surveyId}/widget-preview.js?${new URLSearchParams({ ...query, lang: query.lang ?? '' })}`
  const target = query.shape === 'inline' ? '#here' : undefined
  return html`<!doctype html><html lang="en" class="${query.theme}"><meta name="viewport" content="width=device-width"><title>Preview</title>
<style nonce="${nonce}">${STYLE}</style><body><i></i><p></p><p></p><p></p><div id="here"></div><p></p><p></p>
<script src="${address}" ${target ? html`data-target="${target}"` : ''}></script></body></html>`
}

const STYLE =
  'html{background:#fff;color:#111}.dark{background:#111;color:#eee}body{margin:24px}' +
  'i,p{display:block;height:14px;margin:14px 0;background:#8883;border-radius:7px}i{height:28px;width:50%}' +
  '#here:not(:empty){margin:28px 0}'
