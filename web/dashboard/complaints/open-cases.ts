/** The open cases of the account, and those whose promised reply is late. */
import type { Complaint } from '../../../schema/complaints.ts'
import { api } from '../api.ts'
import { useLoaded } from '../load.ts'
import { read } from '../reply.ts'

export type Cases = { complaints: Complaint[]; next: string | null }

/** More than anybody reads here; what is beyond is counted as more. */
const MOST = '100'

const cases = (query: { state: 'open' } | { overdue: '1' }, signal: AbortSignal) =>
  read<Cases>(api.complaints.$get({ query: { ...query, limit: MOST } }, { init: { signal } }))

/** Under one key, so that the menu and the Overview ask once. */
export const useOverdue = () => useLoaded('cases overdue', (stop) => cases({ overdue: '1' }, stop))
export const useOpenCases = () => useLoaded('cases open', (stop) => cases({ state: 'open' }, stop))

/** How many there are, or "100+" where there are more. */
export const howMany = ({ complaints, next }: Cases): number | string =>
  next === null ? complaints.length : `${complaints.length}+`
