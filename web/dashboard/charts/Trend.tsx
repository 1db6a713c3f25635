/** A line in time with its 95% band, the line of everyone, and a strip of n below on the same x axis. */
import { useCallback, useMemo } from 'preact/hooks'
import type { Day } from '../../../schema/calendar.ts'
import type { Look } from './look.ts'
import { Plot, type Stop } from './Plot.tsx'
import type { Readout } from './Readout.tsx'
import { type TrendExtras, type TrendWords, trendPicture } from './trend-picture.ts'

export type TrendPoint = {
  start: Day
  n: number
  value: number | null
  low: number | null
  high: number | null
  readout: () => Readout
  open?: () => void
}

type TrendProps = {
  name: string
  sentence: string
  points: readonly TrendPoint[]
  /** The whole window's figure as a dashed line. */
  whole: number | null
  words: TrendWords
} & TrendExtras

export function Trend(props: TrendProps) {
  const { name, sentence, points, whole, words, notes, target = null } = props
  const draw = useCallback(
    (look: Look, frame: HTMLElement) =>
      trendPicture(look, frame.clientWidth, points, whole, words, {
        ...(notes ? { notes } : {}),
        target,
      }),
    [points, whole, words, notes, target],
  )
  const stops = useMemo<Stop[]>(
    () => points.map(({ readout, open }, index) => ({ series: 0, index, readout, open })),
    [points],
  )
  return (
    <Plot name={name} sentence={sentence} draw={draw} stops={stops} along="x" class="trend-plot" />
  )
}
