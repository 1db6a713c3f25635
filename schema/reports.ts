/** What every report looks like on the wire. Numbers are unrounded; null means "cannot be known", never zero. */
import * as z from 'zod'
import { INTERVALS } from './calendar.ts'
import { Day } from './day.ts'

const number = z.number()
const orNull = number.nullable()
const count = z.int().min(0)
/** A period of a filtered view with too few people to be shown; its sums are left out, not zero. */
const hidden = z.literal(true).optional()

export const VERDICTS = [
  // a change in time
  'clear-rise',
  'clear-fall',
  'no-clear-change',
  // a gap
  'below',
  'above',
  'no-clear-gap',
  // a segment against everyone else
  'higher',
  'lower',
  'no-clear-difference',
  // no verdict may be spoken
  'too-few',
] as const
export const Verdict = z.enum(VERDICTS)
export type Verdict = z.infer<typeof Verdict>

/** What every report may be asked. `filter.NAME=value` comes beside these. */
export const ReportQuery = z.object({
  from: Day.optional(),
  to: Day.optional(),
  interval: z.enum(INTERVALS).optional(),
  segment: z.string().max(40).optional(),
  question: z.string().max(40).optional(),
  dimension: z.string().max(40).optional(),
  confidence: z.coerce.number().min(0.5).max(0.999).default(0.95),
  explain: z.literal('1').optional(),
  /** Everything without straight-lined answers and ones done in less than a third of the median time. */
  lowEffort: z.literal('exclude').optional(),
  format: z.enum(['json', 'csv']).optional(),
})
export type ReportQuery = z.infer<typeof ReportQuery>

/** `weight`: segment names to weight by, with commas between; `none`; left out: all that customers were counted by. */
export const NpsQuery = ReportQuery.extend({ weight: z.string().min(1).max(200).optional() })

export const Difference = z.object({
  estimate: number,
  low: number,
  high: number,
  p: orNull,
  adjustedP: orNull.optional(),
  verdict: Verdict,
})
export type Difference = z.infer<typeof Difference>

/** What every report says about itself. */
export const ReportHead = z.object({
  from: Day,
  to: Day,
  timeZone: z.string(),
  interval: z.enum(INTERVALS),
  /** Tallies are being made anew: figures are right, made from rows. */
  rebuilding: z.boolean(),
  /** Groups not shown because they are under the privacy minimum (or would reveal one that is). */
  suppressed: count,
  privacyMinimum: count,
  explain: z
    .object({
      formula: z.string(),
      inputs: z.record(z.string(), z.unknown()),
      excluded: z.record(z.string(), number),
      rows: z.string(),
    })
    .optional(),
})
export type ReportHead = z.infer<typeof ReportHead>

export const NpsTotal = z.object({
  n: count,
  promoters: count,
  passives: count,
  detractors: count,
  nps: orNull,
  mean: orNull,
  standardError: orNull,
  interval: z
    .object({
      low: number,
      high: number,
      confidence: number,
      /** cluster-robust where more than a tenth of the answers are repeats of the same customers. */
      method: z.enum(['adjusted-wald', 'cluster-robust']),
    })
    .nullable(),
})
export type NpsTotal = z.infer<typeof NpsTotal>

/** The score of four weeks, or 28 days, that end with a period. */
const RollingNps = NpsTotal.pick({ n: true, nps: true, interval: true }).extend({ from: Day })
export type RollingNps = z.infer<typeof RollingNps>

export const NpsReport = ReportHead.extend({
  question: z.string(),
  total: NpsTotal,
  histogram: z.array(count),
  previous: NpsTotal.extend({ from: Day, to: Day, difference: Difference.nullable() }),
  /** When more than a tenth of the answers are not their customer's first: by how much that widens the variance, and from how many answers it was computed. */
  repeats: z.object({ share: number, designEffect: number, answers: count }).optional(),
  /**
   * Weighted like the account's customers, where it gave their counts (settings `populations`); then this is the
   * figure to be told first. Verdicts go by the effective n.
   */
  weighted: z
    .object({
      by: z.array(z.string()),
      method: z.enum(['post-stratification', 'raking']),
      n: count,
      /** Kish: how many unweighted answers would be as exact. */
      effectiveN: orNull,
      nps: orNull,
      standardError: orNull,
      interval: z
        .object({
          low: number,
          high: number,
          confidence: number,
          method: z.literal('adjusted-wald'),
        })
        .nullable(),
      /** Answers of nobody in these counts: left out. */
      outside: count,
      /** Of post-stratification; values with fewer than 10 answers are joined with their neighbour. */
      strata: z.array(
        z.object({ values: z.array(z.string()), population: number, n: count, weight: number }),
      ),
      raking: z.object({ rounds: count, converged: z.boolean(), trimmed: count }).nullable(),
      /** Why there is no weighted figure. */
      reason: z.enum(['no-answers', 'small-groups', 'level-without-answers']).optional(),
      previous: z.object({
        from: Day,
        to: Day,
        nps: orNull,
        effectiveN: orNull,
        difference: Difference.nullable(),
      }),
    })
    .optional(),
  /** `rolling` by day and by week, unless only a customer's latest answer counts: then periods do not add up. */
  series: z.array(NpsTotal.extend({ start: Day, hidden, rolling: RollingNps.optional() })),
  segments: z.array(NpsTotal.extend({ value: z.string(), difference: Difference.nullable() })),
})
export type NpsReport = z.infer<typeof NpsReport>

const Half = z.object({ mean: orNull, standardDeviation: orNull })
export const GapFigure = z.object({
  mean: orNull,
  standardDeviation: orNull,
  standardError: orNull,
  low: orNull,
  high: orNull,
  t: orNull,
  degreesOfFreedom: orNull,
  p: orNull,
  effectSize: orNull,
  adjustedP: orNull.optional(),
  verdict: Verdict,
})
export const Alpha = z.object({
  expectation: orNull,
  perception: orNull,
  gap: orNull,
})

/** What is known of any gap: of an item, a dimension, a period, a group. */
const GapCore = z.object({
  n: count,
  expectation: Half,
  perception: Half,
  gap: GapFigure,
  metOrExceeded: orNull,
  correlation: orNull,
})
export const GapResult = GapCore.extend({
  key: z.string(),
  noOpinion: count,
  /** Of dimensions. */
  alpha: Alpha.nullable(),
  /** E × P counts, rows E from low to high; only of the item of ?question=KEY on a scale of at most 10. */
  cells: z.array(z.array(count)).nullable(),
  /** Change against the previous period of equal length, split into its parts (methods 7.4). */
  change: z
    .object({
      gap: Difference,
      perception: z.object({ estimate: number, low: number, high: number }),
      expectation: z.object({ estimate: number, low: number, high: number }),
      larger: z.enum(['perception', 'expectation']).nullable(),
    })
    .nullable()
    .optional(),
})
export type GapResult = z.infer<typeof GapResult>

const ZoneShare = z.object({
  n: count,
  successes: count,
  share: orNull,
  interval: z
    .object({ low: number, high: number, confidence: number, method: z.literal('wilson') })
    .nullable(),
})

/** The zone of tolerance: over people who gave all three answers and whose minimum is not above what they desire. */
export const ZoneResult = z.object({
  n: count,
  /** Left out: a minimum above the desired level. */
  contradictory: count,
  /** Means over the n. */
  minimum: orNull,
  desired: orNull,
  perceived: orNull,
  /** Perceived − minimum (MSA); `below` = not even adequate. */
  adequacy: GapFigure,
  /** Perceived − desired (MSS). */
  superiority: GapFigure,
  /** Mean desired − mean minimum. */
  width: orNull,
  /** 0 at the minimum, 100 at the desired level, of the means. */
  position: orNull,
  /** Of people: perceived under the minimum, within the zone, above the desired level. */
  shares: z.object({ below: ZoneShare, inside: ZoneShare, above: ZoneShare }),
})
export type ZoneResult = z.infer<typeof ZoneResult>

export const GapItem = GapResult.extend({
  dimension: z.string().nullable(),
  scale: number,
  expectationKind: z.string(),
  importance: z.object({ n: count, mean: orNull }).nullable(),
  /** Only where a minimum and a desired level are asked; there E is the desired level. */
  zone: ZoneResult.nullable(),
})
export type GapItem = z.infer<typeof GapItem>

export const GapDimension = GapResult.extend({ alpha: Alpha, items: z.array(z.string()) })
export type GapDimension = z.infer<typeof GapDimension>

export const GapsReport = ReportHead.extend({
  scale: number.nullable(),
  overall: GapResult.nullable(),
  weighted: GapResult.extend({ weights: z.record(z.string(), number) }).nullable(),
  /** Each person's dimensions weighed by the points they gave themselves, of those who gave any. */
  ownWeighted: GapResult.nullable(),
  dimensions: z.array(GapDimension),
  items: z.array(GapItem),
  series: z.array(GapCore.extend({ start: Day, hidden })),
  segments: z.array(GapCore.extend({ value: z.string(), difference: Difference.nullable() })),
})
export type GapsReport = z.infer<typeof GapsReport>
