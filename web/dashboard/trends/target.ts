/** Target lines: in the address, so that whoever gets the link sees them too. One for each measure: `target.nps=40`. */
import { look, query } from '../address.ts'

const START = 'target.'

/** The target of a measure, in the unit its axis shows; null when there is none or it is no number. */
export function targetOf(measure: string): number | null {
  const text = query.value.get(START + measure) ?? ''
  const value = Number(text)
  return text.trim() === '' || !Number.isFinite(value) ? null : value
}

/** Sets a target, or takes it away. */
export const setTarget = (measure: string, value: number | null): void =>
  look({ [START + measure]: value === null ? null : String(value) }, 'replace')

/** Changes that take all targets away: another survey has others. */
export const noTargets = (): Record<string, null> =>
  Object.fromEntries(
    [...query.value.keys()].filter((name) => name.startsWith(START)).map((name) => [name, null]),
  )
