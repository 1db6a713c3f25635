/** How a survey reaches people: set at once, not versioned. */
import * as z from 'zod'
import { Text } from './text.ts'

const Origin = z
  .string()
  .max(200)
  .regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/, 'Needs an origin such as https://shop.example')
const Host = z
  .string()
  .max(200)
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'Needs a host name')

export const Sharing = z.strictObject({
  /** Websites that may embed the survey and send answers; exact. None: only our own pages. */
  origins: z.array(Origin).max(50).default([]),
  widget: z
    .strictObject({
      shape: z.enum(['popover', 'inline', 'button']).default('popover'),
      delaySeconds: z.number().min(0).max(3600).default(0),
      scrollPercent: z.number().min(0).max(100).nullable().default(null),
      exitIntent: z.boolean().default(false),
      /** Seconds the page has been looked at, other tabs not counted. */
      visibleSeconds: z.number().min(0).max(3600).nullable().default(null),
      paths: z.array(Text(200, 1)).max(50).default([]),
      event: Text(60, 1).nullable().default(null),
      samplePercent: z.number().min(0).max(100).default(100),
      quietDays: z.int().min(0).max(3650).default(30),
    })
    .prefault({}),
  /** A known customer may answer once in so many days; null: as often as they like. */
  cadenceDays: z.int().min(1).max(3650).nullable().default(null),
  opensAt: z.iso.datetime().nullable().default(null),
  closesAt: z.iso.datetime().nullable().default(null),
  /** Hosts the thanks page may lead on to. */
  redirectHosts: z.array(Host).max(20).default([]),
})
export type Sharing = z.infer<typeof Sharing>
