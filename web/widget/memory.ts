/**
 * What is remembered on the website's own storage, and only once somebody has answered or turned a survey
 * away. A browser that keeps nothing remembers until the page is left.
 */
import type { Unsent } from './outbox.ts'
import type { Seen } from './rules.ts'

export type Memory = {
  /** By survey. */
  seen: Record<string, Seen>
  /** When any survey was last answered or turned away. */
  last: number
  /** Answers not known to have arrived, by their id and revision. */
  unsent: Record<string, Unsent | undefined>
}

let here: Memory = { seen: {}, last: 0, unsent: {} }

export function recall(): Memory {
  try {
    here = { ...here, ...JSON.parse(localStorage.gapwise) }
  } catch {}
  return here
}

/** Reads, changes and writes in one go, so that two tabs don't undo each other. */
export function remember(change: (memory: Memory) => void): void {
  change(recall())
  try {
    localStorage.gapwise = JSON.stringify(here)
  } catch {}
}
