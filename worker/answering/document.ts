/** What every page customers see has in common: the document, the brand above, the privacy line below. */
import { brandColours } from './colour.ts'
import { present, type Tree } from './draw/tree.ts'
import { escaped, html } from './html.ts'
import { type Assets, type Script, type Sheet, styleOf } from './style.ts'
import { directionOf, type Say, wordsIn } from './words.ts'

export type Frame = {
  locale: string
  /** The languages the survey is offered in. */
  locales: readonly string[]
  /** This page's own path and query, without `lang`: where a link to another language goes. */
  address: string
  /** The organisation's name in this language; '' becomes "us". */
  brand: string
  /** The invited customer's name, for {name} in owners' texts. */
  name?: string | undefined
  /** `#rrggbb` */
  colour: string
  /** A `data:` address. */
  logo: string | null
  privacyLink: string | null
  /** Whether the answers are kept with a customer; decides what the privacy line promises. Null: there are no answers. */
  linked: boolean | null
  /** For the inline style and script, fresh per reply. */
  nonce: string
  assets: Assets
  /** The page is fetched by the script of the page before, which has style and script already. */
  bare?: boolean | undefined
  /** Shown in an iframe: the origins whose pages are told its height. */
  embed?: readonly string[] | undefined
  /** Shown to staff: all of it works but the sending, so that nothing is stored. */
  preview?: boolean | undefined
}

export type Page = {
  frame: Frame
  title: string
  main: readonly Tree[]
  /** Makes the page a form: its attributes and what stands before everything visible. */
  form?: { attributes: Record<string, string | boolean | undefined>; hidden: readonly Tree[] }
  /** Buttons of the form that ask for the same step in another language, with what is answered, instead of links. */
  languageButtons?: boolean
  /** The style sheets and scripts it needs. */
  sheets: readonly Sheet[]
  scripts?: readonly Script[]
  /** An address to go on to by itself, after some seconds (0). */
  redirect?: string | null | undefined
  redirectSeconds?: number
}

/** A whole page. */
export function documentOf(page: Page): string {
  const { frame, title, form } = page
  const { locale, embed } = frame
  const say = wordsIn(locale)
  const inside = [
    brandBar(page, say),
    ['main', {}, ...page.main] satisfies Tree,
    privacyLine(frame, say),
  ]
  const body: Tree = form
    ? ['form', form.attributes, ...form.hidden, ...inside]
    : ['div', { class: 'page' }, ...inside]
  const attributes = { class: embed ? 'embed' : undefined, 'data-parents': embed?.join(' ') }
  const refresh = page.redirect
    ? `<meta http-equiv="refresh" content="${page.redirectSeconds ?? 0};url=${escaped(page.redirect)}">`
    : ''
  return (
    `<!doctype html><html lang="${escaped(locale)}" dir="${directionOf(locale)}"><head><meta charset="utf-8">` +
    `<title>${escaped(title)}</title>${refresh}${headOf(page)}</head>` +
    `${html(['body', attributes, body])}</html>`
  )
}

/** What concerns the window, then style and script, inline, so that the page is one request; the page before has all of it. */
function headOf({ frame, sheets, scripts = [] }: Page): string {
  if (frame.bare) return ''
  const { assets, colour, embed, locales } = frame
  const nonce = `nonce="${escaped(frame.nonce)}"`
  const style = styleOf(assets, locales.length > 2 ? [...sheets, 'languages'] : sheets)
  const needed: Script[] = [
    ...(frame.preview ? ['preview' as const] : []),
    ...scripts,
    ...(embed ? ['height' as const] : []),
  ]
  return (
    '<meta name="viewport" content="width=device-width,initial-scale=1">' +
    '<meta name="robots" content="noindex"><link rel="icon" href="data:,">' +
    `<meta name="color-scheme" content="light dark"><style ${nonce}>${style}${brandStyle(colour)}</style>` +
    needed.map((name) => `<script type="module" ${nonce}>${assets.scripts[name]}</script>`).join('')
  )
}

function brandStyle(colour: string): string {
  const { light, dark } = brandColours(colour)
  return `:root{--brand:${light}}@media screen and (prefers-color-scheme:dark){:root{--brand:${dark}}}`
}

function brandBar(page: Page, say: Say): Tree {
  const { brand, logo } = page.frame
  return [
    'header',
    {},
    [
      'p',
      { class: 'brand' },
      ...present(logo ? ['img', { src: logo, alt: '', height: 24 }] : undefined, brand),
    ],
    ...languages(page, say),
  ]
}

/** The way to the other languages: one as itself, several behind one word. */
function languages({ frame, languageButtons }: Page, say: Say): Tree[] {
  const others = frame.locales.filter((locale) => locale !== frame.locale)
  const button = (locale: string): Tree => [
    'button',
    { name: 'lang', value: locale, lang: locale },
    nameOf(locale, frame.locales),
  ]
  const link = (locale: string): Tree => [
    'a',
    { href: withLanguage(frame.address, locale), lang: locale, hreflang: locale },
    nameOf(locale, frame.locales),
  ]
  const way = languageButtons ? button : link
  if (others.length < 2) return others.map((locale) => ['p', { class: 'languages' }, way(locale)])
  return [
    [
      'details',
      { class: 'languages' },
      [
        'summary',
        {},
        ['i', {}, say('item', { item: say('lang.label'), label: '' })],
        nameOf(frame.locale, frame.locales),
      ],
      ['p', {}, ...others.map(way)],
    ],
  ]
}

const withLanguage = (address: string, locale: string) =>
  `${address}${address.includes('?') ? '&' : '?'}lang=${locale}`

/** A language in its own words. The two Chinese scripts are told apart only where both are offered. */
export function nameOf(locale: string, offered: readonly string[]): string {
  const isChinese = (tag: string) => /^zh\b/.test(tag)
  if (isChinese(locale)) {
    if (offered.filter(isChinese).length < 2) return '中文'
    return /Hant|TW|HK|MO/.test(locale) ? '繁體中文' : '简体中文'
  }
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
}

function privacyLine({ brand, linked, privacyLink, embed }: Frame, say: Say): Tree {
  const values = { brand: brand || say('brand.none') }
  return [
    'footer',
    {},
    ...present(
      linked !== null && ['p', {}, say(linked ? 'privacy.linked' : 'privacy.anon', values)],
      privacyLink && [
        'p',
        {},
        [
          'a',
          { href: privacyLink, rel: 'noreferrer', target: embed ? '_blank' : undefined },
          say('privacy.link'),
        ],
      ],
    ),
  ]
}
