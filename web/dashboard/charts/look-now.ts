/** The look of the page as it is: asking the stylesheet lays out the page, so it is asked once for each theme and paper. */
import { surface } from '../theme.ts'
import { COLOURS, type Look, lookOf } from './look.ts'

let known: { surface: string; look: Look } | null = null

/** The look at this moment; ask again after a change of theme. */
export function lookNow(): Look {
  const now = surface.peek()
  if (known?.surface !== now) known = { surface: now, look: readLook() }
  return known.look
}

function readLook(): Look {
  const style = getComputedStyle(document.documentElement)
  const value = (name: string) => style.getPropertyValue(`--${name}`).trim()
  const look = lookOf('')
  for (const name of COLOURS) look[name] = value(name)
  return { ...look, font: value('font-ui') }
}
