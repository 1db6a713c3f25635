/** What a report asks of the responses: sums of some people in some days, in groups. */
import { addDays, instantOf } from '../../schema/calendar.ts'
import type { Span } from './row-conditions.ts'
import type { Scope, Window } from './scope.ts'

/** One thing a report wants to know of a window. */
export type Want = {
  measures: readonly string[]
  window: Window
  by: 'all' | 'period' | 'segment' | 'cells'
  /** Another name to split by than the scope's. */
  segment?: string
  /** Of `cells`: the names whose values make one. */
  names?: readonly string[]
  /**
   * Where only the counts matter, and of them only whether a group is smaller than so many: if none is, they may
   * be too low, but nowhere lower than this, and 0 only where nobody is.
   */
  enough?: number
}

/** What a report wants to know of the people in a scope. Views of one report differ in filters and splits only. */
export type View = { scope: Scope; wants: readonly Want[] }

export const isSame = (a: Window, b: Window): boolean => a.from === b.from && a.to === b.to

export const windowsOf = (wants: readonly Want[]): Window[] => [
  ...new Map(wants.map(({ window }) => [`${window.from} ${window.to}`, window])).values(),
]

export const spanOf = ({ from, to }: Window, timeZone: string): Span => [
  instantOf(from, 0, timeZone),
  instantOf(addDays(to, 1), 0, timeZone),
]

/** Every measure that is wanted, each once. */
export const measuresOf = (wants: readonly Want[]): string[] => [
  ...new Set(wants.flatMap(({ measures }) => measures)),
]
