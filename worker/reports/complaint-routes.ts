/** Reports on complaints, over all surveys. */
import { type Context, Hono } from 'hono'
import {
  ComplaintPareto,
  ComplaintParetoQuery,
  ComplaintReportQuery,
  ComplaintResolution,
  ComplaintTrend,
  ComplaintVoicing,
} from '../../schema/reports/complaints.ts'
import type { App } from '../context.ts'
import { describe } from '../describe.ts'
import { permit } from '../staff/permit.ts'
import { validQuery } from '../valid.ts'
import { complaintPareto } from './complaint-pareto-report.ts'
import { complaintResolution } from './complaint-resolution-report.ts'
import { type ComplaintScope, complaintScope } from './complaint-scope.ts'
import { complaintTrend } from './complaint-trend-report.ts'
import { complaintVoicing } from './complaint-voicing-report.ts'
import { explained, type ReportName } from './explain.ts'
import { replyWith } from './reply.ts'
import { filtersIn } from './scope.ts'

export const complaintReports = new Hono<App>()
  .get(
    '/trend',
    describe('Complaints per unit of exposure as a control chart', ComplaintTrend),
    validQuery(ComplaintReportQuery),
    async (c) => {
      const query = c.req.valid('query')
      const scope = await scopeIn(c, query)
      const report = await complaintTrend(c.var.db, scope, query.interval !== undefined)
      return replyWith(c, 'complaint-trend', report, explain('trend', scope))
    },
  )
  .get(
    '/pareto',
    describe(
      'Categories of complaints, from large to small: by number, by `weight=value` of the customers’ tiers, or by `weight=cost`',
      ComplaintPareto,
    ),
    validQuery(ComplaintParetoQuery),
    async (c) => {
      const { weight, ...query } = c.req.valid('query')
      const scope = await scopeIn(c, query)
      const report = await complaintPareto(c.var.db, scope, weight)
      return replyWith(c, 'complaint-pareto', report, explain('pareto', scope))
    },
  )
  .get(
    '/resolution',
    describe('Time until complaints are resolved, open ones included', ComplaintResolution),
    validQuery(ComplaintReportQuery),
    async (c) => {
      const scope = await scopeIn(c, c.req.valid('query'))
      const report = await complaintResolution(c.var.db, scope)
      return replyWith(c, 'complaint-resolution', report, explain('resolution', scope))
    },
  )
  .get(
    '/voicing',
    describe('How many of the unhappy complain', ComplaintVoicing),
    validQuery(ComplaintReportQuery),
    async (c) => {
      const scope = await scopeIn(c, c.req.valid('query'))
      const report = await complaintVoicing(c.var.db, scope)
      return replyWith(c, 'complaint-voicing', report, explain('voicing', scope))
    },
  )

const explain = (name: ReportName, scope: ComplaintScope) => (report: object) =>
  explained(name, scope, report, '/api/complaints', {
    category: scope.category,
    survey: scope.survey,
  })

function scopeIn(c: Context<App>, query: ComplaintReportQuery) {
  permit(c.var.actor, 'reports:read')
  return complaintScope(c.var.db, query, filtersIn(c.req.query()), c.var.now)
}
