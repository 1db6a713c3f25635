/** Alerts: messages about signals. Only rules that may raise one are here; what is to be watched is shown and never sent. */
import * as z from 'zod'
import { INTERVALS } from './calendar.ts'
import { Day } from './day.ts'

export const ALERT_CHARTS = ['complaints'] as const
export const ALERT_RULES = ['beyond-limits', 'ewma'] as const
export type AlertRule = (typeof ALERT_RULES)[number]

const orNull = z.number().nullable()
const Time = z.iso.datetime()

/** What the chart said of the period when the alert was raised; rates are per `per` units of exposure. */
export const AlertFigures = z.object({
  complaints: z.int().min(0),
  exposure: z.number(),
  rate: orNull,
  low: orNull,
  high: orNull,
  centre: orNull,
  per: z.number(),
})
export type AlertFigures = z.infer<typeof AlertFigures>

export const Alert = z.object({
  id: z.string(),
  chart: z.enum(ALERT_CHARTS),
  interval: z.enum(INTERVALS),
  /** First and last day of the period; it is over. */
  start: Day,
  end: Day,
  rule: z.enum(ALERT_RULES),
  /** `above`: more complaints than usual, `below`: fewer. */
  side: z.enum(['above', 'below']),
  ...AlertFigures.shape,
  raisedAt: Time,
  /** When later data took the signal away; null while it holds. */
  withdrawnAt: Time.nullable(),
  state: z.enum(['open', 'seen']),
  seenAt: Time.nullable(),
  /** Who has seen it, by name. */
  seenBy: z.string().nullable(),
  /** The dashboard's address of the chart that shows the period. */
  link: z.string(),
})
export type Alert = z.infer<typeof Alert>

export const AlertQuery = z.object({ state: z.enum(['open', 'seen']).optional() })
export const AlertChange = z.strictObject({ state: z.literal('seen') })
