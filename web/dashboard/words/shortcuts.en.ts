/** Words of the keys. */
import type { Wording } from './voice.ts'

export const shortcutsEn = {
  'shortcuts.title': 'Keyboard shortcuts',
  'shortcuts.search': 'Search in this room',
  'shortcuts.rows': 'Next row, row before',
  'shortcuts.open': 'Open the row',
  'shortcuts.close': 'Close what is open',
  'shortcuts.table': 'A chart as a table, and back',
  'shortcuts.points': 'Step through a chart that has the focus',
  'shortcuts.show': 'Show these keys',
  'shortcuts.on': 'Use keys of one letter',
  'shortcuts.on.hint': 'They never do anything while you type.',
} as const satisfies Readonly<Record<string, Wording>>
