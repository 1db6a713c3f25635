/** What customers did later, and after something went wrong: repurchase, and the recovery paradox. */
import * as z from 'zod'
import { Day } from '../day.ts'
import { Difference, ReportHead, ReportQuery } from '../reports.ts'
import { Share } from './quality.ts'
import { MeanFigure } from './ratings.ts'

const count = z.int().min(0)
const hidden = z.literal(true).optional()

/** Report parameters of both; low effort is no matter of theirs. */
export const FollowUpQuery = ReportQuery.omit({ dimension: true })

export const RepurchaseReport = ReportHead.extend({
  /** The NPS question whose groups are told apart. */
  question: z.string(),
  /** Bought again within so many days of the answer. */
  days: z.int(),
  /** How far purchases are known; later answers cannot be judged. null: none is. */
  purchasesThrough: z.iso.datetime().nullable(),
  /** Why there is no rate. */
  reason: z.enum(['no-purchases']).optional(),
  total: Share,
  groups: z.array(Share.extend({ group: z.enum(['promoters', 'passives', 'detractors']) })),
  /** Promoters minus detractors. */
  difference: Difference.nullable(),
  /** Where the survey asks whether people intend to buy again: who meant to (the two best answers), and who did. */
  intention: z
    .object({
      question: z.string(),
      topFrom: z.number(),
      intending: Share,
      others: Share,
      difference: Difference.nullable(),
    })
    .nullable(),
  /** Answers whose days are not over, or not covered by the purchases that are known: in no rate. */
  tooRecent: count,
  /** Answers of nobody who is known for certain: in no rate. */
  unknown: count,
  previous: Share.extend({ from: Day, to: Day, difference: Difference.nullable() }),
  series: z.array(Share.extend({ start: Day, hidden })),
  segments: z.array(Share.extend({ value: z.string(), difference: Difference.nullable() })),
})
export type RepurchaseReport = z.infer<typeof RepurchaseReport>

const Group = MeanFigure.extend({ n: count })
export const RecoveryReport = ReportHead.extend({
  question: z.string(),
  /** Whose complaint was closed to their satisfaction before they answered. */
  recovered: Group,
  /** Everyone who had complained before they answered, recovered or not. */
  complainants: Group,
  noProblem: Group,
  differences: z.object({
    recovered: Difference.nullable(),
    complainants: Difference.nullable(),
  }),
  /**
   * The same of who bought again within so many days of the answer, of answers older than that. null without
   * purchases, and where so few are old enough that a small group could be told.
   */
  repurchase: z
    .object({
      days: z.int(),
      purchasesThrough: z.iso.datetime(),
      recovered: Share,
      complainants: Share,
      noProblem: Share,
      differences: z.object({
        recovered: Difference.nullable(),
        complainants: Difference.nullable(),
      }),
    })
    .nullable(),
  /** The recovered are picked by being satisfied: their figure alone proves nothing. */
  caution: z.literal('selection'),
  unknown: count,
})
export type RecoveryReport = z.infer<typeof RecoveryReport>
