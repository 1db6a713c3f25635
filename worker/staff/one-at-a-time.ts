/**
 * Passwords are looked at one at a time. Each keeps the whole isolate busy for a quarter of a second; in a row
 * they would outlast the deadlines of everybody's database calls, whose replies come in between.
 */

/** Until when another may be at it; that moment passes also when a request ends without a word. */
let busyUntil = 0
const LONGEST_MS = 5000

/** Does work that keeps the processor busy, when nobody else does, and lets what has come meanwhile go first. */
export async function oneAtATime<Result>(work: () => Promise<Result>): Promise<Result> {
  while (Date.now() < busyUntil) await moments(10 + 20 * Math.random())
  busyUntil = Date.now() + LONGEST_MS
  try {
    return await work()
  } finally {
    await moments(5)
    busyUntil = 0
  }
}

const moments = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
