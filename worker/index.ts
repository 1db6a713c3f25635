/** The doors: requests and the clock's tick. */
import { app } from './app.ts'
import { Database } from './db.ts'
import type { Env } from './env.ts'
import { indexOlderWords } from './inbox/index-older.ts'
import { deliverMails, tellFailure } from './mail/deliver.ts'
import { tidy } from './staff/tidy.ts'

export { Directory } from './inbox/directory.ts'
export { Inbox } from './inbox/inbox.ts'

export default {
  fetch: app.fetch,
  /** Every minute. */
  async scheduled(controller, env) {
    const db = new Database(env)
    await tidy(db, controller.scheduledTime)
    await indexOlderWords(env, db)
    await deliverMails(env, new Database(env), controller.scheduledTime).catch(tellFailure)
  },
} satisfies ExportedHandler<Env>
