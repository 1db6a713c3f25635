/** Sends a change once at a time and keeps why it was refused. */
import { useRef, useState } from 'preact/hooks'
import { Refused } from '../reply.ts'

export type Sending = {
  problem: Refused | null
  busy: boolean
  send: (action: () => Promise<void>) => void
}

export function useSending(): Sending {
  const [problem, setProblem] = useState<Refused | null>(null)
  const [busy, setBusy] = useState(false)
  // Not by what was drawn: whoever has waited for something else may ask from an older drawing.
  const isRunning = useRef(false)
  const send = (action: () => Promise<void>) => {
    if (isRunning.current) return
    isRunning.current = true
    setBusy(true)
    setProblem(null)
    action()
      .catch((error: unknown) =>
        setProblem(error instanceof Refused ? error : new Refused(0, 'internal')),
      )
      .finally(() => {
        isRunning.current = false
        setBusy(false)
      })
  }
  return { problem, busy, send }
}

/**
 * How a field is emptied once it was sent: unless something else was typed into it meanwhile.
 * @example setName(unless(name, ''))
 */
export const unless =
  <Value>(sent: Value, empty: Value) =>
  (now: Value): Value =>
    now === sent ? empty : now

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
