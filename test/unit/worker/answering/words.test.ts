import { describe, expect, test } from 'vitest'
import { fill, isWordKey, WORDS, wordsIn } from '../../../../worker/answering/words.ts'

const languages = Object.entries(WORDS)
const english = Object.entries(WORDS.en ?? {})
const chinese = languages.filter(([locale]) => locale.startsWith('zh'))
const placeholdersIn = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort()

describe.each(languages)('the words in %s', (locale, words) => {
  test('are there, every one, and no others', () => {
    expect(Object.keys(words).sort()).toEqual(english.map(([key]) => key).sort())
    expect(Object.values(words).filter((text) => text.trim() === '')).toEqual([])
  })

  test('ask for no value that the English does not have', () => {
    const unknown = Object.entries(words).flatMap(([key, text]) => {
      const known = placeholdersIn(english.find(([name]) => name === key)?.[1] ?? '')
      // How often each pair is rated is said only where grammar needs it.
      if (key.startsWith('ep.hint')) known.push('{k}')
      return placeholdersIn(text).filter((name) => !known.includes(name))
    })
    expect(unknown).toEqual([])
  })

  test('build no plural by "(s)", shout nothing and hold no markup', () => {
    for (const text of Object.values(words)) expect(text).not.toMatch(/\(s\)|[!！<>&]/)
  })

  test('name an item before what is asked of it, since only the latter is shown in each row', () => {
    expect(words.item).toMatch(/^\{item\}.*\{label\}$/)
  })

  test('name a point by its number first, since the number is shown and the rest is only read out', () => {
    expect(words.point.startsWith('{n}')).toBe(true)
    expect(wordsIn(locale)('point', { n: 0, label: 'X' })).toMatch(/^0.*X/)
  })
})

describe.each(chinese)('the Chinese of %s', (_, words) => {
  const texts = Object.values(words)

  test('has full-width marks', () => {
    const halfWidth = /[\p{Script=Han}}][,.?!:;()]|[,.?!:;()][\p{Script=Han}{]|["']/u
    expect(texts.filter((text) => halfWidth.test(text))).toEqual([])
  })

  test('has no hard space beside a placeholder', () => {
    expect(texts.filter((text) => / \{|\} /.test(text))).toEqual([])
  })

  test('addresses people as 您 and never as 你', () => {
    expect(texts.filter((text) => text.includes('你'))).toEqual([])
  })
})

test('no mark of French stands alone at the start of a line', () => {
  expect(Object.values(WORDS.fr ?? {}).filter((text) => / [?;:»]|« /.test(text))).toEqual([])
})

test('a brand in Chinese gets no space and one in Latin letters does', () => {
  const say = wordsIn('zh-CN')
  expect(say('nps.q', { brand: '海潮家居' })).toBe('您有多大可能向朋友或同事推荐海潮家居？')
  expect(say('nps.q', { brand: 'Tidewell' })).toBe('您有多大可能向朋友或同事推荐 Tidewell？')
  expect(say('progress', { i: 2, n: 3 })).toBe('第 2 步，共 3 步')
})

test('a filled-in value is never read as a placeholder or a pattern', () => {
  expect(fill('Why {brand}?', { brand: '$& {brand} {{7*7}}' }, 'en')).toBe(
    'Why $& {brand} {{7*7}}?',
  )
  expect(fill('{unknown} stays', {}, 'en')).toBe('{unknown} stays')
})

test('a text without placeholders is left exactly as its owner wrote it', () => {
  expect(fill('您对iPhone的评价', {}, 'zh-CN')).toBe('您对iPhone的评价')
})

test('a language we have no words for gets English, a family its nearest member', () => {
  expect(wordsIn('ko')('nav.next')).toBe('Next')
  expect(wordsIn('zh')('nav.send')).toBe('提交')
  expect(wordsIn('zh-HK')('nav.send')).toBe('送出')
  expect(wordsIn('fr-CA')('nav.next')).toBe('Suivant')
})

test('no name from outside passes for a wording', () => {
  expect(['toString', '__proto__', 'err.'].filter(isWordKey)).toEqual([])
})
