/** Columns from 0 with their share on top; below 30 answers every answer is a ring of its own. */
import { useCallback, useMemo } from 'preact/hooks'
import { type Column, columnsPicture, ringsPicture } from './columns-picture.ts'
import type { Look } from './look.ts'
import { Plot, type Stop } from './Plot.tsx'
import type { Readout } from './Readout.tsx'

type ColumnsProps = {
  name: string
  sentence: string
  columns: readonly (Column & { readout: () => Readout; open?: () => void })[]
  /** One ring per answer instead of columns. */
  single: boolean
}

export function Columns({ name, sentence, columns, single }: ColumnsProps) {
  const draw = useCallback(
    (look: Look) => (single ? ringsPicture(look, columns) : columnsPicture(look, columns)),
    [columns, single],
  )
  const stops = useMemo<Stop[]>(
    () => columns.map(({ readout, open }, index) => ({ series: 0, index, readout, open })),
    [columns],
  )
  const height = single ? 'rings-plot' : 'columns-plot'
  return <Plot name={name} sentence={sentence} draw={draw} stops={stops} along="x" class={height} />
}
