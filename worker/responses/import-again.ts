/** What an import does while libSQL is away for a moment: a file of a million lines is not given up for a second of it. */
import { isAway } from '../problem.ts'
import type { RowFate } from './import-run.ts'

/** A thousand lines in one batch may take longer than anybody's click would wait for. */
export const BULK_CALL_MS = 10_000
const PAUSES_MS = [500, 2000, 5000]

/**
 * Runs a task that may be run twice, and runs it again after pauses while the database is away.
 * @throws the last failure; at once when it is of another kind
 */
export async function throughOutage<Result>(task: () => Promise<Result>): Promise<Result> {
  for (const pause of PAUSES_MS)
    try {
      return await task()
    } catch (error) {
      if (!isAway(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  return task()
}

/**
 * Stores a group of imported rows, through an outage too. A batch given up for lost may have come through: what the
 * first try was to store and the next one finds stored is imported, not a duplicate.
 * @param store tells what it has judged before it writes
 */
export async function storeThroughOutage(
  store: (judged: (fates: readonly RowFate[]) => void) => Promise<RowFate[]>,
): Promise<RowFate[]> {
  const lost: (readonly RowFate[])[] = []
  const fates = await throughOutage(async () => {
    let judged: readonly RowFate[] = []
    try {
      return await store((fates) => {
        judged = fates
      })
    } catch (error) {
      if (isAway(error)) lost.push(judged)
      throw error
    }
  })
  return fates.map((fate, i) =>
    fate === 'duplicate' && lost.some((judged) => judged[i] === 'imported') ? 'imported' : fate,
  )
}
