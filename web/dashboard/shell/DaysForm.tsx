/** The choice of days: presets, or any first and last day; says what they are compared with. */
import { useState } from 'preact/hooks'
import { look } from '../address.ts'
import { type Filters, PRESETS, type Preset, presetOf, rangeOf, windowBefore } from '../filters.ts'
import { voice } from '../language.ts'
import { Icon } from './Icon.tsx'

type FormProps = { filters: Filters; today: string; close: () => void }

export function DaysForm({ filters, today, close }: FormProps) {
  const { t, days } = voice.value
  const [from, setFrom] = useState(filters.from)
  const [to, setTo] = useState(filters.to)
  const preset = presetOf(filters.from, filters.to, today)
  const before = windowBefore(filters.from, filters.to)
  const choose = (range: { from: string; to: string }) => {
    look({ ...range, interval: null })
    close()
  }
  const backwards = from !== '' && to !== '' && from > to
  const onSubmit = (event: Event) => {
    event.preventDefault()
    if (from !== '' && to !== '' && !backwards) choose({ from, to })
  }
  return (
    <>
      <ul class="options">
        {PRESETS.map((one: Preset) => (
          <li key={one}>
            <button
              type="button"
              aria-pressed={one === preset}
              onClick={() => choose(rangeOf(one, today))}
            >
              {t(`days.${one}`)}
              {one === preset && <Icon name="check" />}
            </button>
          </li>
        ))}
      </ul>
      <form class="days-form" onSubmit={onSubmit}>
        <label>
          {t('days.from')}
          <input
            type="date"
            required
            value={from}
            max={today}
            onInput={(event) => setFrom(event.currentTarget.value)}
          />
        </label>
        <label>
          {t('days.to')}
          <input
            type="date"
            required
            value={to}
            aria-invalid={backwards}
            aria-describedby={backwards ? 'days-fault' : undefined}
            onInput={(event) => setTo(event.currentTarget.value)}
          />
        </label>
        {backwards && (
          <p class="fault" id="days-fault">
            {t('days.backwards')}
          </p>
        )}
        <button type="submit" class="button">
          {t('days.apply')}
        </button>
      </form>
      <p class="popover-note">{t('days.compared', { days: days(before.from, before.to) })}</p>
    </>
  )
}
