/** Takes one response: holds it against the very version that was shown, then hands it to the survey's inbox. */
import { answersFaults } from '../../schema/answer-faults.ts'
import { type Submission, walkFaults } from '../../schema/answers.ts'
import { notKnown, Problem } from '../../schema/problem.ts'
import type { SurveyResponse } from '../../schema/responses.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { localeSpoken } from '../../schema/wording.ts'
import { canonical } from '../canonical.ts'
import type { Env } from '../env.ts'
import { findInbox, inboxOf } from '../inbox/inbox-of.ts'
import { putInto } from '../inbox/put.ts'
import { digest, hmac, hmacHex, isEqual, receiptOf, sha256 } from '../secrets.ts'
import { noteMiss, requireNoGuesser } from './guesses.ts'

export type Sender = {
  /** The Origin header when it is not our own. */
  foreignOrigin: string | null
  /** The sender's address, looked up only where it matters. */
  address: () => string
}

export type Submitted = {
  id: string
  /** Null for an older revision without the receipt: whoever sent it has shown nothing of what is stored. */
  receipt: string | null
  /** 201 stored now; 202 kept until the database is back; 200 stored before, or replaced. */
  status: 200 | 201 | 202
  surveyId: string
}

/**
 * @throws Problem unknown-survey, survey-closed, invalid-request, response-differs, wrong-receipt,
 *   origin-not-allowed, already-answered, unknown-invitation, link-expired, too-many-requests, response-deleted, unavailable
 */
export async function submit(
  env: Env,
  slug: string,
  submission: Submission,
  sender: Sender,
  now: number,
): Promise<Submitted> {
  const inbox = await findInbox(env, slug)
  if (!inbox) throw new Problem('unknown-survey')
  if (submission.token) requireNoGuesser(sender.address(), now)
  const isVerified =
    submission.customer?.signature !== undefined &&
    (await isSigned(
      env,
      submission,
      (await inbox.published(slug))?.settings.identityKeyNumber ?? 0,
    ))
  const mostPerAddress = Number(env.GAPWISE_LIMIT_ADDRESS ?? 600)
  for (let attempt = 0; attempt < 2; attempt++) {
    const survey = await definitionOf(env, slug, submission.version)
    checkAnswers(survey.definition, submission)
    const { id } = submission
    const [response, receipt, address] = await Promise.all([
      asResponse(survey.definition, submission, isVerified, now),
      receiptOf(env.GAPWISE_SECRET, survey.surveyId, id),
      mostPerAddress > 0 ? addressDigest(env, sender.address(), now) : null,
    ])
    const showsReceipt = submission.receipt !== undefined && isEqual(submission.receipt, receipt)
    const reply = await putInto(inbox, {
      slug,
      surveyId: survey.surveyId,
      response,
      hasReceipt: showsReceipt,
      invitation: submission.token ? sha256(submission.token) : null,
      foreignOrigin: sender.foreignOrigin,
      address,
      mostPerAddress,
      now,
    })
    if (reply.outcome === 'stale') definitions.delete(`${slug}@${submission.version}`)
    else if (reply.outcome === 'refused') {
      if (reply.problem === 'unknown-invitation') noteMiss(sender.address(), now)
      throw refusal(reply)
    } else {
      const isProven = reply.outcome !== 'older' || showsReceipt
      const status = STATUS[reply.outcome]
      return { id, receipt: isProven ? receipt : null, status, surveyId: survey.surveyId }
    }
  }
  throw new Problem('unknown-survey')
}

const STATUS = { stored: 201, kept: 202, replaced: 200, repeat: 200, older: 200 } as const

type KnownDefinition = { surveyId: string; definition: SurveyDefinition }
/** Published versions never change, so they are looked up once per isolate; a reused slug is noticed by its survey id. */
const definitions = new Map<string, KnownDefinition>()
const MOST_DEFINITIONS = 200

async function definitionOf(env: Env, slug: string, version: number): Promise<KnownDefinition> {
  const name = `${slug}@${version}`
  const known = definitions.get(name)
  if (known) return known
  const found = await inboxOf(env, slug).published(slug, version)
  if (!found) return unknownVersion(env, slug)
  if (definitions.size >= MOST_DEFINITIONS) definitions.clear()
  definitions.set(name, { surveyId: found.surveyId, definition: found.definition })
  return found
}

/** @throws Problem unknown-survey, invalid-request */
export async function unknownVersion(env: Env, slug: string): Promise<never> {
  const latest = await inboxOf(env, slug).published(slug)
  if (!latest) throw new Problem('unknown-survey')
  const detail = `The latest published version is ${latest.version}`
  throw new Problem('invalid-request', { errors: [{ pointer: '/version', detail }] })
}

/** @throws Problem invalid-request */
function checkAnswers(survey: SurveyDefinition, submission: Submission): void {
  const errors = answersFaults(survey, submission.answers)
  if (errors.length === 0) errors.push(...walkFaults(survey, submission))
  for (const name of Object.keys(submission.segments ?? {}))
    if (name !== 'touchpoint' && !survey.segments.includes(name))
      errors.push(notKnown('/segments', name))
  if (errors.length > 0) throw new Problem('invalid-request', { errors })
}

async function asResponse(
  survey: SurveyDefinition,
  submission: Submission,
  isVerified: boolean,
  now: number,
): Promise<SurveyResponse> {
  const { id, revision, version, channel, answers, complete } = submission
  const isAnonymous = survey.privacy === 'anonymous'
  return {
    id,
    revision,
    version,
    submittedAt: now,
    channel,
    locale: submission.locale ? localeSpoken(submission.locale, survey.locales) : null,
    answers,
    segments: submission.segments ?? {},
    shown: submission.shown ?? null,
    customerId: isAnonymous ? null : (submission.customer?.id ?? null),
    customerVerified: !isAnonymous && isVerified,
    complete,
    secondsTaken: submission.secondsTaken ?? null,
    bodyHash: await digest(canonical({ ...submission, receipt: undefined })),
  }
}

/** The key website owners sign customer ids with, on their own servers. @param number counts the account's keys */
export const identityKey = (secret: string, number: number): Promise<string> =>
  hmac(secret, number === 0 ? 'identity' : `identity\n${number}`)

/** Whether the customer id was signed: hex HMAC-SHA-256 of the id and the sorted segments. */
async function isSigned(
  env: Env,
  { customer, segments }: Submission,
  keyNumber: number,
): Promise<boolean> {
  if (!customer?.signature) return false
  const named = Object.entries(segments ?? {}).map(([name, value]) => `\n${name}=${value}`)
  const key = await identityKey(env.GAPWISE_SECRET, keyNumber)
  const expected = await hmacHex(key, customer.id + named.sort().join(''))
  return isEqual(customer.signature, expected)
}

/** An address is only ever seen as a digest under a key that changes every day. */
async function addressDigest(env: Env, address: string, now: number): Promise<string> {
  const day = new Date(now).toISOString().slice(0, 10)
  return hmac(env.GAPWISE_SECRET, `address\n${day}\n${address}`)
}

function refusal(reply: { problem: Problem['problem']; retryAfter?: number; pointer?: string }) {
  const { problem, retryAfter, pointer } = reply
  return new Problem(problem, {
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(pointer === undefined
      ? {}
      : { errors: [{ pointer, detail: 'Stored with other content' }] }),
  })
}
