/**
 * The figure of a row that has the way to its explanation; a click on the others goes there too (`followAddress`), so that a
 * row is one stop for the keyboard. Words, and what has a link of its own, stay as they are.
 */
import type { ComponentChildren } from 'preact'
import { ExplainLink } from '../shell/ExplainLink.tsx'

export function FigureCell({ cell, explain }: { cell: ComponentChildren; explain: string | null }) {
  return explain === null ? cell : <ExplainLink name={explain}>{cell}</ExplainLink>
}

/** Which cell of a row has the link: the first figure; none where a cell brings its own. */
export function placeOfLink(cells: readonly ComponentChildren[]): number {
  if (cells.some((cell) => typeof cell === 'object' && cell !== null)) return -1
  return cells.findIndex((cell) => /\d/.test(String(cell)))
}
