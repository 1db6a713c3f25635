/** Known people and companies: what staff may keep of them, and nothing more. */
import * as z from 'zod'
import { Email } from './staff.ts'
import { LanguageTag, Text } from './text.ts'

/** The id a customer has in the account's own books. */
export const CustomerId = Text(100, 1).refine(
  (id) => id === id.trim(),
  'Begins or ends with a blank',
)

const own = {
  name: Text(200, 1).nullable(),
  email: Email.nullable(),
  tier: Text(64, 1).nullable(),
  stage: Text(64, 1).nullable(),
  locale: LanguageTag.nullable(),
}

/** A new customer; what is left out is not known. */
export const NewCustomer = z.strictObject({
  id: CustomerId,
  name: own.name.default(null),
  email: own.email.default(null),
  tier: own.tier.default(null),
  stage: own.stage.default(null),
  locale: own.locale.default(null),
})
export type NewCustomer = z.infer<typeof NewCustomer>

/** A change; what is left out stays, null forgets. */
export const CustomerChange = z.strictObject({
  name: own.name.optional(),
  email: own.email.optional(),
  tier: own.tier.optional(),
  stage: own.stage.optional(),
  locale: own.locale.optional(),
})

export const Customer = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  tier: z.string().nullable(),
  stage: z.string().nullable(),
  locale: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type Customer = z.infer<typeof Customer>

/** One customer, with what the person said about mail. */
export const KnownCustomer = Customer.extend({
  /** Since when this address gets no mail; null: it may be written to. */
  unsubscribedAt: z.iso.datetime().nullable(),
})
export type KnownCustomer = z.infer<typeof KnownCustomer>

export const CUSTOMER_COLUMNS = ['customer', 'name', 'email', 'tier', 'stage', 'locale'] as const
