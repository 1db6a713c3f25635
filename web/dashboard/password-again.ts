/** Some changes need a password given not long ago: the service says so, it is asked for, and the request goes out again. */
import { signal } from '@preact/signals'
import type { ProblemName } from '../../schema/problem.ts'

/** Ends the asking: true when the password was given, false when nobody wanted to. Null while nothing is asked. */
export const asking = signal<((isGiven: boolean) => void) | null>(null)
let asked: Promise<boolean> | null = null

/** `fetch` that asks for the password once more where that is all a request lacks; bodies are text, so it can be repeated. */
export const fetchConfirming: typeof fetch = async (request, init) => {
  const reply = await fetch(request, init)
  if (reply.status !== 403 || !(await lacksPassword(reply.clone()))) return reply
  return (await askOnce()) ? fetch(request, init) : reply
}

async function lacksPassword(reply: Response): Promise<boolean> {
  const text = await reply.text()
  return text.includes(`/problems/${'confirm-password' satisfies ProblemName}"`)
}

/** Several requests at the same moment ask one question. */
function askOnce(): Promise<boolean> {
  asked ??= new Promise<boolean>((resolve) => {
    asking.value = resolve
  }).finally(() => {
    asked = null
    asking.value = null
  })
  return asked
}
