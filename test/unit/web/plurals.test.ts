/** English sentences with a number in them, read aloud for 0, 1, 2 and many. */
import { describe, expect, test } from 'vitest'
import { en } from '../../../web/dashboard/words/en.ts'
import { WORDS_OF_PARTS } from '../../../web/dashboard/words/parts.ts'
import { voiceOf, type Word, type Wording } from '../../../web/dashboard/words/voice.ts'

const parts = await Promise.all(Object.values(WORDS_OF_PARTS).map((part) => part.en()))
const words = Object.assign({}, en, ...parts) as Readonly<Record<string, Wording>>
const voice = voiceOf('en', words)
const counted = Object.entries(words).filter(([, wording]) =>
  (typeof wording === 'string' ? [wording] : Object.values(wording)).some((form) =>
    form.includes('{n}'),
  ),
)

/** Nouns that stand right after a number and end in s without being many of anything. */
const NOT_PLURAL = new Set(['is', 'was', 'has', 'days’', 'customers’'])
/** The number counts something else than the noun after it, or is never 1 where the sentence is said. */
const NEVER_ONE = new Set([
  // Panels with fewer than two comparisons do not count them.
  'comparisons',
  // Named up to two, counted from three on.
  'gaps.brief.many-well-short',
  'gaps.brief.short',
  // A number of a version.
  'reopen.same',
])

const said = (key: string, n: number) => voice.t(key as Word, { n })

describe.each(counted)('%s', (key, wording) => {
  test('says one thing as one', () => {
    if (NEVER_ONE.has(key)) return expect(typeof wording).toBe('string')
    const one = said(key, 1)
    const noun = /(?:^|[^.\d])1 (?:more |new |other |own )?([a-z’]+)/.exec(one)?.[1] ?? ''
    expect(/[^s]s$/.test(noun) && !NOT_PLURAL.has(noun) ? one : '').toBe('')
  })
  test('fills in its number, with its thousands apart, and none as 0', () => {
    const form = typeof wording === 'string' ? wording : wording.other
    if (!form.includes('{n}')) return expect(said(key, 2)).toBe(said(key, 0))
    expect(said(key, 1200)).toContain('1,200')
    expect(said(key, 0)).toContain('0')
  })
})

test('a verb agrees with one: nothing says "1 item fall" or "1 group are"', () => {
  const wrong = counted
    .filter(([key]) => !NEVER_ONE.has(key))
    .map(([key]) => said(key, 1))
    .filter((text) => /\b1 (?:[a-z]+ )?(?:are|were|have|fall|hold|do|differ|want)\b/.test(text))
  expect(wrong).toEqual([])
})
