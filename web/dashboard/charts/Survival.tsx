/** What is still open after so many days, with its band. */
import { useCallback, useMemo } from 'preact/hooks'
import type { Look } from './look.ts'
import { Plot, type Stop } from './Plot.tsx'
import type { Readout } from './Readout.tsx'
import { type SurvivalStep, type SurvivalWords, survivalPicture } from './survival-picture.ts'

type SurvivalProps = {
  name: string
  sentence: string
  stairs: readonly (SurvivalStep & { readout: () => Readout })[]
  /** Opens what is behind any step. */
  open: () => void
  /** The last day drawn. */
  longest: number
  words: SurvivalWords
}

export function Survival({ name, sentence, stairs, open, longest, words }: SurvivalProps) {
  const drawn = useMemo(() => stairs.filter(({ day }) => day <= longest), [stairs, longest])
  const draw = useCallback(
    (look: Look, frame: HTMLElement) =>
      survivalPicture(look, frame.clientWidth, drawn, longest, words),
    [drawn, longest, words],
  )
  const stops = useMemo<Stop[]>(
    () => drawn.map(({ readout }, index) => ({ series: 0, index, readout, open })),
    [drawn],
  )
  return (
    <Plot
      name={name}
      sentence={sentence}
      draw={draw}
      stops={stops}
      along="x"
      class="survival-plot"
    />
  )
}
