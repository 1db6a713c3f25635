/** What is known of one customer at a glance: the list, and everything that happened, newest first. */
import * as z from 'zod'
import { Complaint } from './complaints.ts'
import { Customer } from './customers.ts'
import { Invitation } from './invitations.ts'

const Time = z.iso.datetime()

/** What one response says at a glance. */
export const ResponseGlance = z.object({
  surveyId: z.string(),
  responseId: z.string(),
  at: Time,
  channel: z.string(),
  locale: z.string().nullable(),
  complete: z.boolean(),
  /** The recommendation, else the first rating; null when neither was answered. */
  score: z.object({ value: z.number(), of: z.number(), isNps: z.boolean() }).nullable(),
  /** Mean of perception − expectation over the whole pairs; null without one, or on mixed scales. */
  gap: z.number().nullable(),
  /** What the person wrote, question by question. */
  words: z.array(z.string()),
})
export type ResponseGlance = z.infer<typeof ResponseGlance>

/** A customer in a list. */
export const ListedCustomer = Customer.extend({
  responses: z.int(),
  lastAnsweredAt: Time.nullable(),
  /** The latest response; null when there is none. */
  latest: ResponseGlance.nullable(),
  openComplaints: z.int(),
})
export type ListedCustomer = z.infer<typeof ListedCustomer>

/** Something that happened between a customer and the account. */
export const TimelineEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('response'), at: Time, response: ResponseGlance }),
  z.object({ kind: z.literal('complaint'), at: Time, complaint: Complaint }),
  z.object({
    kind: z.literal('invitation'),
    at: Time,
    invitation: Invitation.extend({ surveyId: z.string() }),
  }),
])
export type TimelineEntry = z.infer<typeof TimelineEntry>
