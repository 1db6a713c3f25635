/** The strip of figures on top of the Overview; each leads to its room by its name and to its explanation by its value. */
import type { ComplaintResolution } from '../../../schema/reports/complaints.ts'
import { addressOf } from '../address.ts'
import { voice } from '../language.ts'
import { ExplainLink } from '../shell/ExplainLink.tsx'
import type { Known } from './findings.ts'
import { figuresShown } from './strip.ts'

type Props = { known: Known; resolution: ComplaintResolution | null }

export function Figures({ known, resolution }: Props) {
  const speak = voice.value
  const shown = figuresShown(known, resolution, speak)
  return (
    <ul class="kpis">
      {shown.map(({ key, room, explain, label, value, margin, more, tone }) => (
        <li key={key}>
          <a class="kpi-label" href={addressOf(room)}>
            {label}
          </a>
          <p class="kpi-figure">
            <ExplainLink name={explain}>
              {value} {margin && <small>{margin}</small>}
            </ExplainLink>
          </p>
          <p class={`kpi-more ${tone}`}>{more}</p>
        </li>
      ))}
    </ul>
  )
}
