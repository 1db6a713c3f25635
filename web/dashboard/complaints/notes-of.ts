/** The dated notes of the days looked at, for every trend that shows them. */
import { notes as fetchNotes } from '../api.ts'
import type { Filters } from '../filters.ts'
import { useLoaded } from '../load.ts'
import { keyOf } from './query.ts'

export function useNotes({ from, to }: Filters) {
  const asked = { from, to }
  return useLoaded(keyOf('notes', asked), (stop) => fetchNotes(asked, stop))
}
