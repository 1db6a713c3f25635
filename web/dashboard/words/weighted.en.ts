/** The words of the weighted NPS in English. */
import type { Wording } from './voice.ts'

export const weightedEn = {
  'weighted.name': 'NPS weighted like your customers',
  'weighted.title':
    'Weighted like your customers, NPS is {nps}, between {low} and {high}; as answered {plain}',
  'weighted.none.no-answers': 'No weighted NPS: nobody who answered is in your counts of customers',
  'weighted.none.small-groups': 'No weighted NPS: it would tell of a group too small to show',
  'weighted.none.level-without-answers':
    'No weighted NPS: of some group of customers nobody has answered',
  'weighted.by': 'By {segments}',
  'weighted.line': {
    one: 'By {segments} · n = {n}, as exact as {effective} unweighted answers',
    other: 'By {segments} · n = {n}, as exact as {effective} unweighted answers',
  },
  'weighted.how':
    'Each group counts as much as it has customers. A few answers that stand for many make the score less certain: the interval and every verdict go by the smaller number.',
  'weighted.outside': {
    one: '{n} answer of nobody in the counts is left out.',
    other: '{n} answers of nobody in the counts are left out.',
  },
  'weighted.raking.not-settled': 'The weights have not settled: take the score with care.',
  'weighted.change.rise': 'It is clearly higher than {before} in the period before.',
  'weighted.change.fall': 'It is clearly lower than {before} in the period before.',
  'weighted.change.none': 'No clear change from {before} in the period before.',
  'weighted.change.too-few': 'Too few answers to compare it with the period before.',
  'weighted.customers': 'Customers',
  'weighted.weight': 'Weight',
} as const satisfies Readonly<Record<string, Wording>>
