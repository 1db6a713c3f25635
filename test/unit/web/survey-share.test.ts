import { describe, expect, test } from 'vitest'
import { SurveyDefinition } from '../../../schema/survey.ts'
import { invitationsIn } from '../../../web/dashboard/surveys/card-words.ts'
import {
  guessed,
  importColumns,
  matchedCsv,
  recordsOf,
  refusedCsv,
  separatorOf,
} from '../../../web/dashboard/surveys/import-columns.ts'
import { qrCode, qrSvg } from '../../../web/dashboard/surveys/qr-code.ts'
import {
  frameSnippet,
  surveyLink,
  widgetSnippet,
} from '../../../web/dashboard/surveys/share-links.ts'
import { SURVEY_LANGUAGES } from '../../../web/dashboard/surveys/survey-languages.ts'
import { textInQr } from '../../support/qr-reading.ts'

const origin = 'https://feedback.shop.example'
const plain = { origin, slug: 'after', lang: '', channel: 'link', segments: {} }

describe('links', () => {
  test('a plain link carries nothing', () => {
    expect(surveyLink({ ...plain, segments: { order_type: '' } })).toBe(`${origin}/s/after`)
  })
  test('language, channel and segments are carried, and made safe', () => {
    const link = surveyLink({
      ...plain,
      lang: 'zh-CN',
      channel: 'qr',
      segments: { order_type: 'a&b c' },
    })
    expect(Object.fromEntries(new URL(link).searchParams)).toEqual({
      lang: 'zh-CN',
      channel: 'qr',
      order_type: 'a&b c',
    })
  })
  test('the snippets cannot be broken out of', () => {
    expect(widgetSnippet(origin, 'after')).toContain('/w/after.js" async')
    expect(frameSnippet(`${origin}/s/after?x=1`, 'A "title" <b>')).toContain(
      'src="https://feedback.shop.example/s/after?x=1&amp;embed=1" title="A &quot;title&quot; &lt;b&gt;"',
    )
  })
})

test.each([
  'https://a.example/s/x',
  `${origin}/s/after?channel=qr`,
  `${origin}/s/after-delivery?lang=zh-CN&channel=qr&order_type=%E7%A4%BC%E7%89%A9`,
])('the QR code of %s says just that', (link) => {
  const { size, path } = qrCode(link)
  const isDark = (row: number, column: number) => path.includes(`M${column + 4} ${row + 4}h1v1h-1z`)
  expect(textInQr(isDark, size - 8)).toBe(link)
})

test('a QR code has a quiet zone of four modules and three finder patterns', () => {
  const code = qrCode(`${origin}/s/after?channel=qr`)
  expect((code.size - 8 - 17) % 4).toBe(0)
  const dark = (x: number, y: number) => code.path.includes(`M${x} ${y}h1v1`)
  expect(dark(3, 3)).toBe(false)
  const far = code.size - 5
  for (const [x, y] of [
    [4, 4],
    [far, 4],
    [4, far],
  ] as const)
    expect(dark(x, y)).toBe(true)
  expect(dark(far, far - 0) && dark(far - 6, far - 6) && dark(far - 6, far)).toBe(false)
  expect(qrSvg(code)).toContain(`viewBox="0 0 ${code.size} ${code.size}"`)
})

describe('a file from another tool', () => {
  const survey = SurveyDefinition.parse({
    title: { en: 'Order' },
    segments: ['order_type'],
    questions: [
      { key: 'recommend', type: 'nps' },
      { key: 'quick', type: 'gap' },
    ],
  })
  const known = importColumns(survey)
  test('its columns are guessed by name, each of ours once', () => {
    const header = ['Date', 'Recommend', 'quick_expectation', 'recommend', '语言', 'Colour']
    expect(guessed(header, known)).toEqual([
      'submitted_at',
      'recommend',
      'quick.expectation',
      '',
      'locale',
      '',
    ])
  })
  test('quotes, separators and line breaks are read as they are meant', () => {
    expect(separatorOf('a;b;"c,d"')).toBe(';')
    expect(separatorOf('a\tb')).toBe('\t')
    expect(recordsOf('\uFEFFa,b\r\n"1 ""x""","two\nlines"\n\n3,4', ',')).toEqual([
      ['a', 'b'],
      ['1 "x"', 'two\nlines'],
      ['3', '4'],
    ])
  })
  test('only matched columns are sent, one line a record', () => {
    const records = [
      ['Date', 'Colour', 'Words'],
      ['2026-01-01', 'red', 'two\nlines, "x"'],
    ]
    expect(matchedCsv(records, ['submitted_at', '', 'comment'])).toBe(
      'submitted_at,comment\n2026-01-01,"two\u2028lines, ""x"""',
    )
  })
  test('refused lines come back with their reason, and harmless', () => {
    const records = [
      ['Date', 'Score'],
      ['2026-01-01', '=1+1'],
    ]
    expect(refusedCsv(records, [{ line: 2, column: 'recommend', detail: 'Not a number' }])).toBe(
      "line,column,detail,Date,Score\r\n2,recommend,Not a number,2026-01-01,'=1+1",
    )
  })
})

test('a printed card asks in every language of the survey once, in its order, and in English where it has no words', () => {
  expect(invitationsIn(['zh', 'en']).map(({ locale }) => locale)).toEqual(['zh-CN', 'en'])
  expect(invitationsIn(['pt', 'sv', 'de-AT']).map(({ locale }) => locale)).toEqual(['en', 'de'])
  expect(invitationsIn(SURVEY_LANGUAGES).map(({ locale }) => locale)).toEqual([...SURVEY_LANGUAGES])
})
