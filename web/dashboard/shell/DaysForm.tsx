/** The choice of days for the page; says what they are compared with. */
import { look } from '../address.ts'
import { type Filters, PRESETS, rangeOf, windowBefore } from '../filters.ts'
import { voice } from '../language.ts'
import { RangeForm } from './RangeForm.tsx'

type FormProps = { filters: Filters; today: string; close: () => void }

export function DaysForm({ filters: { from, to }, today, close }: FormProps) {
  const { t, days } = voice.value
  const before = windowBefore(from, to)
  return (
    <>
      <RangeForm
        range={{ from, to }}
        named={PRESETS.map((one) => ({ label: t(`days.${one}`), range: rangeOf(one, today) }))}
        latest={today}
        onChoose={(range) => {
          look({ ...range, interval: null })
          close()
        }}
      />
      <p class="popover-note">{t('days.compared', { days: days(before.from, before.to) })}</p>
    </>
  )
}
