/** Whose answers: everyone, or only those of one value of a segment. */

import type { Settings } from '../../../schema/settings.ts'
import { look } from '../address.ts'
import type { SurveyLine } from '../api.ts'
import type { Filters } from '../filters.ts'
import { segmentLabel, segmentNames, segmentValues, valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import { Icon } from './Icon.tsx'
import { Popover } from './Popover.tsx'

type Props = { survey: SurveyLine; filters: Filters; settings: Settings }

export function GroupPicker({ survey, filters, settings }: Props) {
  const { t, list } = voice.value
  const chosen = Object.entries(filters.only)
  const offered = segmentNames(survey).filter(
    (name) => name in filters.only || segmentValues(name, survey, settings)?.length !== 0,
  )
  const label =
    chosen.length === 0
      ? t('filter.everyone')
      : list(chosen.map(([name, value]) => valueLabel(name, value, voice.value)))
  return (
    <Popover
      name={t('filter.groups')}
      label={
        <>
          <span class="pick-name">{t('filter.groups')}</span>
          {label}
          <Icon name="chevron" />
        </>
      }
    >
      {(close) => (
        <>
          {offered.map((name) => (
            <GroupChoice
              key={name}
              name={name}
              chosen={filters.only[name] ?? ''}
              values={segmentValues(name, survey, settings)}
            />
          ))}
          <button
            type="button"
            class="button"
            onClick={() => {
              look(Object.fromEntries(chosen.map(([name]) => [`filter.${name}`, null])))
              close()
            }}
          >
            {t('filter.clear')}
          </button>
        </>
      )}
    </Popover>
  )
}

/** Known values are offered; a segment of the survey's own takes a typed one. */
function GroupChoice(props: { name: string; chosen: string; values: readonly string[] | null }) {
  const { name, chosen, values } = props
  const { t } = voice.value
  const id = `group-${name}`
  const choose = (value: string) => look({ [`filter.${name}`]: value === '' ? null : value })
  const known = values === null || chosen === '' || values.includes(chosen)
  return (
    <div class="field">
      <label for={id}>{segmentLabel(name, voice.value)}</label>
      {values === null ? (
        <input
          id={id}
          value={chosen}
          onChange={(event) => choose(event.currentTarget.value.trim())}
        />
      ) : (
        <select id={id} value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="">{t('filter.all')}</option>
          {[...values, ...(known ? [] : [chosen])].map((value) => (
            <option key={value} value={value}>
              {valueLabel(name, value, voice.value)}
            </option>
          ))}
        </select>
      )}
    </div>
  )
}
