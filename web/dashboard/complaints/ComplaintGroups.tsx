/** Who complains more than everyone else; here the lower figure is the better one. */
import { useMemo } from 'preact/hooks'
import type { ComplaintTrend } from '../../../schema/reports/complaints.ts'
import type { SurveyLine } from '../api.ts'
import { Groups } from '../charts/Groups.tsx'
import { decimalsOf, roundTicks } from '../charts/ticks.ts'
import type { Filters } from '../filters.ts'
import { segmentLabel, valueLabel } from '../groups.ts'
import { groupsTitle } from '../groups-finding.ts'
import { voice } from '../language.ts'
import { perUnit } from './findings.ts'

type Props = { report: ComplaintTrend; survey: SurveyLine; filters: Filters; split: string }

export function ComplaintGroups({ report, survey, filters, split }: Props) {
  const speak = voice.value
  const { t, plain } = speak
  const { segments, total, suppressed, privacyMinimum } = report
  const per = perUnit(report, speak)
  const hasRates = report.exposure === 'responses'
  const groups = useMemo(
    () =>
      segments.map(({ value, exposure, rate, low, high, difference }) => ({
        value,
        n: exposure,
        estimate: rate,
        low,
        high,
        difference,
      })),
    [segments],
  )
  const axis = useMemo(() => {
    const ends = segments.flatMap(({ rate, high }) => high ?? rate ?? 0)
    const ticks = roundTicks(0, Math.max(total.rate ?? 0, ...ends, 1), 3)
    const decimals = decimalsOf(ticks)
    return {
      min: 0,
      max: ticks.at(-1) ?? 1,
      ticks: ticks.map((value) => ({ value, label: plain(value, decimals) })),
      everyone: total.rate,
    }
  }, [report, speak])
  const asked = {
    groups: hasRates ? groups : [],
    suppressed,
    privacyMinimum,
    acrossLanguages: false,
  }
  const title = hasRates
    ? groupsTitle(asked, WORDS, (value) => valueLabel(split, value, speak), speak)
    : t('complaints.groups.no-base', { per: perUnit({ ...report, exposure: 'responses' }, speak) })
  return (
    <Groups
      id="complaints-groups"
      title={title}
      line={t('complaints.groups.line', { per, rate: plain(total.rate, 1) })}
      name={t('complaints.groups.name', { segment: segmentLabel(split, speak) })}
      figure={t('complaints.rate')}
      decimals={1}
      isLowerBetter
      isUnsigned
      {...{ axis, asked, survey, filters, split }}
    />
  )
}

const WORDS = {
  lower: 'complaints.groups.lower',
  higher: 'complaints.groups.higher',
  both: 'complaints.groups.both',
  none: 'groups.none',
} as const
