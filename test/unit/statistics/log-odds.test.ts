import { describe, expect, test } from 'vitest'
import { logOdds, typicalWords } from '../../../statistics/log-odds.ts'
import { expectClose, golden, type Tolerance } from '../../support/golden.ts'

type Corpus = {
  id: string
  a0: number
  n_a: number
  n_b: number
  vocabulary: number
  top_a: Reference[]
  top_b: Reference[]
}
type Reference = { token: string; a: number; b: number; delta: number; var: number; z: number }
type Tiny = { id: string; a: number[]; b: number[]; a0: number } & Record<
  'delta' | 'var' | 'z',
  number[]
>

const { cases, tolerance } = golden<{ cases: (Corpus | Tiny)[]; tolerance: Tolerance }>('log-odds')
const corpora = cases.filter((one): one is Corpus => 'top_a' in one)
const tiny = cases.filter((one): one is Tiny => 'delta' in one)

describe.each(corpora)('$id agrees with R', (expected) => {
  const counts = wordCounts(expected.id.slice(0, 2))
  const contrasts = logOdds(counts, expected.a0)

  test('it is computed from the same words', () => {
    expect(counts).toHaveLength(expected.vocabulary)
    expect(counts.reduce((sum, { a }) => sum + a, 0)).toBe(expected.n_a)
    expect(counts.reduce((sum, { b }) => sum + b, 0)).toBe(expected.n_b)
  })

  test.each([
    ['a', -1, expected.top_a],
    ['b', 1, expected.top_b],
  ] as const)('the 25 words most typical of group %s', (_group, direction, top) => {
    const named = new Map(contrasts.map((word) => [word.token, word]))
    const ours = top.map(({ token }) => named.get(token))
    expect(ours.map((word) => [word?.a, word?.b])).toEqual(top.map(({ a, b }) => [a, b]))
    expectClose(
      ours.map((word) => [word?.delta, word?.variance, word?.z]),
      top.map((word) => [word.delta, word.var, word.z]),
      tolerance,
    )
    // Words of equal counts have equal z, so it is the values that must come in this order.
    const strongest = contrasts.map(({ z }) => z).sort((x, y) => direction * (x - y))
    expectClose(
      strongest.slice(0, 25),
      top.map(({ z }) => z),
      tolerance,
    )
  })

  test('what is listed is clear, said often enough, and no more than 15 a side', () => {
    const listed = typicalWords(contrasts, { fewestComments: 7 })
    const clear = (top: readonly Reference[]) =>
      top.filter(({ a, b, z }) => a + b >= 7 && Math.abs(z) >= 2.58).slice(0, 15)
    for (const side of ['a', 'b'] as const) {
      expectClose(
        listed[side].map(({ z }) => z),
        clear(expected[`top_${side}`]).map(({ z }) => z),
        tolerance,
      )
    }
  })
})

test.each(tiny)('three words by hand: $id', (expected) => {
  const counts = expected.a.map((a, i) => ({ token: `w${i}`, a, b: expected.b[i] ?? 0 }))
  const contrasts = logOdds(counts, expected.a0)
  expectClose(
    contrasts.map(({ delta, variance, z }) => [delta, variance, z]),
    expected.delta.map((delta, i) => [delta, expected.var[i], expected.z[i]]),
    tolerance,
  )
})

describe('edges', () => {
  test('no words, or a single one, contrast with nothing', () => {
    expect(logOdds([])).toEqual([])
    expect(logOdds([{ token: 'slow', a: 9, b: 1 }])).toEqual([])
    expect(typicalWords([])).toEqual({ a: [], b: [] })
  })

  test('a word that never occurs is left out', () => {
    const words = logOdds([
      { token: 'slow', a: 9, b: 1 },
      { token: 'fast', a: 1, b: 9 },
      { token: 'never', a: 0, b: 0 },
    ])
    expect(words.map(({ token }) => token)).toEqual(['slow', 'fast'])
  })

  test('a word used alike by both groups has z 0, and swapping the groups turns every sign', () => {
    const counts = [
      { token: 'slow', a: 40, b: 4 },
      { token: 'the', a: 30, b: 30 },
      { token: 'fast', a: 4, b: 40 },
    ]
    const z = logOdds(counts).map((word) => word.z)
    expect(z[1]).toBe(0)
    const swapped = logOdds(counts.map(({ token, a, b }) => ({ token, a: b, b: a })))
    expect(swapped.map((word) => -word.z + 0)).toEqual(z)
  })

  test('an empty group gives finite figures', () => {
    const words = logOdds([
      { token: 'slow', a: 6, b: 0 },
      { token: 'late', a: 3, b: 0 },
    ])
    expect(words.every(({ z }) => Number.isFinite(z))).toBe(true)
  })

  test('a word in fewer than 5 comments is not listed, even if less is asked for', () => {
    const rare = { token: 'x', a: 4, b: 0, delta: 3, variance: 1, z: 3 }
    expect(typicalWords([rare], { fewestComments: 1 }).a).toEqual([])
    expect(typicalWords([{ ...rare, a: 5 }], { fewestComments: 1 }).a).toHaveLength(1)
  })

  test('words of equal strength are in the order of their names', () => {
    const words = ['late', 'cold', 'rude'].map((token) => ({
      token,
      a: 9,
      b: 0,
      delta: 3,
      variance: 1,
      z: 3,
    }))
    expect(typicalWords(words).a.map(({ token }) => token)).toEqual(['cold', 'late', 'rude'])
  })

  test('pairs are listed before single words, each by strength', () => {
    const word = (token: string, z: number) => ({ token, a: 9, b: 0, delta: z, variance: 1, z })
    const { a } = typicalWords([word('慢', 9), word('不|好', 3), word('难', 8), word('没|人', 4)])
    expect(a.map(({ token }) => token)).toEqual(['没|人', '不|好', '慢', '难'])
  })
})

function wordCounts(language: string) {
  const { tokens } = golden<{ tokens: [string, number, number][] }>(`word-counts-${language}`)
  return tokens.map(([token, a, b]) => ({ token, a, b }))
}
