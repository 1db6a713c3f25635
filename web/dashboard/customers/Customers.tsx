/** Customers: who they are and how they fare; one of them with everything that happened; and what they bought. */
import { addressOf, query } from '../address.ts'
import { learnWords, voice } from '../language.ts'
import { mayServe } from '../may.ts'
import type { RoomProps } from '../rooms.ts'
import { later } from '../shell/later.tsx'
import { CustomerList } from './CustomerList.tsx'
import { OneCustomer } from './OneCustomer.tsx'
import './customers.css'

/** Seldom opened, and made of parts of the builder. */
const Purchases = later(async () => {
  await learnWords(['surveys'])
  return (await import('./Purchases.tsx')).Purchases
})

export function Customers({ session, surveys }: RoomProps) {
  const id = query.value.get('customer')
  if (id) return <OneCustomer key={id} id={id} session={session} surveys={surveys} />
  if (query.value.get('tab') === 'purchases') return <Purchases mayChange={mayServe(session)} />
  return (
    <>
      <CustomerList settings={session.settings} surveys={surveys} />
      <p class="rows-behind">
        <a href={addressOf('customers', { tab: 'purchases' })}>{voice.value.t('purchases.name')}</a>
      </p>
    </>
  )
}
