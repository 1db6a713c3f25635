/**
 * Which sums of several versions may be added up, and in which order their places stand. A later version may ask on
 * another scale, or have other items or dimensions: what is measured otherwise gets a name of its own. Pure.
 */
import { dimensionsOf, scoredDimensionsOf } from '../../schema/dimensions.ts'
import type { GapQuestion, SurveyDefinition } from '../../schema/survey.ts'
import { entryOf } from '../entry-of.ts'
import { digestSync } from '../secrets.ts'

/** Where a version counts something. */
export type Place = {
  /** The measure's name. */
  name: string
  /** The keys its sums stand for, in order; none of a single figure. */
  order: readonly string[]
  /** Where each of them stands in the version's own order; null where that is the same. */
  from: readonly number[] | null
  /** Whether it averages over different scales, so that it is no figure (methods 3.6). */
  isMixed: boolean
}

/** Places of one version by measure, as it is called where it was never measured otherwise: `dimension|D`, `drivers|Y`. */
export type Naming = ReadonlyMap<string, Place>
type Definitions = ReadonlyMap<number, SurveyDefinition>

const KNOWN = new WeakMap<Definitions, ReadonlyMap<number, Naming>>()

/** The namings of all versions. What the first one to measure something calls it never changes: later ones only come after it. */
export function namingsOf(definitions: Definitions): ReadonlyMap<number, Naming> {
  const known = KNOWN.get(definitions)
  if (known?.size === definitions.size) return known
  const named: Named = new Map()
  const versions = [...definitions].sort(([a], [b]) => a - b)
  const found = new Map(versions.map(([version, survey]) => [version, namingOf(survey, named)]))
  KNOWN.set(definitions, found)
  return found
}

/** The naming of the latest version. */
export const latestNaming = (definitions: Definitions): Naming =>
  namingsOf(definitions).get(Math.max(...definitions.keys())) ?? new Map()

/** A place of a naming; a measure that the version does not have is called as it is. */
export const placeOf = (naming: Naming | undefined, measure: string): Place =>
  naming?.get(measure) ?? { name: measure, order: [], from: null, isMixed: false }

/** Values in the order of a place. */
export const inOrder = (values: readonly number[], { from }: Place): readonly number[] =>
  from === null ? values : from.map((at) => values[at] ?? 0)

/** By measure, then by what tells two ways of measuring it apart. */
type Named = Map<string, Map<string, { name: string; order: readonly string[] }>>

function namingOf(survey: SurveyDefinition, named: Named): Naming {
  const naming = new Map<string, Place>()
  /** @param apart what else must be equal for two versions to be added up */
  const put = (measure: string, own: readonly string[], apart: string, isMixed = false) => {
    const ways = entryOf(named, measure, () => new Map<string, { name: string; order: string[] }>())
    const way = JSON.stringify([[...own].sort(), apart])
    const { name, order } = entryOf(ways, way, () => ({
      name: ways.size === 0 ? measure : `${measure}|${digestSync(way).slice(0, 10)}`,
      order: [...own],
    }))
    const isSame = order.every((key, i) => key === own[i])
    const from = isSame ? null : order.map((key) => own.indexOf(key))
    naming.set(measure, { name, order, from, isMixed })
  }
  const gaps = survey.questions.filter((question) => question.type === 'gap')
  const dimensions = dimensionsOf(survey)
  const itemsOf = (key: string) => gaps.filter(({ dimension }) => dimension === key)
  for (const key of dimensions) {
    const items = itemsOf(key)
    const keys = items.map((item) => item.key)
    put(`dimension|${key}`, [], scalesOf(items), isMixed(items))
    for (const kind of ['alpha-e', 'alpha-p', 'alpha-g']) put(`${kind}|${key}`, keys, '')
  }
  const scored = gaps.filter(({ dimension }) => dimension !== undefined)
  put('items', [], scalesOf(gaps), isMixed(gaps))
  for (const measure of ['overall', 'weighted']) put(measure, [], scalesOf(scored), isMixed(scored))
  const scorable = scoredDimensionsOf(survey)
  const scales = JSON.stringify([...scorable].sort().map((key) => scalesOf(itemsOf(key))))
  put('crossed', scorable, scales, isMixed(scored))
  for (const { key, type } of survey.questions) {
    if (type === 'allocation') put(`allocation|${key}`, dimensions, '')
    if (type === 'nps' || type === 'rating')
      for (const kind of ['drivers', 'drivers-gap']) put(`${kind}|${key}`, scorable, scales)
  }
  return naming
}

const scalesOf = (items: readonly GapQuestion[]): string =>
  [...new Set(items.map(({ scale }) => scale))].sort((a, b) => a - b).join('+')
const isMixed = (items: readonly GapQuestion[]): boolean => scalesOf(items).includes('+')
