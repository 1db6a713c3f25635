/** The order of the dumbbells: widest shortfall first, dimensions as well as the items in them. */
import type { GapDimension, GapItem, GapsReport } from '../../../schema/reports.ts'

export type DimensionGroup = { dimension: GapDimension | null; items: GapItem[] }

/** Dimensions with their items; items without a dimension come last, in a group without one. */
export function byDimension({ dimensions, items }: GapsReport): DimensionGroup[] {
  const groups: DimensionGroup[] = [...dimensions].sort(widestFirst).map((dimension) => ({
    dimension,
    items: items.filter((item) => item.dimension === dimension.key).sort(widestFirst),
  }))
  const known = new Set(dimensions.map(({ key }) => key))
  const rest = items.filter(({ dimension }) => dimension === null || !known.has(dimension))
  return rest.length === 0
    ? groups
    : [...groups, { dimension: null, items: rest.sort(widestFirst) }]
}

/** The most negative gap first; what has no gap last. */
export const widestFirst = (a: HasGap, b: HasGap): number =>
  (a.gap.mean ?? Number.POSITIVE_INFINITY) - (b.gap.mean ?? Number.POSITIVE_INFINITY) || 0

type HasGap = { gap: { mean: number | null } }

export type ChangedItem = GapItem & { change: NonNullable<GapItem['change']> }
export const hasChange = (item: GapItem): item is ChangedItem => item.change != null
/** The gap that moved down most first. */
export const mostFallen = (a: ChangedItem, b: ChangedItem): number =>
  a.change.gap.estimate - b.change.gap.estimate
