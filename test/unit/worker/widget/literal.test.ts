/** The data inside the widget's script: smaller than JSON, and the same when it is read. */
import { expect, test } from 'vitest'
import { literal } from '../../../../worker/widget/literal.ts'

/** What a browser makes of it. */
const read = (text: string): unknown => new Function(`return ${text}`)()
const cell = (n: number, more: object = {}) => [
  'label',
  more,
  ['input', { type: 'radio', value: `${n}` }],
  ['span', {}, `${n}`],
]
const row = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => cell(from + i))

test('names stand without quotes where they may', () => {
  expect(literal({ class: 'a', 'aria-label': 'b', 409: 'c' })).toBe(
    '{409:"c",class:"a","aria-label":"b"}',
  )
})

test('a row of numbers is a loop, and reads as the row it was', () => {
  const tree = ['div', {}, ...row(0, 10)]
  expect(literal(tree)).toContain('.map(n=>')
  expect(literal(tree).length).toBeLessThan(JSON.stringify(tree).length / 3)
  expect(read(literal(tree))).toEqual(tree)
})

test('what differs by more than its number stays as it is, and splits the row', () => {
  const tree = [
    'div',
    {},
    ...row(0, 4),
    cell(5, { class: 'odd' }),
    ...row(6, 7),
    'text',
    ...row(3, 9),
  ]
  expect(read(literal(tree))).toEqual(tree)
})

test('words that look like script, quotes or numbers are words', () => {
  const words = ['"3"', '\\"4', 'n+""', '...[1].map(n=>1)', '5', '6', '7', '8', '', '</script>']
  expect(read(literal(words))).toEqual(words)
  expect(read(literal(words.map((word) => ['p', {}, word])))).toEqual(
    words.map((word) => ['p', {}, word]),
  )
})

test('numbers, nulls and what is left out are as in JSON', () => {
  const value = { a: 1, b: null, c: undefined, d: [true, 1.5] }
  expect(read(literal(value))).toEqual(JSON.parse(JSON.stringify(value)))
})
