/** What the room of responses asks of the service. */
import type { ClientResponse } from 'hono/client'
import { api } from '../api.ts'
import { read } from '../reply.ts'

export type StoredResponse = {
  id: string
  version: number
  /** ISO 8601, UTC */
  submittedAt: string
  channel: string
  locale: string | null
  answers: Readonly<Record<string, unknown>>
  segments: Readonly<Record<string, string>>
  customerId: string | null
  customerVerified: boolean
  complete: boolean
  secondsTaken: number | null
  /** The reference of the case it opened. */
  case: string | null
  /** Where its comments name a theme. */
  themes: readonly ThemePhrase[]
}
/** Places in the text of an answer, `to` exclusive. */
export type ThemePhrase = { question: string; theme: string; from: number; to: number }
export type Page = { responses: StoredResponse[]; next: string | null }
/** How many responses there are by language and score; older ones than the newest `most` are left out. */
export type Counts = {
  counts: readonly { locale: string | null; score: number | null; n: number }[]
  most: number
}
/** An answer kept while the database was away that turned out not to fit; it counts nowhere. */
export type Conflict = {
  reason: string
  noticedAt: string
  response: Omit<StoredResponse, 'case' | 'themes'>
}
export type ConflictPage = { conflicts: Conflict[]; next: string | null }
type Query = Readonly<Record<string, string>>

const one = api.surveys[':surveyId']

export const responsePage = (surveyId: string, query: Query, signal: AbortSignal) =>
  asPage(one.responses.$get({ param: { surveyId }, query }, { init: { signal } }))
export const responseCounts = (surveyId: string, query: Query, signal: AbortSignal) =>
  read<Counts>(one['response-counts'].$get({ param: { surveyId }, query }, { init: { signal } }))
export const responseById = (surveyId: string, responseId: string, signal: AbortSignal) =>
  asResponse(
    one.responses[':responseId'].$get({ param: { surveyId, responseId } }, { init: { signal } }),
  )
export const deleteResponse = (surveyId: string, responseId: string) =>
  read(one.responses[':responseId'].$delete({ param: { surveyId, responseId } }))

export const conflictPage = (surveyId: string, query: Query, signal: AbortSignal) =>
  asConflicts(one.conflicts.$get({ param: { surveyId }, query }, { init: { signal } }))

/** Answers are JSON of any shape, which Hono's types cannot carry; the service stores none that its schema refuses. */
const asPage = (request: Promise<ClientResponse<unknown>>) => read(request) as Promise<Page>
const asResponse = (request: Promise<ClientResponse<unknown>>) =>
  read(request) as Promise<StoredResponse>
const asConflicts = (request: Promise<ClientResponse<unknown>>) =>
  read(request) as Promise<ConflictPage>
