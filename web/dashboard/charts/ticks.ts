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

/** The periods at which a new month, or in long series a new year, begins, at most `most` of them, evenly thinned. */
export function monthTicks(starts: readonly Day[], most: number): number[] {
  const firsts = starts.flatMap((start, i) =>
    i === 0 || start.slice(0, 7) !== starts[i - 1]?.slice(0, 7) ? [i] : [],
  )
  const usual = firsts.length > 2 ? (firsts[2] ?? 0) - (firsts[1] ?? 0) : 0
  const shown = (firsts[1] ?? usual) < usual / 2 ? firsts.slice(1) : firsts
  const every = Math.max(1, Math.ceil(shown.length / Math.max(1, most)))
  return shown.filter((_, i) => i % every === 0)
}

const clean = (value: number) => Number(value.toPrecision(12))
