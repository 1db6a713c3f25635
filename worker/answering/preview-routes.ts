/** The draft as the page it will be: drawn by the same code, run by the same scripts, and nothing it says is sent or stored. */
import { Hono } from 'hono'
import * as z from 'zod'
import { drawSample } from '../../schema/flow.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { chooseLocale } from '../../schema/wording.ts'
import type { App } from '../context.ts'
import { describe } from '../describe.ts'
import { previewPolicy } from '../headers.ts'
import { randomToken } from '../secrets.ts'
import { accountSettings } from '../settings/store.ts'
import { permit } from '../staff/permit.ts'
import { existing } from '../surveys/routes.ts'
import { validQuery } from '../valid.ts'
import { surveyPage, thanksPage } from './page.ts'
import { brandedFrame } from './page-context.ts'
import { stepsFor } from './steps.ts'

const Query = z.object({
  lang: z.string().max(40).optional(),
  /** The step, from 1, or the page after the last one. */
  page: z.union([z.coerce.number().int().min(1).max(100), z.literal('thanks')]).default(1),
})

export const previews = new Hono<App>().get(
  '/:surveyId/preview',
  describe('The draft as the real page; stores nothing', undefined, { replyType: 'text/html' }),
  validQuery(Query),
  async (c) => {
    permit(c.var.actor, 'surveys:read')
    const survey = await existing(c.var.db, c.req.param('surveyId'))
    const { lang, page } = c.req.valid('query')
    // Under /api no reply has a nonce but this one, which is a page.
    c.set('nonce', randomToken(16))
    const definition = everythingAsked(survey.draft)
    const locale = chooseLocale(definition.locales, lang, c.req.header('accept-language'))
    const frame = {
      ...brandedFrame(c, definition, await accountSettings(c.var.db), locale),
      preview: true,
    }
    const shown = drawSample(definition, notAtAll)
    const html =
      page === 'thanks' || page > stepsFor(definition, {}, shown).length
        ? thanksPage({
            ...frame,
            definition: withoutRedirect(definition),
            commented: false,
            changeHref: null,
            ownAnswersHref: '#',
          })
        : surveyPage({
            ...frame,
            definition,
            version: survey.version,
            action: c.req.path,
            step: page,
            answers: {},
            shown,
            id: 'preview',
            revision: 1,
            channel: 'link',
          })
    return c.html(html, 200, { 'content-security-policy': previewPolicy(c.var.nonce) })
  },
)

/** Every condition holds, so that no question is out of reach; on the steps they will stand on. */
const everythingAsked = (draft: SurveyDefinition): SurveyDefinition => ({
  ...draft,
  questions: draft.questions.map((question) =>
    question.showIf
      ? { ...question, showIf: { any: [question.showIf, { not: question.showIf }] } }
      : question,
  ),
})

const withoutRedirect = (definition: SurveyDefinition): SurveyDefinition => ({
  ...definition,
  ...(definition.thanks ? { thanks: { ...definition.thanks, redirectUrl: null } } : {}),
})

/** Draws the first questions, the same ones on every step. */
const notAtAll = () => 1 - Number.EPSILON
