/** Signals made readable: those of one stretch of time belong together, and each stretch gets a sentence or two. */
import type { ComplaintPoint, ComplaintTrend } from '../../../schema/reports/complaints.ts'

type Signal = ComplaintTrend['signals'][number]
export type Side = Signal['side']
export type Range = { from: number; to: number }

/** A stretch of periods that rules call unusual on one side of the average; places are indices of points. */
export type Episode = Range & {
  side: Side
  /** Whether any of its rules raises an alert; else it is only to be watched. */
  isAlert: boolean
  /** Points beyond a limit by themselves; `peak` is the one farthest out. */
  beyond: readonly number[]
  peak: number | null
  /** The stretch a run of nine or more covers; the moving average beyond its limit; two of three beyond 2 sigma. */
  run: Range | null
  drift: Range | null
  near: Range | null
}

/** One numbered entry of the list below the chart. */
export type NumberedSignal = Range & {
  n: number
  kind: 'beyond' | 'run' | 'drift' | 'near'
  side: Side
  /** Where its number stands. */
  at: number
  /** How many points it is about. */
  points: number
}

/** The episodes of a trend, in order of time; found once, however many sentences and charts are about them. */
export function episodesOf(trend: ComplaintTrend): readonly Episode[] {
  const episodes = known.get(trend) ?? findEpisodes(trend)
  known.set(trend, episodes)
  return episodes
}

const known = new WeakMap<ComplaintTrend, readonly Episode[]>()

function findEpisodes({ points, signals }: ComplaintTrend): Episode[] {
  const places = new Map(points.map(({ start }, i) => [start, i]))
  const stretches = signals.flatMap((signal) => {
    const at = places.get(signal.start)
    return at === undefined ? [] : [{ signal, at, ...coveredBy(signal, at, points) }]
  })
  const sides = (['above', 'below'] as const).flatMap((side) =>
    joined(stretches.filter(({ signal }) => signal.side === side)).map((own) =>
      episodeFrom(side, own, points),
    ),
  )
  return sides.sort((a, b) => a.from - b.from)
}

/** What is numbered: of every episode the point farthest out, and the strongest rule about the stretch. */
export function numberedSignals(episodes: readonly Episode[]): NumberedSignal[] {
  const all = episodes.flatMap((episode): Omit<NumberedSignal, 'n'>[] => {
    const { side, peak, beyond } = episode
    const out =
      peak === null
        ? []
        : [{ kind: 'beyond' as const, side, ...ends(beyond), at: peak, points: beyond.length }]
    const lasting = lastingRule(episode)
    return [
      ...out,
      ...(lasting === null
        ? []
        : [{ side, at: lasting.from, points: lasting.to - lasting.from + 1, ...lasting }]),
    ]
  })
  return all.map((each, i) => ({ n: i + 1, ...each }))
}

/** The rule that says most about a stretch; none where every point of it is beyond the limits anyway. */
function lastingRule({ run, drift, near, beyond }: Episode) {
  const strongest =
    (run && { kind: 'run' as const, ...run }) ??
    (drift && { kind: 'drift' as const, ...drift }) ??
    (near && { kind: 'near' as const, ...near })
  const says = strongest && strongest.to - strongest.from + 1 > beyond.length
  return says ? strongest : null
}

type Stretch = Range & { signal: Signal; at: number }

/** The points a rule looked at: a run goes back as far as it lasts, two of three to the first of the two. */
function coveredBy({ rule, side }: Signal, at: number, points: readonly ComplaintPoint[]): Range {
  const sign = side === 'above' ? 1 : -1
  const zAt = (i: number) => (points[i]?.z ?? 0) * sign
  let from = at
  if (rule === 'nine-one-side')
    for (let i = at; i >= 0 && (points[i]?.z === null || zAt(i) > 0); i--) if (zAt(i) > 0) from = i
  if (rule === 'two-of-three') {
    const known = points.flatMap(({ z }, i) => (z === null || i > at ? [] : [i])).slice(-3)
    from = known.find((i) => zAt(i) > 2) ?? at
  }
  return { from, to: at }
}

/** Stretches that touch or overlap become one. */
function joined(stretches: readonly Stretch[]): Stretch[][] {
  const groups: Stretch[][] = []
  let reached = Number.NEGATIVE_INFINITY
  for (const stretch of [...stretches].sort((a, b) => a.from - b.from)) {
    if (stretch.from <= reached + 1) groups.at(-1)?.push(stretch)
    else groups.push([stretch])
    reached = Math.max(reached, stretch.to)
  }
  return groups
}

function episodeFrom(
  side: Side,
  own: readonly Stretch[],
  points: readonly ComplaintPoint[],
): Episode {
  const of = (rule: Signal['rule']) => own.filter(({ signal }) => signal.rule === rule)
  const over = (rule: Signal['rule']) => {
    const some = of(rule)
    return some.length === 0 ? null : ends(some.flatMap(({ from, to }) => [from, to]))
  }
  const beyond = of('beyond-limits').map(({ at }) => at)
  const out = (i: number) => Math.abs(points[i]?.z ?? 0)
  const [peak = null] = [...beyond].sort((a, b) => out(b) - out(a))
  return {
    side,
    ...ends(own.flatMap(({ from, to }) => [from, to])),
    isAlert: own.some(({ signal }) => signal.level === 'alert'),
    beyond,
    peak,
    run: over('nine-one-side'),
    drift: over('ewma'),
    near: over('two-of-three'),
  }
}

const ends = (places: readonly number[]): Range => ({
  from: Math.min(...places),
  to: Math.max(...places),
})
