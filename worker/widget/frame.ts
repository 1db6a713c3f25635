/** What stands around the questions on somebody else's page: the tab, the card with its buttons, the thanks. */
import { present, type Tree } from '../answering/draw/tree.ts'
import { own } from '../answering/draw/wording.ts'
import { type Say, wordsIn } from '../answering/words.ts'
import type { Wording } from './steps.ts'

/** The tab that opens the card, and the card, its form without the steps. The script shows what the shape needs. */
export function frame(wording: Wording, privacyLink: string | null): Tree[] {
  const { locale } = wording
  const say = wordsIn(locale)
  return [
    ['button', { class: 'tab', hidden: true }, say('widget.open')],
    [
      'div',
      {
        class: 'widget',
        hidden: true,
        role: 'region',
        'aria-label': title(wording, say),
      },
      ['i', { class: 'said', role: 'status' }],
      ['button', { class: 'close', 'aria-label': say('widget.close') }, '×'],
      ['form', {}, ['p', { class: 'told', role: 'alert' }]],
      [
        'p',
        { class: 'foot' },
        ['span', { class: 'rest' }],
        ['button', { class: 'never' }, say('widget.never')],
        ...privacy(privacyLink, say),
      ],
    ],
  ]
}

const privacy = (link: string | null, say: Say): Tree[] =>
  present(link && ['a', { href: link, ...ELSEWHERE }, say('privacy.link')])

/** Below the questions of a step: on, and back or away. */
export const acts = (isFirst: boolean, isLast: boolean, say: Say): Tree => [
  'p',
  { class: 'acts' },
  ['button', { class: 'next' }, say(isLast ? 'nav.send' : 'nav.next')],
  isFirst
    ? ['button', { class: 'later', type: 'button' }, say('widget.later')]
    : ['button', { class: 'back', type: 'button' }, say('nav.back')],
]

/** Opens beside the website, which isn't ours to leave. */
const ELSEWHERE = { target: '_blank' }

/** After the last step; the script gives the last link its receipt. */
export function thanks(wording: Wording): Tree {
  const { definition } = wording
  const say = wordsIn(wording.locale)
  const text = own(definition.thanks?.text, { ...wording, survey: definition, say, answers: {} })
  const target = definition.thanks?.redirectUrl
  return [
    'div',
    { class: 'step' },
    ['h2', {}, say('thanks.title')],
    ...present(
      text !== '' && ['p', { class: 'hint' }, text],
      definition.questions.some(({ type }) => type === 'complaint') && [
        'p',
        { class: 'case', hidden: true },
        `${say('thanks.case')} `,
        ['b', {}],
        ['span', { class: 'due', hidden: true }, ` · ${say('thanks.due')} `],
      ],
      target && ['p', { class: 'hint' }, ['a', { href: target, ...ELSEWHERE }, say('thanks.go')]],
      ['p', { class: 'hint' }, ['a', { class: 'mine', ...ELSEWHERE }, say('thanks.see')]],
    ),
  ]
}

const title = (wording: Wording, say: Say) =>
  own(wording.definition.title, { ...wording, survey: wording.definition, say, answers: {} })
