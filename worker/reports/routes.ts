/** Reports of one survey. Each is: parse, find the sums, compute, word the verdict. */
import { type Context, Hono } from 'hono'
import { Problem } from '../../schema/problem.ts'
import { GapsReport, NpsReport, ReportQuery } from '../../schema/reports.ts'
import { ACCOUNT_SEGMENTS } from '../../schema/settings.ts'
import type { App } from '../context.ts'
import { describe } from '../describe.ts'
import { accountSettings } from '../settings/store.ts'
import { permit } from '../staff/permit.ts'
import { existing } from '../surveys/routes.ts'
import { versionsOf } from '../surveys/store.ts'
import type { FoldPlan } from '../tallies/fold.ts'
import { validQuery } from '../valid.ts'
import { gapReport } from './gap-report.ts'
import { npsReport } from './nps-report.ts'
import { filtersIn, scopeOf } from './scope.ts'

export const reports = new Hono<App>()
  .get(
    '/:surveyId/reports/nps',
    describe('Net Promoter Score', NpsReport),
    validQuery(ReportQuery),
    async (c) => {
      const query = c.req.valid('query')
      const { survey, scope } = await subject(c, query)
      return c.json(await npsReport(c.var.db, survey, scope, query.question))
    },
  )
  .get(
    '/:surveyId/reports/gaps',
    describe('Expectation, perception and the gap between them', GapsReport),
    validQuery(ReportQuery),
    async (c) => {
      const query = c.req.valid('query')
      const { survey, scope } = await subject(c, query)
      return c.json(await gapReport(c.var.db, survey, scope, query))
    },
  )

/** The survey and the scope a report request is about. */
export async function subject(c: Context<App>, query: ReportQuery) {
  permit(c.var.actor, 'reports:read')
  const { db, now } = c.var
  const [row, settings] = await Promise.all([
    existing(db, c.req.param('surveyId') ?? ''),
    accountSettings(db),
  ])
  const versions = await versionsOf(db, row.id)
  const definition = versions.at(-1)?.definition
  if (!definition) throw new Problem('wrong-state', { detail: 'A draft has no answers yet' })
  const plan: FoldPlan = {
    definitions: new Map(versions.map((entry) => [entry.version, entry.definition])),
    timeZone: settings.timeZone,
  }
  const own = versions.flatMap((entry) => entry.definition.segments)
  const names = [...new Set([...ACCOUNT_SEGMENTS, ...own])]
  const scope = scopeOf(query, filtersIn(c.req.query()), names, settings, now)
  return { survey: { id: row.id, definition, plan }, scope }
}
