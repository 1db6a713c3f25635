/** A day that came from outside, checked: the schema of what `calendar.ts` reckons with. */
import * as z from 'zod'
import { dayOfNumber, numberOfDay } from './calendar.ts'

export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'Needs a day such as 2026-01-31')
  .refine((day) => dayOfNumber(numberOfDay(day)) === day, 'There is no such day')
export type Day = string
