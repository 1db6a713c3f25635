/** The pages customers see, each a function from data to HTML. They work without script. */
import type { Fault } from '../../schema/problem.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { documentOf, type Frame } from './document.ts'
import { answerLines } from './draw/answer.ts'
import { present, type Tree } from './draw/tree.ts'
import { own, questionText } from './draw/wording.ts'
import { drawStep, type StepInput } from './draw.ts'
import { type Fields, fieldsOf } from './fields.ts'
import { buttons, formAttributes, hiddenFields, stepBar, summary, withFocus } from './step-form.ts'
import { stepCount, stepsFor } from './steps.ts'
import { scriptsFor, sheetsFor } from './style.ts'
import { type Say, type WordKey, wordsIn } from './words.ts'

export type SurveyPageInput = Frame & {
  definition: SurveyDefinition
  version: number
  /** The address the form is posted to; in a preview the address it is fetched from. */
  action: string
  /** The step, from 1; one past the end shows the last. */
  step: number
  /** All answers saved so far. */
  answers: Readonly<Record<string, unknown>>
  /** The gap questions drawn for this person; only with a sample. */
  shown?: readonly string[] | undefined
  id: string
  /** The revision this post would be. */
  revision: number
  /** Present once something is saved. */
  receipt?: string | undefined
  channel: string
  segments?: Readonly<Record<string, string>> | undefined
  /** Of an invitation. */
  token?: string | undefined
  /** What came back with faults: `typed`, `faults` (halves too) and `reported` of `fromForm`. */
  typed?: Fields | undefined
  faults?: readonly Fault[] | undefined
  reported?: readonly string[] | undefined
}

/** One step of a survey as a page. */
export function surveyPage(input: SurveyPageInput): string {
  const { definition, answers, shown, locale, faults = [] } = input
  const say = wordsIn(locale)
  const steps = stepsFor(definition, answers, shown)
  const step = Math.min(Math.max(1, input.step), steps.length)
  const count = stepCount(definition, answers, shown, step)
  const drawn: StepInput = { ...input, questions: steps[step - 1] ?? [], top: 'h1' }
  const title = [
    faults.length > 0 ? say('err.prefix') : '',
    count > 1 ? `${say('progress', { i: step, n: count })} –` : '',
    own(definition.title, {
      survey: definition,
      locale,
      brand: brandIn(input, say),
      say,
      answers,
      name: input.name,
    }),
  ]
  return documentOf({
    frame: input,
    title: title.filter((part) => part !== '').join(' '),
    sheets: sheetsFor(definition),
    scripts: scriptsFor(definition, input.channel),
    // A preview posts nothing, and a counter without a network must not wait for a language.
    languageButtons: input.receipt !== undefined || !(input.preview || input.channel === 'kiosk'),
    form: {
      attributes: formAttributes(input, count, say),
      hidden: hiddenFields(input, step, drawn.questions),
    },
    main: [
      ...present(
        input.preview && ['p', { class: 'note' }, say('state.preview')],
        count > 1 && stepBar(step, count, say),
        faults.length > 0 && summary(drawn, say, !input.preview),
      ),
      // A preview leaves the focus where staff are typing.
      withFocus(drawStep(drawn), step > 1 && faults.length === 0 && !input.preview),
      ...buttons(drawn, { step, count }, say),
    ],
  })
}

const brandIn = ({ brand }: Frame, say: Say) => brand || say('brand.none')

export type ThanksPageInput = Frame & {
  definition: SurveyDefinition
  /** What was answered, for texts that quote it. */
  answers?: Readonly<Record<string, unknown>> | undefined
  /** At a counter: where the next person begins. Then nothing here leads back to these answers. */
  home?: string | undefined
  /** Whether a comment was written, which somebody will read. */
  commented: boolean
  /** Kept on disk while the database is away. */
  kept?: boolean | undefined
  complaint?: OwnComplaint | undefined
  /** Where the answers can be changed; null once they can't. */
  changeHref: string | null
  /** `/r/{receipt}` */
  ownAnswersHref: string
}

/** The complaint a response opened. */
export type OwnComplaint = {
  reference: string
  /** When a reply is due at the latest. */
  dueAt?: Date | null | undefined
  /** IANA name; the account's. */
  timeZone: string
  contact?: string | null | undefined
}

/**
 * After the last step. Goes on to the owner's address, if there is one, unless a case number is to be read. In a frame
 * the website around it goes there, when its visitor says so: most addresses refuse to be framed, and a page that
 * left by itself would take away what the visitor was at.
 */
export function thanksPage(input: ThanksPageInput): string {
  const { definition, locale, complaint, home, answers = {} } = input
  const changeHref = home === undefined ? input.changeHref : null
  // Nobody's website may frame the page of all answers, so from a frame it opens in a tab of its own.
  const tab = input.embed ? '_blank' : undefined
  const window = input.embed ? '_top' : undefined
  const say = wordsIn(locale)
  const spoken = {
    survey: definition,
    locale,
    brand: brandIn(input, say),
    say,
    answers,
    name: input.name,
  }
  const target = home === undefined ? definition.thanks?.redirectUrl : null
  const text = own(definition.thanks?.text, spoken) || (input.commented ? say('thanks.read') : '')
  return documentOf({
    frame: input,
    title: say('thanks.title'),
    sheets: sheetsFor(definition),
    redirect: home ?? (complaint || input.embed ? null : target),
    redirectSeconds: home === undefined ? 0 : complaint ? 30 : 8,
    main: present(
      MARK,
      ['h1', { tabindex: -1, autofocus: !input.preview }, say('thanks.title')],
      text !== '' && ['p', { class: 'hint' }, text],
      input.kept && ['p', { class: 'hint' }, say('state.kept')],
      complaint && nextSteps(complaint, locale, say),
      target && [
        'p',
        {},
        ['a', { class: 'next', href: target, rel: 'noreferrer', target: window }, say('thanks.go')],
      ],
      changeHref !== null && ['p', {}, ['a', { href: changeHref }, say('thanks.change')]],
      home === undefined && [
        'p',
        {},
        ['a', { href: input.ownAnswersHref, target: tab }, say('thanks.see')],
      ],
      !target && home === undefined && ['p', { class: 'hint' }, say('thanks.close')],
    ),
  })
}

/** Expected and got, met: ring, line, dot. */
const MARK: Tree = [
  'svg',
  { class: 'mark', viewBox: '0 0 118 24', 'aria-hidden': 'true' },
  ['path', { d: 'M22 12H96' }],
  ['path', { d: 'M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19' }],
  ['path', { class: 'dot', d: 'M106 1a11 11 0 1 0 0 22a11 11 0 1 0 0-22' }],
]

function nextSteps(
  { reference, dueAt, timeZone, contact }: OwnComplaint,
  locale: string,
  say: Say,
): Tree {
  const line = (term: string, value: Tree): Tree => ['div', {}, ['dt', {}, term], ['dd', {}, value]]
  const address = contact?.trim()
  return [
    'section',
    { class: 'case' },
    ['h2', {}, say('thanks.next')],
    [
      'dl',
      {},
      ...present(
        line(say('thanks.case'), ['b', {}, reference]),
        dueAt && line(say('thanks.due'), dateIn(dueAt, locale, timeZone)),
        address && line(say(address.includes('@') ? 'thanks.write' : 'thanks.call'), address),
      ),
    ],
  ]
}

/** English alone means day before month, as most of the world writes it; a region has its own way. */
const dateIn = (date: Date, locale: string, timeZone: string): string =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(date)

export type MessagePageInput = Frame & {
  about:
    | 'closed'
    | 'early'
    | 'used'
    | 'expired'
    | 'unknown'
    | 'deleted'
    | 'busy'
    | 'unavailable'
    | 'failed'
  /** Minutes until another try makes sense, for `busy`. */
  minutes?: number | undefined
}

/** A page with one sentence: why there is no survey here. */
export function messagePage(input: MessagePageInput): string {
  const key: WordKey = `state.${input.about}`
  const text = wordsIn(input.locale)(key, { m: Math.max(1, Math.ceil(input.minutes ?? 1)) })
  return documentOf({
    // Nothing is answered here, so nothing is said of where answers go.
    frame: { ...input, linked: null },
    title: text,
    sheets: ['survey'],
    main: [['h1', { tabindex: -1, autofocus: true }, text]],
  })
}

export type ReceiptPageInput = Frame & {
  definition: SurveyDefinition
  answers: Readonly<Record<string, unknown>>
  /** Where they can be changed; null once they can't. */
  changeHref: string | null
  /** `/r/{receipt}`, posted with `action=delete`. */
  action: string
  complaint?: OwnComplaint | undefined
}

/** A respondent's own answers, to see, change and delete. */
export function receiptPage(input: ReceiptPageInput): string {
  const { definition, answers, locale, changeHref, action, complaint } = input
  const say = wordsIn(locale)
  const drawing = {
    survey: definition,
    locale,
    brand: brandIn(input, say),
    say,
    answers,
    value: (name: string) => fieldsOf(definition, answers)[name] ?? '',
    faults: [],
  }
  const given = definition.questions.flatMap((question): Tree[] => {
    const lines = answerLines(question, answers[question.key], drawing)
    if (lines.length === 0) return []
    const term: Tree = ['dt', {}, questionText(question, drawing)]
    return [['div', {}, term, ...lines.map((line): Tree => ['dd', {}, ['bdi', {}, line]])]]
  })
  return documentOf({
    frame: input,
    title: say('own.title'),
    sheets: ['survey', 'case', 'receipt'],
    main: present(
      ['h1', { tabindex: -1, autofocus: true }, say('own.title')],
      given.length > 0
        ? ['dl', { class: 'own' }, ...given]
        : ['p', { class: 'hint' }, say('own.none')],
      complaint && nextSteps(complaint, locale, say),
      changeHref !== null && ['p', {}, ['a', { href: changeHref }, say('thanks.change')]],
      [
        'details',
        { class: 'delete' },
        ['summary', {}, say('own.delete')],
        ['p', {}, say('own.delete.sure')],
        [
          'form',
          { method: 'post', action },
          ['button', { name: 'action', value: 'delete' }, say('own.delete.yes')],
        ],
      ],
    ),
  })
}
