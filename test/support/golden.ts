/** Reference answers, made once with other software and compared with ours ever since. */
import { readFileSync } from 'node:fs'
import { expect } from 'vitest'

export type Tolerance = { relative: number; absolute: number }

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
