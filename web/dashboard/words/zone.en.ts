/** Words of the zone of tolerance. */
import type { Wording } from './voice.ts'

export const zoneEn = {
  'zone.name': 'Zone of tolerance by item',
  'zone.below': {
    one: '{items} is below what customers accept',
    other: '{items} are below what customers accept',
  },
  'zone.above': {
    one: '{items} is above what customers would like',
    other: '{items} are above what customers would like',
  },
  'zone.within': 'No item is clearly outside the zone of tolerance',
  'zone.key.zone': 'from the minimum to the desired level',
  'zone.line': 'means over people who gave all three answers',
  'zone.how': 'Adequacy = got − minimum; superiority = got − desired; ± half of a 95% interval.',
  'zone.contradictory': {
    one: '{n} answer with a minimum above the desired level is left out.',
    other: '{n} answers with a minimum above the desired level are left out.',
  },
  'zone.minimum': 'Minimum',
  'zone.desired': 'Desired',
  'zone.adequacy': 'Adequacy',
  'zone.superiority': 'Superiority',
  'zone.share.below': 'Below',
  'zone.share.inside': 'Inside',
  'zone.share.above': 'Above',
  'zone.row': 'Minimum {minimum}, desired {desired}, got {got}',
  'zone.verdict.below': 'Below the minimum',
  'zone.verdict.inside': 'Inside the zone',
  'zone.verdict.above': 'Above the desired level',
  'zone.verdict.at-edge': 'At an edge of the zone',
} as const satisfies Readonly<Record<string, Wording>>
