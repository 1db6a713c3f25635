/** Who is signed in. Null until known to be nobody; a refusal anywhere ends the session here. */
import { signal } from '@preact/signals'
import { type Session, signOut, whoAmI } from './api.ts'
import { Refused } from './reply.ts'

export type SessionState =
  | { state: 'unknown' }
  | { state: 'nobody' }
  | { state: 'unreachable' }
  | { state: 'signed-in'; session: Session }

export const session = signal<SessionState>({ state: 'unknown' })

/** Asks the service who we are, once at the start and after signing in. */
export async function learnSession(): Promise<void> {
  try {
    session.value = { state: 'signed-in', session: await whoAmI() }
  } catch (refusal) {
    const nobody = refusal instanceof Refused && refusal.status === 401
    // Who was in stays in, with all that is being written, while the service cannot be reached.
    if (nobody || session.value.state !== 'signed-in')
      session.value = { state: nobody ? 'nobody' : 'unreachable' }
  }
}

/** Leaves; the address stays, so signing in again shows the same. */
export async function leave(): Promise<void> {
  await signOut().catch(() => {})
  session.value = { state: 'nobody' }
}
