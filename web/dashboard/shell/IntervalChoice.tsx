/** How long each point of a trend is. */
import { daysBetween } from '../../../schema/calendar.ts'
import { look } from '../address.ts'
import type { Filters } from '../filters.ts'
import { voice } from '../language.ts'
import { Choice } from './Choice.tsx'

export function IntervalChoice({ filters, shown }: { filters: Filters; shown: Length | 'year' }) {
  const { t } = voice.value
  const days = daysBetween(filters.from, filters.to)
  const fitting = LENGTHS.filter(({ from, to }) => days >= from && days <= to)
  const options = fitting.map(({ value }) => ({ value, label: t(`interval.${value}`) }))
  if (options.length < 2) return null
  const value = options.find((option) => option.value === shown)?.value ?? 'week'
  return (
    <div class="panel-choice">
      <Choice
        name={t('interval')}
        value={value}
        options={options}
        onChoose={(interval) => look({ interval }, 'replace')}
      />
    </div>
  )
}

type Length = 'day' | 'week' | 'month' | 'quarter'

/** For windows of how many days a length gives a readable number of points. */
const LENGTHS: readonly { value: Length; from: number; to: number }[] = [
  { value: 'day', from: 2, to: 400 },
  { value: 'week', from: 14, to: 2000 },
  { value: 'month', from: 60, to: 9000 },
  { value: 'quarter', from: 365, to: 40_000 },
]
