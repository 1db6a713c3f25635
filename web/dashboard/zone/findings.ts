/** The sentences about the zone of tolerance: between what people accept and what they would like (methods 5). */
import type { GapItem, ZoneResult } from '../../../schema/reports.ts'
import { naming } from '../naming.ts'
import { FEWEST_FOR_A_VERDICT } from '../rules.ts'
import type { Voice } from '../words/voice.ts'

export type ZoneItem = GapItem & { zone: ZoneResult }
export const hasZone = (item: GapItem): item is ZoneItem => item.zone != null

/** The lowest in its zone first; what has no position last. */
export const lowestFirst = (a: ZoneItem, b: ZoneItem): number =>
  (a.zone.position ?? Number.POSITIVE_INFINITY) - (b.zone.position ?? Number.POSITIVE_INFINITY) || 0

/** Which items are clearly not even adequate, else which are clearly more than desired. */
export function zoneTitle(
  items: readonly ZoneItem[],
  name: (key: string) => string,
  voice: Voice,
): string {
  const { t } = voice
  if (items.every(({ zone }) => zone.adequacy.verdict === 'too-few'))
    return t('too-few', {
      n: Math.max(0, ...items.map(({ zone }) => zone.n)),
      least: FEWEST_FOR_A_VERDICT,
    })
  const said = (some: readonly ZoneItem[]) => ({
    n: some.length,
    items: naming(
      some.map(({ key }) => name(key)),
      voice,
    ),
  })
  const below = items.filter(({ zone }) => zone.adequacy.verdict === 'below')
  const above = items.filter(({ zone }) => zone.superiority.verdict === 'above')
  if (below.length > 0) return t('zone.below', said(below))
  return above.length > 0 ? t('zone.above', said(above)) : t('zone.within')
}

/** Where an item stands, by its tests. */
export function zoneVerdict({ n, adequacy, superiority }: ZoneResult, { t }: Voice): string {
  if (adequacy.verdict === 'too-few') return t('too-few', { n, least: FEWEST_FOR_A_VERDICT })
  if (adequacy.verdict === 'below') return t('zone.verdict.below')
  if (superiority.verdict === 'above') return t('zone.verdict.above')
  const isClearlyInside = adequacy.verdict === 'above' && superiority.verdict === 'below'
  return t(isClearlyInside ? 'zone.verdict.inside' : 'zone.verdict.at-edge')
}
