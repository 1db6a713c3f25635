/** Complaints so rare that a rate says little: what is charted is the time, or the work, between. */
import { individualsChart } from './individuals-chart.ts'

export type GChart = {
  mean: number
  /** Mean ± 3 √(mean(mean + 1)), cut at 0. */
  low: number
  high: number
  /** Chance that a given unit ends the spell: 1 / (mean + 1). */
  probability: number
  median: number
  /** Stayed within by 99.865 % of spells: the tail a 3-sigma limit is meant to leave. */
  probabilityHigh: number
}

/**
 * g chart of complaint-free spells: units (days, orders) without a complaint between two that have
 * one. Above the limit is good news. (Benneyan 2001; limits by geometric probability are the better.)
 * @param spells lengths of finished spells, 0 and up
 * @returns null without a finished spell
 */
export function gChart(spells: readonly number[]): GChart | null {
  if (spells.length === 0) return null
  const mean = sum(spells) / spells.length
  const sigma = Math.sqrt(mean * (mean + 1))
  const probability = 1 / (mean + 1)
  return {
    mean,
    low: Math.max(0, mean - 3 * sigma),
    high: mean + 3 * sigma,
    probability,
    median: geometricQuantile(0.5, probability),
    probabilityHigh: geometricQuantile(0.99865, probability),
  }
}

export type TChart = {
  centre: number
  low: number
  high: number
  /** The times as charted, and the mean of their moving ranges. */
  transformed: number[]
  meanRange: number
}

/** The power that makes exponential waiting times look normal (Nelson 1994). */
const TOWARDS_NORMAL = 1 / 3.6

/**
 * t chart of the times between complaints: an individuals chart of t^(1/3.6), its lines taken back
 * to time (Nelson 1994).
 * @param times 0 and up, in any unit; the lines are in the same unit
 * @returns null for fewer than two times
 */
export function tChart(times: readonly number[]): TChart | null {
  const transformed = times.map((time) => time ** TOWARDS_NORMAL)
  const chart = individualsChart(transformed)
  if (chart === null) return null
  const inTime = (value: number) => Math.max(0, value) ** (1 / TOWARDS_NORMAL)
  return {
    centre: inTime(chart.centre),
    low: inTime(chart.low),
    high: inTime(chart.high),
    transformed,
    meanRange: chart.meanRange,
  }
}

export type ComplaintFree = {
  /** Days without a complaint up to and including the last one, and the longest such spell. */
  current: number
  longest: number
  /** Mean of the finished spells; null before the first complaint. */
  mean: number | null
  /** 95 % of spells end by this length if nothing has changed. */
  usualMost: number | null
  /** Longer than that: most likely something got better. */
  unusual: boolean
}

/**
 * Days since the last complaint, against the geometric distribution of earlier spells.
 * @param days complaints per day in time order; null is a closed day, which is nobody's merit
 */
export function complaintFree(days: readonly (number | null)[]): ComplaintFree {
  const { finished, current } = freeSpells(days)
  const chart = gChart(finished)
  const usualMost = chart && geometricQuantile(0.95, chart.probability)
  return {
    current,
    longest: Math.max(current, ...finished),
    mean: chart?.mean ?? null,
    usualMost,
    unusual: usualMost !== null && current > usualMost,
  }
}

/** Complaint-free days before each day that has a complaint, and those since the last of them. */
export function freeSpells(days: readonly (number | null)[]): {
  finished: number[]
  current: number
} {
  const finished: number[] = []
  let current = 0
  for (const complaints of days) {
    if (complaints === null) continue
    if (complaints === 0) {
      current += 1
    } else {
      finished.push(current)
      current = 0
    }
  }
  return { finished, current }
}

/**
 * Smallest number of failures before the first success that at least `share` of series stay within:
 * the quantile of the geometric distribution on 0, 1, 2 …
 */
export function geometricQuantile(share: number, probability: number): number {
  if (probability >= 1) return 0
  // A hair is taken off, so that a share met exactly is not pushed to the next whole number.
  return Math.max(0, Math.ceil(Math.log1p(-share) / Math.log1p(-probability) - 1 - 1e-12))
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
