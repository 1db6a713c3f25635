/** Where axes begin, end and are marked. */
import type { Day } from '../../../schema/calendar.ts'

/**
 * Round numbers from at or below `low` to at or above `high`, about `count` of them, 1, 2 or 5 times a power of ten apart.
 * @returns at least two numbers, also when low equals high
 */
export function roundTicks(low: number, high: number, count: number): number[] {
  const span = high > low ? high - low : Math.abs(high) || 1
  const rough = span / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5, 10].find((times) => times * power >= rough * 0.999) ?? 10)
  const first = Math.floor(low / step + 1e-9)
  const last = Math.max(Math.ceil(high / step - 1e-9), first + 1)
  return Array.from({ length: last - first + 1 }, (_, i) => clean((first + i) * step))
}

/** Decimals that tell ticks a step apart: 0 for 10, 1 for 0.5. */
export const decimalsOf = (ticks: readonly number[]): number => {
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0)
  return Math.max(0, Math.min(3, Math.ceil(-Math.log10(step) - 1e-9)))
}

/** The periods at which a new month begins, thinned evenly until they are at least `apart` periods from each other. */
export function monthTicks(starts: readonly Day[], apart: number): number[] {
  const firsts = starts.flatMap((start, i) =>
    i === 0 || start.slice(0, 7) !== starts[i - 1]?.slice(0, 7) ? [i] : [],
  )
  // The first period is rarely the start of its month: it gives way to the second.
  const shown = (firsts[1] ?? Number.POSITIVE_INFINITY) < apart ? firsts.slice(1) : firsts
  const usual = shown.length > 2 ? (shown[2] ?? 0) - (shown[1] ?? 0) : apart
  const every = Math.max(1, Math.ceil(apart / Math.max(usual, 1)))
  return shown.filter((_, i) => i % every === 0)
}

const clean = (value: number) => Number(value.toPrecision(12))
