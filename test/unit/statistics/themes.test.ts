import { describe, expect, test } from 'vitest'
import { themeFinder, themePhrases, themeShares, themesOf } from '../../../statistics/themes.ts'
import { themesInEnglish } from '../../../statistics/themes-en.ts'
import { themesInChinese } from '../../../statistics/themes-zh.ts'
import { tokensOf } from '../../../statistics/tokens.ts'

const about = (text: string, language: string) => themesOf(tokensOf(text, language), language)

describe('English', () => {
  test.each([
    ['The shop was dirty and your website looks dated', ['tangibles']],
    ['They promised Tuesday, then sent the wrong size', ['reliability']],
    ['Waited two hours for a reply', ['responsiveness']],
    ['I don’t trust them with my data, very unprofessional', ['assurance']],
    ['Nobody listened or tried to understand', ['empathy']],
    ['The courier left my parcel in the rain', ['delivery']],
    ['Far too expensive for what you get', ['price']],
    ['The zip broke after a week, shoddy work', ['product-quality']],
    ['Still no refund, and the invoice is a mess', ['billing']],
    ['The cashier was rude', ['staff']],
    ['Slow delivery', ['responsiveness', 'delivery']],
    ['OK I guess', []],
  ])('%s', (text, themes) => expect(about(text, 'en-GB')).toEqual(themes))
})

describe('Chinese', () => {
  test.each([
    ['店里很脏，装修也旧', ['tangibles']],
    ['说好周二，结果发错了尺码', ['reliability']],
    ['等了两个小时也没人回复', ['responsiveness']],
    ['感觉不专业，不放心把资料给他们', ['assurance']],
    ['一点耐心都没有，很敷衍', ['empathy']],
    ['快递把包裹放在雨里', ['delivery']],
    ['价格太贵，性价比低', ['price']],
    ['用了一周就坏了，质量差', ['product-quality']],
    ['退款一直没到账', ['billing']],
    ['店员态度恶劣', ['staff']],
    ['还行吧', []],
  ])('%s', (text, themes) => expect(about(text, 'zh-CN')).toEqual(themes))

  test('a word that ICU takes apart is found by its pair', () => {
    expect(tokensOf('客服', 'zh').has('客服')).toBe(false)
    expect(about('客服', 'zh')).toEqual(['staff'])
  })
})

test('both languages have the same themes, so that they can stand in one table', () => {
  expect(Object.keys(themesInChinese)).toEqual(Object.keys(themesInEnglish))
})

test.each([
  ['en', themesInEnglish],
  ['zh', themesInChinese],
] as const)('every %s word is one that a comment can give', (language, lists) => {
  for (const [theme, words] of Object.entries(lists)) {
    const unreachable = words.split(/\s+/).filter((word) => {
      const find = themeFinder({ [theme]: word })
      return find(tokensOf(word, language)).length === 0
    })
    expect(unreachable).toEqual([])
    expect(new Set(words.split(/\s+/)).size, `${theme} repeats a word`).toBe(
      words.split(/\s+/).length,
    )
  }
})

describe('finding', () => {
  test('a theme is named once, however many of its words are said', () => {
    expect(about('slow, slower, waited and waited', 'en')).toEqual(['responsiveness'])
  })

  test('a language without lists has no answer, rather than no theme', () => {
    expect(about('zu langsam', 'de')).toBeNull()
    expect(themesOf(new Set(), '')).toBeNull()
    expect(about('', 'en')).toEqual([])
  })

  test('an account may keep lists of its own', () => {
    const find = themeFinder({ parking: 'parking garage', pets: 'dog cat\n hamster', empty: '' })
    expect(find(tokensOf('No place for my hamster in the garage', 'en'))).toEqual([
      'parking',
      'pets',
    ])
  })
})

describe('shares', () => {
  test('the most frequent theme comes first, with a Wilson interval', () => {
    const shares = themeShares(
      new Map([
        ['price', 3],
        ['staff', 7],
      ]),
      10,
    )
    expect(shares.map(({ theme, share }) => [theme, share])).toEqual([
      ['staff', 0.7],
      ['price', 0.3],
    ])
    // R: prop.test(7, 10, correct = FALSE)
    expect(shares[0]?.interval?.low).toBeCloseTo(0.396778, 6)
    expect(shares[0]?.interval?.high).toBeCloseTo(0.892209, 6)
  })

  test('no comments give no share', () => {
    expect(themeShares(new Map([['price', 0]]), 0)[0]).toMatchObject({
      share: null,
      interval: null,
    })
    expect(themeShares(new Map(), 12)).toEqual([])
  })
})

describe('the words that name a theme', () => {
  const said = (text: string, language: string) =>
    themePhrases(text, language)?.map(({ theme, from, to }) => [theme, text.slice(from, to)])

  test('are found where they stand, in the letters they were written in', () => {
    expect(said('The COURIER was rude.', 'en')).toEqual([
      ['delivery', 'COURIER'],
      ['staff', 'rude'],
    ])
  })
  test('are found in Chinese too where ICU takes a word apart', () => {
    expect(said('回复太慢，没有回复', 'zh-CN')?.map(([, words]) => words)).toContain('太慢')
  })
  test('name the themes that the comment is counted under, and no others', () => {
    for (const [text, language] of [
      ['Waited an hour for a reply about my refund', 'en'],
      ['İ waited, the parcel came late', 'en'],
      ['快递很慢，客服不理人，价格太贵', 'zh-CN'],
    ] as const) {
      const named = new Set(themePhrases(text, language)?.map(({ theme }) => theme))
      expect([...named].sort()).toEqual(themesOf(tokensOf(text, language), language)?.sort())
    }
  })
  test('are not known in a language without lists', () => {
    expect(themePhrases('Livraison lente', 'fr')).toBeNull()
  })
})
