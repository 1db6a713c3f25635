/** Every request the dashboard makes, to the same public API that keys use; a renamed route breaks it at compile time. */
import { type ClientResponse, hc } from 'hono/client'
import type { NewNote } from '../../schema/complaints.ts'
import type { Settings } from '../../schema/settings.ts'
import type { Actor } from '../../schema/staff.ts'
import type { QuestionType, SurveyDefinition } from '../../schema/survey.ts'
import type { Localized } from '../../schema/text.ts'
import type { Api } from '../../worker/api.ts'
import { fetchConfirming } from './password-again.ts'
import { read } from './reply.ts'

/** The typed client; rooms that most visits never open keep their own requests beside them. */
export const api = hc<Api>('/api', {
  headers: { 'x-requested-with': 'gapwise' },
  fetch: fetchConfirming,
})

export type Session = {
  actor: Omit<Actor, 'isFresh'>
  settings: Settings
  /** Whether invitations can be mailed. */
  sendsMail: boolean
}
export type SurveyLine = {
  id: string
  slug: string
  title: Localized
  status: 'draft' | 'live' | 'closed'
  version: number
  locales: string[]
  segments: string[]
  /** The kinds of its questions. */
  types: QuestionType[]
  responses: number
}
export type Survey = { draft: SurveyDefinition; definition: SurveyDefinition | null }
export type SetUp = {
  token: string
  name: string
  email: string
  password: string
  timeZone: string
}
type Query = Readonly<Record<string, string>>

export const whoAmI = () => read<Session>(api.session.$get())
export const signIn = (email: string, password: string) =>
  read(api.session.$post({ json: { email, password } }))
export const confirmPassword = (password: string) =>
  read(api.session.confirmation.$post({ json: { password } }))
export const signOut = () => read(api.session.$delete())
export const join = (token: string, password: string) =>
  read(api.join.$post({ json: { token, password } }))
export const setUp = (json: SetUp) => read(api.setup.$post({ json }))

const MOST_SURVEYS = '200'
export const surveys = (signal: AbortSignal) =>
  read(api.surveys.$get({ query: { limit: MOST_SURVEYS } }, { init: { signal } }))
export const survey = (surveyId: string, signal: AbortSignal) =>
  asSurvey(api.surveys[':surveyId'].$get({ param: { surveyId } }, { init: { signal } }))

const reports = api.surveys[':surveyId'].reports
export const npsReport = (surveyId: string, query: Query, signal: AbortSignal) =>
  read(reports.nps.$get({ param: { surveyId }, query }, { init: { signal } }))
export const gapsReport = (surveyId: string, query: Query, signal: AbortSignal) =>
  read(reports.gaps.$get({ param: { surveyId }, query }, { init: { signal } }))
export const ratingsReport = (surveyId: string, query: Query, signal: AbortSignal) =>
  read(reports.ratings.$get({ param: { surveyId }, query }, { init: { signal } }))
export const choicesReport = (surveyId: string, query: Query, signal: AbortSignal) =>
  read(reports.choices.$get({ param: { surveyId }, query }, { init: { signal } }))
export const importanceReport = (surveyId: string, query: Query, signal: AbortSignal) =>
  read(reports.importance.$get({ param: { surveyId }, query }, { init: { signal } }))
export const driversReport = (surveyId: string, query: Query, signal: AbortSignal) =>
  read(reports.drivers.$get({ param: { surveyId }, query }, { init: { signal } }))
export const themesReport = (surveyId: string, query: Query, signal: AbortSignal) =>
  read(reports.themes.$get({ param: { surveyId }, query }, { init: { signal } }))
export const responseRateReport = (surveyId: string, query: Query, signal: AbortSignal) =>
  read(reports['response-rate'].$get({ param: { surveyId }, query }, { init: { signal } }))
export const qualityReport = (surveyId: string, query: Query, signal: AbortSignal) =>
  read(reports.quality.$get({ param: { surveyId }, query }, { init: { signal } }))

const complaintReports = api.reports.complaints
export const complaintTrend = (query: Query, signal: AbortSignal) =>
  read(complaintReports.trend.$get({ query }, { init: { signal } }))
export const complaintPareto = (query: Query, signal: AbortSignal) =>
  read(complaintReports.pareto.$get({ query }, { init: { signal } }))
export const complaintResolution = (query: Query, signal: AbortSignal) =>
  read(complaintReports.resolution.$get({ query }, { init: { signal } }))
export const complaintVoicing = (query: Query, signal: AbortSignal) =>
  read(complaintReports.voicing.$get({ query }, { init: { signal } }))
export const exposures = (signal: AbortSignal) => read(api.exposures.$get({}, { init: { signal } }))

export const notes = (query: Query, signal: AbortSignal) =>
  read(api.notes.$get({ query }, { init: { signal } }))
export const addNote = (json: NewNote) => read(api.notes.$post({ json }))
export const changeNote = (noteId: string, json: NewNote) =>
  read(api.notes[':noteId'].$put({ param: { noteId }, json }))
export const deleteNote = (noteId: string) =>
  read(api.notes[':noteId'].$delete({ param: { noteId } }))

export const openAlerts = (signal: AbortSignal) =>
  read(api.alerts.$get({ query: { state: 'open' } }, { init: { signal } }))
export const seeAlert = (alertId: string) =>
  read(api.alerts[':alertId'].$put({ param: { alertId }, json: { state: 'seen' } }))

export const clearDemo = () => read(api.demo.$delete())

/** Hono's JSON types give up on conditions within conditions; what the service stores has passed SurveyDefinition. */
const asSurvey = (request: Promise<ClientResponse<unknown>>) => read(request) as Promise<Survey>
