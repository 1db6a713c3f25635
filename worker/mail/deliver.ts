/** Sends what is queued, one mail after another, and stores what came of each. Never throws for a mail's sake. */
import type { Settings } from '../../schema/settings.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import type { Database, Statement } from '../db.ts'
import type { Env } from '../env.ts'
import { linkToken } from '../invitations/link-token.ts'
import { sha256 } from '../secrets.ts'
import { accountSettings } from '../settings/store.ts'
import { versionsOf } from '../surveys/store.ts'
import { invitationMail } from './invitation-mail.ts'
import { type Mail, type Outcome, send } from './send.ts'
import { type MailSetUp, mailSetUp } from './set-up.ts'
import {
  type Claimed,
  claimMail,
  holdMails,
  mailFacts,
  retryMail,
  settleMail,
  suppressedAmong,
} from './store.ts'
import { addressHash, stopToken } from './unsubscribing.ts'

/** A run takes no new mail after this; the next minute goes on. */
const RUN_MS = 25_000
/** A run beside a request is ended by the runtime after 30 seconds: what it took last must be through by then. */
export const SHORT_RUN_MS = 10_000
/** Longer than a mail can take. */
const LEASE_MS = 120_000
const MINUTE_MS = 60_000
/** After 1, 4, 16, 64, 256 and 1,024 minutes another try; then, a day later, none: providers forget keys after a day. */
const MOST_TRIES = 7
/** While nobody answers, one mail is risked in so long. */
const SILENCE_MS = 10 * MINUTE_MS
const DAY_MS = 86_400_000

/** @param now ms; what is due by then is sent, and what comes of it is dated so */
export async function deliverMails(
  env: Env,
  db: Database,
  now: number,
  runMs = RUN_MS,
): Promise<void> {
  const setUp = mailSetUp(env)
  if (!setUp) return
  const until = Date.now() + runMs
  const known: Known = { settings: await accountSettings(db), surveys: new Map() }
  while (Date.now() < until) {
    const claimed = await claimMail(db, now, now + LEASE_MS)
    if (!claimed) return
    const outcome = await deliver(env, setUp, db, claimed, known, now)
    await db.write(afterwards(claimed, outcome, now))
    if (holdsAll(outcome)) return
  }
}

/** What is the same for many mails of a run. */
type Known = { settings: Settings; surveys: Map<string, SurveyDefinition | null> }
type Result = Outcome | { kind: 'unsubscribed' | 'withdrawn'; detail: null }

async function deliver(
  env: Env,
  setUp: MailSetUp,
  db: Database,
  { id }: Claimed,
  known: Known,
  now: number,
): Promise<Result> {
  const facts = await mailFacts(db, id, now)
  if (!facts || facts.hasEnded) return { kind: 'withdrawn', detail: null }
  const { surveyId, email, invitationId } = facts
  if (email === null) return { kind: 'permanent', detail: 'The customer has no e-mail address' }
  const hash = await addressHash(env.GAPWISE_SECRET, email)
  if ((await suppressedAmong(db, [hash])).size > 0) return { kind: 'unsubscribed', detail: null }
  const token = await linkToken(env.GAPWISE_SECRET, invitationId)
  if (sha256(token) !== facts.hash)
    return { kind: 'permanent', detail: 'GAPWISE_SECRET has changed since the invitation was made' }
  const definition = known.surveys.get(surveyId) ?? (await latest(db, surveyId))
  known.surveys.set(surveyId, definition)
  if (!definition) return { kind: 'withdrawn', detail: null }
  const content = invitationMail({
    ...facts,
    definition,
    settings: known.settings,
    link: `${setUp.origin}/i/${token}`,
    stop: `${setUp.origin}/unsubscribe/${await stopToken(env.GAPWISE_SECRET, hash)}`,
  })
  const mail: Mail = { ...content, to: email, idempotencyKey: id }
  return send(env, setUp, mail)
}

const latest = async (db: Database, surveyId: string) =>
  (await versionsOf(db, surveyId)).at(-1)?.definition ?? null

/** What is stored of an outcome. */
function afterwards({ id, attempts }: Claimed, outcome: Result, now: number): Statement[] {
  const detail = outcome.kind === 'sent' ? null : told(outcome.detail)
  if (outcome.kind === 'permanent') return [settleMail(id, 'failed', detail, now)]
  if (outcome.kind === 'unknown')
    return [settleMail(id, 'unknown', detail, now), holdMails(now + SILENCE_MS)]
  if (outcome.kind !== 'retryable') return [settleMail(id, outcome.kind, detail, now)]
  const asked = Math.min((outcome.afterSeconds ?? 0) * 1000, DAY_MS)
  const next = now + Math.max(asked, MINUTE_MS * 4 ** (attempts - 1))
  return [
    attempts < MOST_TRIES
      ? retryMail(id, detail ?? '', next)
      : settleMail(id, 'failed', detail, now),
    ...(outcome.everyone ? [holdMails(now + Math.max(asked, MINUTE_MS))] : []),
  ]
}

/** Whether nothing else would be taken now either. */
const holdsAll = (outcome: Result) =>
  outcome.kind === 'unknown' || (outcome.kind === 'retryable' && outcome.everyone)

/** What a server said, without what would not be text, and not more of it than anybody reads. */
function told(detail: string | null): string | null {
  const text = detail
    ?.toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
  return text ? [...text].slice(0, 300).join('') : null
}

/** What stopped a run, for the log; the next minute tries again. */
export function tellFailure(error: unknown): void {
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  console.error(JSON.stringify({ level: 'error', task: 'mail', error: name, message }))
}
