/** The words around trends in English. */
import type { Wording } from './voice.ts'

export const trendsEn = {
  'trends.target': 'Target',
  'trends.target.none': 'None',
  'trends.target.of': 'Target: {name}',
  'trends.notes': 'Notes: {name}',
  'trends.compare': 'Compare before and after',
  'trends.compare.of': 'Compare before and after: {text}',
  'trends.compared': '{after}, against {before}:',
} as const satisfies Record<string, Wording>
