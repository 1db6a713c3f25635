/** When a survey shows itself, and when it leaves somebody alone. Pure: what is so comes in as facts. */
import type { WidgetRules } from '../../schema/widget.ts'

export type Facts = {
  path: string
  /** Since the widget came to this address. */
  seconds: number
  /** How long the page was looked at. */
  visible: number
  /** How far down the page anyone has been, 0 to 100. */
  scrolled: number
  /** The pointer has left the page at its top. */
  leaving?: boolean
  /** Names given to `gapwise('track', name)`. */
  events: unknown[]
  /** Drawn once for this page view, 0 to 1. */
  chance: number
}

/** What is remembered of one survey: when it was last answered or turned away, and "never". */
export type Seen = { at: number; never?: boolean | undefined }

/**
 * Whether to show the survey now. Path and sample must fit and the delay be over; then the first of the
 * triggers that are set (scroll, leaving, time looked at, event) shows it, at once when none is.
 * @returns something true or something false
 */
export function isDue(rules: WidgetRules, facts: Facts): unknown {
  const { scrollPercent, exitIntent, visibleSeconds, event } = rules
  return (
    facts.seconds >= (rules.delaySeconds ?? 0) &&
    isWanted(rules, facts) &&
    ((!scrollPercent && !exitIntent && !visibleSeconds && !event) ||
      (scrollPercent && facts.scrolled >= scrollPercent) ||
      (exitIntent && facts.leaving) ||
      (visibleSeconds && facts.visible >= visibleSeconds) ||
      facts.events.includes(event))
  )
}

/** Whether path and sample fit: a pattern is a path with `*` for anything. */
export const isWanted = ({ paths, samplePercent = 100 }: WidgetRules, facts: Facts): boolean =>
  facts.chance * 100 < samplePercent &&
  (!paths ||
    RegExp(
      `^(${paths
        .replace(/[^\w */-]/g, '\\$&')
        .replace(/\*/g, '.*')
        .replace(/ +/g, '|')})$`,
    ).test(facts.path))

/** Whether the survey keeps still: for its own quiet days, for those after any survey, or for good. */
export const isQuiet = (
  { quietDays = 0, pauseDays = 0 }: WidgetRules,
  own: Seen | undefined,
  lastOfAny: number,
  now: number,
): boolean | undefined =>
  own?.never ||
  now - (own?.at ?? 0) < quietDays * 86_400_000 ||
  now - lastOfAny < pauseDays * 86_400_000
