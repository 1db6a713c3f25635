/** The doors: requests and the clock's tick. */
import { app } from './app.ts'
import type { Env } from './env.ts'
import { everyMinute } from './every-minute.ts'

export { Directory } from './inbox/directory.ts'
export { Inbox } from './inbox/inbox.ts'

export default {
  fetch: app.fetch,
  scheduled: ({ scheduledTime }, env) => everyMinute(env, scheduledTime),
} satisfies ExportedHandler<Env>
