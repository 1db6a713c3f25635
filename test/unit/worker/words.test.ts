/** Answers and searches as words of the index. */
import { describe, expect, test } from 'vitest'
import { searchFor, wordsOf } from '../../../worker/responses/words.ts'

const words = (text: string) => wordsOf({ answers: { comment: text } })

describe('an answer', () => {
  test('in spaced writing is its words in small letters', () => {
    expect(words("Too slow — I'd NOT call again!")).toBe('too slow i d not call again')
  })
  test('in Chinese is every two characters that follow each other, and the last one alone', () => {
    expect(words('退款很慢。')).toBe('退款 款很 很慢 慢')
  })
  test('in both keeps its order', () => {
    expect(words('我的iPhone坏了')).toBe('我的 的 iphone 坏了 了')
  })
  test('of several questions is all of their texts, but not their names or numbers', () => {
    const answers = { why: ['wait', { other: 'Queue' }], recommend: 3, problem: { text: '破了' } }
    expect(wordsOf({ answers })).toBe('wait queue 破了 了')
  })
  test('in full-width letters is the same as in narrow ones', () => {
    expect(words('ＯＫ１２')).toBe(words('ok12'))
  })
  test('without letters has none', () => expect(words('!!! …')).toBe(''))
})

describe('a search', () => {
  test('for two Chinese characters is for just these', () => {
    expect(searchFor('退款')?.match).toBe('words : "退款"')
  })
  test('for one Chinese character is for any pair that begins with it, and for the last one alone', () => {
    expect(searchFor('慢')?.match).toBe('words : "慢" *')
  })
  test('for more wants them one after the other', () => {
    expect(searchFor('退款很慢')?.match).toBe('words : "退款 款很 很慢"')
  })
  test('for a word also finds what begins with it', () => {
    expect(searchFor('Refu')?.match).toBe('words : "refu" *')
  })
  test('for several words wants all of them, in any order', () => {
    expect(searchFor('late 退款')?.match).toBe('words : "late" * AND words : "退款"')
  })
  test.each(['"', '*', '%', '()', '^ - +', ' '])('for %j alone is for nothing', (typed) => {
    expect(searchFor(typed)).toBeNull()
  })
  test('keeps no sign of the index own language', () => {
    const match = searchFor('x" OR survey : "s1 NEAR(a b)')?.match ?? ''
    expect(match.replaceAll(/words : "[a-z0-9 ]+"( \*)?/g, 'W')).toBe(
      Array(6).fill('W').join(' AND '),
    )
  })
})
