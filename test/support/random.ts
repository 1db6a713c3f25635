/** Chance that can be repeated: the same seed always gives the same numbers. */

export type Random = {
  /** In [0, 1). */
  uniform(): number
  /** Mean 0, standard deviation 1. */
  normal(): number
  /** Mean 0 and up. */
  poisson(mean: number): number
  /** A whole number in [0, n). */
  integer(n: number): number
}

/** A seeded source of chance: sfc32 (Chris Doty-Humphrey), its state filled by splitmix32. */
export function random(seed: number): Random {
  const uniform = sfc32(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  return {
    uniform,
    normal,
    poisson: (mean) => poisson(mean, uniform),
    integer: (n) => Math.floor(uniform() * n),
  }
}

function sfc32(seed: number): () => number {
  const next = splitmix32(seed)
  let [a, b, c, counter] = [next(), next(), next(), 1]
  return () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
}

function splitmix32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    const once = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    const twice = Math.imul(once ^ (once >>> 15), 0x735a2d97)
    return twice ^ (twice >>> 15)
  }
}

/** Knuth's product of uniforms, in parts of mean 500 at most, so that exp(−mean) stays above 0. */
function poisson(mean: number, uniform: () => number): number {
  if (mean > 500) return poisson(500, uniform) + poisson(mean - 500, uniform)
  const end = Math.exp(-mean)
  let product = uniform()
  let count = 0
  while (product > end) {
    product *= uniform()
    count += 1
  }
  return count
}
