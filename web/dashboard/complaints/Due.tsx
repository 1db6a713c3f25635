/** By when a reply was promised: late ones with a diamond, soon ones with a clock; nothing where nothing is owed. */
import type { Complaint } from '../../../schema/complaints.ts'
import { now } from '../clock.ts'
import { voice } from '../language.ts'
import { type Promised, replyDue } from './due.ts'
import './due.css'

export function Due({ complaint }: { complaint: Promised & Pick<Complaint, 'state'> }) {
  const due = replyDue(complaint, now(), voice.value)
  return due && <span class={`due ${due.how}`}>{due.text}</span>
}
