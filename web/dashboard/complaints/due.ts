/** By when a reply to a complaint is due, and in which order cases are looked at. Pure. */
import { type Complaint, OPEN_STATES } from '../../../schema/complaints.ts'
import type { Voice } from '../words/voice.ts'

export type Promised = Pick<Complaint, 'dueAt' | 'firstResponseAt' | 'state'>
export type DueReply = { how: 'late' | 'soon' | 'later'; text: string }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Null where nothing was promised, or the promise is kept, or the case is over. */
export function replyDue(complaint: Promised, at: Date, { t, instant }: Voice): DueReply | null {
  const { dueAt, firstResponseAt, state } = complaint
  if (dueAt === null || firstResponseAt !== null || !OPEN_STATES.includes(state)) return null
  const left = Date.parse(dueAt) - at.getTime()
  const time = spanWords(Math.abs(left), t)
  // Chinese has a word for hours and another for days.
  if (left < 0)
    return { how: 'late', text: t(left > -DAY ? 'due.late.today' : 'due.late', { time }) }
  if (left < DAY) return { how: 'soon', text: t('due.in', { time }) }
  return { how: 'later', text: t('due.on', { when: instant(new Date(dueAt)) }) }
}

/** How long a case has been open, in whole days from the first on: all that says how urgent it is where nothing is owed. */
export function openFor({ openedAt }: Pick<Complaint, 'openedAt'>, at: Date, { t }: Voice): string {
  const length = Math.max(0, at.getTime() - Date.parse(openedAt))
  const days = Math.floor(length / DAY)
  return days > 0 ? t('due.whole-days', { n: days }) : spanWords(length, t)
}

/** Days and hours, hours, or minutes: the two largest units say enough. */
function spanWords(length: number, t: Voice['t']): string {
  const days = Math.floor(length / DAY)
  const hours = Math.floor((length % DAY) / HOUR)
  if (days > 0) return t('due.days', { n: days, hours })
  if (hours > 0) return t('due.hours', { n: hours })
  return t('due.minutes', { n: Math.max(1, Math.floor(length / MINUTE)) })
}

/** The most urgent first: what is owed the longest, then what is due next, then what was promised nothing, oldest first. */
export function mostUrgentFirst(
  a: Promised & Pick<Complaint, 'openedAt'>,
  b: Promised & Pick<Complaint, 'openedAt'>,
): number {
  return urgency(a) - urgency(b) || Date.parse(a.openedAt) - Date.parse(b.openedAt)
}

const urgency = ({ dueAt, firstResponseAt }: Promised) =>
  dueAt === null || firstResponseAt !== null ? Number.MAX_SAFE_INTEGER : Date.parse(dueAt)
