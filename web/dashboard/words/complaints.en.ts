/** What is said of complaints wherever they are mentioned in English. */
import type { Wording } from './voice.ts'

export const complaintsEn = {
  'when.week': 'week {week}',
  'complaints.exposure.responses': 'answers',
  'complaints.per': 'per {per} {unit}',
  'complaints.trend.nothing': 'No complaints, and nothing to divide them by',
  'complaints.trend.none': 'No complaints in these days',
  'complaints.trend.no-limits': {
    one: 'No limits yet: {n} of {least} ordinary periods',
    other: 'No limits yet: {n} of {least} ordinary periods',
  },
  'complaints.trend.usual': 'Complaints stay within their usual range',
  'complaints.trend.watch': 'Complaints stay within their limits, with a run to watch',
  'complaints.trend.high.now': 'Complaints have run high since {from}',
  'complaints.trend.high.just-now': 'Complaints are unusually high in {when}',
  'complaints.trend.high.once': 'Complaints spiked in {when} and have come back to normal',
  'complaints.trend.high.over':
    'Complaints ran high from {from} to {to} and have come back to normal',
  'complaints.trend.low.now': 'Complaints have run low since {from}',
  'complaints.trend.low.just-now': 'Complaints are unusually low in {when}',
  'complaints.trend.low.once': 'Complaints dropped in {when} and are back at their usual level',
  'complaints.trend.low.over':
    'Complaints ran low from {from} to {to} and are back at their usual level',
  'complaints.trend.rare': {
    one: 'Complaints are rare: {n} day since the last one',
    other: 'Complaints are rare: {n} days since the last one',
  },
  'complaints.trend.rare.unusual': {
    one: 'No complaint for {n} day: longer than usual',
    other: 'No complaint for {n} days: longer than usual',
  },
  'complaints.trend.lower': 'lower limit',
  'complaints.trend.usual-range': 'Usual: {low} to {high}',
} as const satisfies Readonly<Record<string, Wording>>
