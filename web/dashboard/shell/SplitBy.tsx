/** By what the groups of a panel are made. */
import { look } from '../address.ts'
import type { SurveyLine } from '../api.ts'
import type { Filters } from '../filters.ts'
import { segmentLabel, segmentNames } from '../groups.ts'
import { voice } from '../language.ts'
import { Icon } from './Icon.tsx'

export function SplitBy(props: { survey: SurveyLine; filters: Filters; split: string }) {
  const { survey, filters, split } = props
  const names = new Set([...segmentNames(survey), split])
  return (
    <label class="pick pick-select small">
      <span class="pick-name">{voice.value.t('groups.by')}</span>
      <select value={split} onChange={(event) => look({ segment: event.currentTarget.value })}>
        {[...names]
          .filter((name) => name === split || !(name in filters.only))
          .map((name) => (
            <option key={name} value={name}>
              {segmentLabel(name, voice.value)}
            </option>
          ))}
      </select>
      <Icon name="chevron" />
    </label>
  )
}
