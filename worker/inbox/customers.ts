/** What a customer's record adds to a response (tier, stage), and whether the customer may answer again already. */
import type { SurveyResponse } from '../../schema/responses.ts'
import type { Database } from '../db.ts'
import type { Decision, Entry } from './decide.ts'
import type { Published } from './published.ts'

const DAY_MS = 86_400_000

type Customer = { segments: Readonly<Record<string, string>>; lastAnsweredAt: number | null }
export type KnownCustomers = ReadonlyMap<string, Customer>

/** Reads the customers these entries speak of; nothing when there are none. */
export async function knowCustomers(
  db: Database,
  known: Published,
  entries: readonly Entry[],
): Promise<KnownCustomers> {
  const ids = [...new Set(entries.flatMap(({ response }) => response.customerId ?? []))]
  if (ids.length === 0) return new Map()
  const [rows] = await db.read([
    {
      sql: `SELECT j.value AS id, c.tier, c.stage, max(r.submitted_at) AS last_at
        FROM json_each(?2) j
        LEFT JOIN customers c ON c.id = j.value
        LEFT JOIN responses r ON r.customer_id = j.value AND r.survey_id = ?1
        GROUP BY j.value`,
      args: [known.surveyId, JSON.stringify(ids)],
    },
  ])
  return new Map(
    (rows?.rows ?? []).map((row) => [
      String(row.id),
      {
        segments: {
          ...(row.tier === null ? {} : { tier: String(row.tier) }),
          ...(row.stage === null ? {} : { stage: String(row.stage) }),
        },
        lastAnsweredAt: row.last_at === null ? null : Number(row.last_at),
      },
    ]),
  )
}

/** The decision with the customer's segments added; refused when the survey's cadence has not passed. */
export function withCustomer(
  decision: Decision,
  customers: KnownCustomers,
  { sharing }: Published,
): Decision {
  if (decision.does !== 'insert' && decision.does !== 'replace') return decision
  const { response } = decision
  const customer = response.customerId === null ? undefined : customers.get(response.customerId)
  if (!customer) return decision
  const tooSoon =
    decision.does === 'insert' &&
    sharing.cadenceDays !== null &&
    customer.lastAnsweredAt !== null &&
    response.submittedAt - customer.lastAnsweredAt < sharing.cadenceDays * DAY_MS
  if (tooSoon) return { does: 'refuse', problem: 'already-answered' }
  // The next one of the same group finds this one answered.
  if (decision.does === 'insert') customer.lastAnsweredAt = response.submittedAt
  return { ...decision, response: withRecord(response, customers) }
}

/** The decision without whoever began the response, where the version it is answered under now asks for no names. */
export function withoutCustomer(
  decision: Decision,
  privacy: 'identified' | 'anonymous' | undefined,
): Decision {
  if (decision.does !== 'replace' || privacy !== 'anonymous') return decision
  const { response } = decision
  const { tier: _, stage: __, ...segments } = response.segments
  const nobody = { customerId: null, customerVerified: false }
  return { ...decision, response: { ...response, ...nobody, segments } }
}

/** The response with its customer's tier and stage. */
export function withRecord(response: SurveyResponse, customers: KnownCustomers): SurveyResponse {
  const customer = response.customerId === null ? undefined : customers.get(response.customerId)
  if (!customer) return response
  return { ...response, segments: { ...response.segments, ...customer.segments } }
}
