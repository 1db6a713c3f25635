/** The page of a response: its next step with what was saved, or the thanks after the last. */
import { Problem } from '../../schema/problem.ts'
import type { SurveyResponse } from '../../schema/responses.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { caseOfResponse } from '../complaints/list.ts'
import { customerById } from '../customers/store.ts'
import type { PublicSurvey } from '../inbox/inbox.ts'
import { findInbox } from '../inbox/inbox-of.ts'
import { idInReceipt, isReceiptOf, receiptOf } from '../secrets.ts'
import { knownSurvey } from './open.ts'
import { surveyPage, type ThanksPageInput, thanksPage } from './page.ts'
import { type Ctx, embedQuery, frameOf, localeFor, page } from './page-context.ts'
import { responseByReceipt } from './receipts.ts'
import { kioskHome } from './step-form.ts'
import { stepsFor } from './steps.ts'

/** The page at the address of a response: its next step, or the thanks. */
export async function ownPage(
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

/** The step an invited person comes back to, on whatever device. */
export async function resumed(
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

/** Only what a visitor may set goes back into the form; tier and stage come from the customer's record. */
const ownSegments = (response: SurveyResponse, definition: SurveyDefinition) =>
  Object.fromEntries(
    Object.entries(response.segments).filter(
      ([name]) => name === 'touchpoint' || definition.segments.includes(name),
    ),
  )

/** The case an answer has opened, asked for only where there may be one; without it the thanks are still thanks. */
export async function complaintOf(
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
export async function ownResponse(
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
