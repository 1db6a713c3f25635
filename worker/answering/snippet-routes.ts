/** What staff paste elsewhere to bring people to a survey: into a mail, into a page. */
import { Hono } from 'hono'
import * as z from 'zod'
import { chooseLocale, wording } from '../../schema/wording.ts'
import { ownOrigin } from '../address.ts'
import type { App } from '../context.ts'
import { describe } from '../describe.ts'
import { accountSettings } from '../settings/store.ts'
import { permit } from '../staff/permit.ts'
import { existing } from '../surveys/existing.ts'
import { versionsOf } from '../surveys/store.ts'
import { validQuery } from '../valid.ts'
import { emailSnippet } from './email-snippet.ts'
import { escaped } from './html.ts'
import { segmentsOf } from './page-context.ts'

const Query = z.object({
  lang: z.string().max(40).optional(),
  /** What the mail tool replaces by a personal link, such as `{{link}}`; without it the open link. */
  link: z
    .string()
    .regex(/^[\w{}[\]%$*|:. -]{1,60}$/, 'Needs the name of a field of your mail tool')
    .optional(),
  /** Segment values the links carry, as a query: `touchpoint=web&order_type=large`. */
  segments: z.string().max(2000).optional(),
})
const Snippets = z.object({
  /** The survey's open link. */
  link: z.string(),
  /** For the HTML part of a mail. */
  html: z.string(),
  /** For its text part. */
  text: z.string(),
  /** For a page: the widget, and the survey itself in a frame. */
  widget: z.string(),
  frame: z.string(),
})

export const snippets = new Hono<App>().get(
  '/:surveyId/email-snippet',
  describe('The survey as a piece of e-mail, and to embed; its links only preselect', Snippets),
  validQuery(Query),
  async (c) => {
    permit(c.var.actor, 'surveys:read')
    const { db } = c.var
    const survey = await existing(db, c.req.param('surveyId'))
    const { lang, link: field, segments } = c.req.valid('query')
    const definition = (await versionsOf(db, survey.id)).at(-1)?.definition ?? survey.draft
    const locale = chooseLocale(definition.locales, lang, c.req.header('accept-language'))
    const { brand, colour } = await accountSettings(db)
    const origin = ownOrigin(c.env, c.req.raw)
    const link = `${origin}/s/${survey.slug}`
    const own = wording(brand, locale, definition.locales[0] ?? 'en')
    const title = escaped(wording(definition.title, locale, definition.locales[0] ?? 'en'))
    return c.json({
      link,
      ...emailSnippet({
        definition,
        locale,
        brand: own,
        colour,
        link: field ?? link,
        segments: segmentsOf(definition, new URLSearchParams(segments)),
      }),
      widget: `<script src="${origin}/w/${survey.slug}.js" async></script>`,
      frame: `<iframe src="${link}?embed=1&amp;lang=${locale}" title="${title}" width="100%" height="480" style="border:0"></iframe>`,
    })
  },
)
