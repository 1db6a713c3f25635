/** The survey page's style sheet, cut down for one survey's widget. */
import { expect, test } from 'vitest'
import type { WidgetTree } from '../../../../schema/widget.ts'
import { lowered, styleFor, withoutRepeats } from '../../../../worker/widget/style-for.ts'

const tree: WidgetTree = [
  'div',
  { class: 'widget' },
  ['h2', {}, 'Well?'],
  ['p', { class: 'hint' }, 'Choose'],
  ['div', { class: 'row joined' }, ['input', { type: 'radio' }], ['span', {}, '1']],
]
const cut = (css: string, locale = 'en') =>
  styleFor(css, [['button', { class: 'tab' }], tree], locale, lowered)

test('a rule stays when everything it asks for is there, whatever it excludes', () => {
  expect(cut('.row{a:b}.stars{a:b}.row .joined{a:b}')).toBe('.row{a:b}.row .joined{a:b}')
  expect(cut('.row:not(.many) span{a:b}')).toBe('.row:not(.many) span{a:b}')
  expect(cut('.row:has(.na :checked){a:b}')).toBe('')
  expect(cut('.row,.stars{a:b}')).toBe('.row{a:b}')
  expect(cut('.row :is(span,svg){a:b}.row :is(svg,path){a:b}')).toBe('.row :is(span,svg){a:b}')
})

test('fields are told apart by their type, neighbours by what stands beside them', () => {
  expect(cut('[type=radio]{a:b}[type=range]{a:b}input:not([type]){a:b}')).toBe('[type=radio]{a:b}')
  expect(cut('h2+.row{a:b}.hint+.row{a:b}')).toBe('.hint+.row{a:b}')
})

test('headings go a level down, the page’s own titles and other languages go', () => {
  expect(cut('h1{a:b}h1+.hint{a:b}')).toBe('h2+.hint{a:b}')
  expect(cut(':lang(zh){a:b}')).toBe('')
  expect(cut(':lang(zh){a:b}', 'zh-CN')).toBe(':lang(zh){a:b}')
})

test('sizes are pixels, dark is a class, and nothing moves', () => {
  expect(cut('.row{margin:1.5rem 0;transition:all .1s}')).toBe('.row{margin:24px 0;}')
  expect(
    cut('@media screen and (prefers-color-scheme:dark){:root{--bg:#000}}@media print{.row{a:b}}'),
  ).toBe('.dark{--bg:#000}')
})

test('what a later rule with the very same selector says again is said once', () => {
  expect(withoutRepeats('.a{b:1;c:2}.d{e:f}.a{b:3}')).toBe('.a{c:2}.d{e:f}.a{b:3}')
  expect(withoutRepeats('.a{b:1}.a{c:2}')).toBe('.a{b:1;c:2}')
  expect(withoutRepeats('.a{b:1}.d{e:f}.a{b:1}')).toBe('.d{e:f}.a{b:1}')
  expect(withoutRepeats('.a{b:1}@media x{.a{b:2}}.a{b:3}')).toBe('@media x{.a{b:2}}.a{b:3}')
})
