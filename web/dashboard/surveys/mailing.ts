/** What invitations by mail ask of the service. */
import type { Invitation } from '../../../schema/invitations.ts'
import type { NotMailed } from '../../../schema/mails.ts'
import { api } from '../api.ts'
import { read } from '../reply.ts'
import { lotsOf } from './inviting.ts'

export type InvitationPage = { invitations: Invitation[]; next: string | null }
export type Mailed = { queued: number; notSent: NotMailed[] }

const of = (surveyId: string) => ({ param: { surveyId } })
const one = api.surveys[':surveyId']

export const invitationPage = (
  surveyId: string,
  cursor: string | null,
  signal: AbortSignal,
): Promise<InvitationPage> =>
  read(
    one.invitations.$get(
      { ...of(surveyId), query: { limit: '50', ...(cursor === null ? {} : { cursor }) } },
      { init: { signal } },
    ),
  )

/** Everybody of a tier and a stage ('' for any) who has an address. */
export async function reachable(tier: string, stage: string): Promise<string[]> {
  const found: string[] = []
  const narrowed = { limit: '500', ...(tier ? { tier } : {}), ...(stage ? { stage } : {}) }
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const query: Record<string, string> = { ...narrowed, ...(cursor ? { cursor } : {}) }
    const page = await read<{
      customers: { id: string; email: string | null }[]
      next: string | null
    }>(api.customers.$get({ query }))
    found.push(...page.customers.flatMap(({ id, email }) => (email === null ? [] : [id])))
    cursor = page.next
  }
  return found
}

export async function inviteByMail(
  surveyId: string,
  customers: readonly string[],
): Promise<Mailed> {
  const result: Mailed = { queued: 0, notSent: [] }
  for (const lot of lotsOf(customers)) {
    const json = { customers: lot, send: true }
    const { invitations, notSent } = await read(one.invitations.$post({ ...of(surveyId), json }))
    result.queued += invitations.length
    result.notSent.push(...notSent)
  }
  return result
}

export async function remind(surveyId: string, customers: readonly string[]): Promise<Mailed> {
  const result: Mailed = { queued: 0, notSent: [] }
  for (const lot of lotsOf(customers)) {
    const json = { customers: lot }
    const { reminded, notSent } = await read(one.reminders.$post({ ...of(surveyId), json }))
    result.queued += reminded.length
    result.notSent.push(...notSent)
  }
  return result
}
