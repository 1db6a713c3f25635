/** What the clock's tick does, one thing after another; what fails is told in the log and keeps nothing else from being done. */
import { evaluateAlerts } from './alerts/evaluate.ts'
import { Database } from './db.ts'
import type { Env } from './env.ts'
import { wakeThoseBehind } from './inbox/behind.ts'
import { deliverMails } from './mail/deliver.ts'
import { tidy } from './staff/tidy.ts'
import { announce } from './webhooks/announce.ts'
import { deliver } from './webhooks/deliver.ts'

/** @throws the first failure, once everything has had its turn */
export async function everyMinute(env: Env, now: number): Promise<void> {
  const db = new Database(env)
  const tasks: Record<string, () => Promise<void>> = {
    tidy: () => tidy(db, now),
    behind: () => wakeThoseBehind(env, db),
    alerts: () => evaluateAlerts(db, now),
    mails: () => deliverMails(env, db, now),
    events: () => announce(db, env.PUBLIC_URL ?? '', now),
    webhooks: () => deliver(env, db, now),
  }
  const failures: unknown[] = []
  for (const [what, task] of Object.entries(tasks))
    await task().catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error)
      console.error(JSON.stringify({ level: 'error', room: 'clock', what, message }))
      failures.push(error)
    })
  if (failures.length > 0) throw failures[0]
}
