/** On paper the filters cannot be looked up, so the head says them. */
import { now } from '../clock.ts'
import { segmentLabel, valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import { saidTo } from '../localized.ts'
import type { RoomProps } from '../rooms.ts'

export function PrintHead({ session, survey, filters }: RoomProps) {
  const { t, language, days, day } = voice.value
  const only = Object.entries(filters.only).map(
    ([name, value]) =>
      `${segmentLabel(name, voice.value)}: ${valueLabel(name, value, voice.value)}`,
  )
  const parts = [
    saidTo(language, session.settings.brand, '').text,
    survey ? saidTo(language, survey.title, survey.slug).text : '',
    days(filters.from, filters.to),
    only.length === 0 ? t('filter.everyone') : only.join(', '),
    t('print.on', { day: day(now().toISOString().slice(0, 10)) }),
  ]
  return <p class="print-head">{parts.filter(Boolean).join(' · ')}</p>
}
