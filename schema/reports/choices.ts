/** The choices report: how many chose each option, and how points were shared over the dimensions. */
import * as z from 'zod'
import { Day } from '../day.ts'
import { Difference, ReportHead } from '../reports.ts'
import { MeanFigure, ShareFigure } from './ratings.ts'

const count = z.int().min(0)
const hidden = z.literal(true).optional()
const difference = Difference.nullable()

/** Of the people who answered the question, how many chose this option, with its Wilson interval. */
const OptionShare = ShareFigure.omit({ successes: true }).extend({
  /** `other` is what people wrote in words of their own. */
  key: z.string(),
  count,
})
const OptionCompared = OptionShare.extend({ difference })
/** `n` people answered; with several choices each, the shares add up to more than 1. */
const Chosen = z.object({ n: count, options: z.array(OptionShare) })
const ChosenCompared = Chosen.extend({ options: z.array(OptionCompared) })

export const Choice = Chosen.extend({
  key: z.string(),
  /** Whether several options may be chosen, in any version. */
  multiple: z.boolean(),
  previous: ChosenCompared.extend({ from: Day, to: Day }),
  series: z.array(Chosen.extend({ start: Day, hidden })),
  segments: z.array(ChosenCompared.extend({ value: z.string() })),
})
export type Choice = z.infer<typeof Choice>

/** Mean points of a dimension, of 100 whatever the total of the question, with their t interval. */
const PointsMean = MeanFigure.extend({ key: z.string() })
const PointsCompared = PointsMean.extend({ difference })
/** `dropped` people shared out less than 90 % or more than 110 % of the total. */
const Points = z.object({ n: count, dropped: count, dimensions: z.array(PointsMean) })
const ComparedPoints = Points.extend({ dimensions: z.array(PointsCompared) })

export const Allocation = Points.extend({
  key: z.string(),
  previous: ComparedPoints.extend({ from: Day, to: Day }),
  series: z.array(Points.extend({ start: Day, hidden })),
  segments: z.array(ComparedPoints.extend({ value: z.string() })),
})
export type Allocation = z.infer<typeof Allocation>

export const ChoicesReport = ReportHead.extend({
  choices: z.array(Choice),
  allocations: z.array(Allocation),
})
export type ChoicesReport = z.infer<typeof ChoicesReport>
