/** The form around a step: what is posted without being seen, where one is, what is wrong, and the ways on. */

import type { Question } from '../../schema/survey.ts'
import { type Attributes, present, type Tree } from './draw/tree.ts'
import { faultsInWords, type StepInput } from './draw.ts'
import { type Fields, fieldsOf } from './fields.ts'
import { REPORTED } from './form.ts'
import type { SurveyPageInput } from './page.ts'
import type { Say } from './words.ts'

/** The form's field that says that conditions hold as answered, in a preview. No question key has a capital. */
export const WALK = 'Walk'

/** The words the script needs stand on the form, so that it has none of its own. */
export function formAttributes(input: SurveyPageInput, count: number, say: Say) {
  return {
    method: input.preview ? 'get' : 'post',
    action: input.action,
    novalidate: true,
    'data-net': say('err.net'),
    'data-retry': say('err.retry'),
    'data-sending': say('nav.sending'),
    'data-saved': say('state.saved'),
    // A number stands where the script puts its own, so that the space around it is right in Chinese.
    'data-left': say('reason.left', { n: 0 }),
    'data-points': say('points.left', { n: 0 }),
    'data-steps': input.preview ? String(count) : undefined,
    'data-home':
      input.channel === 'kiosk' ? kioskHome(input.action, input.segments ?? {}) : undefined,
  }
}

/** Where the next person at a counter begins: the survey with the segments it was put up with. */
export const kioskHome = (action: string, segments: Readonly<Record<string, string>>): string =>
  `${action.split('?')[0]}?${new URLSearchParams({ channel: 'kiosk', ...segments })}`

/** The fields that say which response and step this is, and the button that Enter presses. */
export function hiddenFields(
  input: SurveyPageInput,
  step: number,
  questions: readonly Question[],
): Tree[] {
  const { segments = {}, shown, reported = [] } = input
  if (input.preview) {
    const fields = {
      lang: input.locale,
      page: String(step),
      [WALK]: '1',
      [REPORTED]: reported.join(' '),
      ...answeredElsewhere(input, questions),
    }
    return [
      ...Object.entries(fields).map(([name, value]) => hidden(name, value)),
      defaultButton(ONWARDS),
    ]
  }
  const fields: Record<string, string | undefined> = {
    id: input.id,
    revision: String(input.revision),
    receipt: input.receipt,
    version: String(input.version),
    lang: input.locale,
    channel: input.channel,
    shown: shown?.join(' '),
    page: String(step),
    token: input.token,
    [REPORTED]: reported.join(' ') || undefined,
  }
  for (const [name, value] of Object.entries(segments)) fields[`segment.${name}`] = value
  return [
    ...Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [hidden(name, value)],
    ),
    defaultButton({}),
  ]
}

/** What Enter presses: a form's first button. The language and Back come before Next. */
const defaultButton = (attributes: Attributes): Tree => [
  'button',
  { class: 'default', tabindex: -1, 'aria-hidden': 'true', ...attributes },
]

/** A form that is posted goes on unless it says otherwise; the address of a preview stays where it is. */
const ONWARDS = { name: 'action', value: 'next' }

/** A preview has no server that remembers: what was answered on other steps goes along. */
function answeredElsewhere(
  { definition, answers }: SurveyPageInput,
  questions: readonly Question[],
): Fields {
  const here = new Set(questions.map(({ key }) => key))
  return Object.fromEntries(
    Object.entries(fieldsOf(definition, answers)).filter(
      ([name]) => !here.has(name.split('.')[0] ?? ''),
    ),
  )
}

const hidden = (name: string, value: string): Tree => ['input', { type: 'hidden', name, value }]

/** Where one is, as plain truth: no percentage. */
export const stepBar = (step: number, count: number, say: Say): Tree => [
  'p',
  { class: 'steps' },
  ...(count > 20
    ? []
    : Array.from({ length: count }, (_, i): Tree => ['b', { class: i < step && 'done' }])),
  ['span', {}, say('progress', { i: step, n: count })],
]

/** All that is wrong, at the top, each line leading to its field; it takes the focus, but from nobody who edits beside a preview. */
export function summary(drawn: StepInput, say: Say, takesFocus: boolean): Tree {
  const lines = faultsInWords(drawn)
  return [
    'div',
    {
      class: 'summary',
      role: 'alert',
      tabindex: -1,
      autofocus: takesFocus,
      'aria-labelledby': 'Problem',
    },
    ['h2', { id: 'Problem' }, say('err.title')],
    [
      'ul',
      {},
      ...lines.map(({ control, text }): Tree => ['li', {}, ['a', { href: `#${control}` }, text]]),
      ...present(lines.length === 0 && ['li', {}, say('err.check')]),
    ],
  ]
}

/** A later step takes the focus to its title, so that it is read out; the first leaves it where it is. */
export function withFocus(tree: Tree, takes: boolean): Tree {
  if (!takes || typeof tree === 'string') return tree
  const [tag, attributes, ...children] = tree
  if (tag === 'h1') return [tag, { ...attributes, autofocus: true }, ...children]
  return [tag, attributes, ...children.map((child) => withFocus(child, true))]
}

/** Back, next or send, and skip. */
export function buttons(
  { questions }: StepInput,
  { step, count }: { step: number; count: number },
  say: Say,
): Tree[] {
  const isLast = step >= count
  const [only, second] = questions
  const skips = !isLast && only && !second && !only.required
  const does = (action: string) => ({ name: 'action', value: action })
  return present(
    [
      'p',
      { class: 'buttons' },
      ...present(step > 1 && ['button', { class: 'back', ...does('back') }, say('nav.back')], [
        'button',
        { class: 'next', ...does('next') },
        say(isLast ? 'nav.send' : 'nav.next'),
      ]),
    ],
    skips && ['p', { class: 'skip' }, ['button', does('skip'), say('nav.skip')]],
  )
}
