/** What the rooms of surveys ask of the service. */
import type { ClientResponse } from 'hono/client'
import type { Sharing } from '../../../schema/sharing.ts'
import type { SurveyDefinition, SurveyDefinitionInput } from '../../../schema/survey.ts'
import type { Localized } from '../../../schema/text.ts'
import { api } from '../api.ts'
import { read } from '../reply.ts'

export type WholeSurvey = {
  id: string
  slug: string
  status: 'draft' | 'live' | 'closed'
  version: number
  draft: SurveyDefinition
  /** As last published; null for a draft that never was. */
  definition: SurveyDefinition | null
  etag: string
  sharing: Sharing
  createdAt: string
  publishedAt: string | null
  closedAt: string | null
}
export type Version = { version: number; publishedAt: string; definition: SurveyDefinition }
export type Template = {
  key: string
  name: Localized
  about: Localized
  estimatedSeconds: number
  definition: SurveyDefinitionInput
}
export type Made = { id: string; slug: string }

const one = api.surveys[':surveyId']
const at = (surveyId: string) => ({ param: { surveyId } })

export const wholeSurvey = (surveyId: string, signal: AbortSignal) =>
  as<WholeSurvey>(one.$get(at(surveyId), { init: { signal } }))
export const templates = async (signal: AbortSignal) =>
  (await as<{ templates: Template[] }>(api['survey-templates'].$get({}, { init: { signal } })))
    .templates
export const makeSurvey = (definition: SurveyDefinitionInput) =>
  as<Made>(api.surveys.$post({ json: { definition } }))
export const saveDraft = (surveyId: string, definition: SurveyDefinition, etag: string) =>
  as<WholeSurvey>(
    one.$put({ ...at(surveyId), json: { definition } }, { headers: { 'if-match': etag } }),
  )
export const deleteSurvey = (surveyId: string) => read(one.$delete(at(surveyId)))
/** @param etag of the draft that is meant: another one is refused */
export const publish = (surveyId: string, etag: string) =>
  read(one.publication.$put(at(surveyId), { headers: { 'if-match': etag } }))
export const close = (surveyId: string) => read(one.publication.$delete(at(surveyId)))
export const versions = async (surveyId: string, signal: AbortSignal) =>
  (await as<{ versions: Version[] }>(one.versions.$get(at(surveyId), { init: { signal } })))
    .versions
/** The first question as a piece of mail, in one language. @param segments what its links carry, as a query */
export const mailSnippet = async (
  surveyId: string,
  query: { lang?: string; segments: string },
  signal: AbortSignal,
) =>
  (
    await as<{ html: string }>(
      one['email-snippet'].$get({ ...at(surveyId), query }, { init: { signal } }),
    )
  ).html
export const identityKey = () => read<{ key: string }>(api['identity-key'].$get({}))
export const newIdentityKey = () => read<{ key: string }>(api['identity-key'].$post({}))
export const saveSharing = (surveyId: string, sharing: Sharing) =>
  as<Sharing>(one.sharing.$put({ ...at(surveyId), json: sharing }))

/** Definitions nest deeper than Hono's types follow; the service gives out only what has passed SurveyDefinition. */
const as = <Shape>(request: Promise<ClientResponse<unknown>>) => read(request) as Promise<Shape>

export type Imported = {
  imported: number
  duplicates: number
  rejectedCount: number
  rejected: readonly { line: number; column: string; detail: string }[]
  job?: string
}

/** The body is CSV, which Hono's client does not send, so this one is written out. */
export const importResponses = (surveyId: string, csv: string, isDry: boolean) =>
  importInto(`/api/surveys/${encodeURIComponent(surveyId)}/import`, csv, isDry)
export const importPurchases = (csv: string, isDry: boolean) =>
  importInto('/api/purchases/import', csv, isDry)

const importInto = (address: string, csv: string, isDry: boolean) =>
  as<Imported>(fetchText(isDry ? `${address}?dryRun=1` : address, csv))

const fetchText = (address: string, csv: string) =>
  fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', 'x-requested-with': 'gapwise' },
    body: csv,
  }) as Promise<ClientResponse<unknown>>
