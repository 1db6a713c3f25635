/**
 * The script other websites load. `/w/{slug}.js` has the survey inside, so that one request is all it takes;
 * `/widget/{hash}.js` never changes, for pages that pin their scripts, and asks for `/w/{slug}.json`.
 */
import { type Context, Hono } from 'hono'
import { Problem } from '../../schema/problem.ts'
import type { WidgetData } from '../../schema/widget.ts'
import { chooseLocale } from '../../schema/wording.ts'
import { foreignOrigin, ownOrigin } from '../address.ts'
import { encodingIn } from '../compress.ts'
import type { App } from '../context.ts'
import type { PublicSurvey } from '../inbox/inbox.ts'
import { findInbox } from '../inbox/inbox-of.ts'
import { widgetData } from './data.ts'
import { brotli } from './packed.ts'
import { pinned, pinnedIntegrity, pinnedName, pinnedPath, scriptFor } from './runtime.ts'
import { isSimple } from './simple.ts'
import { keepScript, scriptNamed } from './store.ts'

type Ctx = Context<App>

export const widget = new Hono<App>()
  .get('/w/:file{[a-z0-9-]+\\.js}', async (c) => {
    const survey = await surveyNamed(c, '.js')
    // A survey that takes no answers is no fault of the page that asks for it.
    return file(
      c,
      survey.isOpen ? scriptFor(inLanguage(c, survey, true), isSimple(survey.definition)) : CLOSED,
    )
  })
  .get('/w/:file{[a-z0-9-]+\\.json}', async (c) => {
    const survey = await surveyNamed(c, '.json')
    if (!survey.isOpen) throw new Problem('survey-closed')
    const reply = file(c, JSON.stringify(inLanguage(c, survey, false)), 'application/json')
    const origin = foreignOrigin(c.env, c.req.raw)
    reply.headers.append('vary', 'Origin')
    if (origin !== null && survey.sharing.origins.includes(origin))
      reply.headers.set('access-control-allow-origin', origin)
    return reply
  })
  .get('/widget/current.json', async (c) => {
    await keepPinned(c)
    const src = ownOrigin(c.env, c.req.raw) + pinnedPath
    const reply = file(c, JSON.stringify({ src, integrity: pinnedIntegrity }), 'application/json')
    reply.headers.set('access-control-allow-origin', '*')
    return reply
  })
  .get('/widget/:file{[0-9a-f]{20}\\.js}', async (c) => {
    const name = c.req.param('file').slice(0, -'.js'.length)
    const script = name === pinnedName ? pinned : await scriptNamed(c.var.db, name)
    if (script === null) throw new Problem('not-found')
    const reply = file(c, script)
    reply.headers.set('access-control-allow-origin', '*')
    reply.headers.set('cache-control', 'public, max-age=31536000, immutable')
    return reply
  })

let isKept = false
/** Whoever learns the address may pin it for years, so from here on the script is kept for them, whatever comes after it. */
async function keepPinned(c: Ctx): Promise<void> {
  if (isKept) return
  await c.var.db.write([keepScript(pinnedName, pinned, c.var.now.getTime())])
  isKept = true
}

async function surveyNamed(c: Ctx, ending: string): Promise<PublicSurvey> {
  const slug = (c.req.param('file') ?? '').slice(0, -ending.length)
  const survey = await (await findInbox(c.env, slug))?.published(slug)
  if (!survey) throw new Problem('unknown-survey')
  return survey
}

const CLOSED = '/* This survey is not open. */'

const inLanguage = (c: Ctx, survey: PublicSurvey, isInside: boolean): WidgetData => {
  const { locales } = survey.definition
  const locale = chooseLocale(locales, c.req.query('lang'), c.req.header('accept-language'))
  return widgetData(survey, locale, isInside)
}

/** A file for any website, packed where the reader takes it. */
function file(c: Ctx, text: string, type = 'text/javascript'): Response {
  const takesBrotli = encodingIn(c.req.header('accept-encoding') ?? '') === 'br'
  return new Response(takesBrotli ? brotli(text) : text, {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'max-age=300, stale-while-revalidate=86400',
      'cross-origin-resource-policy': 'cross-origin',
      vary: 'Accept-Language',
      ...(takesBrotli ? { 'content-encoding': 'br' } : {}),
    },
    ...(takesBrotli ? { encodeBody: 'manual' } : {}),
  })
}
