/** What the left side is compared with: other days, another group, or both. */
import type { Settings } from '../../../schema/settings.ts'
import { look } from '../address.ts'
import type { SurveyLine } from '../api.ts'
import type { Filters } from '../filters.ts'
import { segmentLabel, segmentNames, segmentValues, valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import { Icon } from '../shell/Icon.tsx'
import { Popover } from '../shell/Popover.tsx'
import { RangeForm } from '../shell/RangeForm.tsx'
import { OTHER_DAYS, type OtherSide, otherDays } from './sides.ts'

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

function Days({ filters, other: { from, to } }: Props) {
  const { t } = voice.value
  return (
    <RangeForm
      range={{ from, to }}
      named={OTHER_DAYS.map((which) => ({
        label: t(`compare.days.${which}`),
        range: otherDays(which, filters),
      }))}
      onChoose={(range) => look({ 'with.from': range.from, 'with.to': range.to })}
    />
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
