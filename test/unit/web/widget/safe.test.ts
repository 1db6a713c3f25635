/** What a pinned script shows, whatever a server sends it. */
import { expect, test } from 'vitest'
import type { WidgetTree } from '../../../../schema/widget.ts'
import { isSafeTree } from '../../../../web/widget/safe.ts'

test.each<[string, WidgetTree]>([
  ['a script', ['script', {}, 'alert(1)']],
  ['an image', ['img', { src: 'https://evil.example' }]],
  ['a frame deep inside', ['div', {}, ['p', {}, ['iframe', {}]]]],
  ['a handler', ['button', { onclick: 'alert(1)' }]],
  ['a handler in capitals', ['button', { ONCLICK: 'alert(1)' }]],
  ['a script address', ['a', { href: 'javascript:alert(1)' }]],
  ['another form address', ['button', { formaction: 'https://evil.example' }]],
  ['an inline style', ['p', { style: 'position:fixed' }]],
])('%s is refused', (_, tree) => expect(isSafeTree(tree)).toBe(false))

test('a question passes', () => {
  expect(
    isSafeTree([
      'fieldset',
      { class: 'question' },
      ['legend', {}, ['h2', {}, 'Well?']],
      ['input', { type: 'radio' }],
    ]),
  ).toBe(true)
  expect(
    isSafeTree(['a', { href: 'https://tidewell.example/privacy', target: '_blank' }, 'Privacy']),
  ).toBe(true)
})
