import { describe, expect, test } from 'vitest'
import { countTokens, tokensOf } from '../../../statistics/tokens.ts'
import { golden } from '../../support/golden.ts'

const english = (text: string) => [...tokensOf(text, 'en')]
const chinese = (text: string) => [...tokensOf(text, 'zh-CN')]

test('1,458 comments of a user survey are counted as the reference counts them', () => {
  const { comments } = golden<{ comments: [string, string][] }>('jupyter-comments')
  const expected = golden<{
    min_comments: number
    comments_a: number
    comments_b: number
    tokens: [string, number, number][]
  }>('word-counts-en')
  const group = (wanted: string) =>
    comments.filter(([label]) => label === wanted).map(([, text]) => text)
  const [a, b] = [group('difficult'), group('pleasant')]
  expect([a.length, b.length]).toEqual([expected.comments_a, expected.comments_b])
  const [inA, inB] = [countTokens(a, 'en'), countTokens(b, 'en')]
  const counted = [...new Set([...inA.keys(), ...inB.keys()])]
    .map((token): [string, number, number] => [token, inA.get(token) ?? 0, inB.get(token) ?? 0])
    .filter(([, x, y]) => x + y >= expected.min_comments)
  const byName = (x: [string, ...number[]], y: [string, ...number[]]) => (x[0] < y[0] ? -1 : 1)
  expect(counted.sort(byName)).toEqual(expected.tokens.toSorted(byName))
})

describe('English', () => {
  test('words are lower-case, without punctuation and without numbers', () => {
    expect(english('Waited 40 minutes, at Gate B2!')).toEqual([
      'waited',
      'minutes',
      'at',
      'gate',
      'b2',
    ])
  })

  test('a word counts once, however often it is said', () => {
    expect(english('slow, slow, SLOW')).toEqual(['slow'])
  })

  test('contractions stay whole, with either apostrophe', () => {
    expect(english("I can't log in")).toContain("can't")
    expect(english('I can’t log in')).toContain("can't")
  })

  test('full-width letters and ligatures are the letters they look like', () => {
    expect(english('ＷＩＦＩ ﬁne １２３')).toEqual(['wifi', 'fine'])
  })

  test('"no" and "not" are kept, and no pairs are made', () => {
    expect(english('not good, no reply')).toEqual(['not', 'good', 'no', 'reply'])
  })
})

describe('Chinese', () => {
  test('words come without spaces to split at', () => {
    expect(chinese('客服态度不好，等了很久')).toEqual(
      expect.arrayContaining(['态度', '不好', '很久']),
    )
  })

  test('a negation is also kept with what it turns', () => {
    expect(chinese('没有人回复')).toContain('没有|人')
    expect(chinese('不太满意')).toContain('不太|满意')
  })

  test('two single characters side by side are also kept as the word they may be', () => {
    expect(chinese('客服')).toEqual(['客', '服', '客|服'])
    expect(chinese('难吃')).toEqual(['难', '吃', '难|吃'])
    expect(chinese('送了饭')).toEqual(['送', '了', '送|了', '饭'])
  })

  test('punctuation, a number or a particle between them makes no pair', () => {
    const pairs = chinese('不，好。难3吃。好的菜').filter((token) => token.includes('|'))
    expect(pairs).toEqual([])
  })

  test('traditional and simplified regions both get pairs', () => {
    expect([...tokensOf('不回覆', 'zh-Hant-TW')]).toContain('不|回覆')
    expect([...tokensOf('客服', 'zh-TW')]).toContain('客|服')
  })
})

describe('edges', () => {
  test('nothing said, nothing counted', () => {
    expect(english('')).toEqual([])
    expect(english('… 123 !!! 🙂')).toEqual([])
    expect(countTokens([], 'en').size).toBe(0)
  })

  test('counts are comments, so those of two days add up to those of both', () => {
    const [monday, tuesday] = [['slow slow', 'late'], ['slow']]
    const both = countTokens([...monday, ...tuesday], 'en')
    const sum = (token: string) =>
      (countTokens(monday, 'en').get(token) ?? 0) + (countTokens(tuesday, 'en').get(token) ?? 0)
    expect(both.get('slow')).toBe(2)
    expect([...both.keys()].every((token) => both.get(token) === sum(token))).toBe(true)
  })
})
