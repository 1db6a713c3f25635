/** Importance-performance analysis: what matters and is not done well comes first. */
import { contains, type Interval } from './interval.ts'

export type Quadrant = 'keep-up' | 'concentrate-here' | 'low-priority' | 'possible-overkill'

/** A mean with its interval; null limits where n < 2. */
export type Coordinate = { mean: number; low: number | null; high: number | null }

export type ImportancePoint = { key: string; importance: Coordinate; performance: Coordinate }

export type PlacedPoint = ImportancePoint & {
  quadrant: Quadrant
  /** An interval of the point touches a cross-hair: it might as well lie on the other side. */
  borderline: boolean
  /** Performance − importance: below the diagonal when negative. null unless on one scale. */
  gap: number | null
}

export type ImportancePerformance = {
  cross: { importance: number; performance: number }
  points: PlacedPoint[]
}

/** Where the cross-hairs lie: the means of the points (which always finds something to fix), or
 * the midpoint of the scale, which may differ between the axes. */
export type Centre = 'data' | { importance: number; performance: number }

/**
 * Places points in the four quadrants; a point on a line counts as high.
 * @param sameScale both axes share a scale, so that the diagonal has a meaning
 * @returns null without points
 * Source: Martilla & James (1977); the diagonal: Slack (1994), Abalo et al. (2007).
 */
export function importancePerformance(
  points: readonly ImportancePoint[],
  centre: Centre = 'data',
  sameScale = true,
): ImportancePerformance | null {
  if (points.length === 0) return null
  const cross =
    centre === 'data'
      ? {
          importance: average(points.map((point) => point.importance.mean)),
          performance: average(points.map((point) => point.performance.mean)),
        }
      : centre
  const placed = points.map((point) => ({
    ...point,
    quadrant: quadrantOf(point, cross),
    borderline:
      touches(point.importance, cross.importance) || touches(point.performance, cross.performance),
    gap: sameScale ? point.performance.mean - point.importance.mean : null,
  }))
  return { cross, points: placed }
}

function quadrantOf(
  { importance, performance }: ImportancePoint,
  cross: { importance: number; performance: number },
): Quadrant {
  const well = performance.mean >= cross.performance
  if (importance.mean >= cross.importance) return well ? 'keep-up' : 'concentrate-here'
  return well ? 'possible-overkill' : 'low-priority'
}

const touches = (coordinate: Coordinate, line: number) => {
  const interval = intervalOf(coordinate)
  // Without an interval nothing is certain.
  return interval === null || contains(interval, line)
}

const intervalOf = ({ low, high }: Coordinate): Interval | null =>
  low === null || high === null ? null : { low, high }

const average = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length
