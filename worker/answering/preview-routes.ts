/**
 * The draft as the page it will be: drawn by the same code, run by the same scripts. What is answered in it goes along in
 * the address, so that the way through the survey can be tried, and is stored nowhere.
 */
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import type { AnswerMap } from '../../schema/answers.ts'
import { drawSample, isAsked } from '../../schema/flow.ts'
import type { Question, SurveyDefinition } from '../../schema/survey.ts'
import { chooseLocale } from '../../schema/wording.ts'
import type { App } from '../context.ts'
import { describe } from '../describe.ts'
import { previewPolicy } from '../headers.ts'
import { randomToken } from '../secrets.ts'
import { accountSettings } from '../settings/store.ts'
import { permit } from '../staff/permit.ts'
import { existing } from '../surveys/existing.ts'
import { validQuery } from '../valid.ts'
import { fromForm } from './form.ts'
import { surveyPage, thanksPage } from './page.ts'
import { brandedFrame } from './page-context.ts'
import { WALK } from './step-form.ts'
import { stepsFor } from './steps.ts'

/** Beside these the fields of the form, as it would post them. */
const Query = z.object({
  lang: z.string().max(40).optional(),
  /** The step, from 1, or the page after the last one. */
  page: z.union([z.coerce.number().int().min(1).max(200), z.literal('thanks')]).default(1),
  /** From that step on or back, as the form's button says. */
  action: z.enum(['next', 'back', 'skip']).optional(),
  /** The step with this question, if there is one. */
  question: z.string().max(40).optional(),
  /** Whether conditions hold as answered; else every question is in reach. */
  [WALK]: z.literal('1').optional(),
})

export const previews = new Hono<App>().get(
  '/:surveyId/preview',
  describe('The draft as the real page; stores nothing', undefined, { replyType: 'text/html' }),
  validQuery(Query),
  async (c) => {
    permit(c.var.actor, 'surveys:read')
    const survey = await existing(c.var.db, c.req.param('surveyId'))
    // Under /api no reply has a nonce but this one, which is a page.
    c.set('nonce', randomToken(16))
    const settings = await accountSettings(c.var.db)
    const html = previewOf(c, survey, settings, c.req.valid('query'))
    return c.html(html, 200, { 'content-security-policy': previewPolicy(c.var.nonce) })
  },
)

type Asked = z.output<typeof Query>

function previewOf(
  c: Context<App>,
  survey: Awaited<ReturnType<typeof existing>>,
  settings: Awaited<ReturnType<typeof accountSettings>>,
  asked: Asked,
): string {
  const definition = asked[WALK] ? survey.draft : everythingAsked(survey.draft)
  const locale = chooseLocale(definition.locales, asked.lang, c.req.header('accept-language'))
  const frame = { ...brandedFrame(c, definition, settings, locale), preview: true }
  const shown = drawSample(definition, notAtAll)
  const form = fieldsIn(c.req.url, asked, shown)
  const { answers, typed, reported, ...way } = wayOf(definition, form, shown)
  const faults = asked.action ? way.faults : []
  const steps = stepsFor(definition, answers, shown)
  const step = faults.length > 0 ? Number(form.get('page')) : stepAsked(asked, steps)
  if (step === 'thanks' || steps.length === 0 || (asked.action && step > steps.length))
    return thanksPage({
      ...frame,
      definition: withoutRedirect(definition),
      answers,
      commented: definition.questions.some(
        ({ type, key }) => type === 'text' && Boolean(answers[key]),
      ),
      changeHref: null,
      ownAnswersHref: '#',
    })
  return surveyPage({
    ...frame,
    definition,
    version: survey.version,
    action: c.req.path,
    step,
    answers,
    shown,
    id: 'preview',
    revision: 1,
    channel: 'link',
    ...(faults.length > 0 ? { faults, typed } : {}),
    reported,
  })
}

/** The address as a posted form. Without an action nothing is sent on, so nothing can be wrong with it. */
function fieldsIn(url: string, { page, action }: Asked, shown?: readonly string[]) {
  const form = new URL(url).searchParams
  form.set('page', page === 'thanks' ? '1' : String(page))
  form.set('action', action ?? 'back')
  if (shown) form.set('shown', shown.join(' '))
  return form
}

/** What is answered on this way, and what must be put right on the step that is left, as a post would tell. */
function wayOf(
  definition: SurveyDefinition,
  form: URLSearchParams,
  shown: readonly string[] | undefined,
) {
  const all = keptOf(definition, fromForm(definition, form).answers, shown)
  const page = Number(form.get('page'))
  const own = new Set((stepsFor(definition, all, shown)[page - 1] ?? []).map(({ key }) => key))
  const before = Object.fromEntries(Object.entries(all).filter(([key]) => !own.has(key)))
  const posted = fromForm(definition, form, before)
  return {
    answers: posted.action === 'skip' ? before : all,
    // Of the step alone: what was answered before a scale was changed stands on another one.
    faults: [...posted.faults, ...posted.halves].filter(({ pointer }) =>
      own.has(pointer.split('/')[2] ?? ''),
    ),
    typed: posted.typed,
    reported: posted.reported,
  }
}

/** What stays answered: an answer whose question is not asked after the ones before it is none. */
function keptOf(
  definition: SurveyDefinition,
  given: AnswerMap,
  shown: readonly string[] | undefined,
): AnswerMap {
  const kept: AnswerMap = {}
  for (const question of definition.questions) {
    const answer = given[question.key]
    if (answer !== undefined && isAsked(definition, question, kept, shown))
      kept[question.key] = answer
  }
  return kept
}

/** The step to show, from 1; it may lie beyond the last one. */
function stepAsked({ page, action, question }: Asked, steps: Question[][]): number | 'thanks' {
  const own = steps.findIndex((step) => step.some(({ key }) => key === question))
  if (own !== -1) return own + 1
  if (page === 'thanks') return page
  return page + (action === undefined ? 0 : { next: 1, skip: 1, back: -1 }[action])
}

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
