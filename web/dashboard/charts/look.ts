/** The colours and type of a drawing, read from the stylesheet, so that canvas and page never differ. */

/** What a colour means: better and worse than expected or than everyone else, or no clear difference. */
export type Tone = 'better' | 'worse' | 'mid'

export const COLOURS = [
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
