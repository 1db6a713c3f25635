/** What the left side is compared with: other days, another group, or both. */
import { useState } from 'preact/hooks'
import type { Settings } from '../../../schema/settings.ts'
import { look } from '../address.ts'
import type { SurveyLine } from '../api.ts'
import type { Filters } from '../filters.ts'
import { segmentLabel, segmentNames, segmentValues, valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import { Icon } from '../shell/Icon.tsx'
import { Popover } from '../shell/Popover.tsx'
import { chosenDays, OTHER_DAYS, type OtherSide, otherDays } from './sides.ts'

type Props = { survey: SurveyLine; filters: Filters; other: OtherSide; settings: Settings }

export function OtherSidePicker(props: Props) {
  const { t } = voice.value
  return (
    <Popover
      name={t('compare.choose')}
      place="below-start"
      label={
        <>
          {t('compare.choose')}
          <Icon name="chevron" />
        </>
      }
    >
      {() => (
        <>
          <Days {...props} />
          <Groups {...props} />
        </>
      )}
    </Popover>
  )
}

function Days({ filters, other }: Props) {
  const { t } = voice.value
  const [from, setFrom] = useState(other.from)
  const [to, setTo] = useState(other.to)
  const chosen = chosenDays(filters, other)
  const isBackwards = from !== '' && to !== '' && from > to
  const choose = (range: { from: string; to: string }) => {
    setFrom(range.from)
    setTo(range.to)
    look({ 'with.from': range.from, 'with.to': range.to })
  }
  return (
    <>
      <ul class="options">
        {OTHER_DAYS.map((which) => (
          <li key={which}>
            <button
              type="button"
              aria-pressed={which === chosen}
              onClick={() => choose(otherDays(which, filters))}
            >
              {t(`compare.days.${which}`)}
              {which === chosen && <Icon name="check" />}
            </button>
          </li>
        ))}
      </ul>
      <form
        class="days-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (from !== '' && to !== '' && !isBackwards) choose({ from, to })
        }}
      >
        <label>
          {t('days.from')}
          <input
            type="date"
            required
            value={from}
            onInput={(event) => setFrom(event.currentTarget.value)}
          />
        </label>
        <label>
          {t('days.to')}
          <input
            type="date"
            required
            value={to}
            aria-invalid={isBackwards}
            aria-describedby={isBackwards ? 'with-days-fault' : undefined}
            onInput={(event) => setTo(event.currentTarget.value)}
          />
        </label>
        {isBackwards && (
          <p class="fault" id="with-days-fault">
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

/** Another group; "as on the left" takes the difference away. */
function Groups({ survey, filters, other, settings }: Props) {
  const speak = voice.value
  const { t } = speak
  return (
    <>
      {segmentNames(survey).map((name) => {
        const values = segmentValues(name, survey, settings)
        const id = `with-${name}`
        const own = filters.only[name]
        const chosen = other.only[name] === own ? '' : (other.only[name] ?? '')
        const choose = (value: string) => look({ [`with.filter.${name}`]: value || null })
        return (
          <div key={name} class="field">
            <label for={id}>{segmentLabel(name, speak)}</label>
            {values === null ? (
              <input
                id={id}
                value={chosen}
                onChange={(event) => choose(event.currentTarget.value.trim())}
              />
            ) : (
              <select
                id={id}
                value={chosen}
                onChange={(event) => choose(event.currentTarget.value)}
              >
                <option value="">{t('compare.as-left')}</option>
                {values
                  .filter((value) => value !== own)
                  .map((value) => (
                    <option key={value} value={value}>
                      {valueLabel(name, value, speak)}
                    </option>
                  ))}
              </select>
            )}
          </div>
        )
      })}
    </>
  )
}
