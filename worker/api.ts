/** The staff API, a line per room. Everything the dashboard does goes through here, so a key can do it too. */
import { Hono } from 'hono'
import type { App } from './context.ts'
import { fromOurPages, signedIn } from './guard.ts'
import { jobs } from './jobs/routes.ts'
import { reports } from './reports/routes.ts'
import { responses } from './responses/routes.ts'
import { settings } from './settings/routes.ts'
import { keys, session, wayIn } from './staff/routes.ts'
import { surveys } from './surveys/routes.ts'
import { identity } from './widget/identity-routes.ts'

export const api = new Hono<App>()
  .use(fromOurPages)
  .route('/', wayIn)
  .use(signedIn)
  .route('/session', session)
  .route('/settings', settings)
  .route('/api-keys', keys)
  .route('/identity-key', identity)
  .route('/surveys', surveys)
  .route('/surveys', responses)
  .route('/surveys', reports)
  .route('/jobs', jobs)

export type Api = typeof api
