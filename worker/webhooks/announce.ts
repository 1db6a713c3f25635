/**
 * Puts what has happened into the outbox of every webhook that wants to be told. Read after the fact from what is committed, by
 * a cursor per webhook that moves in the batch of the rows: a tick cut off, or two at once, neither lose nor double anything.
 */
import { SurveyDefinition } from '../../schema/survey.ts'
import { alertsAfter } from '../alerts/store.ts'
import { type Database, isConstraint } from '../db.ts'
import { anonymousSurveys } from '../surveys/store.ts'
import { complaintEventsAfter, completedAfter, definitionsOf } from './events-store.ts'
import { putIntoOutbox } from './outbox-store.ts'
import {
  alertRaised,
  type CompletedResponse,
  complaintHappened,
  type Happened,
  responseCompleted,
} from './payloads.ts'
import { allWebhooks, type Cursors, moveCursors, type Stored } from './store.ts'

/** What is older is history, such as an import brings: nobody is told of it. Less than what the outbox remembers. */
const NEWS_MS = 30 * 86_400_000
/** Pages of one webhook and tick. */
const MOST_PAGES = 20
const MOST_ALERTS = 100

/** @param base where links begin: the public address, or '' when none is set */
export async function announce(db: Database, base: string, now: number): Promise<void> {
  const webhooks = await allWebhooks(db)
  if (webhooks.length === 0) return
  const anonymous = new Set(await anonymousSurveys(db))
  const telling = (surveyId: string | null) => ({
    isAnonymous: surveyId !== null && anonymous.has(surveyId),
    base,
    now,
  })
  for (const webhook of webhooks) {
    let from: Cursors | null = webhook.cursors
    for (let page = 0; from && page < MOST_PAGES; page++)
      from = await announcePage(db, webhook, from, now, telling)
  }
}

type TellingOf = (surveyId: string | null) => Parameters<typeof complaintHappened>[1]

/** @returns where the next page begins; null when there is none, or somebody else is at it */
async function announcePage(
  db: Database,
  webhook: Stored,
  from: Cursors,
  now: number,
  telling: TellingOf,
): Promise<Cursors | null> {
  const since = now - NEWS_MS
  const [responses, complaints, alerts] = await Promise.all([
    completedAfter(db, from.responses, since),
    complaintEventsAfter(db, from.complaints, since),
    alertsAfter(db, from.alerts, MOST_ALERTS),
  ])
  const to: Cursors = {
    responses: responses.through,
    complaints: complaints.through,
    alerts: alerts.at(-1)?.seq ?? from.alerts,
  }
  if (isSame(from, to)) return null
  const wanted = responses.events.filter(({ surveyId }) => isMeant(webhook, surveyId))
  const happened = [
    ...(webhook.events.includes('response.completed') ? await completed(db, wanted, telling) : []),
    ...complaints.events.map((one) => complaintHappened(one, telling(one.complaint.surveyId))),
    ...alerts.map(({ alert }) => alertRaised(alert, telling(null).base)),
  ].filter(({ event, surveyId }) => webhook.events.includes(event) && isMeant(webhook, surveyId))
  const own = happened.filter(({ event, surveyId }) => isOfSurvey(webhook, event, surveyId))
  try {
    await db.write([
      ...moveCursors(webhook.id, from, to),
      ...(own.length > 0 ? [putIntoOutbox(webhook.id, own, now)] : []),
    ])
  } catch (error) {
    if (!isConstraint(error)) throw error
    return null
  }
  return responses.isFull || complaints.isFull || alerts.length === MOST_ALERTS ? to : null
}

const isMeant = ({ surveys }: Stored, surveyId: string | null) =>
  surveys === null || surveyId === null || surveys.includes(surveyId)

/** A complaint of no survey is not told to who asked for some surveys only; alerts belong to none and are. */
const isOfSurvey = ({ surveys }: Stored, event: Happened['event'], surveyId: string | null) =>
  surveys === null || surveyId !== null || !event.startsWith('complaint.')

const isSame = (a: Cursors, b: Cursors) =>
  a.responses === b.responses && a.complaints === b.complaints && a.alerts === b.alerts

async function completed(
  db: Database,
  responses: readonly (CompletedResponse & { version: number })[],
  telling: TellingOf,
): Promise<Happened[]> {
  const found = responses.length === 0 ? [] : await definitionsOf(db, responses)
  const surveys = new Map(
    found.map(({ surveyId, version, definition }) => [
      `${surveyId} ${version}`,
      SurveyDefinition.parse(definition),
    ]),
  )
  return responses.map((one) =>
    responseCompleted(one, surveys.get(`${one.surveyId} ${one.version}`), telling(one.surveyId)),
  )
}
