/** Two days: some by name, or any first and last one. */
import { useId, useState } from 'preact/hooks'
import { namedDays, type Range } from '../filters.ts'
import { voice } from '../language.ts'
import { Icon } from './Icon.tsx'

type Props = {
  /** The days now. */
  range: Range
  named: readonly { label: string; range: Range }[]
  /** The last day that may be the first. */
  latest?: string
  onChoose: (range: Range) => void
}

export function RangeForm({ range, named, latest, onChoose }: Props) {
  const { t } = voice.value
  const fault = useId()
  const [{ from, to }, setTyped] = useState(range)
  const isWhole = from !== '' && to !== ''
  const isBackwards = isWhole && from > to
  const chosen = namedDays(named, range)
  const choose = (next: Range) => {
    setTyped(next)
    onChoose(next)
  }
  return (
    <>
      <ul class="options">
        {named.map((one) => (
          <li key={one.label}>
            <button
              type="button"
              aria-pressed={one === chosen}
              onClick={() => choose({ ...one.range })}
            >
              {one.label}
              {one === chosen && <Icon name="check" />}
            </button>
          </li>
        ))}
      </ul>
      <form
        class="days-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (isWhole && !isBackwards) choose({ from, to })
        }}
      >
        <label>
          {t('days.from')}
          <input
            type="date"
            required
            value={from}
            max={latest}
            onInput={(event) => setTyped({ from: event.currentTarget.value, to })}
          />
        </label>
        <label>
          {t('days.to')}
          <input
            type="date"
            required
            value={to}
            aria-invalid={isBackwards}
            aria-describedby={isBackwards ? fault : undefined}
            onInput={(event) => setTyped({ from, to: event.currentTarget.value })}
          />
        </label>
        {isBackwards && (
          <p class="fault" id={fault}>
            {t('days.backwards')}
          </p>
        )}
        <button type="submit" class="button">
          {t('days.apply')}
        </button>
      </form>
    </>
  )
}
