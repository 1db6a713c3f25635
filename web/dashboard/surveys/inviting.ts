/** What a list of invitations says: who may still be reminded, and why somebody got no mail. */
import type { Invitation } from '../../../schema/invitations.ts'
import type { NotMailed } from '../../../schema/mails.ts'

/** Customers whose mail went out, who have not answered and were not reminded; each once. */
export function toRemind(invitations: readonly Invitation[]): string[] {
  const due = invitations.filter(
    ({ state, mail, reminder }) =>
      (state === 'open' || state === 'begun') &&
      (mail?.state === 'sent' || mail?.state === 'unknown') &&
      reminder === null,
  )
  return [...new Set(due.flatMap(({ customer }) => customer ?? []))]
}

/** How many got no mail for each reason, in the order the reasons first come. */
export function reasonsOf(notSent: readonly NotMailed[]): [NotMailed['reason'], number][] {
  const counts = new Map<NotMailed['reason'], number>()
  for (const { reason } of notSent) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts]
}

/** Whether something is still on its way, so that another look is worth it. */
export const isUnderWay = (invitations: readonly Invitation[]): boolean =>
  invitations.some(({ mail, reminder }) =>
    [mail, reminder].some((each) => each?.state === 'queued'),
  )

/** As many at once as the service takes. */
export function lotsOf<One>(all: readonly One[], most = 1000): One[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, lot) =>
    all.slice(lot * most, (lot + 1) * most),
  )
}
