/** The addresses and snippets by which a survey reaches people. Pure. */

export type LinkChoices = {
  origin: string
  slug: string
  /** '' leaves it to the customer's browser. */
  lang: string
  channel: string
  /** The survey's own segments and touchpoint; empty ones are left out. */
  segments: Readonly<Record<string, string>>
}

/** The link of a survey, with what it carries. */
export function surveyLink({ origin, slug, lang, channel, segments }: LinkChoices): string {
  const query = new URLSearchParams([
    ...(lang === '' ? [] : [['lang', lang]]),
    ...(channel === '' || channel === 'link' ? [] : [['channel', channel]]),
    ...Object.entries(segments).filter(([, value]) => value !== ''),
  ])
  const text = query.toString()
  return `${origin}/s/${slug}${text === '' ? '' : `?${text}`}`
}

/** The script that shows the survey on somebody's website. */
export const widgetSnippet = (origin: string, slug: string): string =>
  `<script src="${origin}/w/${slug}.js" async></script>`

/** The survey inside a page, as a frame. */
export const frameSnippet = (link: string, title: string): string =>
  `<iframe src="${asAttribute(withParameter(link, 'embed', '1'))}" title="${asAttribute(title)}" width="100%" height="640" style="border:0" loading="lazy"></iframe>`

function withParameter(link: string, name: string, value: string): string {
  const url = new URL(link)
  url.searchParams.set(name, value)
  return url.href
}

const asText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const asAttribute = (text: string) => asText(text).replaceAll('"', '&quot;')
