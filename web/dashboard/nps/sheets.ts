/** The tables behind the charts of the NPS room. */
import type { NpsReport } from '../../../schema/reports.ts'
import { type Cell, oneByOne, type Sheet } from '../charts/sheet.ts'
import { explainName, explainPeriod } from '../explaining.ts'
import type { Voice } from '../words/voice.ts'

/** The score period by period. */
export function trendSheet(
  report: NpsReport,
  title: string,
  { t, signed, plain, period, range }: Voice,
): Sheet {
  const score = (value: number | null | undefined): Cell => ({
    value: value ?? null,
    text: signed(value ?? null, 0),
  })
  const numeric = (label: string) => ({ label, numeric: true })
  const isRolling = report.series.some((each) => each.rolling)
  return {
    id: 'nps-trend',
    title,
    columns: [
      { label: t(`by.${report.interval}.column`) },
      numeric(t('nav.nps')),
      { ...numeric(t('interval-95')), only: 'screen' },
      { ...numeric(t('low')), only: 'csv' },
      { ...numeric(t('high')), only: 'csv' },
      numeric(t('mean')),
      numeric(t('nps.promoters')),
      numeric(t('nps.passives')),
      numeric(t('nps.detractors')),
      numeric(t('n')),
      ...(isRolling ? [numeric(t('nps.rolling'))] : []),
    ],
    explains: (_, i) => explainPeriod('nps', report.series[i]?.start ?? report.from, report),
    rows: () =>
      oneByOne(
        report.series,
        ({ start, nps, interval, mean, promoters, passives, detractors, n, rolling }) => [
          { value: start, text: period(report.interval, start) },
          score(nps),
          range(interval?.low ?? null, interval?.high ?? null, 0),
          score(interval?.low),
          score(interval?.high),
          { value: mean, text: plain(mean, 1) },
          promoters,
          passives,
          detractors,
          n,
          ...(isRolling ? [score(rolling?.nps)] : []),
        ],
      ),
  }
}

/** How often each score was given. */
export function scoresSheet(report: NpsReport, title: string, { t, exactShare }: Voice): Sheet {
  const { histogram, total } = report
  return {
    id: 'nps-scores',
    title,
    columns: [
      { label: t('nps.score.column') },
      { label: t('n'), numeric: true },
      { label: t('share'), numeric: true },
    ],
    explains: (_, score) => explainName('nps', { min: String(score), max: String(score) }),
    rows: () =>
      histogram.map((n, score) => {
        const share = total.n === 0 ? null : n / total.n
        return [String(score), n, { value: share, text: exactShare(share) }]
      }),
  }
}
