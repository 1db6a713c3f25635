/** A posted step: what it says is stored, and leads on to the next one. */
import { Submission } from '../../schema/answers.ts'
import { Problem } from '../../schema/problem.ts'
import type { SurveyResponse } from '../../schema/responses.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { canonical } from '../canonical.ts'
import type { PublicSurvey } from '../inbox/inbox.ts'
import { findInbox } from '../inbox/inbox-of.ts'
import { asProblem } from '../problem.ts'
import { idInReceipt, isReceiptOf, receiptOf } from '../secrets.ts'
import { parsed } from '../valid.ts'
import { answersAfter, fromForm } from './form.ts'
import { savedByInvitation } from './invited.ts'
import { knownSurvey, requireOpen } from './open.ts'
import { ownPage, ownResponse } from './own-page.ts'
import { surveyPage } from './page.ts'
import {
  type Ctx,
  embedQuery,
  frameOf,
  isFetched,
  localeFor,
  page,
  senderOf,
} from './page-context.ts'
import { stepsFor } from './steps.ts'
import { type Submitted, submit, unknownVersion } from './submit.ts'

/** The survey in the very version a form was drawn from. @throws Problem invalid-request for a version never published */
export async function surveyOfForm(
  c: Ctx,
  slug: string,
  version: string | null,
): Promise<PublicSurvey> {
  if (version === null) return knownSurvey(c, slug)
  const inbox = await findInbox(c.env, slug)
  const survey = await inbox?.published(slug, Number(version) || 0)
  return survey ?? unknownVersion(c.env, slug)
}

/** With what was saved before: by the receipt, or of an invitation by its link alone, on whatever device. */
export async function takeForm(
  c: Ctx,
  survey: PublicSurvey,
  form: URLSearchParams,
): Promise<Response> {
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
  // A language chosen before anything is saved saves nothing: the step comes again with what was typed, and the status
  // that tells the script to keep its draft.
  if (faults.length > 0 || (posted.action === 'language' && before === null)) {
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
    revision: before
      ? revisionAfter(before, posted.revision, { answers, complete: isLast, locale })
      : posted.revision,
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

/** A tab left behind saves on top of what another one, or its own post without a reply, has saved: all else is kept. */
function revisionAfter(before: SurveyResponse, posted: number, now: Partial<SurveyResponse>) {
  const said = ({ answers, complete, locale }: Partial<SurveyResponse>) =>
    canonical({ answers, complete, locale })
  const isNews = posted <= before.revision && said(now) !== said(before)
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
