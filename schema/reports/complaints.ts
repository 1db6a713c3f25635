/** What the complaint reports look like on the wire. Rates are per `per` units of exposure. */
import * as z from 'zod'
import { INTERVALS } from '../calendar.ts'
import { Day } from '../day.ts'
import { Difference, ReportHead, ReportQuery } from '../reports.ts'

const number = z.number()
const orNull = number.nullable()
const count = z.int().min(0)

/** Report parameters of complaints. `filter.NAME=value` comes beside these. */
export const ComplaintReportQuery = ReportQuery.omit({
  question: true,
  dimension: true,
  lowEffort: true,
}).extend({
  category: z.string().max(64).optional(),
  /** Complaints and answers of one survey only. */
  survey: z.string().max(64).optional(),
  /** The denominator: `responses`, or a name put by `PUT /api/exposures/{name}`. */
  exposure: z.string().max(40).default('responses'),
  /** p: at most one complaint per unit; u: there may be several. */
  model: z.enum(['p', 'u']).default('u'),
  /** The ordinary time that sets the limits, `FROM..TO`; left out: the first 24 periods there are. */
  baseline: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}\.\.\d{4}-\d{2}-\d{2}$/, 'Needs FROM..TO')
    .transform((text) => ({ from: text.slice(0, 10), to: text.slice(12) }))
    .pipe(z.object({ from: Day, to: Day }))
    .optional(),
  /** Closings after this day count as open. */
  asOf: Day.optional(),
})
export type ComplaintReportQuery = z.infer<typeof ComplaintReportQuery>

/** How complaints are weighed: each as one, by what its customer's tier is worth, or by what its category costs. */
export const PARETO_WEIGHTS = ['count', 'value', 'cost'] as const
export type ParetoWeight = (typeof PARETO_WEIGHTS)[number]
export const ComplaintParetoQuery = ComplaintReportQuery.extend({
  weight: z.enum(PARETO_WEIGHTS).default('count'),
})

/** A rate over a whole window; limits by the score interval, widened by the chart's sigma z. */
export const ComplaintRate = z.object({
  complaints: count,
  exposure: number,
  rate: orNull,
  low: orNull,
  high: orNull,
})
export type ComplaintRate = z.infer<typeof ComplaintRate>

export const ComplaintPoint = z.object({
  start: Day,
  complaints: count,
  exposure: number,
  rate: orNull,
  low: orNull,
  high: orNull,
  z: orNull,
  ewma: orNull,
  signals: z.array(z.string()),
  /** Left out of the chart: a holiday, or a weekday on which hardly anything happens. */
  closed: z.boolean().optional(),
  /** Not shown: under the privacy minimum. */
  hidden: z.boolean().optional(),
})
export type ComplaintPoint = z.infer<typeof ComplaintPoint>

export const ComplaintTrend = ReportHead.extend({
  category: z.string().nullable(),
  chart: z.enum(['p', 'u', 'laney-p', 'laney-u']),
  exposure: z.string(),
  per: number,
  centre: orNull,
  sigmaZ: number,
  baseline: z.object({
    from: Day,
    to: Day,
    status: z.enum(['provisional', 'firm']),
    periods: count,
    /** `asked`: by ?baseline; `note`: since a note that starts the limits anew; `first`: the first there are. */
    chosen: z.enum(['asked', 'note', 'first']),
  }),
  /** Whether the periods are long enough for the chart, and the finer interval that was not. */
  fit: z
    .object({
      status: z.enum(['enough', 'widen', 'rare']),
      widenedFrom: z.enum(INTERVALS).nullable(),
      reason: z.enum(['expected-counts-too-small']).nullable(),
    })
    .nullable(),
  /** Usual share of each weekday, Monday first, when days are charted with it; 1 is ordinary. */
  weekdays: z.array(orNull).nullable(),
  points: z.array(ComplaintPoint),
  signals: z.array(
    z.object({
      start: Day,
      rule: z.enum(['beyond-limits', 'ewma', 'nine-one-side', 'two-of-three']),
      level: z.enum(['alert', 'watch']),
      side: z.enum(['above', 'below']),
    }),
  ),
  changePoint: Day.nullable(),
  complaintFree: z.object({
    unit: z.literal('day'),
    current: count,
    longest: count,
    mean: orNull,
    /** 95 % of spells end by this length; a longer one is good news. */
    usualMost: orNull,
    unusual: z.boolean(),
  }),
  /** For less than one complaint in an ordinary period: complaint-free days between complaints, and the time. */
  rare: z
    .object({
      spells: z.array(z.object({ end: Day, days: count, unusual: z.boolean() })),
      mean: number,
      high: number,
      timeBetween: z.object({ centre: number, low: number, high: number }).nullable(),
    })
    .nullable(),
  total: ComplaintRate,
  previous: ComplaintRate.extend({ from: Day, to: Day, difference: Difference.nullable() }),
  segments: z.array(ComplaintRate.extend({ value: z.string(), difference: Difference.nullable() })),
})
export type ComplaintTrend = z.infer<typeof ComplaintTrend>

export const ParetoRow = z.object({
  category: z.string(),
  count,
  /** What they weigh together, in whatever the weights are in; the shares are of this. Their number unless ?weight. */
  weight: number,
  share: number,
  cumulative: number,
  /** Share now minus share in the period before, adjusted for the number of categories; null when weighted. */
  difference: Difference.nullable(),
  /** With ?segment: the category within each group that may be shown. */
  segments: z.array(
    z.object({
      value: z.string(),
      count,
      /** Complaints of the group, of all categories. */
      n: count,
      share: number,
      interval: z
        .object({ low: number, high: number, confidence: number, method: z.literal('wilson') })
        .nullable(),
      /** Share in the group minus share among everyone else, adjusted for all groups and categories. */
      difference: Difference.nullable(),
    }),
  ),
  /** Groups of this category that are not shown: under the privacy minimum, or they would reveal one that is. */
  suppressed: count,
})
export type ParetoRow = z.infer<typeof ParetoRow>
export const ComplaintPareto = z.array(ParetoRow)

export const Within = z.object({ days: orNull, low: orNull, high: orNull })
const SpeedVerdict = z.enum(['faster', 'slower', 'no-clear-difference', 'too-few'])
export type SpeedVerdict = z.infer<typeof SpeedVerdict>

const Resolution = z.object({
  n: count,
  /** Still open on `asOf`. */
  open: count,
  /** Closed as withdrawn or duplicate: followed until then. */
  withdrawn: count,
  median: Within,
})
/** By the log-rank test. */
const Speed = z.object({
  chiSquare: number,
  p: number,
  adjustedP: orNull.optional(),
  verdict: SpeedVerdict,
})

export const ComplaintResolution = ReportHead.extend(Resolution.shape).extend({
  category: z.string().nullable(),
  asOf: Day,
  /** Dates in the wrong order: left out. */
  dropped: count,
  /** Share resolved within so many days; null where nobody has been followed that long. */
  done: z.array(z.object({ days: number, share: orNull, low: orNull, high: orNull })),
  /** Mean days open, counting at most 90 of each. */
  restrictedMean: orNull,
  survival: z.array(z.object({ day: number, open: number, low: orNull, high: orNull })),
  firstResponse: Resolution.omit({ withdrawn: true }),
  previous: Resolution.extend({ from: Day, to: Day, difference: Speed.nullable() }),
  segments: z.array(Resolution.extend({ value: z.string(), difference: Speed.nullable() })),
})
export type ComplaintResolution = z.infer<typeof ComplaintResolution>

const Voiced = z.object({
  /** Answers with NPS 0 to 6, or satisfaction in the lowest quarter of its scale. */
  unhappy: count,
  complaints: count,
  rate: orNull,
  /** null where there are more complaints than unhappy answers. */
  interval: z
    .object({ low: number, high: number, confidence: number, method: z.literal('wilson') })
    .nullable(),
})
export const ComplaintVoicing = ReportHead.extend({
  category: z.string().nullable(),
  /** Of the whole window; `interval` beside it is the report's own day, week or month. */
  total: Voiced,
  previous: Voiced.extend({ from: Day, to: Day, difference: Difference.nullable() }),
  /** Fewer complaints because fewer of the unhappy speak up: no good news. */
  quietFall: z.boolean(),
  series: z.array(Voiced.extend({ start: Day })),
  segments: z.array(Voiced.extend({ value: z.string(), difference: Difference.nullable() })),
})
export type ComplaintVoicing = z.infer<typeof ComplaintVoicing>
