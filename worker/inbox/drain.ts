/** Writes what was kept while libSQL was away. Each answer was acknowledged, so what does not fit is noted for staff. */
import type { Database } from '../db.ts'
import { type Conflict, noteConflicts } from './conflicts.ts'
import { type Fate, isRefusal, settle } from './flush.ts'
import type { Kept, Shelf } from './kept.ts'
import type { Published } from './published.ts'
import type { SegmentValues } from './segment-values.ts'

/** What the database refuses even as a conflict rests this long, out of everybody's way. */
const REST_MS = 600_000

/**
 * Writes kept answers and takes them off the shelf; of each id only the first, since a later self must find the
 * earlier one. Ended half-way it can be done again: what is written by then is a repeat.
 * @throws when the database is away
 */
export async function writeKept(
  db: Database,
  known: Published,
  values: SegmentValues,
  shelf: Shelf,
  kept: readonly Kept[],
  now: number,
): Promise<void> {
  const group = firstOfEachId(kept)
  const entries = group.map(({ response, hasReceipt, invitation }) => ({
    response,
    hasReceipt,
    invitation,
    barred: null,
  }))
  const fates = await settle(db, known, values, entries)
  const aside: Kept[] = []
  for (const [i, each] of group.entries()) {
    const conflict = conflictOf(each, fates[i])
    if (conflict && !(await isNoted(db, known.surveyId, conflict, now))) aside.push(each)
  }
  shelf.setAside(aside, now + REST_MS)
  shelf.drop(group.filter((each) => !aside.includes(each)))
}

function firstOfEachId(kept: readonly Kept[]): Kept[] {
  const ids = new Set<string>()
  return kept.filter(({ response: { id } }) => !ids.has(id) && ids.add(id))
}

/** A response that was deleted meanwhile stays deleted: nothing of it is noted. */
function conflictOf({ response }: Kept, fate: Fate | undefined): Conflict | null {
  if (fate?.does === 'unfit') return { response, reason: 'unfit' }
  if (fate?.does !== 'refuse' || fate.problem === 'response-deleted') return null
  return { response, reason: fate.problem }
}

async function isNoted(
  db: Database,
  surveyId: string,
  conflict: Conflict,
  now: number,
): Promise<boolean> {
  try {
    await db.write(noteConflicts(surveyId, [conflict], now))
    return true
  } catch (error) {
    if (!isRefusal(error)) throw error
    console.error(
      JSON.stringify({
        level: 'error',
        room: 'inbox',
        what: 'a kept answer can be stored nowhere',
        surveyId,
        id: conflict.response.id,
      }),
    )
    return false
  }
}
