/** The tables behind drivers and importance. */
import type { DriversReport, ImportanceReport } from '../../../schema/reports/drivers.ts'
import type { Cell, Sheet } from '../charts/sheet.ts'
import type { Labels } from '../labels.ts'
import type { Voice } from '../words/voice.ts'
import type { CrossesAt } from './findings.ts'

type Stated = ReadonlyMap<string, ImportanceReport['dimensions'][number]>
const numeric = (label: string) => ({ label, numeric: true })

export function driversSheet(
  { drivers }: DriversReport,
  stated: Stated,
  labels: Labels,
  { t, exactShare, plain }: Voice,
): Sheet {
  const number = (value: number | null, decimals = 2): Cell => ({
    value,
    text: plain(value, decimals),
  })
  return {
    id: 'drivers',
    title: t('drivers.name'),
    columns: [
      { label: t('gaps.dimension') },
      numeric(t('drivers.weight')),
      numeric(t('drivers.correlation')),
      numeric(t('drivers.beta')),
      numeric(t('drivers.stated')),
      numeric(t('drivers.allocated')),
    ],
    rows: () =>
      drivers.map(({ key, weight, correlation, beta }) => [
        labels.dimension(key).text,
        { value: weight, text: exactShare(weight) },
        number(correlation),
        number(beta),
        number(stated.get(key)?.stated ?? null),
        number(stated.get(key)?.allocated ?? null, 1),
      ]),
  }
}

export function importanceSheet(
  { items }: ImportanceReport,
  at: CrossesAt,
  labels: Labels,
  { t, plain, signed }: Voice,
): Sheet {
  const number = (value: number | null): Cell => ({ value, text: plain(value, 2) })
  return {
    id: 'importance',
    title: t('importance.name'),
    columns: [
      { label: t('gaps.item') },
      numeric(t('importance.importance')),
      { ...numeric(`${t('importance.importance')} ${t('low')}`), only: 'csv' },
      { ...numeric(`${t('importance.importance')} ${t('high')}`), only: 'csv' },
      numeric(t('gaps.got')),
      { ...numeric(`${t('gaps.got')} ${t('low')}`), only: 'csv' },
      { ...numeric(`${t('gaps.got')} ${t('high')}`), only: 'csv' },
      numeric(t('importance.distance')),
      { label: t('importance.quadrant') },
      { label: t('importance.is-borderline') },
    ],
    rows: () =>
      items.map(({ key, importance, performance, gap, ...item }) => {
        const placed = item[at]
        return [
          labels.question(key).text,
          number(importance.mean),
          number(importance.low),
          number(importance.high),
          number(performance.mean),
          number(performance.low),
          number(performance.high),
          { value: gap, text: signed(gap, 2) },
          placed ? { value: placed.quadrant, text: t(`importance.${placed.quadrant}`) } : null,
          placed?.borderline ? { value: 'borderline', text: t('importance.is-borderline') } : '',
        ]
      }),
  }
}
