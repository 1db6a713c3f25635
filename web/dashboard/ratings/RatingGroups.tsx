/** Who rates lower or higher than everyone else. */
import { useMemo } from 'preact/hooks'
import type { Rating } from '../../../schema/reports/ratings.ts'
import type { ReportHead } from '../../../schema/reports.ts'
import type { SurveyLine } from '../api.ts'
import { Groups } from '../charts/Groups.tsx'
import { roundTicks, decimalsOf as tickDecimals } from '../charts/ticks.ts'
import type { Filters } from '../filters.ts'
import { segmentLabel, valueLabel } from '../groups.ts'
import { groupsTitle } from '../groups-finding.ts'
import { voice } from '../language.ts'
import { decimalsOf } from './findings.ts'

type Props = {
  rating: Rating
  head: Pick<ReportHead, 'suppressed' | 'privacyMinimum'>
  survey: SurveyLine
  filters: Filters
  split: string
}

export function RatingGroups({ rating, head, survey, filters, split }: Props) {
  const speak = voice.value
  const { t, plain } = speak
  const { segments, mean, scale } = rating
  const acrossLanguages = split === 'locale'
  const groups = useMemo(
    () =>
      segments.map(({ value, n, mean: own, difference }) => ({
        value,
        n,
        estimate: own.mean,
        low: own.low,
        high: own.high,
        difference,
      })),
    [segments],
  )
  const axis = useMemo(() => {
    const ends = segments.flatMap(({ mean: own }) => [own.low ?? own.mean, own.high ?? own.mean])
    const known = [...ends, mean.mean].filter((end) => end !== null)
    const low = Math.max(scale.low, Math.min(...known, scale.high))
    const high = Math.min(scale.high, Math.max(...known, scale.low))
    const ticks = roundTicks(low, high, 3)
    const decimals = tickDecimals(ticks)
    return {
      min: ticks[0] ?? scale.low,
      max: ticks.at(-1) ?? scale.high,
      ticks: ticks.map((value) => ({ value, label: plain(value, decimals) })),
      everyone: acrossLanguages ? null : mean.mean,
    }
  }, [rating, acrossLanguages, speak])
  const { suppressed, privacyMinimum } = head
  const asked = { groups, suppressed, privacyMinimum, acrossLanguages }
  const decimals = decimalsOf(rating)
  return (
    <Groups
      id={`ratings-${rating.key}-groups`}
      title={groupsTitle(asked, WORDS, (value) => valueLabel(split, value, speak), speak)}
      line={
        acrossLanguages
          ? t('ratings.groups.line.languages')
          : t('ratings.groups.line', { mean: plain(mean.mean, decimals) })
      }
      name={t('ratings.groups.name', { segment: segmentLabel(split, speak) })}
      figure={t('mean')}
      isUnsigned
      {...{ decimals, axis, asked, survey, filters, split }}
    />
  )
}

const WORDS = {
  lower: 'ratings.groups.lower',
  higher: 'ratings.groups.higher',
  both: 'ratings.groups.both',
  none: 'groups.none',
} as const
