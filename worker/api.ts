/** The staff API, a line per room. Everything the dashboard does goes through here, so a key can do it too. */
import { Hono } from 'hono'
import { alerts } from './alerts/routes.ts'
import { previews } from './answering/preview-routes.ts'
import { snippets } from './answering/snippet-routes.ts'
import { audit } from './audit/routes.ts'
import { complaints } from './complaints/routes.ts'
import type { App } from './context.ts'
import { customers } from './customers/routes.ts'
import { demo } from './demo/routes.ts'
import { exposures } from './exposures/routes.ts'
import { fromOurPages, signedIn } from './guard.ts'
import { invitations } from './invitations/routes.ts'
import { jobs } from './jobs/routes.ts'
import { notes } from './notes/routes.ts'
import { purchases } from './purchases/routes.ts'
import { complaintReports } from './reports/complaint-routes.ts'
import { reports } from './reports/routes.ts'
import { responses } from './responses/routes.ts'
import { settings } from './settings/routes.ts'
import { joining, ownPassword, people } from './staff/people-routes.ts'
import { keys, session, wayIn } from './staff/routes.ts'
import { surveys } from './surveys/routes.ts'
import { surveyTemplates } from './surveys/template-routes.ts'
import { webhooks } from './webhooks/routes.ts'
import { identity } from './widget/identity-routes.ts'
import { widgetPreviews } from './widget/preview-routes.ts'

export const api = new Hono<App>()
  .use(fromOurPages)
  .route('/', wayIn)
  .route('/', joining)
  .use(signedIn)
  .route('/session', session)
  .route('/session', ownPassword)
  .route('/staff', people)
  .route('/audit', audit)
  .route('/settings', settings)
  .route('/demo', demo)
  .route('/api-keys', keys)
  .route('/identity-key', identity)
  .route('/surveys', surveys)
  .route('/survey-templates', surveyTemplates)
  .route('/surveys', previews)
  .route('/surveys', snippets)
  .route('/surveys', widgetPreviews)
  .route('/surveys', invitations)
  .route('/surveys', responses)
  .route('/surveys', reports)
  .route('/customers', customers)
  .route('/purchases', purchases)
  .route('/complaints', complaints)
  .route('/reports/complaints', complaintReports)
  .route('/exposures', exposures)
  .route('/notes', notes)
  .route('/alerts', alerts)
  .route('/webhooks', webhooks)
  .route('/jobs', jobs)

export type Api = typeof api
