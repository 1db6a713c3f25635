/** Promoters, passives and detractors as one bar from 0 to 100%. */
import type { NpsTotal } from '../../../schema/reports.ts'
import { voice } from '../language.ts'

export function ShareBar({ total }: { total: NpsTotal }) {
  const { t, share } = voice.value
  const parts = [
    { key: 'promoters', n: total.promoters },
    { key: 'passives', n: total.passives },
    { key: 'detractors', n: total.detractors },
  ] as const
  return (
    <ul class="share-bar">
      {parts.map(({ key, n }) => (
        <li key={key} class={key} style={{ flexGrow: String(n / total.n) }}>
          <span class="share-name">{t(`nps.${key}`)}</span>
          <span class="share-figure">{share(n / total.n)}</span>
        </li>
      ))}
    </ul>
  )
}
