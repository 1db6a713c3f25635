/** The tables behind the charts of complaints. */

import type {
  ComplaintResolution,
  ComplaintTrend,
  ComplaintVoicing,
  ParetoRow,
} from '../../../schema/reports/complaints.ts'
import { type Cell, oneByOne, type Sheet } from '../charts/sheet.ts'
import { explainName, explainPeriod } from '../explaining.ts'
import type { Voice } from '../words/voice.ts'
import type { CategoryNames } from './categories.ts'
import { exposureName } from './findings.ts'

const numeric = (label: string) => ({ label, numeric: true })

/** The rate period by period, with its limits and what the rules say. */
export function complaintSheet(report: ComplaintTrend, speak: Voice): Sheet {
  const { t, plain, signed, period, list } = speak
  const rate = (value: number | null): Cell => ({ value, text: plain(value, 1) })
  const score = (value: number | null): Cell => ({ value, text: signed(value, 2) })
  return {
    id: 'complaints-trend',
    title: t('complaints.trend.name'),
    columns: [
      { label: t(`by.${report.interval}.column`) },
      numeric(t('complaints.count')),
      numeric(exposureName(report.exposure, speak)),
      numeric(t('complaints.rate')),
      numeric(t('complaints.trend.lower')),
      numeric(t('complaints.trend.upper')),
      { ...numeric('z'), only: 'csv' },
      { ...numeric('EWMA'), only: 'csv' },
      { label: t('complaints.signals') },
    ],
    explains: (_, i) => explainPeriod('trend', report.points[i]?.start ?? report.from, report),
    rows: () =>
      oneByOne(
        report.points,
        ({ start, complaints, exposure, low, high, z, ewma, signals, ...point }) => [
          { value: start, text: period(report.interval, start) },
          point.hidden ? null : complaints,
          point.hidden ? null : exposure,
          rate(point.rate),
          rate(low),
          rate(high),
          score(z),
          score(ewma),
          point.closed
            ? t('complaints.trend.closed')
            : {
                value: signals.join(' '),
                text: list(signals.flatMap((rule) => ruleName(rule, speak))),
              },
        ],
      ),
  }
}

/** A rule in words; nothing for one this version does not know. */
export function ruleName(rule: string, { t }: Voice): string[] {
  const known = RULES.find((one) => one === rule)
  return known === undefined ? [] : [t(`complaints.rule.${known}`)]
}
const RULES = ['beyond-limits', 'ewma', 'nine-one-side', 'two-of-three'] as const

export function paretoSheet(rows: readonly ParetoRow[], names: CategoryNames, speak: Voice): Sheet {
  const { t, exactShare, chance } = speak
  const share = (value: number | null): Cell => ({ value, text: exactShare(value) })
  return {
    id: 'complaints-pareto',
    title: t('complaints.pareto.name'),
    columns: [
      { label: t('complaints.category') },
      numeric(t('complaints.count')),
      numeric(t('complaints.pareto.weight')),
      numeric(t('share')),
      numeric(t('complaints.pareto.running')),
      numeric(t('complaints.pareto.change')),
      { ...numeric(t('low')), only: 'csv' },
      { ...numeric(t('high')), only: 'csv' },
      numeric(t('p.adjusted')),
    ],
    explains: (_, i) => explainName('pareto', { category: rows[i]?.category ?? '' }),
    rows: () =>
      rows.map(({ category, count, weight, share: own, cumulative, difference }) => {
        const p = difference?.adjustedP ?? difference?.p ?? null
        return [
          { value: category, text: names(category).text },
          count,
          weight,
          share(own),
          share(cumulative),
          share(difference?.estimate ?? null),
          share(difference?.low ?? null),
          share(difference?.high ?? null),
          { value: p, text: chance(p) },
        ]
      }),
  }
}

export function resolutionSheet({ survival }: ComplaintResolution, speak: Voice): Sheet {
  const { t, exactShare } = speak
  const share = (value: number | null): Cell => ({ value, text: exactShare(value) })
  return {
    id: 'complaints-resolution',
    title: t('complaints.resolution.name'),
    columns: [
      numeric(t('complaints.resolution.day')),
      numeric(t('complaints.resolution.open')),
      numeric(t('low')),
      numeric(t('high')),
    ],
    rows: () =>
      survival.map(({ day, open, low, high }) => [day, share(open), share(low), share(high)]),
  }
}

export function voicingSheet(report: ComplaintVoicing, speak: Voice): Sheet {
  const { series, interval } = report
  const { t, plain, period } = speak
  const per = (value: number | null): Cell => ({
    value: value === null ? null : 100 * value,
    text: plain(value === null ? null : 100 * value, 0),
  })
  return {
    id: 'complaints-voicing',
    title: t('complaints.voicing.name'),
    columns: [
      { label: t(`by.${interval}.column`) },
      numeric(t('complaints.count')),
      numeric(t('complaints.voicing.unhappy')),
      numeric(t('complaints.rate')),
      numeric(t('low')),
      numeric(t('high')),
    ],
    explains: (_, i) => explainPeriod('voicing', series[i]?.start ?? report.from, report),
    rows: () =>
      oneByOne(series, (point) => [
        { value: point.start, text: period(interval, point.start) },
        point.complaints,
        point.unhappy,
        per(point.rate),
        per(point.interval?.low ?? null),
        per(point.interval?.high ?? null),
      ]),
  }
}
