/**
 * Sends answers, each save with all answers so far, and keeps what is not known to have arrived: on this
 * device, until it has, also over page loads. What got no reply is sent again as it was, so it counts once.
 */
import { recall, remember } from './memory.ts'

export type Unsent = {
  url: string
  id: string
  revision: number
  /** What the server should have, and what it was last sent; both without revision and receipt. */
  wanted: string
  sent?: string
  /** What is known to have arrived, or to be refused for good. */
  got?: string
  receipt?: string
  /** The case it has opened. */
  complaint?: { reference: string; dueAt?: string }
}

const underWay = new Set<string>()

/**
 * Sends until the server has what is wanted, or says no, or says nothing.
 * @param outcome the status of the last reply, 0 when there was none that says anything; and after how many seconds
 *   the server wants to be asked again, 0 when it doesn't say
 */
export async function deliver(
  unsent: Unsent,
  outcome?: (status: number, after: number) => void,
): Promise<void> {
  const { url, id } = unsent
  // A preview has nowhere to send to.
  if (!IS_SIMPLE && !url) return outcome?.(200, 0)
  if (underWay.has(id) || unsent.got === unsent.wanted) return
  underWay.add(id)
  if (!unsent.sent) {
    unsent.sent = unsent.wanted
    unsent.revision++
  }
  const { revision, receipt, sent } = unsent
  const keep = (kept?: Unsent) =>
    remember(({ unsent: all }) => {
      // Each save by itself: another tab may have kept a later one meanwhile.
      all[revision + id] = kept
    })
  keep(unsent)
  let status = 0
  let after = 0
  // A page whose policy forbids it looks like one without a network.
  try {
    const reply = await fetch(url, {
      method: 'POST',
      body: `${sent.slice(0, -1)},${JSON.stringify({ revision, receipt }).slice(1)}`,
      headers: { 'content-type': 'application/json' },
      keepalive: true,
      // A server that takes and never answers is one that is away.
      signal: AbortSignal.timeout(9000),
    })
    if (reply.ok) {
      if (IS_SIMPLE) ({ receipt: unsent.receipt } = await reply.json())
      else ({ receipt: unsent.receipt, complaint: unsent.complaint } = await reply.json())
    }
    if (reply.status < 500 && reply.status !== 429) status = reply.status
    // A date is no number of seconds, and counts as nothing.
    else after = Number(reply.headers.get('retry-after'))
  } catch {}
  if (status) {
    unsent.got = sent
    delete unsent.sent
    keep()
  }
  underWay.delete(id)
  if (status && status < 400 && unsent.wanted !== sent) deliver(unsent, outcome)
  else outcome?.(status, after)
}

/** Sends what an earlier page left behind for this address. */
export function deliverKept(url: string): void {
  for (const unsent of Object.values(recall().unsent)) if (unsent?.url === url) deliver(unsent)
}
