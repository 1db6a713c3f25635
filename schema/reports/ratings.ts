/** The ratings report: satisfaction, effort, repurchase, other ratings and sliders. */
import * as z from 'zod'
import { Day } from '../day.ts'
import { Difference, ReportHead } from '../reports.ts'

const number = z.number()
const orNull = number.nullable()
const count = z.int().min(0)
const hidden = z.literal(true).optional()

/** A mean with its t interval, in the units of the scale. */
export const MeanFigure = z.object({
  mean: orNull,
  standardDeviation: orNull,
  standardError: orNull,
  low: orNull,
  high: orNull,
})
/** Share of answers in the top box, with its Wilson interval. */
export const ShareFigure = z.object({
  successes: count,
  share: orNull,
  interval: z
    .object({ low: number, high: number, confidence: number, method: z.literal('wilson') })
    .nullable(),
})

export const RatingFigures = z.object({ n: count, mean: MeanFigure, topBox: ShareFigure })
export type RatingFigures = z.infer<typeof RatingFigures>

export const Rating = RatingFigures.extend({
  key: z.string(),
  type: z.enum(['rating', 'slider']),
  measure: z.enum(['csat', 'ces', 'repurchase', 'plain', 'slider']),
  scale: z.object({ low: number, high: number }),
  /** Answers from this value on are in the top box; printed beside the share. */
  topFrom: number,
  noOpinion: count,
  /** Counts per value of a rating; of a slider in 20 bins of equal width. */
  histogram: z.array(z.object({ from: number, to: number, count })),
  /** Of sliders only. */
  median: orNull.optional(),
  previous: RatingFigures.extend({
    from: Day,
    to: Day,
    difference: Difference.nullable(),
    topBoxDifference: Difference.nullable(),
  }),
  series: z.array(RatingFigures.extend({ start: Day, hidden })),
  segments: z.array(
    RatingFigures.extend({
      value: z.string(),
      difference: Difference.nullable(),
      topBoxDifference: Difference.nullable(),
    }),
  ),
})
export type Rating = z.infer<typeof Rating>

export const RatingsReport = ReportHead.extend({ ratings: z.array(Rating) })
export type RatingsReport = z.infer<typeof RatingsReport>
