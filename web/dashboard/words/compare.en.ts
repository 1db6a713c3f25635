/** Words of the room that compares. */
import type { Wording } from './voice.ts'

export const compareEn = {
  'compare.left': 'Left',
  'compare.right': 'Right',
  'compare.choose': 'Choose the right side',
  'compare.swap': 'Swap sides',
  'compare.days.before': 'As many days just before',
  'compare.days.year': 'A year earlier, same weekdays',
  'compare.days.same': 'The same days',
  'compare.as-left': 'As on the left',
  'compare.name': 'Both sides, figure by figure',
  'compare.table': 'Every figure on both sides',
  'compare.line': 'n = {a} on the left, {b} on the right · ± half of a 95% interval',
  'compare.figure': 'Figure',
  'compare.difference': 'Left − right',
  'compare.column': '{side}, {what}',
  'compare.gap': 'Gap, all items',
  'compare.finished': 'Completion rate',
  'compare.how':
    'A difference gets a word only where its interval leaves out 0, both sides have enough answers, and it holds among all comparisons here.',
  'compare.none': 'No figure clearly differs between the two sides.',
  'compare.higher': {
    one: '{names} is clearly higher on the left.',
    other: '{names} are clearly higher on the left.',
  },
  'compare.lower': {
    one: '{names} is clearly lower on the left.',
    other: '{names} are clearly lower on the left.',
  },
  'compare.both': 'Clearly higher on the left: {higher}. Clearly lower: {lower}.',
  'compare.shared': 'The two sides share answers, so they are shown and not compared.',
  'compare.shared.why':
    'Choose days that do not overlap, or two different values of one segment: one on the left under Segment, one on the right.',
  'compare.hidden': 'One side has fewer than {k} answers and is not shown.',
  'compare.empty': 'Neither side has answers. Choose other days or another segment.',
  'compare.verdict.higher': 'Clearly higher on the left',
  'compare.verdict.lower': 'Clearly lower on the left',
  'compare.verdict.none': 'No clear difference',
} as const satisfies Readonly<Record<string, Wording>>
