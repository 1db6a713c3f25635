/** Chance that repeats: one seed gives the same demo on every machine. */

export type Random = {
  /** Uniform in [0, 1). */
  uniform: () => number
  /** Standard normal: mean 0, standard deviation 1. */
  normal: () => number
  chance: (probability: number) => boolean
  /** A whole number in [0, below). */
  integer: (below: number) => number
  pick: <T>(list: readonly T[]) => T
  /** How many events happen when `mean` are expected; from 50 up by the normal approximation. */
  poisson: (mean: number) => number
  /** A new list in random order. */
  shuffled: <T>(list: readonly T[]) => T[]
}

/**
 * Pseudo-random numbers by xoshiro128** (Blackman & Vigna 2018).
 * @param seed any number; the same one gives the same numbers
 * @param stream a name: each part of the demo draws from its own stream, so that one more draw in one
 *   part (or on one day) leaves the others as they were
 */
export function seeded(seed: number, stream: string): Random {
  const uniform = xoshiro128(hash(`${seed}/${stream}`))
  // Box-Muller; 1 − u is never 0, so the logarithm is finite.
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  const integer = (below: number) => Math.floor(uniform() * below)
  return {
    uniform,
    normal,
    integer,
    chance: (probability) => uniform() < probability,
    pick: (list) => entryAt(list, integer(list.length)),
    poisson: (mean) =>
      mean < 50
        ? smallPoisson(mean, uniform)
        : Math.max(0, Math.round(mean + Math.sqrt(mean) * normal())),
    shuffled: (list) => shuffle([...list], integer),
  }
}

/**
 * Draws values in proportion to their weights.
 * @param entries values with weights of 0 or more, of any sum above 0
 */
export function weighted<T>(
  entries: readonly (readonly [T, number])[],
): (random: Pick<Random, 'uniform'>) => T {
  const reached: number[] = []
  let sum = 0
  for (const [, weight] of entries) {
    sum += weight
    reached.push(sum)
  }
  return ({ uniform }) => {
    const point = uniform() * sum
    let [low, high] = [0, reached.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((reached[middle] ?? sum) > point) high = middle
      else low = middle + 1
    }
    return entryAt(entries, low)[0]
  }
}

function xoshiro128(seed: number): () => number {
  let state = seed
  const next = () => {
    // splitmix32 fills the state; xoshiro itself must not start from zeros.
    state = (state + 0x9e3779b9) | 0
    const a = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
    const b = Math.imul(a ^ (a >>> 13), 0xc2b2ae35)
    return b ^ (b >>> 16)
  }
  let [a, b, c, d] = [next(), next(), next(), next()]
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9)
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotate(d, 11)
    return (result >>> 0) / 2 ** 32
  }
}

const rotate = (bits: number, by: number) => (bits << by) | (bits >>> (32 - by))

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value
}

/** Knuth's product of uniforms: exact, and quick for small means. */
function smallPoisson(mean: number, uniform: () => number): number {
  const floor = Math.exp(-mean)
  let count = 0
  for (let product = uniform(); product > floor; product *= uniform()) count++
  return count
}

function shuffle<T>(list: T[], integer: (below: number) => number): T[] {
  for (let i = list.length - 1; i > 0; i--) {
    const j = integer(i + 1)
    const kept = entryAt(list, i)
    list[i] = entryAt(list, j)
    list[j] = kept
  }
  return list
}

function entryAt<T>(list: readonly T[], i: number): T {
  const entry = list[i]
  if (entry === undefined) throw new Error('Nothing to draw from')
  return entry
}
