/** The account's settings: one organisation, its names, its clock and its rules. */
import * as z from 'zod'
import { Day } from './day.ts'
import { isHttpsAddress, KEY } from './survey.ts'
import { Localized, Text } from './text.ts'

const SegmentValues = z.array(Text(64, 1)).max(200)

export const Settings = z.strictObject({
  /** The organisation's name, per language; {brand} in every wording. */
  brand: Localized(60).default({}),
  /** IANA time zone; it decides which day an answer belongs to. */
  timeZone: z.string().max(60).refine(isTimeZone, 'Not an IANA time zone').default('UTC'),
  /** Groups of fewer answers than this are not shown. */
  privacyMinimum: z.int().min(3).max(20).default(5),
  privacyLink: Text(500)
    .refine(isHttpsAddress, 'Needs a plain https:// address')
    .nullable()
    .default(null),
  /** A PNG, JPEG or WebP of at most 32 KB as a data: address, so that the survey page stays one request. */
  logo: z
    .string()
    .max(45_000)
    .regex(/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+$/)
    .nullable()
    .default(null),
  colour: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .default('#17486b'),
  /** After any survey in a widget, so many days without another one on the same website; 0: no such pause. */
  widgetQuietDays: z.int().min(0).max(3650).default(7),
  workingHours: z
    .strictObject({
      /** Days of the week that are worked, Monday = 1. */
      days: z.array(z.int().min(1).max(7)).max(7),
      from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
      to: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    })
    .nullable()
    .default(null),
  /** A complaint's author is promised a reply within so many (working) hours; null: nothing is promised. */
  replyHours: z.int().min(1).max(2000).nullable().default(null),
  /** Public holidays: days that complaint charts and promises treat as closed. */
  holidays: z.array(Day).max(400).default([]),
  tiers: SegmentValues.default(['key', 'regular', 'small']),
  stages: SegmentValues.default(['exploration', 'formation', 'stable', 'decline']),
  touchpoints: SegmentValues.default([]),
  /** Counts the keys that sign customer ids: the next number is another key. */
  identityKeyNumber: z.int().min(0).default(0),
  /** How many customers the account has of each value of a segment: what the NPS is weighted by. */
  populations: z
    .record(
      z.string().regex(KEY),
      z.record(Text(64, 1), z.int().min(0).max(1e12)).refine(isNotTooMany, 'At most 200 values'),
    )
    .refine((names) => Object.keys(names).length <= 3, 'At most three segments')
    .default({}),
  /** What complaints weigh beside their number: what a customer of each tier is worth, what one of each category costs. */
  complaintWeights: z
    .strictObject({
      tiers: z.record(Text(64, 1), z.number().min(0).max(1e12)).refine(isNotTooMany).default({}),
      categories: z
        .record(Text(64, 1), z.number().min(0).max(1e12))
        .refine(isNotTooMany)
        .default({}),
    })
    .default({ tiers: {}, categories: {} }),
  /** True while the made-up shop of the first start is in the database. */
  demo: z.boolean().default(false),
})
export type Settings = z.infer<typeof Settings>

/** Segment names every survey has. */
export const ACCOUNT_SEGMENTS = ['tier', 'stage', 'channel', 'locale', 'touchpoint'] as const
export const isSegmentName = (name: string): boolean => KEY.test(name)

/** At most this many values of one segment name are kept apart; further ones are counted as `other`. */
export const MOST_SEGMENT_VALUES = 200
export const OTHER_SEGMENT_VALUE = 'other'

function isNotTooMany(values: object): boolean {
  return Object.keys(values).length <= 200
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

export const SettingsChange = z.strictObject(
  Object.fromEntries(
    Object.entries(Settings.shape).map(([name, schema]) => [name, schema.unwrap().optional()]),
  ) as SettingsChangeShape,
)
export type SettingsChange = z.infer<typeof SettingsChange>
/**
 * Every setting, each optional and without its default: what PUT /api/settings takes. What only the service sets
 * (`demo`, `identityKeyNumber`) may come back as it was read.
 */
type SettingsChangeShape = {
  [Name in keyof typeof Settings.shape]: z.ZodOptional<
    ReturnType<(typeof Settings.shape)[Name]['unwrap']>
  >
}
