/** Alerts as the Overview tells them: what was raised for one period is one thing to look at. */
import type { Alert } from '../../../schema/alerts.ts'
import type { Voice } from '../words/voice.ts'

export type AlertItem = {
  key: string
  /** The alerts that are seen together. */
  ids: string[]
  side: Alert['side']
  text: string
  figures: string
  isWithdrawn: boolean
  link: string
}

/** In the order they came, the latest first. */
export function alertItems(alerts: readonly Alert[], voice: Voice): AlertItem[] {
  const periods = Map.groupBy(
    alerts,
    ({ interval, start, side, withdrawnAt }) =>
      `${interval} ${start} ${side} ${withdrawnAt === null}`,
  )
  return [...periods].flatMap(([key, raised]) => {
    const [first] = raised
    if (!first) return []
    return {
      key,
      ids: raised.map(({ id }) => id),
      side: first.side,
      text: sentence(first, new Set(raised.map(({ rule }) => rule)), voice),
      figures: figuresOf(first, voice),
      isWithdrawn: first.withdrawnAt !== null,
      link: first.link,
    }
  })
}

/** The point itself says more than the average it moves; where both are beyond their limits, both are said. */
function sentence({ start, end, side }: Alert, rules: Set<Alert['rule']>, { t, days }: Voice) {
  const when = days(start, end)
  const drifts = rules.has('ewma')
  if (!rules.has('beyond-limits')) return t(`alerts.ewma.${side}`, { when })
  return t(drifts ? `alerts.both.${side}` : `alerts.beyond-limits.${side}`, { when })
}

function figuresOf({ complaints, exposure, rate, centre, per }: Alert, voice: Voice): string {
  const { t, count, plain } = voice
  const unit = t('complaints.exposure.responses')
  return t('alerts.figures', {
    complaints: count(complaints),
    base: count(exposure),
    rate: plain(rate, 1),
    per: t('complaints.per', { per, unit }),
    centre: plain(centre, 1),
  })
}
