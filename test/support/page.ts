/** A survey page as a browser without script has it: its form, what stands in it, and posting it. */
import type { Gapwise } from './gapwise.ts'

export interface Page {
  status: number
  /** Path and query it was read from, after redirects. */
  path: string
  headers: Headers
  html: string
  /** What people read: tags taken out, entities turned back. */
  text: string
  /** What the form would send as it stands, without a button. */
  fields: [name: string, value: string][]
  /** The first value of a field. */
  field(name: string): string | undefined
  /** Names and values of the buttons, in order. */
  buttons: string[]
  /** Where links of the page lead. */
  links: string[]
}

/** Loads a page as browsers do, following redirects. */
export async function load(gapwise: Gapwise, path: string, init: RequestInit = {}): Promise<Page> {
  const headers = new Headers(init.headers)
  if (!headers.has('accept')) headers.set('accept', 'text/html,*/*;q=0.8')
  const reply = await gapwise.fetch(path, { ...init, headers })
  const location = reply.headers.get('location')
  if (location === null) return pageOf(path, reply)
  if (reply.status !== 303) throw new Error(`${path} redirects with ${reply.status}`)
  await reply.arrayBuffer()
  return load(gapwise, location)
}

/**
 * Fills the form in and presses a button, as a browser does it.
 * @param filled fields by name; a list is several values, '' empties a field
 * @param button `name=value` of the button, by default "action=next"
 */
export function press(
  gapwise: Gapwise,
  page: Page,
  filled: Record<string, string | string[]> = {},
  button = 'action=next',
): Promise<Page> {
  if (!page.buttons.includes(button)) throw new Error(`There is no ${button} on ${page.path}`)
  return send(gapwise, page, filled, button)
}

/** Posts the form whatever buttons it has; `remove` leaves fields out. */
export function send(
  gapwise: Gapwise,
  page: Page,
  filled: Record<string, string | string[]>,
  button = '',
  remove: readonly string[] = [],
): Promise<Page> {
  const kept = page.fields.filter(([name]) => filled[name] === undefined && !remove.includes(name))
  const given = Object.entries(filled).flatMap(([name, values]) =>
    [values].flat().map((value) => [name, value]),
  )
  const body = new URLSearchParams([...kept, ...given])
  const [name, value] = button.split('=')
  if (name && value !== undefined) body.append(name, value)
  const action = attribute(/<form [^>]*>/.exec(page.html)?.[0] ?? '', 'action') ?? ''
  return load(gapwise, action, post(body))
}

export const post = (body: URLSearchParams | string): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: String(body),
})

async function pageOf(path: string, reply: Response): Promise<Page> {
  const html = await reply.text()
  const body = html.slice(html.indexOf('<body'))
  const tags = (pattern: RegExp) => [...body.matchAll(pattern)].map(([tag]) => tag)
  const fields = [
    ...tags(/<input [^>]*>/g)
      .filter(isSent)
      .map((tag) => [nameOf(tag), attribute(tag, 'value') ?? '']),
    ...[...body.matchAll(/(<textarea [^>]*>)\n?([^<]*)<\/textarea>/g)].map(([, tag = '', text]) => [
      nameOf(tag),
      plain(text ?? ''),
    ]),
  ] as Page['fields']
  return {
    status: reply.status,
    path,
    headers: reply.headers,
    html,
    text: plain(body.replaceAll(/<[^>]*>/g, ' ')).replaceAll(/\s+/g, ' '),
    fields,
    field: (name) => fields.find(([each]) => each === name)?.[1],
    buttons: tags(/<button [^>]*>/g)
      .filter((tag) => attribute(tag, 'name') !== undefined)
      .map((tag) => `${nameOf(tag)}=${attribute(tag, 'value') ?? ''}`),
    links: tags(/<a [^>]*>/g).map((tag) => attribute(tag, 'href') ?? ''),
  }
}

const isSent = (tag: string) =>
  !/type="(radio|checkbox)"/.test(tag) || / checked(?=[\s>=])/.test(tag)
const nameOf = (tag: string) => attribute(tag, 'name') ?? ''
const attribute = (tag: string, name: string) => {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? undefined : plain(value)
}
const plain = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
