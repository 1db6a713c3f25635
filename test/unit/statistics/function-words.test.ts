import { expect, test } from 'vitest'
import { saysSomething } from '../../../statistics/function-words.ts'
import { themesInEnglish } from '../../../statistics/themes-en.ts'
import { themesInChinese } from '../../../statistics/themes-zh.ts'
import { tokensOf } from '../../../statistics/tokens.ts'

const kept = (text: string, language: string) =>
  [...tokensOf(text, language)].filter((token) => saysSomething(token, language))

test('of an English comment the words remain that say what it is about', () => {
  expect(kept('I was told that it’s in the shop, and this is what they’ve sent us', 'en')).toEqual([
    'told',
    'shop',
    'sent',
  ])
})

test('no English negation is lost, nor what grades', () => {
  const text = "No reply, not once; I can't and won't wait again, it never came and was too late"
  expect(kept(text, 'en-GB')).toEqual(
    "no reply not once can't won't wait again never came too late".split(' '),
  )
})

test('of a Chinese comment the words remain that say what it is about, and what turns them', () => {
  const words =
    '我 在 这里 等 等|了 了 很 久 客|服 的 态度 不 不|专业 没有 没有|回复 太 太|慢 我们 但是'
  expect(words.split(' ').filter((token) => saysSomething(token, 'zh-CN'))).toEqual(
    '等 等|了 久 客|服 态度 不 不|专业 没有 没有|回复 太 太|慢'.split(' '),
  )
})

test('a pair says something where its first half does', () => {
  const pairs = '都|是 很|好 我|等 不|是 客|服 等|了'.split(' ')
  expect(pairs.filter((pair) => saysSomething(pair, 'zh'))).toEqual(['不|是', '客|服', '等|了'])
})

test('no word of a theme is a function word', () => {
  const lists = { en: themesInEnglish, zh: themesInChinese }
  for (const [language, themes] of Object.entries(lists))
    for (const word of Object.values(themes).flatMap((list) => list.split(/\s+/)))
      expect([word, saysSomething(word, language)]).toEqual([word, true])
})

test('of a language without a list every word remains', () => {
  expect(kept('ich warte das ist nicht gut', 'de')).toHaveLength(6)
})
