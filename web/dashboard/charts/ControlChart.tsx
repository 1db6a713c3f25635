/** A control chart: points against limits from ordinary times, what is unusual numbered, what is known lettered. */
import { useCallback, useMemo } from 'preact/hooks'
import {
  type ControlMarks,
  type ControlPoint,
  type ControlWords,
  controlPicture,
} from './control-picture.ts'
import type { Look } from './look.ts'
import { Plot, type Stop } from './Plot.tsx'
import type { Readout } from './Readout.tsx'

type ControlChartProps = {
  name: string
  sentence: string
  points: readonly (ControlPoint & { readout: () => Readout; open?: () => void })[]
  centre: number | null
  marked: ControlMarks
  words: ControlWords
}

export function ControlChart(props: ControlChartProps) {
  const { name, sentence, points, centre, marked, words } = props
  const draw = useCallback(
    (look: Look, frame: HTMLElement) =>
      controlPicture(look, frame.clientWidth, points, centre, marked, words),
    [points, centre, marked, words],
  )
  const stops = useMemo<Stop[]>(
    () => points.map(({ readout, open }, index) => ({ series: 0, index, readout, open })),
    [points],
  )
  return (
    <Plot
      name={name}
      sentence={sentence}
      draw={draw}
      stops={stops}
      along="x"
      class="control-plot"
    />
  )
}
