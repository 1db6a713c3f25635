/** What the room of customers asks of the service. */
import type { KnownCustomer } from '../../../schema/customers.ts'
import type { ListedCustomer, TimelineEntry } from '../../../schema/timeline.ts'
import { api } from '../api.ts'
import { read } from '../reply.ts'

export type CustomerPage = { customers: ListedCustomer[]; next: string | null }
export type TimelinePage = { entries: TimelineEntry[]; next: string | null }
type Query = Readonly<Record<string, string>>

export const customerPage = (query: Query, signal: AbortSignal) =>
  read<CustomerPage>(api.customers.$get({ query }, { init: { signal } }))
export const customerById = (customerId: string, signal: AbortSignal) =>
  read<KnownCustomer>(
    api.customers[':customerId'].$get({ param: { customerId } }, { init: { signal } }),
  )
export const timelinePage = (customerId: string, query: Query, signal: AbortSignal) =>
  read<TimelinePage>(
    api.customers[':customerId'].timeline.$get(
      { param: { customerId }, query },
      { init: { signal } },
    ),
  )
export const eraseCustomer = (customerId: string) =>
  read(api.customers[':customerId'].$delete({ param: { customerId } }))
