/** Writes down what was sent and what the service said to it: what has to be true afterwards follows from it alone. */
import { setTimeout as sleep } from 'node:timers/promises'
import { aResponse, type Submission } from '../support/a-survey.ts'
import type { Random } from '../support/random.ts'

/** Whoever waits so long waits in vain: twice the time the service takes at most, and far from for ever. */
const PATIENCE_MS = 16_000

export type Line = {
  /** Every body that was sent under this id, by its revision. */
  sent: Map<number, Submission>
  /** The highest revision that was acknowledged with 200, 201 or 202; 0 for none. */
  acknowledged: number
  /** Every status there was, in order; 0 when no reply came. */
  statuses: number[]
  receipts: Set<string>
  /** Whether its deletion was acknowledged. */
  deleted: boolean
}

export class Ledger {
  readonly lines = new Map<string, Line>()
  /** How many waited in vain: no reply, and no end of the connection either. */
  inVain = 0

  lineOf(id: string): Line {
    const known = this.lines.get(id)
    if (known) return known
    const line: Line = {
      sent: new Map(),
      acknowledged: 0,
      statuses: [],
      receipts: new Set(),
      deleted: false,
    }
    this.lines.set(id, line)
    return line
  }

  /** Every status there was, with how often. */
  statuses(): Record<number, number> {
    const counts: Record<number, number> = {}
    for (const { statuses } of this.lines.values())
      for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1
    return counts
  }

  acknowledged(): number {
    return [...this.lines.values()].filter((line) => line.acknowledged > 0).length
  }
}

/** Posts one body once and notes what came of it. @returns the status, 0 when no reply came */
export async function post(url: string, ledger: Ledger, submission: Submission): Promise<number> {
  const line = ledger.lineOf(submission.id)
  const revision = Number(submission.revision ?? 1)
  line.sent.set(revision, submission)
  const status = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(submission),
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
    .then(async (reply) => {
      const { receipt } = (await reply.json()) as { receipt?: string }
      if (reply.ok && receipt) line.receipts.add(receipt)
      return reply.status
    })
    .catch((error) => {
      if (error instanceof Error && error.name === 'TimeoutError') ledger.inVain++
      return 0
    })
  line.statuses.push(status)
  if (status >= 200 && status < 300) line.acknowledged = Math.max(line.acknowledged, revision)
  return status
}

/** Sends as the survey page does: the very same body again, a little later each time, until it is taken. */
export async function send(
  url: string,
  ledger: Ledger,
  submission: Submission,
  { uniform }: Random,
): Promise<number> {
  for (let tries = 0; tries < 40; tries++) {
    const status = await post(url, ledger, submission)
    if (status !== 0 && status !== 429 && status < 500) return status
    await sleep(Math.min(2000, 50 * 2 ** tries) * (0.5 + uniform()))
  }
  return 0
}

/** Deletes one's own answers, again and again until that is acknowledged. */
export async function remove(origin: string, ledger: Ledger, id: string): Promise<void> {
  const line = ledger.lineOf(id)
  const [receipt = ''] = line.receipts
  for (let tries = 0; tries < 40 && !line.deleted; tries++) {
    const init = { method: 'DELETE', signal: AbortSignal.timeout(PATIENCE_MS) }
    const reply = await fetch(`${origin}/api/public/responses/${receipt}`, init)
    line.statuses.push(reply.status)
    // 410: an earlier try had come through.
    line.deleted = reply.status === 204 || reply.status === 410
    if (!line.deleted) await sleep(200)
  }
}

/** Answers of one person to the short survey, and whether they come in two saves. */
export function aPerson(chance: Random, i: number): Submission {
  const score = () => 1 + chance.integer(7)
  return aResponse({
    locale: chance.uniform() < 0.5 ? 'en' : 'zh-CN',
    answers: {
      recommend: chance.integer(11),
      speed: { expectation: score(), perception: score() },
      ...(chance.uniform() < 0.7 ? { help: { expectation: score(), perception: score() } } : {}),
      ...(chance.uniform() < 0.3 ? { comment: `Person ${i} said “so-so”. 一般` } : {}),
    },
    complete: chance.uniform() < 0.8,
    secondsTaken: chance.integer(300),
  })
}

/** The next save of a person: changed answers, and the receipt of the first. */
export function nextSave(before: Submission, ledger: Ledger, chance: Random): Submission {
  const [receipt] = ledger.lineOf(before.id).receipts
  const answers = before.answers as Record<string, unknown>
  return {
    ...before,
    revision: Number(before.revision ?? 1) + 1,
    answers: { ...answers, recommend: chance.integer(11) },
    complete: true,
    ...(receipt ? { receipt } : {}),
  }
}
