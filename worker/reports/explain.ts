/** What stands behind a report's figures: how they are computed, from what, without what, and where the rows are. */
import type { ReportHead } from '../../schema/reports.ts'
import type { Scope } from './scope.ts'

export type Explanation = Exclude<ReportHead['explain'], undefined>

/** How each report computes its main figures; sources stand in `statistics/`. */
const FORMULAS = {
  nps: 'NPS = 100 (P − D) / n with P = answers 9–10, D = answers 0–6. Interval: adjusted Wald, n + 3, P + ¾, D + ¾; widened by the design effect where more than 10 % of the answers are repeats. Differences: square and add; p by z, Benjamini–Hochberg over the segments. Weighted: Σ W NPS of the strata with W = customers of a stratum / all customers, SE = 100 √(Σ W² v / n); by several names raked to their margins; interval and verdict at Kish’s effective n = (Σ w)² / Σ w².',
  gaps: 'Gap = mean of P − E over people who answered both; paired t interval; effect size = gap / standard deviation. Dimension: mean of a person’s items, at least half answered. Overall: mean over dimensions, all answered. Change = change of P − change of E. Zone of tolerance: adequacy (MSA) = mean of P − minimum, superiority (MSS) = mean of P − desired, paired t; position = 100 MSA / (desired − minimum) of the means; shares of people below, inside and above with Wilson intervals; a minimum above the desired level is left out and counted.',
  ratings:
    'Mean with Student t interval. Top box = share of answers from `topFrom` on, with Wilson interval. Differences: Welch for means, Newcombe for shares; Benjamini–Hochberg over the segments.',
  choices:
    'Share of an option = people who chose it / people who answered the question, Wilson interval; with several choices each, the shares add up to more than 1. Points: mean of each dimension’s points, brought to 100 per person, with Student t interval; `dropped` = people who shared out less than 90 % or more than 110 %. Differences: Newcombe for shares, Welch for means; Benjamini–Hochberg over the options or dimensions of a question, and over its groups and options.',
  importance:
    'Items by mean importance and mean performance, each with its t interval; cross-hairs at the means of the items (data) or the midpoint of the scale. Borderline: an interval touches a cross-hair. Derived importance: Johnson’s relative weights; agreement: Spearman.',
  drivers:
    'Johnson’s relative weights of dimension perceptions on the outcome, as shares of R², from cross-sums over people with all scores. Needs n ≥ 50, n ≥ 10 per dimension and R² ≥ .05. An association, not a cause.',
  themes:
    'A word counts once per comment. z of the weighted log-odds ratio with an informative Dirichlet prior of 500; shown from |z| ≥ 2.58 in at least max(5, k) comments. Theme share = comments with a word of the theme’s list / comments, Wilson interval.',
  'response-rate':
    'Response rate = answered invitations / delivered ones (sent in the window, neither withdrawn unused nor by a mail that failed), Wilson interval; differences: Newcombe. An open link has no response rate: nobody knows how many saw it. Completion = complete responses / begun ones; break-off = the rest, by the last question answered.',
  repurchase:
    'Bought again = a purchase within 90 days after the answer, of answers older than 90 days and covered by the purchases that are known; of customers known for certain. Share with Wilson interval; differences: Newcombe, Benjamini–Hochberg over the segments.',
  recovery:
    'Mean 0–10 of customers whose latest complaint before the answer was closed to their satisfaction, and of all who had complained, minus the mean of customers without a complaint; each customer’s latest answer; Welch t. A verdict needs 30 in each group. The recovered are picked by being satisfied.',
  segments:
    'Each group against everyone else: NPS by z and square and add, means and gaps by Welch’s t; p-values adjusted by Benjamini–Hochberg over all comparisons of the table. Languages are compared with themselves in the period before only.',
  comparison:
    'Each figure as in its own report, on both sides. Differences: NPS by square and add, gaps and ratings by Welch, shares by Newcombe; p-values adjusted by Benjamini–Hochberg over all figures. No verdict where a response may stand on both sides, nor between languages.',
  quality:
    'Straight-lined: three pairs or more, all E equal and all P equal. Fast: complete in less than a third of the median time. Alpha: Cronbach, Feldt’s interval, from 30 complete answers on. Reliability of the gap: (s²P αP + s²E αE − 2 r sP sE) / (s²P + s²E − 2 r sP sE).',
  trend:
    'Rate = complaints / exposure. Limits = centre ± 3 σᵢ σz: σᵢ by Poisson (u) or binomial (p), σz from screened moving ranges of the baseline, at least 1 (Laney). Days with a weekday index from 8 weeks on. Alerts: beyond a limit, or EWMA (λ .2, L 2.86); change point: CUSUM (k .5, h 5).',
  pareto:
    'Share of each category of all complaints in the window. Differences to the period before: Newcombe, Benjamini–Hochberg over the categories. Split: share of each category within a group against its share among everyone else, Newcombe, Benjamini–Hochberg over all groups and categories.',
  resolution:
    'Kaplan–Meier on whole days from opening to resolution; open cases are followed until `asOf`, withdrawn and duplicate ones until they were closed. Limits: log-log Greenwood. Comparisons: log-rank, Benjamini–Hochberg over the segments.',
  voicing:
    'Complaints opened in the window / answers in it with NPS up to 6 or satisfaction in the lowest quarter of its scale; Wilson interval.',
} as const

export type ReportName = keyof typeof FORMULAS

/** @param path the list that holds the rows, with what narrows it besides days and filters */
export function explained(
  name: ReportName,
  scope: Scope,
  report: object,
  path: string,
  narrowed: Readonly<Record<string, string | number | null | undefined>> = {},
): Explanation {
  const query = new URLSearchParams({ from: scope.from, to: scope.to })
  for (const [key, value] of Object.entries(narrowed))
    if (value !== null && value !== undefined) query.set(key, String(value))
  for (const [key, value] of scope.filters) query.set(`filter.${key}`, value)
  return {
    formula: FORMULAS[name],
    inputs: {
      from: scope.from,
      to: scope.to,
      timeZone: scope.timeZone,
      confidence: scope.confidence,
      filters: Object.fromEntries(scope.filters),
      answers: scope.answers,
      lowEffort: scope.without === null ? 'kept' : 'excluded',
      ...countsIn(report),
    },
    excluded: exclusionsIn(report),
    rows: `${path}?${query}`,
  }
}

/** The whole numbers a report's main figures are made of. */
function countsIn(report: object): Record<string, number> {
  const members = new Map<string, unknown>(Object.entries(report))
  const main = ['total', 'overall', 'completion', 'responses', 'lowEffort'].flatMap((name) => {
    const value = members.get(name)
    return typeof value === 'object' && value !== null ? Object.entries(value) : []
  })
  const own = ['n', 'open', 'withdrawn', 'dropped', 'unhappy', 'complaints', 'comparisons'].map(
    (name) => [name, members.get(name)] as const,
  )
  return Object.fromEntries(
    [...main, ...own].filter((entry): entry is [string, number] => Number.isInteger(entry[1])),
  )
}

/** What was left out of a report's figures, by why; sums over the questions shown. */
function exclusionsIn(report: object): Record<string, number> {
  const found: Record<string, number> = {}
  const names = new Set(['noOpinion', 'missing', 'half', 'withdrawn', 'dropped', 'suppressed'])
  const look = (value: unknown, depth: number) => {
    if (typeof value !== 'object' || value === null || depth > 2) return
    for (const [name, member] of Object.entries(value))
      if (names.has(name) && typeof member === 'number') found[name] = (found[name] ?? 0) + member
      else if (!['series', 'segments', 'previous', 'dimensions', 'overall'].includes(name))
        look(member, depth + 1)
  }
  look(report, 0)
  return found
}
