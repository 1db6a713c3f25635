/** An invitation as a mail: the first question with its eleven links, whose link it is, and the way to get no more. */
import type { MailKind } from '../../schema/mails.ts'
import type { Settings } from '../../schema/settings.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { chooseLocale, wording } from '../../schema/wording.ts'
import { brandColours } from '../answering/colour.ts'
import { own } from '../answering/draw/wording.ts'
import { emailSnippet } from '../answering/email-snippet.ts'
import { escaped } from '../answering/html.ts'
import { directionOf, wordsIn } from '../answering/words.ts'
import type { Mail } from './send.ts'

export type InvitationMail = {
  kind: MailKind
  definition: SurveyDefinition
  settings: Pick<Settings, 'brand' | 'colour' | 'privacyLink' | 'timeZone'>
  /** What is known of the customer. */
  name: string | null
  locale: string | null
  /** The personal link, the way out, and when the link ends (ms). */
  link: string
  stop: string
  expiresAt: number
}

/** In the customer's language if the survey has it, else in the survey's first. Nothing in it is fetched from anywhere. */
export function invitationMail(input: InvitationMail): Omit<Mail, 'to' | 'idempotencyKey'> {
  const { kind, definition, settings, link, stop, expiresAt } = input
  const locale = chooseLocale(definition.locales, input.locale, null)
  const say = wordsIn(locale)
  const brand = wording(settings.brand, locale, definition.locales[0] ?? 'en')
  const name = input.name ?? undefined
  const speaking = { survey: definition, locale, brand: brand || say('brand.none'), say, name }
  const title = own(definition.title, { ...speaking, answers: {} })
  const subject = oneLine(kind === 'reminder' ? say('mail.reminder', { title }) : title)
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: settings.timeZone })
  const whose = say('mail.own', { date: day.format(expiresAt) })
  const why = brand === '' ? [] : [say('mail.why', { brand })]
  const way = `${stop}?lang=${locale}`
  const { colour, privacyLink } = settings
  const question = emailSnippet({ definition, locale, brand, name, colour, link })
  const exits = [
    { text: say('mail.stop'), href: way },
    ...(privacyLink ? [{ text: say('privacy.link'), href: privacyLink }] : []),
  ]
  return {
    subject,
    html: page(locale, subject, brandColours(colour).light, [
      brand,
      question.html,
      whose,
      why,
      exits,
    ]),
    text: [
      ...(brand === '' ? [] : [brand, '']),
      question.text,
      whose,
      ...why,
      '',
      ...exits.map(({ text, href }) => `${text}: ${href}`),
      '',
    ].join('\n'),
    headers: {
      'List-Unsubscribe': `<${stop}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  }
}

type Parts = [
  brand: string,
  question: string,
  whose: string,
  why: string[],
  exits: { text: string; href: string }[],
]

/** Tables, since that is what mail programs lay out alike; every text but the question's table is escaped here. */
function page(
  locale: string,
  subject: string,
  colour: string,
  [brand, question, whose, why, exits]: Parts,
): string {
  const row = (style: string, inside: string) =>
    `<tr><td style="${FONT};${style}">${inside}</td></tr>`
  const links = exits.map(
    ({ text, href }) =>
      `<a href="${escaped(href)}" style="color:#5b6765;text-decoration:underline">${escaped(text)}</a>`,
  )
  return (
    `<!doctype html><html lang="${escaped(locale)}" dir="${directionOf(locale)}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(subject)}</title></head>` +
    `<body style="margin:0;padding:0;background-color:#ffffff"><table role="presentation" border="0" cellpadding="0" cellspacing="0" width="100%"><tr><td align="center" style="padding:24px 16px">` +
    `<table role="presentation" dir="${directionOf(locale)}" border="0" cellpadding="0" cellspacing="0" width="100%" style="max-width:560px;text-align:${directionOf(locale) === 'rtl' ? 'right' : 'left'}">` +
    (brand === ''
      ? ''
      : row(`padding:0 0 20px;font-size:16px;font-weight:bold;color:${colour}`, escaped(brand))) +
    row('padding:0 0 24px', question) +
    row(SMALL, [whose, ...why].map(escaped).join('<br>')) +
    row(`${SMALL};padding-top:12px`, links.join(' &nbsp; ')) +
    `</table></td></tr></table></body></html>`
  )
}

const FONT = 'font-family:Arial,Helvetica,sans-serif'
const SMALL = 'font-size:13px;line-height:20px;color:#5b6765'

/** A subject is one line, whatever an owner typed. */
const oneLine = (text: string) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
