/** One row of radio buttons from low to high, in one line at every width, the low end where reading starts. */
import type { Drawing } from './drawing.ts'
import { present, type Tree } from './tree.ts'

export type Point = {
  value: number
  /** What is shown in the place of the number. */
  face?: Tree
  /** The word under the number. */
  word?: string
  /** What is read out after the number, but not shown. */
  spoken?: string
}

export type Row = {
  name: string
  /** `joined` cells, `dots` on a line, `stars`, or `faces`. */
  shape: 'joined' | 'dots' | 'stars' | 'faces'
  points: readonly Point[]
}

/** The radios of one row. The first one has the row's name as its id, so that a summary of faults can lead to it. */
export function row({ name, shape, points }: Row, { value, say }: Drawing): Tree {
  const worded = points.some((point) => point.word)
  const classes = ['row', shape, points.length > 7 && 'many', worded && 'worded']
  return [
    'div',
    { class: classes.filter(Boolean).join(' ') },
    ...points.map((point, i): Tree => {
      const n = String(point.value)
      const label = say('point', { n: '', label: point.spoken ?? '' })
      return [
        'label',
        {},
        [
          'input',
          {
            type: 'radio',
            id: i === 0 ? name : undefined,
            name,
            value: n,
            checked: value(name) === n,
          },
        ],
        [
          'span',
          {},
          ...present(
            point.face ?? n,
            point.spoken && !point.face ? ['i', {}, label] : undefined,
            point.face ? ['i', {}, point.spoken ?? n] : undefined,
          ),
        ],
        ...present(point.word && ['small', {}, ...wholeWords(point.word)]),
      ]
    }),
  ]
}

/** A word moves to the next line before it is broken: each is a box of its own. */
const wholeWords = (words: string): Tree[] =>
  words.split(' ').flatMap((word, i): Tree[] => [...(i > 0 ? [' '] : []), ['b', {}, word]])

/** The words at the two ends of a row. They are read out with the first and last radio, so here only shown. */
export const ends = (low: string, high: string): Tree => [
  'p',
  { class: 'ends', 'aria-hidden': 'true' },
  ['span', {}, low],
  ['span', {}, high],
]
