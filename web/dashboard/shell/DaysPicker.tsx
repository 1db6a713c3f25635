/** Which days: presets, or any first and last day; says what they are compared with. */
import { dayIn } from '../../../schema/calendar.ts'
import { now } from '../clock.ts'
import type { Filters } from '../filters.ts'
import { voice } from '../language.ts'
import { Icon } from './Icon.tsx'
import { later } from './later.tsx'
import { Popover } from './Popover.tsx'

/** Comes when it is opened: most pages are read with the days they have. */
const DaysForm = later(async () => (await import('./DaysForm.tsx')).DaysForm)

export function DaysPicker({ filters, timeZone }: { filters: Filters; timeZone: string }) {
  const { t, days } = voice.value
  return (
    <Popover
      name={t('filter.days')}
      label={
        <>
          <span class="unseen">{t('filter.days')}</span>
          {days(filters.from, filters.to)}
          <Icon name="chevron" />
        </>
      }
    >
      {(close) => <DaysForm filters={filters} today={dayIn(timeZone, now())} close={close} />}
    </Popover>
  )
}
