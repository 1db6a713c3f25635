/** How a figure names its explanation: a report and what it is narrowed to, in the address. Pure. */
import type { Day, Interval } from '../../schema/calendar.ts'
import { endOfPeriod } from './filters.ts'

/** The reports that explain themselves (`?explain=1`), by their names in the API. */
export const EXPLAINED = [
  'nps',
  'gaps',
  'ratings',
  'choices',
  'importance',
  'drivers',
  'themes',
  'response-rate',
  'quality',
  'trend',
  'pareto',
  'resolution',
  'voicing',
] as const
export type Explained = (typeof EXPLAINED)[number]

/** What of a report is meant: one question, one dimension, one group, other days. Nothing: the whole. */
export type Narrowed = Readonly<Record<string, string>>

/** `nps`, or `gaps?question=quick`. */
export const explainName = (report: Explained, narrowed: Narrowed = {}): string => {
  const query = new URLSearchParams(narrowed).toString()
  return query === '' ? report : `${report}?${query}`
}

/** The days a report is about, and how long its periods are. */
export type Periods = { interval: Interval; from: Day; to: Day }

/** The explanation of one period: the days of it that the report is about. */
export const explainPeriod = (
  report: Explained,
  start: Day,
  { interval, from, to }: Periods,
  narrowed: Narrowed = {},
): string =>
  explainName(report, {
    ...narrowed,
    from: start < from ? from : start,
    to: endOfPeriod(interval, start, to),
  })

/** The report and the narrowing an address names; null for anything else. */
export function explainedIn(name: string | null): { report: Explained; narrowed: Narrowed } | null {
  const [before = '', after = ''] = (name ?? '').split('?', 2)
  const report = EXPLAINED.find((one) => one === before)
  if (report === undefined) return null
  const narrowed = [...new URLSearchParams(after)].filter(([key]) =>
    /^(question|option|dimension|category|from|to|min|max|filter\.[a-z][a-z0-9_-]{0,39})$/.test(
      key,
    ),
  )
  return { report, narrowed: Object.fromEntries(narrowed) }
}

/** The report behind a panel, by the name of its table; null where a panel shows no computed figure. */
export function reportBehind(sheet: string): Explained | null {
  const [room = '', part = ''] = sheet.split('-')
  if (sheet === 'overview-funnel') return 'response-rate'
  if (room === 'complaints') return part === 'groups' ? 'trend' : (OF_COMPLAINTS[part] ?? null)
  if (room === 'words') return 'themes'
  return EXPLAINED.find((one) => one === room) ?? null
}

const OF_COMPLAINTS: Readonly<Record<string, Explained>> = {
  trend: 'trend',
  pareto: 'pareto',
  resolution: 'resolution',
  voicing: 'voicing',
}
