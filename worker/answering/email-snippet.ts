/**
 * A survey's first question as a piece of e-mail: tables and plain links, which is all that Outlook draws. A link only
 * chooses the score on the page; scanners that follow all eleven answer nothing.
 */
import type { SurveyDefinition } from '../../schema/survey.ts'
import { brandColours } from './colour.ts'
import { questionText } from './draw/wording.ts'
import { escaped } from './html.ts'
import { directionOf, wordsIn } from './words.ts'

export type SnippetInput = {
  definition: SurveyDefinition
  locale: string
  /** The organisation's name; '' becomes "us". */
  brand: string
  /** The customer's, where one is known. */
  name?: string | undefined
  /** `#rrggbb` */
  colour: string
  /** Where the survey is, without a query; or what a mail tool puts in its place, such as `{{link}}`. */
  link: string
  /** What the answers shall be told apart by; the links carry it. */
  segments?: Readonly<Record<string, string>>
}

export type Snippet = {
  /** To paste into a mail. */
  html: string
  /** The same for the text part. */
  text: string
}

/** Eleven scores of the NPS question; of a survey without one, a button that leads to it. */
export function emailSnippet(input: SnippetInput): Snippet {
  const { definition, locale, link, name } = input
  const say = wordsIn(locale)
  const brand = input.brand || say('brand.none')
  const nps = definition.questions.find(({ type }) => type === 'nps')
  const first = nps ?? definition.questions[0]
  const question = first
    ? questionText(first, { survey: definition, locale, brand, say, answers: {}, name })
    : ''
  const address = (more: Record<string, string>) =>
    `${link}?${new URLSearchParams({ ...more, ...input.segments, channel: 'email', lang: locale })}`
  const scores = nps ? Array.from({ length: 11 }, (_, score) => score) : []
  const links = scores.map((score) => ({ score, href: address({ [nps?.key ?? '']: `${score}` }) }))
  const { light } = brandColours(input.colour)
  const inside = nps
    ? scoreRow(links, light) + endsRow(say('nps.low'), say('nps.high'))
    : buttonRow(address({}), say('nav.next'), light)
  const html =
    `<table role="presentation" dir="${directionOf(locale)}" lang="${escaped(locale)}" border="0" cellpadding="0" cellspacing="0" width="100%" style="max-width:560px">` +
    `<tr><td colspan="11" style="padding:0 0 12px;${FONT};font-size:18px;line-height:26px;color:#1c2423">${escaped(question)}</td></tr>` +
    `${inside}</table>`
  const lines = nps
    ? links.map(
        ({ score, href }) => `${score}${endOf(score, say('nps.low'), say('nps.high'))}: ${href}`,
      )
    : [address({})]
  return { html, text: [question, '', ...lines, ''].join('\n') }
}

const FONT = 'font-family:Arial,Helvetica,sans-serif'

/** Each cell is a link as wide as itself; colours stand on the cell too, since Outlook draws none on a link. */
const scoreRow = (links: readonly { score: number; href: string }[], colour: string): string =>
  `<tr>${links
    .map(
      ({ score, href }) =>
        `<td width="9%" align="center" bgcolor="#f2f5f4" style="border:1px solid #c3cdca;background-color:#f2f5f4">` +
        `<a href="${escaped(href)}" style="display:block;padding:12px 0;${FONT};font-size:16px;line-height:20px;color:${colour};text-decoration:none"><font color="${colour}">${score}</font></a></td>`,
    )
    .join('')}</tr>`

const endsRow = (low: string, high: string): string =>
  `<tr><td colspan="5" align="left" style="${SMALL}">0 ${escaped(low)}</td>` +
  `<td></td><td colspan="5" align="right" style="${SMALL}">10 ${escaped(high)}</td></tr>`

const SMALL = `padding:6px 0 0;${FONT};font-size:13px;line-height:18px;color:#5b6765`

const buttonRow = (href: string, label: string, colour: string): string =>
  `<tr><td><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr>` +
  `<td align="center" bgcolor="${colour}" style="background-color:${colour}">` +
  `<a href="${escaped(href)}" style="display:block;padding:12px 24px;${FONT};font-size:16px;line-height:20px;color:#ffffff;text-decoration:none"><font color="#ffffff">${escaped(label)}</font></a></td></tr></table></td></tr>`

const endOf = (score: number, low: string, high: string): string =>
  score === 0 ? ` (${low})` : score === 10 ? ` (${high})` : ''
