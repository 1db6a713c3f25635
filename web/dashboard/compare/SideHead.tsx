/** One side of a comparison in words: its days and its group. */
import type { ComponentChildren } from 'preact'
import { segmentLabel, valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import type { OtherSide } from './sides.ts'

type Props = { name: string; side: OtherSide; tone: 'a' | 'b'; children?: ComponentChildren }

export function SideHead({ name, side, tone, children }: Props) {
  const speak = voice.value
  const { t, days } = speak
  const only = Object.entries(side.only)
  return (
    <section class={`side-of ${tone}`} aria-label={name}>
      <h2>{name}</h2>
      <p class="side-days">{days(side.from, side.to)}</p>
      <p>
        {only.length === 0
          ? t('filter.everyone')
          : only
              .map(
                ([segment, value]) =>
                  `${segmentLabel(segment, speak)}: ${valueLabel(segment, value, speak)}`,
              )
              .join(', ')}
      </p>
      {children && <div class="side-tools">{children}</div>}
    </section>
  )
}
