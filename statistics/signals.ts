/** Which points of a control chart deserve a message, and which only a second look. */
import { changePoints } from './cusum.ts'
import { ewma } from './ewma.ts'
import { breaksOf, type RunRule } from './run-rules.ts'

export type SignalRule =
  | Extract<RunRule, 'beyond-limits' | 'nine-one-side' | 'two-of-three'>
  | 'ewma'

/** `alert` is told to people and webhooks; `watch` is shown on the chart and never told. */
export type Level = 'alert' | 'watch'

export type Signal = {
  index: number
  rule: SignalRule
  level: Level
  /** Above the centre there are more complaints than usual, below it fewer. */
  side: 'above' | 'below'
}

/**
 * The rules that are on, and what they may do. Each rule more is more false alarms: over 100 stable
 * points, all eight of Nelson's cry wolf in three series of four.
 */
export const levels: Record<SignalRule, Level> = {
  'beyond-limits': 'alert',
  ewma: 'alert',
  'nine-one-side': 'watch',
  'two-of-three': 'watch',
}

/**
 * Signals of a control chart, in time order; at one point the alerts come first.
 * @param z the chart's standardised values; null (no exposure) never signals
 */
export function signalsOf(z: readonly (number | null)[]): Signal[] {
  const average = ewma(z)
  return [
    ...along('beyond-limits', breaksOf('beyond-limits', z), z),
    ...along(
      'ewma',
      average.flatMap(({ beyond }, index) => (beyond ? index : [])),
      average.map(({ value }) => value),
    ),
    ...along('nine-one-side', breaksOf('nine-one-side', z), z),
    ...along('two-of-three', breaksOf('two-of-three', z), z),
  ].sort((a, b) => a.index - b.index)
}

/**
 * Index of the first point after the latest lasting shift, by CUSUM; null when there was none.
 * An estimate to look around, not a date to quote: give it beside a signal.
 */
export function latestChange(z: readonly (number | null)[]): number | null {
  return changePoints(z).at(-1)?.index ?? null
}

function along(
  rule: SignalRule,
  indices: readonly number[],
  values: readonly (number | null)[],
): Signal[] {
  return indices.map((index) => ({
    index,
    rule,
    level: levels[rule],
    side: (values[index] ?? 0) > 0 ? 'above' : 'below',
  }))
}
