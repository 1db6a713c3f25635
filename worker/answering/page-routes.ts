/** The pages customers see, and the plain form posts behind them. No GET stores anything. */
import { type Context, Hono } from 'hono'
import { CHANNELS, Submission } from '../../schema/answers.ts'
import { drawSample } from '../../schema/flow.ts'
import { Problem } from '../../schema/problem.ts'
import type { SurveyResponse } from '../../schema/responses.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { chooseLocale, Text, wording } from '../../schema/text.ts'
import { clientAddress, foreignOrigin } from '../address.ts'
import { formOf, MOST_PUBLIC_BYTES } from '../body.ts'
import type { App } from '../context.ts'
import { surveyPolicy } from '../headers.ts'
import type { PublicSurvey } from '../inbox/inbox.ts'
import { findInbox } from '../inbox/inbox-of.ts'
import { asProblem } from '../problem.ts'
import { idInReceipt, isReceiptOf } from '../secrets.ts'
import { parsed } from '../valid.ts'
import { ASSETS } from './assets.ts'
import type { Frame } from './document.ts'
import { answersAfter, fromForm } from './form.ts'
import { requireOpen } from './open.ts'
import { type MessagePageInput, messagePage, receiptPage, surveyPage, thanksPage } from './page.ts'
import { deleteByReceipt, responseByReceipt } from './receipts.ts'
import { stepsFor } from './steps.ts'
import { type Sender, submit, unknownVersion } from './submit.ts'
import { WORDS } from './words.ts'

type Ctx = Context<App>

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
    const before = await savedBefore(c, survey, form.get('receipt'))
    return take(c, survey, form, before)
  })
  .get('/s/:slug/:receipt', async (c) => {
    const { slug, receipt } = c.req.param()
    const latest = await knownSurvey(c, slug)
    const response = await ownResponse(c, latest, receipt)
    const survey = await knownSurvey(c, slug, response.version)
    return own(c, survey, response, receipt)
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

pages.onError(async (error, c) => renderPage(error, c, await embedders(c)))

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

/** Stores a posted step and leads on to the next one; a faulty one is shown again with its answers kept. */
async function take(
  c: Ctx,
  survey: PublicSurvey,
  form: URLSearchParams,
  before: SurveyResponse | null,
): Promise<Response> {
  const { slug, definition, version } = survey
  const saved = before?.answers ?? {}
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
    revision: posted.revision,
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
  const { receipt } = await submit(c.env, slug, submission, senderOf(c), c.var.now.getTime())
  if (receipt === null) throw new Problem('wrong-receipt')
  const next = posted.page + { next: 1, skip: 1, back: -1, language: 0 }[posted.action]
  const query = new URLSearchParams({
    ...(isLast ? {} : { page: String(Math.max(1, next)) }),
    ...(c.req.query('embed') === '1' ? { embed: '1' } : {}),
  })
  c.header('referrer-policy', 'no-referrer')
  c.header('x-robots-tag', 'noindex')
  return c.redirect(`/s/${slug}/${receipt}${query.size > 0 ? '?' : ''}${query}`, 303)
}

/**
 * Who posts a form. Our own pages tell nobody where a post comes from, so browsers send `Origin: null` with
 * it, and beside it that it stays within one origin.
 */
function senderOf(c: Ctx): Sender {
  const origin = foreignOrigin(c.env, c.req.raw)
  const isOwn = origin === 'null' && c.req.header('sec-fetch-site') === 'same-origin'
  return { foreignOrigin: isOwn ? null : origin, address: clientAddress(c.env, c.req.raw) }
}

/** A response on its way: the asked step with what was saved, or the thanks after the last. */
function own(c: Ctx, survey: PublicSurvey, response: SurveyResponse, receipt: string): Response {
  const { slug, definition, version, isOpen } = survey
  const locale = localeFor(c, definition, response.locale)
  const frame = frameOf(c, survey, locale)
  const shown = response.shown ?? undefined
  const asked = Number(c.req.query('page') ?? NaN)
  const steps = stepsFor(definition, response.answers, shown)
  const isThanks = Number.isNaN(asked) ? response.complete : asked > steps.length
  if (isThanks || !isOpen)
    return page(
      c,
      survey.sharing.origins,
      thanksPage({
        ...frame,
        definition: withListedRedirect(survey),
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
  if (id === undefined || !isReceiptOf(c.env.GAPWISE_SECRET, survey.surveyId, id, receipt))
    throw new Problem('wrong-receipt')
  return ownResponse(c, survey, receipt)
}

/** The response of a receipt, from the inbox's shelf while libSQL is away. */
async function ownResponse(c: Ctx, survey: PublicSurvey, receipt: string): Promise<SurveyResponse> {
  const id = idInReceipt(receipt)
  if (id === undefined || !isReceiptOf(c.env.GAPWISE_SECRET, survey.surveyId, id, receipt))
    throw new Problem('not-found')
  const shelved = await (await findInbox(c.env, survey.slug))?.shelved(id)
  if (shelved) return shelved
  return (await responseByReceipt(c.env, c.var.db, receipt)).response
}

function frameOf(c: Ctx, { definition, sharing, settings }: PublicSurvey, locale: string): Frame {
  const { brand, colour, logo, privacyLink } = settings
  const url = new URL(c.req.url)
  url.searchParams.delete('lang')
  return {
    locale,
    locales: definition.locales,
    address: url.pathname + url.search,
    brand: wording(brand, locale, definition.locales[0] ?? 'en'),
    colour,
    logo,
    privacyLink,
    linked: definition.privacy === 'identified',
    nonce: c.var.nonce,
    assets: ASSETS,
    bare: c.req.header('x-requested-with') === 'gapwise',
    ...(c.req.query('embed') === '1' ? { embed: sharing.origins } : {}),
  }
}

const embedQuery = (c: Ctx) => (c.req.query('embed') === '1' ? '?embed=1' : '')

const localeFor = (c: Ctx, definition: SurveyDefinition, known?: string | null): string =>
  chooseLocale(definition.locales, c.req.query('lang') ?? known, c.req.header('accept-language'))

const channelIn = (c: Ctx): string =>
  CHANNELS.find((channel) => channel === c.req.query('channel')) ?? 'link'

/** Segment values of the address; unknown names are ignored, and so is a value that could not be stored. */
function segmentsIn(c: Ctx, definition: SurveyDefinition): Record<string, string> {
  const names = ['touchpoint', ...definition.segments]
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = c.req.query(name)?.trim()
      return value !== undefined && SegmentValue.safeParse(value).success ? [[name, value]] : []
    }),
  )
}

const SegmentValue = Text(64, 1)

/** A score in the address is chosen on the page and nothing more: mail scanners follow links. */
function preselected(c: Ctx, definition: SurveyDefinition): Record<string, string> {
  return Object.fromEntries(
    definition.questions.flatMap(({ key, type }) => {
      const score = c.req.query(key)
      return type === 'nps' && score && /^(\d|10)$/.test(score) ? [[key, score]] : []
    }),
  )
}

/** A page of a respondent: never cached, never indexed, and its address told to nobody. */
function page(c: Ctx, origins: readonly string[], html: string, status = 200): Response {
  return new Response(html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
      'content-security-policy': surveyPolicy(c.var.nonce, origins),
    },
  })
}

function message(
  c: Ctx,
  about: MessagePageInput['about'],
  status: number,
  minutes?: number,
  origins: readonly string[] = [],
): Response {
  const locale = chooseLocale(
    Object.keys(WORDS),
    c.req.query('lang'),
    c.req.header('accept-language'),
  )
  const html = messagePage({
    about,
    minutes,
    locale,
    locales: [locale],
    address: '/',
    brand: '',
    colour: '#17486b',
    logo: null,
    privacyLink: null,
    linked: true,
    nonce: c.var.nonce,
    assets: ASSETS,
  })
  return page(c, origins, html, status)
}
