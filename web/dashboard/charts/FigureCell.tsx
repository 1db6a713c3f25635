/** A cell of a row: figures open what is behind them; words and what opens something of its own stay as they are. */
import type { ComponentChildren } from 'preact'
import { ExplainLink } from '../shell/ExplainLink.tsx'

type Props = { cell: ComponentChildren; explain: string | null; isRepeat: boolean }

export function FigureCell({ cell, explain, isRepeat }: Props) {
  const isFigure = typeof cell === 'number' || (typeof cell === 'string' && /\d/.test(cell))
  if (explain === null || !isFigure) return cell
  return (
    <ExplainLink name={explain} isRepeat={isRepeat}>
      {cell}
    </ExplainLink>
  )
}
