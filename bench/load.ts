/** Sends requests as fast as they are answered, from a thread of its own, so that it shares none with what it measures. */
import { Worker } from 'node:worker_threads'
import type { Outcome, Plan } from './sender.ts'

export type { Outcome, Plan }

/** Keeps `connections` requests on their way for `seconds`; one connection never has two at once. */
export async function load(plan: Plan): Promise<Outcome> {
  const sender = new Worker(new URL('./sender.ts', import.meta.url), { workerData: plan })
  return new Promise((resolve, reject) => {
    sender.once('message', (outcome: Outcome) => resolve(outcome))
    sender.once('error', reject)
  })
}
