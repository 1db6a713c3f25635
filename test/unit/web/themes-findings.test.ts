import { describe, expect, test } from 'vitest'
import type { ThemesReport } from '../../../schema/reports/quality.ts'
import type { Verdict } from '../../../schema/reports.ts'
import { themesInEnglish } from '../../../statistics/themes-en.ts'
import { themesInChinese } from '../../../statistics/themes-zh.ts'
import {
  themeName,
  themesTitle,
  tokenText,
  wordsTitle,
} from '../../../web/dashboard/themes/findings.ts'
import { aDifference, chinese, english } from './a-report.ts'

type Language = ThemesReport['languages'][number]
type Theme = NonNullable<Language['themes']>[number]
const theme = (
  name: string,
  share: number,
  verdict: Verdict = 'no-clear-change',
  half = 0.02,
): Theme => ({
  theme: name,
  n: 500,
  successes: Math.round(500 * share),
  share,
  interval: { low: share - half, high: share + half, confidence: 0.95, method: 'wilson' },
  unhappy: 1,
  happy: 1,
  difference: aDifference(verdict),
})
const language = (themes: Theme[] | null, more: Partial<Language> = {}): Language => ({
  language: 'en',
  comments: 500,
  previous: 400,
  words: { a: [], b: [] },
  themes,
  ...more,
})
const title = (themes: Theme[] | null, more: Partial<Language> = {}) => [
  themesTitle(language(themes, more), english),
  themesTitle(language(themes, more), chinese),
]

describe('the title over themes', () => {
  test('names what grew or shrank by its verdict', () => {
    expect(title([theme('delivery', 0.3, 'clear-rise'), theme('staff', 0.4)])).toEqual([
      'Delivery is named clearly more often than before',
      '配送被提到的次数明显增多',
    ])
    expect(title([theme('billing', 0.1, 'clear-fall')])[0]).toBe(
      'Refund and billing is named clearly less often than before',
    )
  })
  test('lets one lead only where its interval is clear of the next', () => {
    expect(title([theme('delivery', 0.3), theme('staff', 0.1)])[0]).toBe(
      'Delivery leads the comments, named in 30%',
    )
    expect(title([theme('delivery', 0.3), theme('staff', 0.29)])[0]).toBe(
      'Delivery and Staff lead the comments, the first named in 30%',
    )
  })
  test('says when there is no list, nothing found, or too few comments', () => {
    expect(title(null)[0]).toMatch(/^There is no list/)
    expect(title([])[0]).toBe('No comment names a theme of the list')
    expect(title([theme('staff', 0.5)], { comments: 11 })[0]).toBe(
      'Too few comments to compare yet: 11 of 30',
    )
  })
  test('calls a theme of the account by its own name', () => {
    expect(themeName('gift_wrapping', english)).toBe('gift wrapping')
    expect(themeName('product-quality', chinese)).toBe('商品质量')
  })
})

test('neighbours make a phrase, with a space only where the language has them', () => {
  expect(tokenText('not|good', 'en')).toBe('not good')
  expect(tokenText('不|好', 'zh-CN')).toBe('不好')
})

test('typical words are told for the sides that have any', () => {
  const word = (token: string) => ({ token, a: 9, b: 1, z: 3, samples: [] })
  const said = (a: string[], b: string[], comments = 500) =>
    wordsTitle(language([], { comments, words: { a: a.map(word), b: b.map(word) } }), english, 'en')
  expect(said(['late'], ['quick'])).toBe('Discontented: “late”. Contented: “quick”')
  expect(said(['late', 'not|good'], [])).toBe('Typical of the discontented: “late” and “not good”')
  expect(said([], ['quick'])).toBe('Typical of the contented: “quick”')
  expect(said([], [])).toBe('No word is clearly typical of either side')
  expect(said(['late'], [], 12)).toMatch(/^Too few comments/)
})

test('every theme of the lists we keep has a name in both languages', () => {
  for (const theme of new Set([...Object.keys(themesInEnglish), ...Object.keys(themesInChinese)])) {
    expect(themeName(theme, english)).not.toBe(theme.replaceAll('-', ' '))
    expect(themeName(theme, chinese)).toMatch(/\p{Script=Han}/u)
  }
})
