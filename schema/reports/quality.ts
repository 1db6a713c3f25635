/** How good the data are: who answered, who stopped where, how carefully, and how well the items measure. */
import * as z from 'zod'
import { Day } from '../day.ts'
import { Difference, ReportHead } from '../reports.ts'

const number = z.number()
const orNull = number.nullable()
const count = z.int().min(0)
const hidden = z.literal(true).optional()
const interval = z
  .object({ low: number, high: number, confidence: number, method: z.literal('wilson') })
  .nullable()

/** A share of so many, with its Wilson interval. */
export const Share = z.object({ n: count, successes: count, share: orNull, interval })

export const ResponseRateReport = ReportHead.extend({
  /** open-link: nobody knows how many saw it, so there is no response rate; both: some were invited, others were not. */
  basis: z.enum(['open-link', 'invitations', 'both']),
  /**
   * Answered of delivered invitations made in the window: the response rate. null without invitations, or where a
   * filter names what no customer's record tells.
   */
  invitations: Share.extend({
    sent: count,
    /** Sent and not withdrawn unused (a second link to the same person withdraws the first). */
    delivered: count,
    /** Not known: looking at a link stores nothing. */
    opened: z.null(),
    /** null for anonymous surveys, whose invitations know no response. */
    started: count.nullable(),
    answered: count,
    /** Still open, so the rate may yet rise. */
    pending: count,
    expired: count,
    revoked: count,
    previous: Share.extend({ from: Day, to: Day, difference: Difference.nullable() }),
    series: z.array(Share.extend({ start: Day, hidden })),
    /** By tier, stage or locale of the customers' records. */
    segments: z.array(Share.extend({ value: z.string(), difference: Difference.nullable() })),
  }).nullable(),
  /** Responses begun in the window by no invitation; null where a small group could be told by it. */
  openLink: z.object({ began: count }).nullable(),
  /** Completed of those who began, however they came. */
  completion: Share,
  /** Began and did not finish, and after which question they stopped (`(nothing)`: before any answer). */
  breakOff: Share.extend({ at: z.array(z.object({ key: z.string(), n: count, share: orNull })) }),
  previous: Share.extend({ from: Day, to: Day, difference: Difference.nullable() }),
  series: z.array(Share.extend({ start: Day, hidden })),
  segments: z.array(Share.extend({ value: z.string(), difference: Difference.nullable() })),
})
export type ResponseRateReport = z.infer<typeof ResponseRateReport>

const Reliability = z.object({
  n: count,
  alpha: orNull,
  low: orNull,
  high: orNull,
  label: z.enum(['poor', 'questionable', 'good', 'redundant']).nullable(),
  /** Of dimensions with two items. */
  spearmanBrown: orNull,
})

/** `hours`: of the early, after how many all had answered; of the late, after how many the first did. */
const Responders = z.object({ n: count, hours: count, estimate: orNull, low: orNull, high: orNull })

export const QualityReport = ReportHead.extend({
  responses: z.object({ n: count, complete: count, partial: count }),
  seconds: z.object({ n: count, mean: orNull, median: orNull }),
  /** Answers that cost no thought; kept unless ?lowEffort=exclude. */
  lowEffort: z.object({
    n: count,
    share: orNull,
    straightLined: Share,
    /** Complete in less than a third of the median time. */
    fast: z.object({ n: count, fasterThan: orNull }),
    excluded: z.boolean(),
  }),
  questions: z.array(
    z.object({
      key: z.string(),
      type: z.string(),
      /** Of those who were asked: who answered, who said it doesn't apply, who did neither. */
      asked: count,
      answered: count,
      noOpinion: count,
      missing: count,
      missingShare: orNull,
      /** Pairs of which one half is missing. */
      half: count.optional(),
      /** Incomplete responses whose last answer this is. */
      stopped: count,
      stoppedShare: orNull,
    }),
  ),
  /** Incomplete responses without any answer. */
  stoppedAtStart: count,
  items: z.array(
    z.object({
      key: z.string(),
      n: count,
      /** r(E, P), and the spread of E: near the ceiling the gap mirrors P. */
      correlation: orNull,
      expectationSpread: orNull,
    }),
  ),
  /**
   * Of those who answered an invitation: the quickest third against the slowest, late minus early, a hint of what the
   * silent would have said. null without invitations that know their answers, in a filtered view, and where a small
   * group could be told.
   */
  responders: z
    .object({
      question: z.string(),
      /** What is compared: the NPS, or the mean of a rating. */
      measure: z.enum(['nps', 'mean']),
      early: Responders,
      late: Responders,
      difference: Difference.nullable(),
      caution: z.literal('hint'),
    })
    .nullable(),
  dimensions: z.array(
    z.object({
      key: z.string(),
      items: count,
      expectation: Reliability,
      perception: Reliability,
      gap: Reliability,
      correlation: orNull,
      /** Peter, Churchill & Brown: how reliable the difference of the two can be. */
      gapReliability: orNull,
    }),
  ),
})
export type QualityReport = z.infer<typeof QualityReport>

export const SegmentsReport = ReportHead.extend({
  /** Comparisons on this page, and how many hold after correction. */
  comparisons: count,
  held: count,
  rows: z.array(
    z.object({
      segment: z.string(),
      value: z.string(),
      measure: z.enum(['nps', 'mean', 'gap']),
      /** The question or dimension. */
      key: z.string(),
      n: count,
      estimate: orNull,
      low: orNull,
      high: orNull,
      /** Everyone else's. */
      rest: orNull,
      /** Against everyone else; null for languages, whose ways of answering differ. */
      difference: Difference.nullable(),
      /** The group against itself in the period before. */
      change: Difference.nullable(),
      caution: z.literal('response-style').optional(),
    }),
  ),
})
export type SegmentsReport = z.infer<typeof SegmentsReport>

const Word = z.object({
  /** A word, or two neighbours joined by `|`. */
  token: z.string(),
  /** In how many comments of either group. */
  a: count,
  b: count,
  z: number,
  /** Comments in which it stands. */
  samples: z.array(z.object({ responseId: z.string(), text: z.string() })),
})
export const ThemesReport = ReportHead.extend({
  question: z.string(),
  questions: z.array(z.string()),
  /** What is contrasted: discontented with contented authors, or this window with the one before. */
  compare: z.enum(['groups', 'periods']),
  groups: z.object({ a: z.string(), b: z.string() }),
  languages: z.array(
    z.object({
      language: z.string(),
      comments: count,
      previous: count,
      /** Words typical of either group. */
      words: z.object({ a: z.array(Word), b: z.array(Word) }),
      /** null for a language without lists of theme words. */
      themes: z
        .array(
          Share.extend({
            theme: z.string(),
            unhappy: count,
            happy: count,
            difference: Difference.nullable(),
          }),
        )
        .nullable(),
    }),
  ),
})
export type ThemesReport = z.infer<typeof ThemesReport>
