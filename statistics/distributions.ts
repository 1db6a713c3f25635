/**
 * Probabilities and quantiles of the normal, Student t, F and chi-square distributions, to about
 * 1e-12, without a library. Long for a file here, because it is one table of functions that lean
 * on each other. Formula numbers are those of the NIST Digital Library of Mathematical Functions.
 */
import { continuedFraction } from './continued-fraction.ts'
import { risingRoot } from './rising-root.ts'

/**
 * P(Z ≤ x) of the standard normal distribution, 0..1, exact far into the lower tail.
 * Source: the all-positive series in the middle (Marsaglia 2004), Laplace's fraction outside.
 */
export function normalCdf(x: number): number {
  if (x > 0) return 1 - normalCdf(-x)
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
  // Beyond 38 standard deviations the density itself is 0.
  if (density === 0) return 0
  if (x < -3) {
    return (
      density /
      continuedFraction(
        -x,
        (i) => i,
        () => -x,
      )
    )
  }
  let term = x
  let sum = x
  for (let i = 3; Math.abs(term) > 1e-17 * Math.abs(sum); i += 2) {
    term *= (x * x) / i
    sum += term
  }
  return 0.5 + density * sum
}

/** Two-sided p-value of a standard normal z: P(|Z| ≥ |z|), 0..1. */
export const twoSidedNormalP = (z: number): number => 2 * normalCdf(-Math.abs(z))

/**
 * The z with P(Z ≤ z) = p; −∞ at 0, ∞ at 1, NaN outside 0..1. Relative error about 1e-16.
 * Source: Wichura (1988), algorithm AS 241, PPND16.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    return (q * polynomial(CENTRE[0], r)) / polynomial(CENTRE[1], r)
  }
  const tail = q < 0 ? p : 1 - p
  if (tail === 0) return q < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  const r = Math.sqrt(-Math.log(tail))
  const z =
    r <= 5
      ? polynomial(MIDDLE[0], r - 1.6) / polynomial(MIDDLE[1], r - 1.6)
      : polynomial(FAR[0], r - 5) / polynomial(FAR[1], r - 5)
  return q < 0 ? -z : z
}

/** The z of a two-sided interval: 1.96 for a confidence of 0.95. */
export const normalCritical = (confidence: number): number => normalQuantile(0.5 + confidence / 2)

/** P(T ≤ t) of Student's t with `df` > 0 degrees of freedom, 0..1. */
export function tCdf(t: number, df: number): number {
  const outside = twoSidedTP(t, df) / 2
  return t > 0 ? 1 - outside : outside
}

/** Two-sided p-value of Student's t: P(|T| ≥ |t|), 0..1; exact for tiny values (DLMF 8.17). */
export function twoSidedTP(t: number, df: number): number {
  const all = df + t * t
  return incompleteBeta(df / all, df / 2, 0.5, (t * t) / all)
}

/** The t with P(T ≤ t) = p for `df` > 0 degrees of freedom; ∓∞ at 0 and 1, NaN outside. */
export function tQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) return normalQuantile(p)
  if (p < 0.5) return -upperT(p, df)
  return p === 0.5 ? 0 : upperT(1 - p, df)
}

/** The t of a two-sided interval, near 1.96 for a confidence of 0.95 and many answers. */
export const tCritical = (confidence: number, df: number): number =>
  upperT((1 - confidence) / 2, df)

/** The t above which Student's t lies with probability `tail` < 0.5. */
function upperT(tail: number, df: number): number {
  const above = (t: number) => twoSidedTP(t, df) / 2
  const start = cornishFisherT(-normalQuantile(tail), df)
  let high = 2 * start
  while (above(high) > tail) high *= 2
  const logScale = Math.log(df) / 2 + logBeta(df / 2, 0.5)
  const slope = (t: number) => Math.exp((-(df + 1) / 2) * Math.log1p((t * t) / df) - logScale)
  return risingRoot((t) => tail - above(t), { low: 0, high, start, slope })
}

/** First terms of the expansion of t around z: within 1 % of it from 3 degrees of freedom on. */
const cornishFisherT = (z: number, df: number) =>
  z + (z ** 3 + z) / (4 * df) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * df * df)

/** P(F ≤ f) of the F distribution with `df1` and `df2` > 0 degrees of freedom, 0..1. */
export function fCdf(f: number, df1: number, df2: number): number {
  if (f <= 0) return 0
  const all = df1 * f + df2
  return incompleteBeta((df1 * f) / all, df1 / 2, df2 / 2, df2 / all)
}

/** The f with P(F ≤ f) = p, for 0 ≤ p < 1; ∞ at 1, NaN outside 0..1. */
export function fQuantile(p: number, df1: number, df2: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN
  if (p === 0) return 0
  if (p === 1) return Number.POSITIVE_INFINITY
  let high = 2
  while (fCdf(high, df1, df2) < p) high *= 2
  const logScale = logBeta(df1 / 2, df2 / 2) - (df1 / 2) * Math.log(df1 / df2)
  const slope = (f: number) =>
    Math.exp(
      (df1 / 2 - 1) * Math.log(f) - ((df1 + df2) / 2) * Math.log1p((df1 * f) / df2) - logScale,
    )
  return risingRoot((f) => fCdf(f, df1, df2) - p, { low: 0, high, start: 1, slope })
}

/** P(X ≤ x) of the chi-square distribution with `df` > 0 degrees of freedom, 0..1. */
export const chiSquareCdf = (x: number, df: number): number => 1 - chiSquareP(x, df)

/** Upper tail of chi-square, P(X ≥ x): the p-value, exact for tiny values too (DLMF 8.7, 8.9). */
export function chiSquareP(x: number, df: number): number {
  if (x <= 0) return 1
  const a = df / 2
  const y = x / 2
  const front = Math.exp(a * Math.log(y) - y - logGamma(a))
  if (y > a + 1) {
    return (
      front /
      continuedFraction(
        y + 1 - a,
        (i) => i * (a - i),
        (i) => y + 2 * i + 1 - a,
      )
    )
  }
  let term = 1 / a
  let sum = term
  for (let i = 1; term > 1e-17 * sum; i += 1) {
    term *= y / (a + i)
    sum += term
  }
  return 1 - front * sum
}

/**
 * The regularised incomplete beta function I_x(a, b), 0..1, for 0 ≤ x ≤ 1 and a, b > 0.
 * @param complement 1 − x, when the caller knows it more exactly than the subtraction would
 * Source: DLMF 8.17.22, the fraction evaluated by Lentz's method.
 */
export function incompleteBeta(x: number, a: number, b: number, complement = 1 - x): number {
  if (x <= 0) return 0
  if (complement <= 0) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(complement, b, a, x)
  // The logarithm of the nearer end keeps its digits when x or 1 − x is close to 1.
  const logX = x > 0.5 ? Math.log1p(-complement) : Math.log(x)
  const logComplement = x > 0.5 ? Math.log(complement) : Math.log1p(-x)
  const front = Math.exp(a * logX + b * logComplement - logBeta(a, b)) / a
  const numerator = (i: number) => {
    const m = Math.floor(i / 2)
    return i % 2 === 0
      ? (m * (b - m) * x) / ((a + i - 1) * (a + i))
      : (-(a + m) * (a + b + m) * x) / ((a + i - 1) * (a + i))
  }
  return front / continuedFraction(1, numerator, () => 1)
}

/** ln B(a, b), without subtracting large logarithms of the gamma function. */
function logBeta(a: number, b: number): number {
  const [p, q] = a < b ? [a, b] : [b, a]
  if (q < 10) return logGamma(p) + logGamma(q) - logGamma(p + q)
  const share = Math.log1p(-p / (p + q))
  const tail = stirlingRest(q) - stirlingRest(p + q)
  if (p < 10) return logGamma(p) + tail + p - p * Math.log(p + q) + (q - 0.5) * share
  return (
    LOG_ROOT_TWO_PI -
    0.5 * Math.log(q) +
    stirlingRest(p) +
    tail +
    (p - 0.5) * Math.log(p / (p + q)) +
    q * share
  )
}

/** ln Γ(x) for x > 0: Stirling's series (DLMF 5.11.1), small arguments moved up to 10 first. */
export function logGamma(x: number): number {
  let product = 1
  let y = x
  while (y < 10) {
    product *= y
    y += 1
  }
  return (y - 0.5) * Math.log(y) - y + LOG_ROOT_TWO_PI + stirlingRest(y) - Math.log(product)
}

/** What Stirling's formula leaves out, for x ≥ 10: 1/12x − 1/360x³ + …, to 1e-16. */
const stirlingRest = (x: number) => polynomial(STIRLING, 1 / (x * x)) / x

const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156]
const LOG_ROOT_TWO_PI = Math.log(2 * Math.PI) / 2

/** c₀ + c₁x + c₂x² + … by Horner's rule. */
const polynomial = (coefficients: readonly number[], x: number) =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0)

/** AS 241's three pairs of numerator and denominator, by how far p lies from one half. */
const CENTRE = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946,
    45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597,
    39307.89580009271, 28729.085735721943, 5226.495278852854,
  ],
] as const
const MIDDLE = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
    1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008,
    0.015198666563616457, 0.0005475938084995345, 1.0507500716444169e-9,
  ],
] as const
const FAR = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
    0.026532189526576124, 0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
    1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
] as const
