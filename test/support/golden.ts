/** Reference answers, made once with other software and compared with ours ever since. */
import { readFileSync } from 'node:fs'
import { expect } from 'vitest'

export type Tolerance = { relative: number; absolute: number }

/** What R says of a mean, and of its test against zero. */
export type GoldenMean = {
  n: number
  mean: number
  sd: number
  se: number
  t: number
  df: number
  p_two_sided: number
  ci95: [number, number]
  dz: number
}
export type GoldenScores = GoldenMean & { sum: number; sum_sq: number }

/** What R says of the pairs of one item. */
export type GoldenPairs = Omit<GoldenMean, 'n' | 'mean' | 'sd'> & {
  id: string
  n_pairs: number
  gap: number
  sd_gap: number
  mean_e: number
  mean_p: number
  sd_e: number
  sd_p: number
  r_ep: number
  pct_met_or_exceeded: number
  cells_e_by_p?: number[][]
}

/** What R says of a zone of tolerance. */
export type GoldenZone = {
  id: string
  minimum: (number | null)[]
  desired: (number | null)[]
  perceived: (number | null)[]
  n: number
  msa: GoldenScores
  mss: GoldenScores
  zone_width: number
  share: { above_desired: number; below_minimum: number; inside: number }
  position_in_zone_pct: number
}

/**
 * A reference file from test/unit/statistics/golden. Its shape is taken on trust: it is a file of
 * this repository, and a wrong member name fails the test that reads it.
 */
export function golden<File>(name: string): File {
  const path = new URL(`../unit/statistics/golden/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(path, 'utf8')) as File
}

/**
 * Numbers agree when |actual − expected| ≤ absolute + relative · |expected|; null and lengths
 * must be the same.
 */
export function expectClose(actual: unknown, expected: unknown, tolerance: Tolerance) {
  expect(differences(actual, expected, tolerance, '')).toEqual([])
}

/** Where two values differ, as readable lines. */
function differences(actual: unknown, expected: unknown, by: Tolerance, at: string): string[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return [`${at}: other length`]
    return expected.flatMap((value, i) => differences(actual[i], value, by, `${at}[${i}]`))
  }
  if (typeof actual !== 'number' || typeof expected !== 'number') {
    return actual === expected ? [] : [`${at}: ${actual} instead of ${expected}`]
  }
  const near = Math.abs(actual - expected) <= by.absolute + by.relative * Math.abs(expected)
  return near ? [] : [`${at}: ${actual} instead of ${expected}`]
}
