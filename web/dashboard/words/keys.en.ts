/** Words of the keys. */
import type { Wording } from './voice.ts'

export const keysEn = {
  'keys.title': 'Keyboard shortcuts',
  'keys.search': 'Search in this room',
  'keys.rows': 'Next row, row before',
  'keys.open': 'Open the row',
  'keys.close': 'Close what is open',
  'keys.table': 'A chart as a table, and back',
  'keys.points': 'Step through a chart that has the focus',
  'keys.show': 'Show these keys',
  'keys.on': 'Use keys of one letter',
  'keys.on.hint': 'They never do anything while you type.',
} as const satisfies Readonly<Record<string, Wording>>
