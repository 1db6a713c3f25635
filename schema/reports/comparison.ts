/** Two periods or two groups side by side: every figure of both, and whether the difference holds. */
import * as z from 'zod'
import { Day } from '../day.ts'
import { Difference, ReportHead, ReportQuery } from '../reports.ts'

/** The first side is asked for as in every report; the second by the same names after `with.`. */
export const ComparisonQuery = ReportQuery.omit({
  interval: true,
  segment: true,
  question: true,
  dimension: true,
}).extend({ 'with.from': Day.optional(), 'with.to': Day.optional() })
export type ComparisonQuery = z.infer<typeof ComparisonQuery>

const ComparedSide = z.object({
  from: Day,
  to: Day,
  filters: z.record(z.string(), z.string()),
  /** Responses that were begun. */
  n: z.int().min(0),
  /** The side has too few people to be shown. */
  hidden: z.boolean(),
})

const Estimate = z.object({
  n: z.int().min(0),
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
})

export const COMPARED = ['nps', 'gap', 'dimension', 'item', 'rating', 'finished'] as const

export const ComparisonReport = ReportHead.omit({ interval: true, suppressed: true }).extend({
  a: ComparedSide,
  b: ComparedSide,
  /**
   * Why there may be no verdict: `shared` where a response may stand on both sides, `languages` where people of
   * different languages are set against each other (methods 1.8); else `none`.
   */
  caution: z.enum(['none', 'shared', 'languages']),
  measures: z.array(
    z.object({
      kind: z.enum(COMPARED),
      /** The question or the dimension; null for the survey as a whole. */
      key: z.string().nullable(),
      a: Estimate,
      b: Estimate,
      /** a − b, adjusted over all measures of the report; null where there may be no verdict. */
      difference: Difference.nullable(),
    }),
  ),
})
export type ComparisonReport = z.infer<typeof ComparisonReport>
export type ComparedMeasure = ComparisonReport['measures'][number]
