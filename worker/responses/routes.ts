/** Responses for staff: list, one, delete, export, import. */
import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { Imported } from '../../schema/imports.ts'
import { Problem } from '../../schema/problem.ts'
import { KEY } from '../../schema/survey.ts'
import { note } from '../audit/note.ts'
import type { App } from '../context.ts'
import { describe } from '../describe.ts'
import { inboxOf } from '../inbox/inbox-of.ts'
import { asCursor, fromCursor, Paging } from '../paging.ts'
import { permit } from '../staff/permit.ts'
import { existing } from '../surveys/existing.ts'
import { versionsOf } from '../surveys/store.ts'
import { validQuery } from '../valid.ts'
import { conflictsOf } from './conflicts.ts'
import { csvLines, jsonLines, streamOf } from './export.ts'
import { Filter, filterOf, veilOver } from './filter.ts'
import { importResponses } from './import.ts'
import { facetsOf, MOST_COUNTED } from './list.ts'
import { responsesIn, storedAmong } from './store.ts'
import { themed, withThemes } from './themes.ts'

const List = Filter.extend({
  ...Paging.shape,
  /** Only responses whose comments name this theme; the cursor goes on where the search stopped. */
  theme: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/)
    .optional(),
})
const Facets = Filter.extend({
  /** The question whose scores are told apart; without it they are null. */
  score: z.string().regex(KEY).optional(),
})

const Listed = z.object({
  id: z.string(),
  revision: z.int(),
  version: z.int(),
  submittedAt: z.iso.datetime(),
  channel: z.string(),
  locale: z.string().nullable(),
  answers: z.record(z.string(), z.unknown()),
  segments: z.record(z.string(), z.string()),
  shown: z.array(z.string()).nullable(),
  customerId: z.string().nullable(),
  customerVerified: z.boolean(),
  complete: z.boolean(),
  secondsTaken: z.number().nullable(),
  /** The case it opened, by its reference. */
  case: z.string().nullable(),
  /** Where its comments name a theme: the question, and places in its text. */
  themes: z.array(
    z.object({ question: z.string(), theme: z.string(), from: z.int(), to: z.int() }),
  ),
})
/** An answer as it was sent; `reason` is the name of the problem its sender would have been told. */
const Conflict = z.object({
  reason: z.string(),
  noticedAt: z.iso.datetime(),
  response: Listed.omit({ case: true, themes: true }),
})

export const responses = new Hono<App>()
  .get(
    '/:surveyId/responses',
    describe(
      'Responses, newest first; `filter.NAME=value` by segment',
      z.object({ responses: z.array(Listed), next: z.string().nullable() }),
    ),
    validQuery(List),
    async (c) => {
      permit(c.var.actor, 'responses:read')
      const { limit, cursor, theme, ...filter } = c.req.valid('query')
      const survey = await existing(c.var.db, c.req.param('surveyId'))
      const [submittedAt, seq] = fromCursor(cursor) ?? []
      const after = submittedAt !== undefined && seq !== undefined ? { submittedAt, seq } : null
      const { db } = c.var
      const asked = await filterOf(c, survey.id, filter)
      const versions = await versionsOf(db, survey.id)
      const { found, last } = await themed(db, survey.id, versions, asked, theme, after, limit)
      const shown = await (await veilOver(db, survey.id)).over(found)
      return c.json({
        responses: await withThemes(db, survey.id, versions, shown),
        next: last ? asCursor(last.submittedAt, last.seq) : null,
      })
    },
  )
  .get(
    '/:surveyId/response-counts',
    describe(
      'How many responses there are, by language and by the score of one question',
      z.object({
        counts: z.array(
          z.object({ locale: z.string().nullable(), score: z.number().nullable(), n: z.int() }),
        ),
        /** The counts add up to no more than this: older responses are left out. */
        most: z.int(),
      }),
    ),
    validQuery(Facets),
    async (c) => {
      permit(c.var.actor, 'responses:read')
      const { score = '', ...filter } = c.req.valid('query')
      const survey = await existing(c.var.db, c.req.param('surveyId'))
      const asked = await filterOf(c, survey.id, filter)
      const counts = await facetsOf(c.var.db, survey.id, asked, score)
      const veil = await veilOver(c.var.db, survey.id)
      const shown = await Promise.all(
        counts.map(async (each) => {
          const { locale } = each
          const isCommon = locale === null || (await veil.mayAsk(new Map([['locale', locale]])))
          return isCommon ? each : { ...each, locale: null }
        }),
      )
      return c.json({ counts: shown, most: MOST_COUNTED })
    },
  )
  .get(
    '/:surveyId/conflicts',
    describe(
      'Answers that were acknowledged while the database was away and turned out not to fit: outside every figure',
      z.object({ conflicts: z.array(Conflict), next: z.string().nullable() }),
    ),
    validQuery(Paging),
    async (c) => {
      permit(c.var.actor, 'responses:read')
      const { limit, cursor } = c.req.valid('query')
      const survey = await existing(c.var.db, c.req.param('surveyId'))
      const [noticedAt, row] = fromCursor(cursor) ?? []
      const after = noticedAt !== undefined && row !== undefined ? { noticedAt, row } : null
      const found = await conflictsOf(c.var.db, survey.id, after, limit)
      const last = found.length === limit ? found.at(-1)?.place : undefined
      return c.json({
        conflicts: found.map(({ conflict }) => conflict),
        next: last ? asCursor(last.noticedAt, last.row) : null,
      })
    },
  )
  .get('/:surveyId/responses/:responseId', describe('One response', Listed), async (c) => {
    permit(c.var.actor, 'responses:read')
    const survey = await existing(c.var.db, c.req.param('surveyId'))
    const [found] = await c.var.db.read(storedAmong(survey.id, [c.req.param('responseId')]))
    const [response] = responsesIn(found)
    if (!response) throw new Problem('not-found')
    const veil = await veilOver(c.var.db, survey.id)
    const versions = await versionsOf(c.var.db, survey.id)
    const shown = await veil.over([response])
    const [whole] = await withThemes(c.var.db, survey.id, versions, shown)
    return c.json(whole ?? null)
  })
  .delete(
    '/:surveyId/responses/:responseId',
    describe('Delete a response for good; every report follows', undefined, { status: 204 }),
    async (c) => {
      permit(c.var.actor, 'responses:write')
      const survey = await existing(c.var.db, c.req.param('surveyId'))
      const id = c.req.param('responseId')
      const told = note(c.var.actor, c.var.now, 'response-deleted', survey.slug, { id })
      if ((await inboxOf(c.env, survey.slug).remove(survey.slug, [id], [told])) === 0)
        throw new Problem('not-found')
      return c.body(null, 204)
    },
  )
  .get(
    '/:surveyId/export.csv',
    describe('All responses in the columns of an import', undefined, { replyType: 'text/csv' }),
    validQuery(Filter),
    async (c) => {
      permit(c.var.actor, 'responses:read')
      const survey = await existing(c.var.db, c.req.param('surveyId'))
      const versions = await versionsOf(c.var.db, survey.id)
      const definitions = new Map(versions.map((v) => [v.version, v.definition]))
      const filter = await filterOf(c, survey.id, c.req.valid('query'))
      await told(c, survey.slug, 'csv')
      return download(
        csvLines(c.var.db, survey.id, definitions, filter, await veilOver(c.var.db, survey.id)),
        'text/csv',
        `${survey.slug}.csv`,
      )
    },
  )
  .get(
    '/:surveyId/export.ndjson',
    describe('All responses, one JSON object a line', undefined, {
      replyType: 'application/x-ndjson',
    }),
    validQuery(Filter),
    async (c) => {
      permit(c.var.actor, 'responses:read')
      const survey = await existing(c.var.db, c.req.param('surveyId'))
      const filter = await filterOf(c, survey.id, c.req.valid('query'))
      const veil = await veilOver(c.var.db, survey.id)
      await told(c, survey.slug, 'ndjson')
      const lines = jsonLines(c.var.db, survey.id, filter, veil)
      return download(lines, 'application/x-ndjson', `${survey.slug}.ndjson`)
    },
  )
  .post(
    '/:surveyId/import',
    describe('Import responses from CSV; `?dryRun=1` only says what would happen', Imported, {
      body: 'text/csv',
    }),
    validQuery(z.object({ dryRun: z.literal('1').optional() })),
    async (c) => {
      const survey = await existing(c.var.db, c.req.param('surveyId'))
      const isDry = c.req.valid('query').dryRun === '1'
      const now = c.var.now.getTime()
      const { db, actor } = c.var
      const result = await importResponses(c.env, db, actor, survey, c.req.raw, now, isDry)
      return c.json(result, result.job ? 202 : 200)
    },
  )

/** Answers that leave are told of in the log before the first of them does. */
const told = (c: Context<App>, slug: string, format: 'csv' | 'ndjson') =>
  c.var.db.write([note(c.var.actor, c.var.now, 'exported', slug, { format })])

const download = (lines: AsyncGenerator<string>, type: string, name: string) =>
  new Response(streamOf(lines), {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="${name}"`,
    },
  })
