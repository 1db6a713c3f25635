/** The title over the open complaints: late replies first. Pure. */
import type { Voice } from '../words/voice.ts'

type Counts = {
  /** A count, or "100+". */
  open: number | string
  overdue: number | string
  /** Whether any of them was promised a reply. */
  isPromised: boolean
}

export function casesTitle({ open, overdue, isPromised }: Counts, { t }: Voice): string {
  if (open === 0) return t('cases.title.none')
  if (overdue !== 0) return t('cases.title.late', { n: overdue })
  return t(isPromised ? 'cases.title.in-time' : 'cases.title.unpromised', { n: open })
}
