/** What a table is called as a file. */
import { query } from '../address.ts'
import type { Sheet } from './sheet.ts'

/** gapwise-after-delivery-gaps-items-2025-05-19-2025-11-16.csv */
export function fileNameOf({ id }: Sheet): string {
  const parts = ['survey', 'from', 'to'].map((name) => query.value.get(name))
  const [survey, from, to] = parts
  return `${['gapwise', survey, id, from, to].filter(Boolean).join('-')}.csv`
}
