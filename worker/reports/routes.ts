/** Reports of one survey. Each is: parse, find the sums, compute, word the verdict. */
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { Problem } from '../../schema/problem.ts'
import { ChoicesReport } from '../../schema/reports/choices.ts'
import { ComparisonQuery, ComparisonReport } from '../../schema/reports/comparison.ts'
import { DriversReport, ImportanceReport } from '../../schema/reports/drivers.ts'
import { FollowUpQuery, RecoveryReport, RepurchaseReport } from '../../schema/reports/follow-up.ts'
import {
  QualityReport,
  ResponseRateReport,
  SegmentsReport,
  ThemesReport,
} from '../../schema/reports/quality.ts'
import { RatingsReport } from '../../schema/reports/ratings.ts'
import { GapsReport, NpsQuery, NpsReport, ReportQuery } from '../../schema/reports.ts'
import { ACCOUNT_SEGMENTS } from '../../schema/settings.ts'
import type { App } from '../context.ts'
import { describe } from '../describe.ts'
import { accountSettings } from '../settings/store.ts'
import { permit } from '../staff/permit.ts'
import { existing } from '../surveys/existing.ts'
import { versionsOf } from '../surveys/store.ts'
import type { FoldPlan } from '../tallies/fold.ts'
import { validQuery } from '../valid.ts'
import { choicesReport } from './choices-report.ts'
import { comparisonReport } from './comparison-report.ts'
import { driversReport } from './drivers-report.ts'
import { explained, type ReportName } from './explain.ts'
import { gapReport } from './gap-report.ts'
import type { Subject } from './gather.ts'
import { importanceReport } from './importance-report.ts'
import { npsReport } from './nps-report.ts'
import { FAST, qualityReport } from './quality-report.ts'
import { ratingsReport } from './ratings-report.ts'
import { recoveryReport } from './recovery-report.ts'
import { replyWith } from './reply.ts'
import { repurchaseReport } from './repurchase-report.ts'
import { responseRateReport } from './response-rate-report.ts'
import { filtersIn, refuse, type Scope, scopeOf } from './scope.ts'
import { segmentsReport } from './segments-report.ts'
import { themesReport } from './themes-report.ts'
import { medianOf, timesIn } from './times.ts'
import { weightNames } from './weighted-nps.ts'

const ThemesQuery = ReportQuery.extend({ compare: z.enum(['groups', 'periods']).default('groups') })

export const reports = new Hono<App>()
  .get(
    '/:surveyId/reports/nps',
    describe('Net Promoter Score', NpsReport),
    validQuery(NpsQuery),
    async (c) => {
      const query = c.req.valid('query')
      const { survey, scope, names, populations } = await subject(c, query)
      const weights = { names: weightNames(query.weight, populations, names, scope), populations }
      const report = await npsReport(c.var.db, survey, scope, query.question, weights)
      const rows = { question: report.question, min: 0, max: 10 }
      return replyWith(c, 'nps', report, explain('nps', survey, scope, rows))
    },
  )
  .get(
    '/:surveyId/reports/gaps',
    describe('Expectation, perception and the gap between them', GapsReport),
    validQuery(ReportQuery),
    async (c) => {
      const query = c.req.valid('query')
      const { survey, scope } = await subject(c, query)
      const report = await gapReport(c.var.db, survey, scope, query)
      const rows = query.question === undefined ? {} : { question: query.question }
      return replyWith(c, 'gaps', report, explain('gaps', survey, scope, rows))
    },
  )
  .get(
    '/:surveyId/reports/ratings',
    describe('Satisfaction, effort, repurchase, other ratings and sliders', RatingsReport),
    validQuery(ReportQuery),
    async (c) => {
      const query = c.req.valid('query')
      const { survey, scope } = await subject(c, query)
      const report = await ratingsReport(c.var.db, survey, scope, query.question)
      const rows = query.question === undefined ? {} : { question: query.question }
      return replyWith(c, 'ratings', report, explain('ratings', survey, scope, rows))
    },
  )
  .get(
    '/:surveyId/reports/choices',
    describe('How many chose each option, and how points were shared', ChoicesReport),
    validQuery(ReportQuery),
    async (c) => {
      const query = c.req.valid('query')
      const { survey, scope } = await subject(c, query)
      const report = await choicesReport(c.var.db, survey, scope, query.question)
      const rows = query.question === undefined ? {} : { question: query.question }
      return replyWith(c, 'choices', report, explain('choices', survey, scope, rows))
    },
  )
  .get(
    '/:surveyId/reports/importance',
    describe('Importance and performance; `?question=` is the outcome', ImportanceReport),
    validQuery(ReportQuery),
    async (c) => {
      const query = c.req.valid('query')
      const { survey, scope } = await subject(c, query)
      const report = await importanceReport(c.var.db, survey, scope, query.question)
      return replyWith(c, 'importance', report, explain('importance', survey, scope))
    },
  )
  .get(
    '/:surveyId/reports/drivers',
    describe('Which dimensions go with the outcome `?question=`', DriversReport),
    validQuery(ReportQuery),
    async (c) => {
      const query = c.req.valid('query')
      const { survey, scope } = await subject(c, query)
      const report = await driversReport(c.var.db, survey, scope, query.question)
      const rows = { question: report.outcome }
      return replyWith(c, 'drivers', report, explain('drivers', survey, scope, rows))
    },
  )
  .get(
    '/:surveyId/reports/themes',
    describe('Typical words and themes of comments, language by language', ThemesReport),
    validQuery(ThemesQuery),
    async (c) => {
      const query = c.req.valid('query')
      const { survey, scope } = await subject(c, query)
      permit(c.var.actor, 'responses:read')
      const report = await themesReport(c.var.db, survey, scope, query.question, query.compare)
      return replyWith(c, 'themes', report, explain('themes', survey, scope))
    },
  )
  .get(
    '/:surveyId/reports/response-rate',
    describe('Who answered of those asked, and who finished', ResponseRateReport),
    validQuery(ReportQuery),
    async (c) => {
      const { survey, scope } = await subject(c, c.req.valid('query'))
      const report = await responseRateReport(c.var.db, survey, scope, c.var.now)
      return replyWith(c, 'response-rate', report, explain('response-rate', survey, scope))
    },
  )
  .get(
    '/:surveyId/reports/repurchase',
    describe('Who bought again within 90 days of an answer, and who meant to', RepurchaseReport),
    validQuery(FollowUpQuery),
    async (c) => {
      const query = c.req.valid('query')
      const { survey, scope } = await subject(c, withEveryEffort(query))
      const report = await repurchaseReport(c.var.db, survey, scope, query.question, c.var.now)
      const rows = { question: report.question }
      return replyWith(c, 'repurchase', report, explain('repurchase', survey, scope, rows))
    },
  )
  .get(
    '/:surveyId/reports/recovery',
    describe('Customers after a solved complaint against those without one', RecoveryReport),
    validQuery(FollowUpQuery),
    async (c) => {
      const query = c.req.valid('query')
      const { survey, scope } = await subject(c, withEveryEffort(query))
      const report = await recoveryReport(c.var.db, survey, scope, query.question, c.var.now)
      const rows = { question: report.question }
      return replyWith(c, 'recovery', report, explain('recovery', survey, scope, rows))
    },
  )
  .get(
    '/:surveyId/reports/segments',
    describe('Every group by every measure, corrected for all comparisons', SegmentsReport),
    validQuery(ReportQuery),
    async (c) => {
      const query = c.req.valid('query')
      const { survey, scope, names } = await subject(c, query)
      const report = await segmentsReport(c.var.db, survey, scope, names, query.question)
      return replyWith(c, 'segments', report, explain('segments', survey, scope))
    },
  )
  .get(
    '/:surveyId/reports/quality',
    describe('Effort, time, missing answers, break-off and reliability', QualityReport),
    validQuery(ReportQuery),
    async (c) => {
      const { survey, scope } = await subject(c, c.req.valid('query'))
      const report = await qualityReport(c.var.db, survey, scope)
      return replyWith(c, 'quality', report, explain('quality', survey, scope))
    },
  )

  .get(
    '/:surveyId/reports/comparison',
    describe(
      'Two periods or groups side by side: the second by `with.from`, `with.to`, `with.filter.NAME`',
      ComparisonReport,
    ),
    validQuery(ComparisonQuery),
    async (c) => {
      const query = c.req.valid('query')
      const { survey, scope, names, settings } = await subject(c, query)
      const other = { ...query, from: query['with.from'], to: query['with.to'] }
      const isWhole = other.from === undefined && other.to === undefined
      const window = isWhole ? scope.previous : other
      const filters = new Map([...scope.filters, ...filtersIn(c.req.query(), 'with.filter.')])
      const second = scopeOf({ ...query, ...window }, filters, names, settings, c.var.now)
      const side = { ...second, answers: scope.answers, without: scope.without }
      const report = await comparisonReport(c.var.db, survey, scope, side, c.var.now)
      return replyWith(c, 'comparison', report, explain('comparison', survey, scope))
    },
  )

const explain =
  (
    name: ReportName,
    { id }: Subject,
    scope: Scope,
    narrowed: Record<string, string | number> = {},
  ) =>
  (report: object) =>
    explained(name, scope, report, `/api/surveys/${id}/responses`, narrowed)

/** Reports that join answers with purchases or complaints count every answer. @throws Problem invalid-request */
function withEveryEffort<Query extends { lowEffort?: 'exclude' | undefined }>(query: Query): Query {
  if (query.lowEffort !== undefined) refuse('?lowEffort', 'This report counts every answer')
  return query
}

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
  const scope: Scope = {
    ...scopeOf(query, filtersIn(c.req.query()), names, settings, now),
    answers: definition.program === 'relationship' ? 'latest' : 'all',
  }
  const questions = [...plan.definitions.values()].flatMap((each) => each.questions)
  if (query.question !== undefined && !questions.some(({ key }) => key === query.question))
    refuse('?question', `Possible: ${[...new Set(questions.map(({ key }) => key))].join(', ')}`)
  return {
    survey: { id: row.id, definition, plan },
    scope: await withEffort(c, row.id, query, scope),
    names,
    settings,
    populations: settings.populations,
  }
}

/** `?lowEffort=exclude` computes everything again without answers that cost no thought. */
async function withEffort(
  c: Context<App>,
  surveyId: string,
  query: ReportQuery,
  scope: Scope,
): Promise<Scope> {
  if (query.lowEffort === undefined) return scope
  const median = medianOf(await timesIn(c.var.db, surveyId, scope))
  return { ...scope, without: { fasterThan: median === null ? null : median * FAST } }
}
