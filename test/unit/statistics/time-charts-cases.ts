/** The reference cases of charts over time, by the chart they belong to. */
import { golden, type Tolerance } from '../../support/golden.ts'

const file = golden<{ cases: { id: string; input: number[] }[]; tolerance: Tolerance }>(
  'time-charts',
)

export const { tolerance } = file

/** Cases that have the members of one kind of chart; the id says which it is. */
export function casesOf<Case>(kind: RegExp): (Case & { id: string; input: number[] })[] {
  const found = file.cases.filter(({ id }) => kind.test(id))
  if (found.length === 0) throw new Error(`no reference case ${kind}`)
  // Their further members differ by kind, as the reference files name them.
  return found as (Case & { id: string; input: number[] })[]
}
