/** A figure with half the width of its interval, in the colour of its verdict. */
import type { Tone } from './look.ts'

export function Figure(props: { value: string; margin: string; tone: Tone | null }) {
  const { value, margin, tone } = props
  return (
    <span class={`figure ${tone ?? 'few'}`}>
      <span class="figure-value">{value}</span> <span class="figure-margin">{margin}</span>
    </span>
  )
}
