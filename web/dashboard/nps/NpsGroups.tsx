/** Who recommends less or more than everyone else. */
import { useMemo } from 'preact/hooks'
import type { NpsReport } from '../../../schema/reports.ts'
import type { SurveyLine } from '../api.ts'
import { Groups } from '../charts/Groups.tsx'
import { roundTicks } from '../charts/ticks.ts'
import type { Filters } from '../filters.ts'
import { segmentLabel, valueLabel } from '../groups.ts'
import { groupsTitle } from '../groups-finding.ts'
import { voice } from '../language.ts'

type Props = { report: NpsReport; survey: SurveyLine; filters: Filters; split: string }

export function NpsGroups({ report, survey, filters, split }: Props) {
  const speak = voice.value
  const { t, signed } = speak
  const { segments, total, suppressed, privacyMinimum } = report
  const acrossLanguages = split === 'locale'
  const axis = useMemo(() => {
    const ends = segments.flatMap(({ nps, interval }) => [
      interval?.low ?? nps ?? 0,
      interval?.high ?? nps ?? 0,
    ])
    const ticks = roundTicks(
      Math.min(total.nps ?? 0, ...ends),
      Math.max(total.nps ?? 0, ...ends),
      3,
    )
    return {
      min: Math.max(-100, ticks[0] ?? -100),
      max: Math.min(100, ticks.at(-1) ?? 100),
      ticks: ticks
        .filter((value) => Math.abs(value) <= 100)
        .map((value) => ({ value, label: signed(value, 0) })),
      everyone: acrossLanguages ? null : total.nps,
    }
  }, [report, acrossLanguages, speak])
  const groups = useMemo(
    () =>
      segments.map(({ value, n, nps, interval, difference }) => ({
        value,
        n,
        estimate: nps,
        low: interval?.low ?? null,
        high: interval?.high ?? null,
        difference,
      })),
    [segments],
  )
  const asked = { groups, suppressed, privacyMinimum, acrossLanguages }
  return (
    <Groups
      id="nps-groups"
      title={groupsTitle(asked, WORDS, (value) => valueLabel(split, value, speak), speak)}
      line={
        acrossLanguages
          ? t('nps.groups.line.languages')
          : t('nps.groups.line', { nps: signed(total.nps, 0) })
      }
      name={t('nps.groups.name', { segment: segmentLabel(split, speak) })}
      figure={t('nav.nps')}
      decimals={0}
      axis={axis}
      asked={asked}
      {...{ survey, filters, split }}
    />
  )
}

const WORDS = {
  lower: 'nps.groups.lower',
  higher: 'nps.groups.higher',
  both: 'nps.groups.both',
  none: 'groups.none',
} as const
