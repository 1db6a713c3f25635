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

/**
 * Eleven links for a mail: each only preselects its score on the page, nothing is stored by opening it.
 * A table with inline styles, because mail programs such as Outlook know little else.
 */
export function mailSnippet(
  link: string,
  key: string,
  words: { low: string; high: string },
): string {
  // Outlook draws no borders, widths or colours on a link: they stand on its cell, and width as an attribute.
  const cell = (score: number) =>
    `<td width="9%" align="center" bgcolor="#f2f5f4" style="border:1px solid #c3cdca;background-color:#f2f5f4">` +
    `<a href="${asAttribute(withParameter(withParameter(link, 'channel', 'email'), key, String(score)))}" ` +
    `style="display:block;padding:12px 0;font:16px/20px Arial,sans-serif;color:#15201f;text-decoration:none"><font color="#15201f">${score}</font></a></td>`
  const cells = Array.from({ length: 11 }, (_, score) => cell(score)).join('\n    ')
  const end = (text: string, align: string, columns: number) =>
    `<td colspan="${columns}" align="${align}" style="padding:4px 2px;color:#475451;font:13px Arial,sans-serif">${asText(text)}</td>`
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%" style="max-width:560px">
  <tr>
    ${cells}
  </tr>
  <tr>
    ${end(words.low, 'left', 5)}${end(words.high, 'right', 6)}
  </tr>
</table>`
}

function withParameter(link: string, name: string, value: string): string {
  const url = new URL(link)
  url.searchParams.set(name, value)
  return url.href
}

const asText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const asAttribute = (text: string) => asText(text).replaceAll('"', '&quot;')
