/** What is said of events: ids, states and links; a score where the survey knows its people; never anybody's words. Pure. */
import type { Alert } from '../../schema/alerts.ts'
import { referenceOf } from '../../schema/complaints.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import type { WebhookEvent } from '../../schema/webhooks.ts'

/** The body of a delivery, as Standard Webhooks has it. */
export type Payload = { type: string; timestamp: string; data: Record<string, unknown> }

/** Something that happened, known by its source: the same one is never announced twice. */
export type Happened = {
  event: WebhookEvent
  source: string
  surveyId: string | null
  responseId: string | null
  payload: Payload
}

export type CompletedResponse = {
  id: string
  surveyId: string
  submittedAt: number
  answers: Readonly<Record<string, unknown>>
}
/** @param base where links begin @param now told instead of the times of an anonymous survey */
export function responseCompleted(
  { id, surveyId, submittedAt, answers }: CompletedResponse,
  survey: SurveyDefinition | undefined,
  { isAnonymous, base, now }: Telling,
): Happened {
  const api = `${base}/api/surveys/${surveyId}/responses/${encodeURIComponent(id)}`
  const known = isAnonymous ? {} : { score: survey ? scoreIn(answers, survey) : null }
  return {
    event: 'response.completed',
    source: `response.completed ${surveyId} ${id}`,
    surveyId,
    responseId: id,
    payload: {
      type: 'response.completed',
      timestamp: iso(isAnonymous ? now : submittedAt),
      data: { survey: surveyId, response: id, ...known, links: { api } },
    },
  }
}

export type Telling = { isAnonymous: boolean; base: string; now: number }

/** The answer a survey is about: its first recommendation, else its first rating; null when it was not given. */
function scoreIn(answers: CompletedResponse['answers'], { questions }: SurveyDefinition) {
  const lead =
    questions.find(({ type }) => type === 'nps') ?? questions.find(({ type }) => type === 'rating')
  const value = lead && answers[lead.key]
  return lead && typeof value === 'number' ? { question: lead.key, value } : null
}

export type ComplaintHappening = {
  seq: number
  kind: string
  at: number
  changes: Readonly<Record<string, unknown>>
  complaint: {
    seq: number
    id: string
    surveyId: string | null
    responseId: string | null
    state: string
    category: string
    severity: string
  }
}

export function complaintHappened(
  { seq, kind, at, changes, complaint }: ComplaintHappening,
  { isAnonymous, base, now }: Telling,
): Happened {
  const event = kind === 'opened' ? 'complaint.opened' : 'complaint.changed'
  const { id, surveyId, responseId, state, category, severity } = complaint
  const reference = referenceOf(complaint.seq)
  const names = kind === 'reply' || kind === 'erased' ? [kind] : Object.keys(changes)
  const changed = names.filter((name) => name !== 'from')
  const known = isAnonymous
    ? {}
    : { state, category, severity, ...(kind === 'opened' ? {} : { changed }) }
  return {
    event,
    source: `complaint-event ${seq}`,
    surveyId,
    responseId: null,
    payload: {
      type: event,
      timestamp: iso(isAnonymous ? now : at),
      data: {
        ...{ complaint: id, reference, survey: surveyId, response: responseId },
        ...known,
        links: {
          api: `${base}/api/complaints/${encodeURIComponent(id)}`,
          dashboard: `${base}/app/complaints?case=${reference}`,
        },
      },
    },
  }
}

/** Alerts are of all surveys together, so nobody is in them. */
export function alertRaised(alert: Alert, base: string): Happened {
  const { id, chart, interval, start, end, rule, side } = alert
  const { complaints, exposure, rate, centre, per, raisedAt, link } = alert
  return {
    event: 'alert.raised',
    source: `alert ${id}`,
    surveyId: null,
    responseId: null,
    payload: {
      type: 'alert.raised',
      timestamp: raisedAt,
      data: {
        ...{ alert: id, chart, interval, start, end, rule, side },
        ...{ complaints, exposure, rate, centre, per },
        links: { dashboard: `${base}${link}` },
      },
    },
  }
}

const iso = (at: number) => new Date(at).toISOString()
