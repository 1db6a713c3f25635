/** Sends a change once at a time and keeps why it was refused. */
import { useState } from 'preact/hooks'
import { Refused } from '../reply.ts'

export type Sending = {
  problem: Refused | null
  busy: boolean
  send: (action: () => Promise<void>) => void
}

export function useSending(): Sending {
  const [problem, setProblem] = useState<Refused | null>(null)
  const [busy, setBusy] = useState(false)
  const send = (action: () => Promise<void>) => {
    if (busy) return
    setBusy(true)
    setProblem(null)
    action()
      .catch((error: unknown) =>
        setProblem(error instanceof Refused ? error : new Refused(0, 'internal')),
      )
      .finally(() => setBusy(false))
  }
  return { problem, busy, send }
}

/** The sending of a form or button that does one thing. */
export type Action = Omit<Sending, 'send'> & {
  send: () => void
  /** What a form sends itself with: the page stays. */
  submit: (event: Event) => void
}

export function useAction(action: () => Promise<void>): Action {
  const { send: sendThe, ...rest } = useSending()
  const send = () => sendThe(action)
  const submit = (event: Event) => {
    event.preventDefault()
    send()
  }
  return { ...rest, send, submit }
}
