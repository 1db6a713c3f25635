/** Eigenvalues and eigenvectors of a small symmetric matrix, such as a correlation matrix. */

export type Eigen = {
  values: number[]
  /** vectors[m] belongs to values[m], length 1. */
  vectors: number[][]
}

/**
 * Eigen-decomposition by Jacobi rotations: each turn makes one off-diagonal pair zero, until all
 * are. Exact to the last bits for the few dimensions a survey has.
 * Source: Jacobi (1846), with the rotation formulas of Golub & Van Loan, section 8.5.
 */
export function symmetricEigen(matrix: readonly (readonly number[])[]): Eigen {
  const k = matrix.length
  const a = matrix.map((row) => Float64Array.from(row))
  const vectors = matrix.map((_, i) =>
    Float64Array.from({ length: k }, (_, j) => (i === j ? 1 : 0)),
  )
  for (let sweep = 0; sweep < 60 && offDiagonal(a) > 1e-30; sweep += 1) {
    for (let p = 0; p < k; p += 1) {
      for (let q = p + 1; q < k; q += 1) rotate(a, vectors, p, q)
    }
  }
  return {
    values: a.map((row, i) => row[i] ?? 0),
    vectors: vectors.map((row) => Array.from(row)),
  }
}

/** Turns the plane of axes p and q so that a[p][q] becomes 0; row m of `vectors` turns along. */
function rotate(a: Float64Array[], vectors: Float64Array[], p: number, q: number): void {
  const apq = a[p]?.[q] ?? 0
  if (apq === 0) return
  const tau = ((a[q]?.[q] ?? 0) - (a[p]?.[p] ?? 0)) / (2 * apq)
  const tangent = Math.sign(tau || 1) / (Math.abs(tau) + Math.hypot(1, tau))
  const cosine = 1 / Math.hypot(1, tangent)
  const sine = tangent * cosine
  for (const row of a) turnRow(row, p, q, cosine, sine)
  turnRows(a, p, q, cosine, sine)
  turnRows(vectors, p, q, cosine, sine)
}

function turnRows(m: Float64Array[], p: number, q: number, cosine: number, sine: number): void {
  const first = m[p]
  const second = m[q]
  if (!first || !second) return
  for (let j = 0; j < first.length; j += 1) {
    const x = first[j] ?? 0
    const y = second[j] ?? 0
    first[j] = cosine * x - sine * y
    second[j] = sine * x + cosine * y
  }
}

function turnRow(row: Float64Array, p: number, q: number, cosine: number, sine: number): void {
  const x = row[p] ?? 0
  const y = row[q] ?? 0
  row[p] = cosine * x - sine * y
  row[q] = sine * x + cosine * y
}

const offDiagonal = (a: readonly Float64Array[]) =>
  a.reduce((sum, row, i) => sum + row.reduce((rest, x, j) => rest + (i === j ? 0 : x * x), 0), 0)
