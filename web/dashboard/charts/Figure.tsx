/** A figure with half the width of its interval, in the colour of its verdict; it opens its explanation where it has one. */

import { ExplainLink } from '../shell/ExplainLink.tsx'
import type { Tone } from './look.ts'

type Props = { value: string; margin: string; tone: Tone | null; explain?: string | undefined }

export function Figure({ value, margin, tone, explain }: Props) {
  const words = (
    <>
      <span class="figure-value">{value}</span> <span class="figure-margin">{margin}</span>
    </>
  )
  return (
    <span class={`figure ${tone ?? 'few'}`}>
      {explain === undefined ? words : <ExplainLink name={explain}>{words}</ExplainLink>}
    </span>
  )
}
