/** In which language somebody is asked. */
import { expect, test } from 'vitest'
import { chooseLocale, lookupLocale, wording } from '../../../schema/wording.ts'

test.each([
  ['en', ['en', 'zh-CN'], 'en'],
  ['ZH-cn', ['en', 'zh-CN'], 'zh-CN'],
  ['zh', ['en', 'zh-CN'], 'zh-CN'],
  ['zh', ['en', 'zh-TW', 'zh-CN'], 'zh-CN'],
  ['zh-HK', ['en', 'zh-CN', 'zh-TW'], 'zh-TW'],
  ['zh-Hant', ['zh-CN', 'zh-TW'], 'zh-TW'],
  ['zh-Hans-SG', ['zh-TW', 'zh-CN'], 'zh-CN'],
  ['en-GB', ['zh-CN', 'en'], 'en'],
  ['pt-BR', ['en', 'pt'], 'pt'],
  ['fr', ['en', 'zh-CN'], null],
])('%s finds in %j %s', (wanted, offered, found) =>
  expect(lookupLocale(wanted, offered)).toBe(found),
)

const offered = ['en', 'zh-CN', 'ar']
test.each([
  ['the one asked for', 'ar', 'zh-CN', 'ar'],
  ['the header’s, where what is asked for is not offered', 'fr', 'zh-CN', 'zh-CN'],
  [
    'the most wanted of the header, wherever it stands',
    null,
    'en;q=0.3, zh-CN;q=0.5, ar;q=0.9',
    'ar',
  ],
  ['one without a weight before one with', null, 'zh-CN;q=0.9, ar', 'ar'],
  ['the first of two wanted alike', null, 'zh-CN, ar', 'zh-CN'],
  ['none that is not wanted at all', null, 'zh-CN;q=0', 'en'],
  ['the next one, where the most wanted is not offered', null, 'fr, de;q=0.9, zh;q=0.2', 'zh-CN'],
  ['the survey’s first for whoever takes any', null, '*', 'en'],
  ['the survey’s first for who says nothing', null, null, 'en'],
  ['the survey’s first for what is no header', '"><script>', 'x;;q=, =,;', 'en'],
])('people get %s', (_, asked, header, chosen) =>
  expect(chooseLocale(offered, asked, header)).toBe(chosen),
)

test('a wording is that of the language, else of the survey’s first, else any there is', () => {
  const text = { en: 'Hello', 'zh-CN': '您好' }
  expect(wording(text, 'zh-HK', 'en')).toBe('您好')
  expect(wording(text, 'ar', 'en')).toBe('Hello')
  expect(wording(text, 'ar', 'zh-CN')).toBe('您好')
  expect(wording(text, 'ar', 'fr')).toBe('Hello')
  expect(wording({}, 'en', 'en')).toBe('')
  expect(wording(undefined, 'en', 'en')).toBe('')
})
