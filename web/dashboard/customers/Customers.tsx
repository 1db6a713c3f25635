/** Customers: who they are and how they fare; one of them with everything that happened, newest first. */
import { query } from '../address.ts'
import type { RoomProps } from '../rooms.ts'
import { CustomerList } from './CustomerList.tsx'
import { OneCustomer } from './OneCustomer.tsx'
import './customers.css'

export function Customers({ session, surveys }: RoomProps) {
  const id = query.value.get('customer')
  return id === null ? (
    <CustomerList settings={session.settings} surveys={surveys} />
  ) : (
    <OneCustomer key={id} id={id} session={session} surveys={surveys} />
  )
}
