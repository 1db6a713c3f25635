/** Complaints: problems people reported, worked to closure (ISO 10002). The states, and which may follow which, are data. */
import * as z from 'zod'
import { Day } from './day.ts'
import { KEY } from './survey.ts'
import { Text } from './text.ts'

export const COMPLAINT_STATES = [
  'received',
  'acknowledged',
  'in-progress',
  'resolved',
  'closed',
] as const
export const ComplaintState = z.enum(COMPLAINT_STATES)
export type ComplaintState = z.infer<typeof ComplaintState>

/** Which state may follow which. From resolved or closed back to in-progress is "reopened". */
export const MAY_BECOME: Readonly<Record<ComplaintState, readonly ComplaintState[]>> = {
  received: ['acknowledged', 'in-progress'],
  acknowledged: ['in-progress', 'resolved'],
  'in-progress': ['resolved', 'closed'],
  resolved: ['closed', 'in-progress'],
  closed: ['in-progress'],
}

/** States in which somebody still has to do something. */
export const OPEN_STATES: readonly ComplaintState[] = ['received', 'acknowledged', 'in-progress']

export const OUTCOMES = [
  'solved',
  'partly-solved',
  'compensated',
  'explained',
  'rejected',
  'withdrawn',
  'duplicate',
] as const
export const Outcome = z.enum(OUTCOMES)
export type Outcome = z.infer<typeof Outcome>

/** Endings that say nothing about how long solving takes; an open case may be closed so from any state. */
export const NOT_SOLVED: readonly Outcome[] = ['withdrawn', 'duplicate']

export const SEVERITIES = ['minor', 'normal', 'serious', 'critical'] as const
export const Severity = z.enum(SEVERITIES)
export type Severity = z.infer<typeof Severity>

/** A category as surveys and imports name it. */
export const Category = Text(64, 1)
/** The category of a complaint that names none. */
export const OTHER_CATEGORY = 'other'

const Time = z.iso.datetime()

export const Complaint = z.object({
  id: z.string(),
  /** Short enough to say on the telephone, such as C-1019. */
  reference: z.string(),
  state: ComplaintState,
  category: z.string(),
  severity: Severity,
  /** The person's own words and where to reach them; null once erased, or never said. */
  text: z.string().nullable(),
  contact: z.string().nullable(),
  customerId: z.string().nullable(),
  openedAt: Time,
  /** By when its author was promised a reply; null where nothing was promised. */
  dueAt: Time.nullable(),
  acknowledgedAt: Time.nullable(),
  firstResponseAt: Time.nullable(),
  resolvedAt: Time.nullable(),
  closedAt: Time.nullable(),
  outcome: Outcome.nullable(),
  cause: z.string().nullable(),
  /** The staff member who works on it. */
  ownerId: z.string().nullable(),
  ownerName: z.string().nullable(),
  segments: z.record(z.string(), z.string()),
  /** The response it came with; null when it came another way. */
  surveyId: z.string().nullable(),
  responseId: z.string().nullable(),
  question: z.string().nullable(),
  locale: z.string().nullable(),
  reopened: z.int().min(0),
  /** How the complainant rated the handling, once it was over; null while nobody knows. */
  satisfied: z.boolean().nullable(),
  revision: z.int().min(1),
})
export type Complaint = z.infer<typeof Complaint>

/** What staff may change; what is left out stays. Closing needs an outcome. */
export const ComplaintChange = z.strictObject({
  state: ComplaintState.optional(),
  category: Category.optional(),
  severity: Severity.optional(),
  ownerId: Text(64, 1).nullable().optional(),
  outcome: Outcome.optional(),
  cause: Text(500, 1).nullable().optional(),
  customerId: Text(100, 1).nullable().optional(),
  contact: Text(254, 1).nullable().optional(),
  /** Only of a case that is resolved or closed; null forgets it. */
  satisfied: z.boolean().nullable().optional(),
})
export type ComplaintChange = z.infer<typeof ComplaintChange>

export const ComplaintQuery = z.object({
  state: z.enum(['open', ...COMPLAINT_STATES]).optional(),
  category: z.string().max(64).optional(),
  severity: Severity.optional(),
  /** A staff id, `me`, or `none`. */
  owner: z.string().max(64).optional(),
  customer: z.string().max(100).optional(),
  survey: z.string().max(64).optional(),
  /** Only open ones whose promised reply is late. */
  overdue: z.literal('1').optional(),
  response: z.string().max(64).optional(),
  text: z.string().min(1).max(200).optional(),
  from: Day.optional(),
  to: Day.optional(),
})

export const EVENT_KINDS = [
  'opened',
  'state',
  'owner',
  'changed',
  'note',
  'reply',
  'erased',
] as const
export const ComplaintEvent = z.object({
  id: z.string(),
  at: Time,
  kind: z.enum(EVENT_KINDS),
  /** Who did it; null for the service itself. */
  actorName: z.string().nullable(),
  text: z.string().nullable(),
  /** What changed: the names and new values, never the person's words. */
  changes: z.record(z.string(), z.string().nullable()),
})
export type ComplaintEvent = z.infer<typeof ComplaintEvent>

/** What staff add to a case's log: a note for themselves, or what was told to the customer. */
export const NewEvent = z.strictObject({
  kind: z.enum(['note', 'reply']),
  text: Text(5000, 1),
})
export type NewEvent = z.infer<typeof NewEvent>

export const referenceOf = (seq: number): string => `C-${1000 + seq}`
/** The number behind a reference; null for anything else. */
export function numberIn(reference: string): number | null {
  const digits = /^C-(\d{4,12})$/i.exec(reference)?.[1]
  return digits === undefined ? null : Number(digits) - 1000
}

/** A denominator of complaint rates by name, such as `orders`. `responses` is ours. */
export const ExposureName = z
  .string()
  .regex(KEY, 'A name is a lower-case letter, then up to 39 of a-z 0-9 _ -')
  .refine((name) => name !== 'responses', 'responses is counted by Gapwise itself')

/** A dated remark on trends. With `rebase` the control limits of complaint charts start anew on that day. */
export const Note = z.object({
  id: z.string(),
  day: Day,
  text: z.string(),
  rebase: z.boolean(),
  authorName: z.string(),
  createdAt: Time,
})
export type Note = z.infer<typeof Note>
export const NewNote = z.strictObject({
  day: Day,
  text: Text(1000, 1),
  rebase: z.boolean().default(false),
})
export type NewNote = z.infer<typeof NewNote>
