/** Requests that are under way: whoever asks for the same meanwhile waits for the same reply. */

type Request = { reply: Promise<unknown>; stop: AbortController; askers: number }

const underway = new Map<string, Request>()

/**
 * Asks, or waits for who has asked already.
 * @returns the reply, and how to say that one need not wait any longer: the last to leave ends the request
 */
export function askOnce<Value>(
  key: string,
  ask: (stop: AbortSignal) => Promise<Value>,
): { reply: Promise<Value>; leave: () => void } {
  const request = underway.get(key) ?? begin(key, ask)
  request.askers++
  return {
    reply: replyTo<Value>(request),
    leave: () => {
      if (--request.askers === 0) request.stop.abort()
    },
  }
}

/** Whoever asks from now on wants a reply of their own: something has changed since the request left, or it hangs. */
export const doNotWait = (key: string): void => {
  underway.delete(key)
}

/** The same for all of them. */
export const forgetRequests = (): void => underway.clear()

function begin(key: string, ask: (stop: AbortSignal) => Promise<unknown>): Request {
  const stop = new AbortController()
  const request = { reply: ask(stop.signal), stop, askers: 0 }
  underway.set(key, request)
  const end = () => {
    if (underway.get(key) === request) underway.delete(key)
  }
  stop.signal.addEventListener('abort', end)
  request.reply.then(end, end)
  return request
}

/** Safe because a key names one address of the API, and an address always gives the same shape. */
const replyTo = <Value>({ reply }: Request) => reply as Promise<Value>
