/**
 * The house rules for words like "rise" or "below": a word needs an interval that excludes 0,
 * enough answers on every side, and, among several comparisons, an adjusted p-value that holds.
 */
import { contains, type Interval } from './interval.ts'

/** A change in time: this window against the one before. */
export type Verdict = 'clear-rise' | 'clear-fall' | 'no-clear-change' | 'too-few'
/** Perception against expectation. */
export type GapVerdict = 'above' | 'below' | 'no-clear-gap' | 'too-few'
/** A segment against everyone else. */
export type SegmentVerdict = 'higher' | 'lower' | 'no-clear-difference' | 'too-few'

/** Answers needed on every side of a comparison before a word is given. */
export const MINIMUM_FOR_VERDICT = 30

/** Adjusted p-values above this do not hold: 5 % of the words given may be false discoveries. */
export const FALSE_DISCOVERY_RATE = 0.05

export type Evidence = {
  /** Of the difference or gap; null when it could not be computed. */
  interval: Interval | null
  /** Answers on each side; the effective number where answers are weighted. */
  n: readonly number[]
  /** From benjaminiHochberg or holm when several comparisons are shown together. Left out or
   * null: the interval decides alone (a single comparison, or all answers equal). */
  adjustedP?: number | null
}

/** The word for a change in time. */
export const verdictOfChange = (evidence: Evidence): Verdict =>
  wordFor(evidence, {
    up: 'clear-rise',
    down: 'clear-fall',
    unclear: 'no-clear-change',
    few: 'too-few',
  })

/** The word for a gap P − E: 'below' falls short of what was expected. */
export const verdictOfGap = (evidence: Evidence): GapVerdict =>
  wordFor(evidence, { up: 'above', down: 'below', unclear: 'no-clear-gap', few: 'too-few' })

/** The word for a segment against the rest. */
export const verdictOfSegment = (evidence: Evidence): SegmentVerdict =>
  wordFor(evidence, {
    up: 'higher',
    down: 'lower',
    unclear: 'no-clear-difference',
    few: 'too-few',
  })

type Words<Word> = { up: Word; down: Word; unclear: Word; few: Word }

function wordFor<Word>({ interval, n, adjustedP }: Evidence, words: Words<Word>): Word {
  if (interval === null || n.some((size) => size < MINIMUM_FOR_VERDICT)) return words.few
  if (contains(interval, 0) || (adjustedP ?? 0) > FALSE_DISCOVERY_RATE) return words.unclear
  return interval.low > 0 ? words.up : words.down
}
