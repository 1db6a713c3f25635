/** Loads what a screen shows: keeps what was there while the next comes, and after a failure what is still known. */
import { useLayoutEffect, useState } from 'preact/hooks'
import { withOthers } from './arrivals.ts'
import { now } from './clock.ts'
import { Refused } from './reply.ts'
import { session } from './session.ts'
import { askOnce, doNotWait, forgetRequests } from './underway.ts'
import { useWindowEvent } from './window-event.ts'

export type Loaded<Value> = {
  /** What is known, perhaps from before; null when nothing is. */
  value: Value | null
  /** When it was true. */
  at: Date | null
  busy: boolean
  /** Whether that is all there is to know under this key, and nothing shown is of another one from before. */
  fits: boolean
  problem: Refused | null
  retry: () => void
}

/**
 * Loads by key and again whenever the key changes; a null key loads nothing yet.
 * Answers are kept by key, so Back shows at once what was there and then freshens it.
 */
export function useLoaded<Value>(
  key: string | null,
  load: (signal: AbortSignal) => Promise<Value>,
): Loaded<Value> {
  const [attempt, setAttempt] = useState(0)
  const [last, setLast] = useState<Arrival<Value>>(NOTHING)
  // At once: the service works while the page is painted.
  useLayoutEffect(() => {
    if (key === null) return
    let left = false
    const { reply, leave } = askOnce(key, load)
    reply.then(
      (value) => {
        const kept = { value: sameAsKept(key, value), at: now() }
        keep(key, kept)
        withOthers(() => {
          if (!left) setLast({ key, attempt, kept, problem: null })
        })
      },
      (error: unknown) => {
        if (left) return
        const problem = error instanceof Refused ? error : new Refused(0, 'internal')
        if (problem.status === 401) session.value = { state: 'nobody' }
        // Figures of other filters must not stand under these: only what was known of this very key stays.
        setLast({ key, attempt, kept: keptUnder<Value>(key) ?? null, problem })
      },
    )
    return () => {
      left = true
      leave()
    }
  }, [key, attempt])
  const retry = () => {
    if (key !== null) doNotWait(key)
    setAttempt((times) => times + 1)
  }
  useLayoutEffect(() => {
    if (key === null) return
    watchers.set(key, new Set(watchers.get(key)).add(retry))
    return () => {
      watchers.get(key)?.delete(retry)
    }
  }, [key])
  useWindowEvent('online', retry)
  const settled = last.key === key && last.attempt === attempt
  const known = settled ? last.kept : (keptUnder<Value>(key) ?? last.kept)
  return {
    value: known?.value ?? null,
    at: known?.at ?? null,
    busy: key !== null && !settled,
    fits: key === null || settled || keptUnder(key) !== undefined,
    problem: settled ? last.problem : null,
    retry,
  }
}

/** Who shows what a key loads. */
const watchers = new Map<string, Set<() => void>>()

/** Loads again whatever is shown under a key, and forgets it elsewhere: something of ours has changed it. */
export function freshen(key: string): void {
  everyKept.delete(key)
  for (const retry of watchers.get(key) ?? []) retry()
}

/** Forgets what is kept under a key: what is made of it cannot follow when something newer comes. */
export const forget = (key: string): void => void everyKept.delete(key)

type Kept<Value> = { value: Value; at: Date }
type Arrival<Value> = {
  key: string | null
  attempt: number
  kept: Kept<Value> | null
  problem: Refused | null
}
const NOTHING = { key: null, attempt: 0, kept: null, problem: null }

/** Enough for a morning of going back and forth. */
const MOST_KEPT = 40
const everyKept = new Map<string, Kept<unknown>>()

function keep(key: string, kept: Kept<unknown>): void {
  everyKept.delete(key)
  everyKept.set(key, kept)
  const [oldest] = everyKept.keys()
  if (everyKept.size > MOST_KEPT && oldest !== undefined) everyKept.delete(oldest)
}

/** Safe because a key names one address of the API, and an address always gives the same shape. */
function keptUnder<Value>(key: string | null): Kept<Value> | undefined {
  return key === null ? undefined : (everyKept.get(key) as Kept<Value> | undefined)
}

/** What is kept, where nothing has changed: then nothing made of it need be drawn anew. */
function sameAsKept<Value>(key: string, value: Value): Value {
  const kept = keptUnder<Value>(key)
  const isSame = kept?.value === value || JSON.stringify(kept?.value) === JSON.stringify(value)
  return kept && isSame ? kept.value : value
}

/** Forgets everything: whoever signs in next may see less. */
export function forgetEverything(): void {
  everyKept.clear()
  forgetRequests()
}

/** Two things a screen needs together. */
export function both<One, Other>(one: Loaded<One>, other: Loaded<Other>): Loaded<[One, Other]> {
  const ready = one.value !== null && other.value !== null
  return {
    value: one.value !== null && other.value !== null ? [one.value, other.value] : null,
    at: ready ? other.at : null,
    busy: one.busy || other.busy,
    fits: one.fits && other.fits,
    problem: one.problem ?? other.problem,
    retry: () => {
      one.retry()
      other.retry()
    },
  }
}
