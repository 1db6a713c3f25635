/** Surveys for staff: drafts, versions, publication, sharing. */
import { Hono } from 'hono'
import * as z from 'zod'
import { Problem } from '../../schema/problem.ts'
import { Sharing } from '../../schema/sharing.ts'
import { MOST_DEFINITION_BYTES, QUESTION_TYPES, SurveyDefinition } from '../../schema/survey.ts'
import { Localized } from '../../schema/text.ts'
import { wording } from '../../schema/wording.ts'
import { note } from '../audit/note.ts'
import { eraseWordsOfSurvey } from '../complaints/store.ts'
import type { App } from '../context.ts'
import { type Database, isConstraint } from '../db.ts'
import { describe } from '../describe.ts'
import { directoryOf } from '../inbox/directory.ts'
import { inboxOf } from '../inbox/inbox-of.ts'
import { asCursor, fromCursor, Paging } from '../paging.ts'
import { randomId } from '../secrets.ts'
import { permit, permits } from '../staff/permit.ts'
import { validJson, validQuery } from '../valid.ts'
import { existing } from './existing.ts'
import { keepKeys, publish } from './publish.ts'
import {
  closeSurvey,
  deleteSurvey,
  insertSurvey,
  type Survey,
  surveysAfter,
  updateDraft,
  updateSharing,
  versionsOf,
} from './store.ts'

const Slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'Needs lower-case letters, digits and -')
const NewSurvey = z.strictObject({ slug: Slug.optional(), definition: SurveyDefinition })
const Draft = z.strictObject({ definition: SurveyDefinition })

const Brief = z.object({
  id: z.string(),
  slug: z.string(),
  status: z.enum(['draft', 'live', 'closed']),
  version: z.int(),
})
const Listed = Brief.extend({
  title: Localized(200),
  locales: z.array(z.string()),
  program: z.string(),
  segments: z.array(z.string()),
  /** The kinds of its questions. */
  types: z.array(z.enum(QUESTION_TYPES)),
  responses: z.int(),
  createdAt: z.iso.datetime(),
  publishedAt: z.iso.datetime().nullable(),
})
const Whole = Brief.extend({
  draft: z.unknown(),
  definition: z.unknown(),
  etag: z.string(),
  sharing: Sharing,
  createdAt: z.iso.datetime(),
  publishedAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
})

export const surveys = new Hono<App>()
  .get(
    '/',
    describe('List surveys', z.object({ surveys: z.array(Listed), next: z.string().nullable() })),
    validQuery(Paging),
    async (c) => {
      permit(c.var.actor, 'surveys:read')
      const { limit, cursor } = c.req.valid('query')
      const [createdAt, row] = fromCursor(cursor) ?? []
      const after = createdAt !== undefined && row !== undefined ? { createdAt, row } : null
      const rows = await surveysAfter(c.var.db, after, limit)
      const last = rows.length === limit ? rows.at(-1) : undefined
      return c.json({
        surveys: rows.map((survey) => ({
          ...brief(survey),
          title: survey.draft.title,
          locales: survey.draft.locales,
          program: survey.draft.program,
          segments: survey.draft.segments,
          types: [...new Set(survey.draft.questions.map(({ type }) => type))],
          responses: survey.responses,
          createdAt: iso(survey.createdAt),
          publishedAt: isoOrNull(survey.publishedAt),
        })),
        next: last ? asCursor(last.createdAt, last.row) : null,
      })
    },
  )
  .post(
    '/',
    describe('Make a survey, as a draft', Brief, { status: 201 }),
    permits('surveys:write'),
    validJson(NewSurvey),
    async (c) => {
      const { slug, definition } = c.req.valid('json')
      limitSize(definition)
      const id = randomId()
      const survey: Survey = {
        id,
        slug: slug ?? slugFrom(definition, id),
        status: 'draft',
        version: 0,
        draft: definition,
        draftRevision: 1,
        sharing: Sharing.parse({}),
        createdAt: c.var.now.getTime(),
        publishedAt: null,
        closedAt: null,
      }
      try {
        await c.var.db.write([
          insertSurvey(c.var.db, survey),
          note(c.var.actor, c.var.now, 'survey-made', survey.slug),
        ])
      } catch (error) {
        if (isConstraint(error)) throw new Problem('slug-taken')
        throw error
      }
      await directoryOf(c.env).refresh()
      await inboxOf(c.env, survey.slug).refresh(survey.slug)
      c.header('etag', etagOf(survey))
      return c.json(brief(survey), 201)
    },
  )
  .get('/:surveyId', describe('One survey, draft and latest version', Whole), async (c) => {
    permit(c.var.actor, 'surveys:read')
    const survey = await existing(c.var.db, c.req.param('surveyId'))
    c.header('etag', etagOf(survey))
    return c.json(await whole(c.var.db, survey))
  })
  .put(
    '/:surveyId',
    describe('Change the draft; If-Match carries the etag it was read with', Whole),
    permits('surveys:write'),
    validJson(Draft),
    async (c) => {
      const { definition } = c.req.valid('json')
      limitSize(definition)
      const survey = await existing(c.var.db, c.req.param('surveyId'))
      const versions = await versionsOf(c.var.db, survey.id)
      keepKeys(
        definition,
        versions.map((entry) => entry.definition),
      )
      if (!isMatch(c.req.header('if-match'), etagOf(survey))) throw new Problem('draft-changed')
      try {
        await c.var.db.write(updateDraft(survey.id, survey.draftRevision, definition))
      } catch (error) {
        if (isConstraint(error)) throw new Problem('draft-changed')
        throw error
      }
      const changed = await existing(c.var.db, survey.id)
      c.header('etag', etagOf(changed))
      return c.json(await whole(c.var.db, changed))
    },
  )
  .delete(
    '/:surveyId',
    describe('Delete a survey and its responses', undefined, { status: 204 }),
    async (c) => {
      permit(c.var.actor, 'surveys:write')
      const survey = await existing(c.var.db, c.req.param('surveyId'))
      if (survey.status === 'live')
        throw new Problem('wrong-state', { detail: 'Close the survey first' })
      await c.var.db.write([
        // Its cases stay for their numbers; nobody could take their words back any more.
        ...eraseWordsOfSurvey(survey.id, c.var.now.getTime()),
        ...deleteSurvey(survey.id),
        note(c.var.actor, c.var.now, 'survey-deleted', survey.slug),
      ])
      await directoryOf(c.env).refresh()
      await inboxOf(c.env, survey.slug).refresh(survey.slug)
      return c.body(null, 204)
    },
  )
  .put(
    '/:surveyId/publication',
    describe(
      'Publish the draft as the next version; If-Match, where given, carries the etag it was read with',
      Brief,
    ),
    async (c) => {
      const survey = await existing(c.var.db, c.req.param('surveyId'))
      const ifMatch = c.req.header('if-match')
      if (ifMatch !== undefined && !isMatch(ifMatch, etagOf(survey)))
        throw new Problem('draft-changed')
      const version = await publish(c.env, c.var.db, c.var.actor, survey, c.var.now.getTime())
      return c.json({ ...brief(survey), status: 'live' as const, version })
    },
  )
  .delete('/:surveyId/publication', describe('Close the survey', Brief), async (c) => {
    permit(c.var.actor, 'surveys:write')
    const survey = await existing(c.var.db, c.req.param('surveyId'))
    if (survey.status === 'draft')
      throw new Problem('wrong-state', { detail: 'A draft is not open' })
    await c.var.db.write([
      closeSurvey(survey.id, c.var.now.getTime()),
      note(c.var.actor, c.var.now, 'survey-closed', survey.slug),
    ])
    await inboxOf(c.env, survey.slug).refresh(survey.slug)
    return c.json({ ...brief(survey), status: 'closed' as const })
  })
  .get(
    '/:surveyId/versions',
    describe(
      'Published versions',
      z.object({
        versions: z.array(
          z.object({ version: z.int(), publishedAt: z.iso.datetime(), definition: z.unknown() }),
        ),
      }),
    ),
    async (c) => {
      permit(c.var.actor, 'surveys:read')
      const survey = await existing(c.var.db, c.req.param('surveyId'))
      const versions = await versionsOf(c.var.db, survey.id)
      return c.json({
        versions: versions.map(({ version, definition, publishedAt }) => ({
          version,
          definition,
          publishedAt: iso(publishedAt),
        })),
      })
    },
  )
  .get('/:surveyId/sharing', describe('How the survey reaches people', Sharing), async (c) => {
    permit(c.var.actor, 'surveys:read')
    return c.json((await existing(c.var.db, c.req.param('surveyId'))).sharing)
  })
  .put(
    '/:surveyId/sharing',
    describe('Change it, at once', Sharing),
    permits('surveys:write'),
    validJson(Sharing),
    async (c) => {
      const survey = await existing(c.var.db, c.req.param('surveyId'))
      const sharing = c.req.valid('json')
      await c.var.db.write([
        updateSharing(survey.id, sharing),
        note(c.var.actor, c.var.now, 'sharing-changed', survey.slug),
      ])
      await inboxOf(c.env, survey.slug).refresh(survey.slug)
      return c.json(sharing)
    },
  )
  .post(
    '/:surveyId/rebuild',
    describe('Make all tallies anew from the responses', z.object({ rebuilding: z.boolean() }), {
      status: 202,
    }),
    async (c) => {
      permit(c.var.actor, 'surveys:write')
      const survey = await existing(c.var.db, c.req.param('surveyId'))
      await inboxOf(c.env, survey.slug).rebuild(survey.slug)
      return c.json({ rebuilding: true }, 202)
    },
  )

const brief = ({ id, slug, status, version }: Survey) => ({ id, slug, status, version })
const etagOf = ({ draftRevision }: Survey) => `"${draftRevision}"`
/** Whoever compresses a reply on its way makes its etag a weak one. */
const isMatch = (ifMatch = '', etag: string) =>
  ifMatch.split(',').some((each) => ['*', etag].includes(each.trim().replace(/^W\//, '')))
const iso = (at: number) => new Date(at).toISOString()
const isoOrNull = (at: number | null) => (at === null ? null : iso(at))

async function whole(db: Database, survey: Survey) {
  const versions = await versionsOf(db, survey.id)
  return {
    ...brief(survey),
    draft: survey.draft,
    definition: versions.at(-1)?.definition ?? null,
    etag: etagOf(survey),
    sharing: survey.sharing,
    createdAt: iso(survey.createdAt),
    publishedAt: isoOrNull(survey.publishedAt),
    closedAt: isoOrNull(survey.closedAt),
  }
}

/** @throws Problem too-large */
function limitSize(definition: SurveyDefinition): void {
  if (new TextEncoder().encode(JSON.stringify(definition)).length > MOST_DEFINITION_BYTES)
    throw new Problem('too-large', { detail: 'A definition weighs at most 256 KiB' })
}

/** A readable slug from the title where it has Latin letters, and a few characters of the id so that it is free. */
function slugFrom({ title, locales }: SurveyDefinition, id: string): string {
  const words = wording(title, 'en', locales[0] ?? 'en')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, '')
  return [words, id.slice(-6)].filter((part) => part !== '').join('-')
}
