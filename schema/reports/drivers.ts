/** What goes with satisfaction, and what people say matters: associations, never causes. */
import * as z from 'zod'
import { Day } from '../day.ts'
import { ReportHead } from '../reports.ts'

const number = z.number()
const orNull = number.nullable()
const count = z.int().min(0)

const Picture = z.object({
  n: count,
  rSquared: orNull,
  /** R² of the outcome on gap scores instead of perceptions, to be printed beside it. */
  rSquaredOnGaps: orNull,
  drivers: z.array(
    z.object({
      key: z.string(),
      /** Share of R² by Johnson's relative weights. */
      weight: number,
      correlation: number,
      beta: number,
    }),
  ),
  /** Why there is no driver picture. */
  reason: z
    .enum([
      'no-dimensions',
      'sampled-questions',
      'too-few-answers',
      'no-variation',
      'collinear',
      'weak-relation',
    ])
    .optional(),
})
export type DriverPicture = z.infer<typeof Picture>

export const DriversReport = ReportHead.extend(Picture.shape).extend({
  outcome: z.string(),
  /** Questions that may be asked for as ?question. */
  outcomes: z.array(z.string()),
  previous: Picture.extend({ from: Day, to: Day }),
})
export type DriversReport = z.infer<typeof DriversReport>

const Coordinate = z.object({ n: count, mean: orNull, low: orNull, high: orNull })
const Placed = z.object({
  quadrant: z.enum(['keep-up', 'concentrate-here', 'low-priority', 'possible-overkill']),
  borderline: z.boolean(),
})
const Cross = z.object({ importance: number, performance: number })

export const ImportanceReport = ReportHead.extend({
  /** Asked for itself, or taken to be what is expected where it is not asked. */
  basis: z.enum(['stated', 'expectation']),
  /** pomp: percent of the scale, where questions have different ones. */
  scale: z.object({ low: number, high: number, unit: z.enum(['points', 'pomp']) }),
  crosses: z.object({ data: Cross, scale: Cross }).nullable(),
  items: z.array(
    z.object({
      key: z.string(),
      dimension: z.string().nullable(),
      importance: Coordinate,
      performance: Coordinate,
      /** Performance − importance: under the iso-rating line when negative. */
      gap: orNull,
      data: Placed.nullable(),
      scale: Placed.nullable(),
    }),
  ),
  /** What is said to matter beside what goes with the outcome. */
  dimensions: z.array(
    z.object({ key: z.string(), stated: orNull, allocated: orNull, derived: orNull }),
  ),
  outcome: z.string().nullable(),
  /** Why there is no derived importance. */
  reason: Picture.shape.reason,
  /** Spearman's rank correlation of stated with derived importance. */
  agreement: orNull,
})
export type ImportanceReport = z.infer<typeof ImportanceReport>
