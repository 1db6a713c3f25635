/** The doors: requests and the clock's tick. */
import { app } from './app.ts'
import { Database } from './db.ts'
import type { Env } from './env.ts'
import { tidy } from './staff/tidy.ts'

export { Directory } from './inbox/directory.ts'
export { Inbox } from './inbox/inbox.ts'

export default {
  fetch: app.fetch,
  /** Every minute. */
  async scheduled(controller, env) {
    await tidy(new Database(env), controller.scheduledTime)
  },
} satisfies ExportedHandler<Env>
