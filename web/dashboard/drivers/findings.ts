/** The sentences about what matters. These are associations: nothing here "raises" anything (methods 6.5). */
import type { DriversReport, ImportanceReport } from '../../../schema/reports/drivers.ts'
import { naming } from '../naming.ts'
import type { Voice } from '../words/voice.ts'

/** Rules for a picture of drivers (methods 6.4). */
const FEWEST_FOR_DRIVERS = 50

/** How much of the outcome goes with the dimensions, or why there is no picture. Without intervals no order is claimed. */
export function driversTitle(
  { n, rSquared, reason }: Pick<DriversReport, 'n' | 'rSquared' | 'reason'>,
  { t, share }: Voice,
): string {
  if (reason === 'too-few-answers')
    return t('drivers.reason.too-few-answers', { n, least: FEWEST_FOR_DRIVERS })
  if (reason !== undefined) return t(`drivers.reason.${reason}`)
  return t('drivers.title', { share: share(rSquared) })
}

/** R² on what customers got beside R² on the gaps (methods 7.2). */
export function driversFit(
  { rSquared, rSquaredOnGaps }: Pick<DriversReport, 'rSquared' | 'rSquaredOnGaps'>,
  { t, plain }: Voice,
): string {
  if (rSquared === null) return ''
  const got = plain(rSquared, 2)
  return rSquaredOnGaps === null
    ? t('drivers.fit.got', { got })
    : t('drivers.fit', { got, gaps: plain(rSquaredOnGaps, 2) })
}

export type CrossesAt = 'data' | 'scale'
type Item = ImportanceReport['items'][number]

/** The title over importance and performance: what clearly asks for work first, else what might. */
export function importanceTitle(
  items: readonly Item[],
  crosses: CrossesAt,
  name: (key: string) => string,
  voice: Voice,
): string {
  const { t } = voice
  const placed = items.filter((item) => item[crosses] !== null)
  if (placed.length === 0) return t('importance.nothing')
  const first = placed.filter((item) => item[crosses]?.quadrant === 'concentrate-here')
  const clear = first.filter((item) => !item[crosses]?.borderline)
  const said = (some: readonly Item[]) =>
    naming(
      some.map(({ key }) => name(key)),
      voice,
    )
  if (clear.length > 0) return t('importance.first', { items: said(clear) })
  if (first.length > 0) return t('importance.borderline', { items: said(first) })
  return t('importance.none')
}
