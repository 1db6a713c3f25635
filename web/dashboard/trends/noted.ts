/** The notes of the days looked at, by letter, and where they stand among the points of a trend. */
import { useMemo } from 'preact/hooks'
import type { Note } from '../../../schema/complaints.ts'
import { noteLetter } from '../complaints/letters.ts'
import { useNotes } from '../complaints/notes-of.ts'
import type { Filters } from '../filters.ts'

export type NoteMark = { at: number; letter: string }

/** Which point every note belongs to: the last one that had begun on its day. */
export const placed = (
  notes: readonly Pick<Note, 'day'>[],
  starts: readonly string[],
): NoteMark[] =>
  notes.flatMap(({ day }, i) => {
    const at = starts.findLastIndex((start) => start <= day)
    return at < 0 ? [] : [{ at, letter: noteLetter(i) }]
  })

const NONE: readonly Note[] = []

export function useNoted(filters: Filters, points: readonly { start: string }[]) {
  const notes = useNotes(filters).value?.notes ?? NONE
  const marks = useMemo(
    () =>
      placed(
        notes,
        points.map(({ start }) => start),
      ),
    [notes, points],
  )
  return { notes, marks }
}
