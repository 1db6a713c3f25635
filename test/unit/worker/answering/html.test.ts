import { expect, test } from 'vitest'
import { html } from '../../../../worker/answering/html.ts'
import { attacks } from './attacks.ts'

test.each(attacks)('%j is text in an element and text in an attribute', (attack) => {
  const written = html(['p', { title: attack }, attack])
  expect(written.match(/<[a-z/]/g)).toEqual(['<p', '</'])
  const [, title = '', text = ''] = /^<p title="([^"<>]*)">([^<>]*)<\/p>$/.exec(written) ?? []
  expect(parsed(title)).toBe(attack)
  expect(parsed(text)).toBe(attack)
})

test('true is a bare attribute; false and undefined leave it out; numbers are written', () => {
  expect(html(['input', { checked: true, disabled: false, id: undefined, max: 7 }])).toBe(
    '<input checked max="7">',
  )
})

test('a text area keeps a line break it begins with, which parsers drop once', () => {
  expect(html(['textarea', {}, '\nfirst'])).toBe('<textarea>\n\nfirst</textarea>')
  expect(html(['textarea', {}, 'first'])).toBe('<textarea>first</textarea>')
})

test.each(['onclick', 'ONLOAD', 'style', 'srcdoc', 'a b', 'x"y', '1'])(
  'no attribute is called %j',
  (name) => {
    expect(() => html(['p', { [name]: 'x' }])).toThrow(RangeError)
  },
)

test.each(['script', 'style', 'iframe', 'template', 'P', 'p onclick', '', 'a/b'])(
  'no element is called %j',
  (tag) => {
    expect(() => html([tag, {}, 'x'])).toThrow(RangeError)
  },
)

/** What a browser makes of escaped text. */
const parsed = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
