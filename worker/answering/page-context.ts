/** What the routes of all pages have in common: the frame of a page, what its address says, and how it is sent. */
import type { Context } from 'hono'
import { CHANNELS } from '../../schema/answers.ts'
import type { Settings } from '../../schema/settings.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { Text } from '../../schema/text.ts'
import { chooseLocale, wording } from '../../schema/wording.ts'
import { clientAddress, foreignOrigin } from '../address.ts'
import type { App } from '../context.ts'
import { surveyPolicy } from '../headers.ts'
import type { PublicSurvey } from '../inbox/inbox.ts'
import { ASSETS } from './assets.ts'
import type { Frame } from './document.ts'
import { type MessagePageInput, messagePage } from './page.ts'
import type { Sender } from './submit.ts'
import { WORDS } from './words.ts'

export type Ctx = Context<App>

export const frameOf = (
  c: Ctx,
  { definition, sharing, settings }: PublicSurvey,
  locale: string,
): Frame => ({
  ...brandedFrame(c, definition, settings, locale),
  bare: isFetched(c),
  ...(c.req.query('embed') === '1' ? { embed: sharing.origins } : {}),
})

/** By the script of the page before, which takes the reply apart and shows what is in it. */
export const isFetched = (c: Ctx): boolean => c.req.header('x-requested-with') === 'gapwise'

/** The frame of a survey by its definition and the account's settings alone. */
export function brandedFrame(
  c: Ctx,
  definition: SurveyDefinition,
  { brand, colour, logo, privacyLink }: Settings,
  locale: string,
): Frame {
  const url = new URL(c.req.url)
  url.searchParams.delete('lang')
  return {
    locale,
    locales: definition.locales,
    address: url.pathname + url.search,
    brand: wording(brand, locale, definition.locales[0] ?? 'en'),
    colour,
    logo,
    privacyLink,
    linked: definition.privacy === 'identified',
    nonce: c.var.nonce,
    assets: ASSETS,
  }
}

export const embedQuery = (c: Ctx) => (c.req.query('embed') === '1' ? '?embed=1' : '')

export const localeFor = (c: Ctx, definition: SurveyDefinition, known?: string | null): string =>
  chooseLocale(definition.locales, c.req.query('lang') ?? known, c.req.header('accept-language'))

export const channelIn = (c: Ctx): string =>
  CHANNELS.find((channel) => channel === c.req.query('channel')) ?? 'link'

/** Segment values of the address; unknown names are ignored, and so is a value that could not be stored. */
export const segmentsIn = (c: Ctx, definition: SurveyDefinition) =>
  segmentsOf(definition, new URL(c.req.url).searchParams)

/** Those of a query that the survey knows and that could be stored. */
export function segmentsOf(
  definition: SurveyDefinition,
  query: URLSearchParams,
): Record<string, string> {
  const names = ['touchpoint', ...definition.segments]
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = query.get(name)?.trim()
      return value !== undefined && SegmentValue.safeParse(value).success ? [[name, value]] : []
    }),
  )
}

const SegmentValue = Text(64, 1)

/** A score in the address is chosen on the page and nothing more: mail scanners follow links. */
export function preselected(c: Ctx, definition: SurveyDefinition): Record<string, string> {
  return Object.fromEntries(
    definition.questions.flatMap(({ key, type }) => {
      const score = c.req.query(key)
      return type === 'nps' && score && /^(\d|10)$/.test(score) ? [[key, score]] : []
    }),
  )
}

/** A page of a respondent: never cached, never indexed, and its address told to nobody. */
export function page(c: Ctx, origins: readonly string[], html: string, status = 200): Response {
  return new Response(html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
      // What is fetched is never a page by itself: the strictest policy does, which every reply has.
      ...(isFetched(c) ? {} : { 'content-security-policy': surveyPolicy(c.var.nonce, origins) }),
      // A website that isolates itself frames only what says so; who may frame at all is said above.
      ...(origins.length > 0 ? { 'cross-origin-resource-policy': 'cross-origin' } : {}),
    },
  })
}

/** A page of one sentence. */
export function message(
  c: Ctx,
  about: MessagePageInput['about'],
  status: number,
  minutes?: number,
  origins: readonly string[] = [],
): Response {
  const locale = chooseLocale(
    Object.keys(WORDS),
    c.req.query('lang'),
    c.req.header('accept-language'),
  )
  const html = messagePage({
    about,
    minutes,
    locale,
    locales: [locale],
    address: '/',
    brand: '',
    colour: '#17486b',
    logo: null,
    privacyLink: null,
    linked: null,
    nonce: c.var.nonce,
    assets: ASSETS,
  })
  return page(c, origins, html, status)
}

/**
 * Who posts a form. Our own pages tell nobody where a post comes from, so browsers send `Origin: null` with
 * it, and beside it that it stays within one origin.
 */
export function senderOf(c: Ctx): Sender {
  const origin = foreignOrigin(c.env, c.req.raw)
  const isOwn = origin === 'null' && c.req.header('sec-fetch-site') === 'same-origin'
  return { foreignOrigin: isOwn ? null : origin, address: () => clientAddress(c.env, c.req.raw) }
}
