/** Who feels the gap more than everyone else. */
import { useMemo } from 'preact/hooks'
import type { GapsReport } from '../../../schema/reports.ts'
import type { SurveyLine } from '../api.ts'
import { Groups } from '../charts/Groups.tsx'
import type { Filters } from '../filters.ts'
import { segmentLabel, valueLabel } from '../groups.ts'
import { groupsTitle } from '../groups-finding.ts'
import { voice } from '../language.ts'
import { zeroAxis } from './picture.ts'

type Props = { report: GapsReport; survey: SurveyLine; filters: Filters; split: string }

export function GapGroups({ report, survey, filters, split }: Props) {
  const speak = voice.value
  const { t, signed } = speak
  const { segments, overall } = report
  const everyone = overall?.gap.mean ?? null
  const acrossLanguages = split === 'locale'
  const axis = useMemo(
    () => ({
      ...zeroAxis(
        segments.map(({ gap }) => ({ low: gap.low ?? gap.mean, high: gap.high ?? gap.mean })),
        speak,
      ),
      everyone: acrossLanguages ? null : everyone,
    }),
    [segments, everyone, acrossLanguages, speak],
  )
  const groups = useMemo(
    () =>
      segments.map(({ value, n, gap, difference }) => ({
        value,
        n,
        estimate: gap.mean,
        low: gap.low,
        high: gap.high,
        difference,
      })),
    [segments],
  )
  const asked = { groups, acrossLanguages, ...pick(report) }
  return (
    <Groups
      id="gaps-groups"
      title={groupsTitle(asked, WORDS, (value) => valueLabel(split, value, speak), speak)}
      line={
        acrossLanguages
          ? t('gaps.groups.line.languages')
          : t('gaps.groups.line', { gap: signed(everyone, 2) })
      }
      name={t('gaps.groups.name', { segment: segmentLabel(split, speak) })}
      figure={t('gaps.gap')}
      decimals={2}
      axis={axis}
      asked={asked}
      {...{ survey, filters, split }}
    />
  )
}

const WORDS = {
  lower: 'gaps.groups.lower',
  higher: 'gaps.groups.higher',
  both: 'gaps.groups.both',
  none: 'groups.none',
} as const

const pick = ({ suppressed, privacyMinimum }: GapsReport) => ({ suppressed, privacyMinimum })
