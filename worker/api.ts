/** The staff API, a line per room. Everything the dashboard does goes through here, so a key can do it too. */
import { Hono } from 'hono'
import { complaints } from './complaints/routes.ts'
import type { App } from './context.ts'
import { demo } from './demo/routes.ts'
import { exposures } from './exposures/routes.ts'
import { fromOurPages, signedIn } from './guard.ts'
import { jobs } from './jobs/routes.ts'
import { notes } from './notes/routes.ts'
import { complaintReports } from './reports/complaint-routes.ts'
import { reports } from './reports/routes.ts'
import { responses } from './responses/routes.ts'
import { settings } from './settings/routes.ts'
import { keys, session, wayIn } from './staff/routes.ts'
import { surveys } from './surveys/routes.ts'

export const api = new Hono<App>()
  .use(fromOurPages)
  .route('/', wayIn)
  .use(signedIn)
  .route('/session', session)
  .route('/settings', settings)
  .route('/demo', demo)
  .route('/api-keys', keys)
  .route('/surveys', surveys)
  .route('/surveys', responses)
  .route('/surveys', reports)
  .route('/complaints', complaints)
  .route('/reports/complaints', complaintReports)
  .route('/exposures', exposures)
  .route('/notes', notes)
  .route('/jobs', jobs)

export type Api = typeof api
