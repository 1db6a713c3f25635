/** The pages customers see, and the plain form posts behind them. No GET stores anything. */
import { Hono } from 'hono'
import { type AnswerMap, Submission } from '../../schema/answers.ts'
import { drawSample } from '../../schema/flow.ts'
import { Problem } from '../../schema/problem.ts'
import type { SurveyResponse } from '../../schema/responses.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { clientAddress, foreignOrigin } from '../address.ts'
import { formOf, MOST_PUBLIC_BYTES } from '../body.ts'
import { canonical } from '../canonical.ts'
import { caseOfResponse } from '../complaints/list.ts'
import type { App } from '../context.ts'
import { customerById } from '../customers/store.ts'
import type { PublicSurvey } from '../inbox/inbox.ts'
import { findInbox } from '../inbox/inbox-of.ts'
import { asProblem, renderProblem, wantsPage } from '../problem.ts'
import { idInReceipt, isReceiptOf, receiptOf } from '../secrets.ts'
import { parsed } from '../valid.ts'
import { answersAfter, fromForm } from './form.ts'
import { chanceOf, idOfInvitation, knownInvitation, savedUnder } from './invited.ts'
import { requireOpen } from './open.ts'
import {
  type MessagePageInput,
  receiptPage,
  surveyPage,
  type ThanksPageInput,
  thanksPage,
} from './page.ts'
import {
  type Ctx,
  channelIn,
  embedQuery,
  frameOf,
  isFetched,
  localeFor,
  message,
  page,
  preselected,
  segmentsIn,
} from './page-context.ts'
import { deleteByReceipt, responseByReceipt } from './receipts.ts'
import { kioskHome } from './step-form.ts'
import { stepsFor } from './steps.ts'
import { type Sender, type Submitted, submit, unknownVersion } from './submit.ts'

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

/** A failure as a page of one sentence. */
export function renderPage(error: unknown, c: Ctx, origins: readonly string[] = []): Response {
  const { problem, status, retryAfter } = asProblem(error, c)
  const minutes = retryAfter === undefined ? undefined : retryAfter / 60
  const reply = message(c, ABOUT[problem] ?? 'failed', status, minutes, origins)
  if (retryAfter !== undefined) reply.headers.set('retry-after', String(retryAfter))
  return reply
}

/** The websites that may show what went wrong in their frame, where they asked for the survey in one. */
async function embedders(c: Ctx): Promise<readonly string[]> {
  const slug = c.req.param('slug')
  if (c.req.query('embed') !== '1' || slug === undefined) return []
  const survey = await knownSurvey(c, slug).catch(() => null)
  return survey?.sharing.origins ?? []
}

/** Which sentence a failure is told with. */
const ABOUT: Partial<Record<Problem['problem'], MessagePageInput['about']>> = {
  'survey-closed': 'closed',
  'survey-not-open': 'early',
  'unknown-survey': 'unknown',
  'not-found': 'expired',
  'wrong-receipt': 'expired',
  'link-expired': 'expired',
  'unknown-invitation': 'expired',
  'already-answered': 'used',
  'response-deleted': 'deleted',
  'too-many-requests': 'busy',
  unavailable: 'unavailable',
}

async function knownSurvey(c: Ctx, slug: string, version?: number): Promise<PublicSurvey> {
  const inbox = await findInbox(c.env, slug)
  const survey = await inbox?.published(slug, version)
  if (!survey) throw new Problem('unknown-survey')
  return survey
}

async function openSurvey(c: Ctx, slug: string): Promise<PublicSurvey> {
  const survey = await knownSurvey(c, slug)
  requireOpen(survey, c.var.now.getTime())
  return survey
}

/** The survey in the very version a form was drawn from. @throws Problem invalid-request for a version never published */
async function surveyOfForm(c: Ctx, slug: string, version: string | null): Promise<PublicSurvey> {
  if (version === null) return knownSurvey(c, slug)
  const inbox = await findInbox(c.env, slug)
  const survey = await inbox?.published(slug, Number(version) || 0)
  return survey ?? unknownVersion(c.env, slug)
}

/** With what was saved before: by the receipt, or of an invitation by its link alone, on whatever device. */
async function takeForm(c: Ctx, survey: PublicSurvey, form: URLSearchParams): Promise<Response> {
  const receipt = form.get('receipt')
  const token = form.get('token')
  if (receipt || !token) return take(c, survey, form, await savedBefore(c, survey, receipt))
  const saved = await savedByInvitation(c, survey, token).catch((error) => {
    // The answers are kept, and what does not fit is found when they are written.
    if (asProblem(error, c).problem === 'unavailable') return null
    throw error
  })
  // A repeat of what completed it is told apart by its content.
  if (!saved || saved.complete) return take(c, survey, form, null)
  form.set('id', saved.id)
  form.set('revision', String(saved.revision + 1))
  form.set('receipt', await receiptOf(c.env.GAPWISE_SECRET, survey.surveyId, saved.id))
  return take(c, survey, form, saved)
}

/** Stores a posted step and leads on to the next one; a faulty one is shown again with its answers kept. */
async function take(
  c: Ctx,
  survey: PublicSurvey,
  form: URLSearchParams,
  before: SurveyResponse | null,
  tries = 3,
): Promise<Response> {
  const { slug, definition, version } = survey
  const saved = before?.answers ?? {}
  if (before?.shown) keepSample(form, definition, before.shown)
  const posted = fromForm(definition, form, saved)
  const locale = localeFor(c, definition, posted.lang)
  const answers = answersAfter(definition, saved, posted)
  const faults = [...posted.faults, ...posted.halves]
  if (faults.length > 0) {
    requireOpen(survey, c.var.now.getTime())
    return page(
      c,
      survey.sharing.origins,
      surveyPage({
        ...frameOf(c, survey, locale),
        definition,
        version,
        action: `/s/${slug}${embedQuery(c)}`,
        step: posted.page,
        answers: saved,
        shown: posted.shown,
        id: posted.id,
        revision: posted.revision,
        receipt: posted.receipt,
        channel: posted.channel,
        segments: posted.segments,
        token: posted.token,
        typed: posted.typed,
        faults,
        reported: posted.reported,
      }),
      422,
    )
  }
  const steps = stepsFor(definition, answers, posted.shown)
  const isLast =
    (posted.action === 'next' || posted.action === 'skip') && posted.page >= steps.length
  const submission = parsed(Submission, {
    id: posted.id,
    revision: before ? revisionAfter(before, posted.revision, answers) : posted.revision,
    version,
    locale,
    channel: posted.channel,
    answers,
    ...(Object.keys(posted.segments).length > 0 ? { segments: posted.segments } : {}),
    ...(posted.shown ? { shown: posted.shown } : {}),
    ...(posted.token ? { token: posted.token } : {}),
    ...(posted.receipt ? { receipt: posted.receipt } : {}),
    complete: isLast,
  })
  const result = await submitted(c, slug, submission).catch((error) => {
    // Saved from another tab in this very moment: with what that has saved it fits.
    const isOther = error instanceof Problem && error.problem === 'response-differs'
    if (!isOther || !posted.receipt || tries === 0) throw error
    return null
  })
  if (result === null)
    return take(c, survey, form, await savedBefore(c, survey, form.get('receipt')), tries - 1)
  const { receipt, status } = result
  if (receipt === null) throw new Problem('wrong-receipt')
  const next = posted.page + { next: 1, skip: 1, back: -1, language: 0 }[posted.action]
  const query = new URLSearchParams({
    ...(isLast ? {} : { page: String(Math.max(1, next)) }),
    ...(c.req.query('embed') === '1' ? { embed: '1' } : {}),
  })
  c.header('referrer-policy', 'no-referrer')
  c.header('x-robots-tag', 'noindex')
  // An invitation goes on by its own link, but for its thanks, and while only the inbox knows of its answers.
  const isInvited = posted.token !== undefined && !isLast && status !== 202
  const path = isInvited ? `/i/${encodeURIComponent(posted.token ?? '')}` : `/s/${slug}/${receipt}`
  const address = `${path}${query.size > 0 ? '?' : ''}${query}`
  // The script is spared the way there: it gets the page at once, and is told where it would have been.
  if (!isFetched(c) || isInvited) return c.redirect(address, 303)
  const reply = await ownPage(c, survey, receipt, address)
  reply.headers.set('content-location', address)
  return reply
}

/** The page at the address of a response: its next step, or the thanks. */
async function ownPage(
  c: Ctx,
  latest: PublicSurvey,
  receipt: string,
  address?: string,
): Promise<Response> {
  const { response, kept } = await ownResponse(c, latest, receipt)
  const survey =
    response.version === latest.version
      ? latest
      : await knownSurvey(c, latest.slug, response.version)
  const name = await nameOf(c, survey, response)
  const complaint = kept ? undefined : await complaintOf(c, survey, response)
  return own(c, survey, response, receipt, { kept, name, complaint, address })
}

/** One person has one sample: a tab that drew another asks what it drew, and what this person was not to be asked is left out. */
function keepSample(
  form: URLSearchParams,
  { questions }: SurveyDefinition,
  shown: readonly string[],
): void {
  form.set('shown', shown.join(' '))
  for (const { key, type } of questions)
    if (type === 'gap' && !shown.includes(key))
      for (const name of new Set(form.keys())) if (name.startsWith(`${key}.`)) form.delete(name)
}

/** A tab left behind by another one saves on top of it: what it says is newer, and all else is kept. */
function revisionAfter(before: SurveyResponse, posted: number, answers: AnswerMap): number {
  const isNews = posted <= before.revision && canonical(answers) !== canonical(before.answers)
  return isNews ? before.revision + 1 : posted
}

/** @throws Problem already-answered where somebody else's answer came by the same invitation; and as `submit` */
async function submitted(c: Ctx, slug: string, submission: Submission): Promise<Submitted> {
  try {
    return await submit(c.env, slug, submission, senderOf(c), c.var.now.getTime())
  } catch (error) {
    const isOther = error instanceof Problem && error.problem === 'response-differs'
    throw isOther && submission.token !== undefined ? new Problem('already-answered') : error
  }
}

/**
 * Who posts a form. Our own pages tell nobody where a post comes from, so browsers send `Origin: null` with
 * it, and beside it that it stays within one origin.
 */
function senderOf(c: Ctx): Sender {
  const origin = foreignOrigin(c.env, c.req.raw)
  const isOwn = origin === 'null' && c.req.header('sec-fetch-site') === 'same-origin'
  return { foreignOrigin: isOwn ? null : origin, address: () => clientAddress(c.env, c.req.raw) }
}

/** What is known of a response beside its answers. */
type OwnFacts = {
  token?: string
  /** On the inbox's shelf still. */
  kept?: boolean
  /** The invited customer's. */
  name?: string | undefined
  complaint?: ThanksPageInput['complaint']
  /** Where this page is, if it is sent as the reply to a post. */
  address?: string | undefined
}

/** A response on its way: the asked step with what was saved, or the thanks after the last. */
function own(
  c: Ctx,
  survey: PublicSurvey,
  response: SurveyResponse,
  receipt: string,
  { token, kept, name, complaint, address }: OwnFacts = {},
): Response {
  const { slug, definition, version, isOpen } = survey
  const locale = localeFor(c, definition, response.locale)
  const frame = { ...frameOf(c, survey, locale), name, ...(address ? { address } : {}) }
  const shown = response.shown ?? undefined
  const query = address ? new URL(address, c.req.url).searchParams : null
  const asked = Number((query ? query.get('page') : c.req.query('page')) ?? NaN)
  const steps = stepsFor(definition, response.answers, shown)
  // At a counter the next person is another one: what is sent is seen no more.
  const isLeft = response.channel === 'kiosk' && response.complete
  const isThanks = isLeft || (Number.isNaN(asked) ? response.complete : asked > steps.length)
  if (isThanks || !isOpen)
    return page(
      c,
      survey.sharing.origins,
      thanksPage({
        ...frame,
        definition: withListedRedirect(survey),
        kept,
        complaint,
        answers: response.answers,
        home:
          response.channel === 'kiosk'
            ? kioskHome(`/s/${slug}`, ownSegments(response, definition))
            : undefined,
        commented: definition.questions.some(
          ({ type, key }) => type === 'text' && Boolean(response.answers[key]),
        ),
        changeHref: isOpen ? `/s/${slug}/${receipt}?page=1&lang=${locale}` : null,
        ownAnswersHref: `/r/${receipt}`,
      }),
    )
  return page(
    c,
    survey.sharing.origins,
    surveyPage({
      ...frame,
      definition,
      version,
      action: `/s/${slug}${embedQuery(c)}`,
      step: Number.isNaN(asked) ? firstOpen(steps, response.answers) : asked,
      answers: response.answers,
      shown,
      id: response.id,
      revision: response.revision + 1,
      receipt,
      channel: response.channel,
      segments: ownSegments(response, definition),
      token,
    }),
  )
}

/** The definition without an address to go on to whose host staff have not listed. */
function withListedRedirect({ definition, sharing }: PublicSurvey): SurveyDefinition {
  const { thanks } = definition
  if (!thanks?.redirectUrl) return definition
  const isListed = sharing.redirectHosts.includes(new URL(thanks.redirectUrl).hostname)
  return isListed ? definition : { ...definition, thanks: { ...thanks, redirectUrl: null } }
}

/** Where someone who comes back goes on: the first step without an answer. */
function firstOpen(steps: ReturnType<typeof stepsFor>, answers: SurveyResponse['answers']): number {
  const place = steps.findIndex((step) => step.every(({ key }) => answers[key] === undefined))
  return place === -1 ? steps.length : place + 1
}

/** An invitation that still holds, its survey, and what was begun by it. @throws Problem already-answered, link-expired, … */
async function openInvitation(c: Ctx, token: string) {
  const invited = await knownInvitation(c, token)
  if (invited.usedAt !== null) throw new Problem('already-answered')
  if (invited.revokedAt !== null || invited.expiresAt <= c.var.now.getTime())
    throw new Problem('link-expired')
  const survey = await openSurvey(c, invited.slug)
  const id = invited.responseId ?? (await idOfInvitation(c.env, token))
  const saved = await savedUnder(c, survey, id)
  if (saved?.complete) throw new Problem('already-answered')
  return { survey, id, saved, name: invited.name ?? undefined }
}

async function savedByInvitation(c: Ctx, survey: PublicSurvey, token: string) {
  const invited = await knownInvitation(c, token)
  if (invited.surveyId !== survey.surveyId) throw new Problem('unknown-invitation')
  return savedUnder(c, survey, invited.responseId ?? (await idOfInvitation(c.env, token)))
}

/** The step an invited person comes back to, on whatever device. */
async function resumed(
  c: Ctx,
  latest: PublicSurvey,
  response: SurveyResponse,
  token: string,
  invited: { name: string | undefined },
): Promise<Response> {
  const survey = await knownSurvey(c, latest.slug, response.version)
  const receipt = await receiptOf(c.env.GAPWISE_SECRET, survey.surveyId, response.id)
  return own(c, survey, response, receipt, { token, name: invited.name })
}

/** Only what a visitor may set goes back into the form; tier and stage come from the customer's record. */
const ownSegments = (response: SurveyResponse, definition: SurveyDefinition) =>
  Object.fromEntries(
    Object.entries(response.segments).filter(
      ([name]) => name === 'touchpoint' || definition.segments.includes(name),
    ),
  )

/** What a form with a receipt has saved before; null for a first step. @throws Problem wrong-receipt */
async function savedBefore(
  c: Ctx,
  survey: PublicSurvey,
  receipt: string | null,
): Promise<SurveyResponse | null> {
  if (!receipt) return null
  const id = idInReceipt(receipt)
  if (id === undefined || !(await isReceiptOf(c.env.GAPWISE_SECRET, survey.surveyId, id, receipt)))
    throw new Problem('wrong-receipt')
  return (await ownResponse(c, survey, receipt)).response
}

/** The case an answer has opened, asked for only where there may be one; without it the thanks are still thanks. */
async function complaintOf(
  c: Ctx,
  { surveyId, definition, settings }: PublicSurvey,
  { id, answers }: SurveyResponse,
): Promise<ThanksPageInput['complaint']> {
  const hasOne = definition.questions.some(
    ({ key, type }) => type === 'complaint' && answers[key] !== undefined,
  )
  const found = hasOne ? await caseOfResponse(c.var.db, surveyId, id).catch(() => null) : null
  return found ? { ...found, timeZone: settings.timeZone } : undefined
}

/** The name of the customer an answer is known to be of, looked up only for surveys that say it. */
async function nameOf(
  c: Ctx,
  { definition }: PublicSurvey,
  { customerId, customerVerified }: SurveyResponse,
): Promise<string | undefined> {
  if (!customerVerified || customerId === null || !/\{name[|}]/.test(JSON.stringify(definition)))
    return undefined
  const customer = await customerById(c.var.db, customerId).catch(() => null)
  return customer?.name ?? undefined
}

/** The response of a receipt, from the inbox's shelf while libSQL is away. */
async function ownResponse(
  c: Ctx,
  survey: PublicSurvey,
  receipt: string,
): Promise<{ response: SurveyResponse; kept: boolean }> {
  const id = idInReceipt(receipt)
  if (id === undefined || !(await isReceiptOf(c.env.GAPWISE_SECRET, survey.surveyId, id, receipt)))
    throw new Problem('not-found')
  const shelved = await (await findInbox(c.env, survey.slug))?.shelved(id)
  if (shelved) return { response: shelved, kept: true }
  const { response } = await responseByReceipt(c.env, c.var.db, receipt)
  return { response, kept: false }
}
