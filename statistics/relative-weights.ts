/**
 * Which dimensions go with satisfaction, when the dimensions go with each other as well. These
 * are associations: nothing here says that raising one raises the other.
 */
import { type CrossSums, correlationMatrix } from './cross-sums.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

/** Why no driver picture is shown. */
export type NoDrivers =
  | 'no-dimensions'
  | 'too-few-answers'
  | 'no-variation'
  | 'collinear'
  | 'weak-relation'

export type Driver = {
  key: string
  /** Share of R² by Johnson's relative weights; all shares add up to 1. */
  weight: number
  /** With the outcome, −1..1. */
  correlation: number
  /** Standardised regression coefficient. */
  beta: number
}

export type Drivers = {
  n: number
  rSquared: number | null
  /** In the order of the keys; empty when `reason` is given. */
  drivers: Driver[]
  reason?: NoDrivers
}

/**
 * Relative weights of dimension scores on an outcome, from the cross-sums of complete cases.
 * Needs 50 answers, 10 for each dimension, and an R² of .05.
 * @param sums the dimensions in the order of `keys`, the outcome last
 */
export function drivers(keys: readonly string[], sums: CrossSums): Drivers {
  const { n } = sums
  const none = (reason: NoDrivers, rSquared: number | null = null) => ({
    n,
    rSquared,
    drivers: [],
    reason,
  })
  if (keys.length === 0) return none('no-dimensions')
  if (n < 50 || n < 10 * keys.length) return none('too-few-answers')
  const correlations = correlationMatrix(sums)
  if (correlations === null) return none('no-variation')
  const weights = relativeWeights(correlations)
  if (weights === null) return none('collinear')
  if (weights.rSquared < 0.05) return none('weak-relation', weights.rSquared)
  return {
    n,
    rSquared: weights.rSquared,
    drivers: keys.map((key, j) => ({
      key,
      weight: (weights.raw[j] ?? 0) / weights.rSquared,
      correlation: correlations[j]?.[keys.length] ?? 0,
      beta: weights.betas[j] ?? 0,
    })),
  }
}

export type RelativeWeights = { rSquared: number; raw: number[]; betas: number[] }

/**
 * Johnson's relative weights: the predictors are replaced by the nearest uncorrelated ones, whose
 * shares of R² are then handed back. With R = V D V' and Λ = V √D V':
 * β* = Λ⁻¹ r, weight of j = Σ Λ²ⱼₘ β*²ₘ; the weights add up to R².
 * @param correlations of the predictors and, in the last row and column, the outcome
 * @returns null when predictors are (nearly) linear combinations of each other
 * Source: Johnson (2000).
 */
export function relativeWeights(
  correlations: readonly (readonly number[])[],
): RelativeWeights | null {
  const k = correlations.length - 1
  const among = correlations.slice(0, k).map((row) => row.slice(0, k))
  const withOutcome = correlations.slice(0, k).map((row) => row[k] ?? 0)
  const { values, vectors } = symmetricEigen(among)
  if (values.some((value) => value < 1e-9 * k)) return null
  // The outcome's correlation with each principal axis.
  const onAxis = vectors.map((vector) => dot(vector, withOutcome))
  /** Component j of V · D^power · V' · r. */
  const scaled = (power: number) =>
    among.map((_, j) =>
      values.reduce(
        (sum, value, m) => sum + (vectors[m]?.[j] ?? 0) * value ** power * (onAxis[m] ?? 0),
        0,
      ),
    )
  const uncorrelated = scaled(-0.5)
  const lambda = (j: number, i: number) =>
    values.reduce(
      (sum, value, m) => sum + (vectors[m]?.[j] ?? 0) * Math.sqrt(value) * (vectors[m]?.[i] ?? 0),
      0,
    )
  const raw = among.map((_, j) =>
    uncorrelated.reduce((sum, beta, i) => sum + lambda(j, i) ** 2 * beta ** 2, 0),
  )
  return { rSquared: raw.reduce((sum, weight) => sum + weight, 0), raw, betas: scaled(-1) }
}

/** R² of the last score on all others; null where relativeWeights has none. */
export function rSquared(sums: CrossSums): number | null {
  const correlations = correlationMatrix(sums)
  return correlations === null ? null : (relativeWeights(correlations)?.rSquared ?? null)
}

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0)
