/** Sends one mail by the transport the settings name, and says what came of it. Never throws. */
import type { Env } from '../env.ts'
import { byHttp } from './by-http.ts'
import { bySmtp } from './by-smtp.ts'
import { headerFault } from './header-fault.ts'
import type { MailSetUp } from './set-up.ts'

export type Mail = {
  /** An address, without a name. */
  to: string
  subject: string
  html: string
  text: string
  headers: Readonly<Record<string, string>>
  /** The same for every try of the same mail, so that a provider takes it once. */
  idempotencyKey: string
}

export type Outcome =
  /** Taken; the id is the provider's own, if it has told one. */
  | { kind: 'sent'; id: string | null }
  /** Certainly not taken; another try may do. `everyone`: nothing else would be taken now either. */
  | { kind: 'retryable'; detail: string; everyone: boolean; afterSeconds?: number }
  /** Not taken, and never will be. */
  | { kind: 'permanent'; detail: string }
  /** It may have been taken: nobody answered in time, or the connection broke after the mail had left. */
  | { kind: 'unknown'; detail: string }

export async function send(env: Env, setUp: MailSetUp, mail: Mail): Promise<Outcome> {
  const fault = headerFault(setUp, mail)
  if (fault !== null) return { kind: 'permanent', detail: fault }
  return setUp.url.protocol.startsWith('http') ? byHttp(env, setUp, mail) : bySmtp(env, setUp, mail)
}
