/** The colours and type of a drawing, read from the stylesheet, so that canvas and page never differ. */

/** What a colour means: better and worse than expected or than everyone else, or no clear difference. */
export type Tone = 'better' | 'worse' | 'mid'

const COLOURS = [
  'bg',
  'ink',
  'ink-2',
  'ink-3',
  'rule',
  'edge',
  'better',
  'worse',
  'mid',
  'mid-fill',
  'better-fill',
  'worse-fill',
  'better-ink',
  'worse-ink',
  'on-ink',
] as const
export type Look = Record<(typeof COLOURS)[number], string> & { font: string }

/** The look at this moment; ask again after a change of theme. */
export function lookNow(): Look {
  const style = getComputedStyle(document.documentElement)
  const value = (name: string) => style.getPropertyValue(`--${name}`).trim()
  const look = lookOf('')
  for (const name of COLOURS) look[name] = value(name)
  return { ...look, font: value('font-ui') }
}

/** A look of one colour. */
export const lookOf = (colour: string): Look => ({
  bg: colour,
  ink: colour,
  'ink-2': colour,
  'ink-3': colour,
  rule: colour,
  edge: colour,
  better: colour,
  worse: colour,
  mid: colour,
  'mid-fill': colour,
  'better-fill': colour,
  'worse-fill': colour,
  'better-ink': colour,
  'worse-ink': colour,
  'on-ink': colour,
  font: '',
})
