/** The page of the way out of our mails: a button first, since no GET changes anything, then what came of it. */
import { documentOf, type Frame } from '../answering/document.ts'
import type { Tree } from '../answering/draw/tree.ts'
import { wordsIn } from '../answering/words.ts'

export function stopPage({ about, ...frame }: Frame & { about: 'asked' | 'done' }): string {
  const say = wordsIn(frame.locale)
  const title = say(about === 'asked' ? 'mail.stop' : 'stop.done')
  const heading: Tree = ['h1', { tabindex: -1, autofocus: true }, title]
  const act = { class: 'next', name: 'List-Unsubscribe', value: 'One-Click' }
  const button: Tree = ['button', act, say('mail.stop')]
  const form: Tree = [
    'form',
    { method: 'post', action: `${frame.address}?lang=${frame.locale}` },
    ['p', { class: 'buttons' }, button],
  ]
  return documentOf({
    frame,
    title,
    sheets: ['survey'],
    main: about === 'asked' ? [heading, ['p', {}, say('stop.what')], form] : [heading],
  })
}
