/** The words behind one point: the same in the card beside it and in the ear. */
import { useLayoutEffect, useRef } from 'preact/hooks'

export type Readout = {
  title: string
  /** The figure itself. */
  figure: string
  lines: readonly string[]
}

/** A read-out as one sentence for the live region. */
export const spokenReadout = ({ title, figure, lines }: Readout): string =>
  [title, figure, ...lines].join('. ')

/** The card; it keeps inside the window and above the point where there is room. */
export function ReadoutCard({ readout, x, y }: { readout: Readout; x: number; y: number }) {
  const card = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const frame = card.current?.parentElement
    if (!card.current || !frame) return
    const { offsetWidth, offsetHeight } = card.current
    const box = frame.getBoundingClientRect()
    const most = document.documentElement.clientWidth - EDGE - offsetWidth - box.left
    const left = Math.max(EDGE - box.left, Math.min(most, x - offsetWidth / 2))
    const fits = box.top + y - offsetHeight - GAP > 0
    card.current.style.left = `${left}px`
    card.current.style.top = `${fits ? y - offsetHeight - GAP : y + GAP}px`
  })
  return (
    <div ref={card} class="readout" aria-hidden="true">
      <b>{readout.title}</b>
      <b class="readout-figure">{readout.figure}</b>
      {readout.lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>
  )
}

/** Pixels between the card and its point, and between the card and the edge of the window. */
const GAP = 14
const EDGE = 8
