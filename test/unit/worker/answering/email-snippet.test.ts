/** The survey inside a mail: tables and links that Outlook draws, eleven of them, which only preselect. */
import { expect, test } from 'vitest'
import { SurveyDefinition } from '../../../../schema/survey.ts'
import { contrast } from '../../../../worker/answering/colour.ts'
import { emailSnippet } from '../../../../worker/answering/email-snippet.ts'
import { aShortSurvey } from '../../../support/a-survey.ts'

const definition = SurveyDefinition.parse(aShortSurvey())
const snippet = (changes: object = {}) =>
  emailSnippet({
    definition,
    locale: 'en',
    brand: 'Tidewell',
    colour: '#17486b',
    link: 'https://voice.example/s/after',
    ...changes,
  })
const linksIn = (html: string) =>
  [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))

test('has a link for every score, which says the channel and the language and nothing about the person', () => {
  const links = linksIn(snippet().html).map((link) => new URL(link))
  expect(links.map(({ searchParams }) => searchParams.get('recommend'))).toEqual(
    Array.from({ length: 11 }, (_, score) => String(score)),
  )
  for (const link of links) {
    expect([...link.searchParams.keys()]).toEqual(['recommend', 'channel', 'lang'])
    expect(link.pathname).toBe('/s/after')
  }
})

test('the text part has the same links, one a line', () => {
  const { html, text } = snippet()
  for (const link of linksIn(html))
    expect(text.split('\n').some((line) => line.endsWith(link))).toBe(true)
  expect(text).toContain('0 (Not at all likely): https://')
})

test('is made of what mail programs draw: no style sheet, script, image, class or flex', () => {
  const { html } = snippet()
  expect(html).not.toMatch(/<(style|script|img|div|form|button|link|svg)\b|class=|flex|grid|var\(/)
  expect(html.match(/<table /g)).toHaveLength(1)
  expect(html.match(/<td/g)).toHaveLength(15)
})

test('is short enough that no mail program cuts it off', () => {
  expect(snippet().html.length).toBeLessThan(8000)
})

test('its links carry what answers shall be told apart by', () => {
  const [first] = linksIn(snippet({ segments: { touchpoint: 'web & app' } }).html)
  expect(new URL(first ?? '').searchParams.get('touchpoint')).toBe('web & app')
})

test('goes through a mail tool’s own link, which it leaves as it is', () => {
  const [first] = linksIn(snippet({ link: '{{link}}' }).html)
  expect(first).toBe('{{link}}?recommend=0&channel=email&lang=en')
})

test('speaks the language, and escapes what staff wrote', () => {
  const zh = snippet({ locale: 'zh-CN', brand: '海潮<家居>' })
  expect(zh.html).toContain('您有多大可能')
  expect(zh.html).toContain('海潮&lt;家居&gt;')
  expect(zh.html).toContain('lang="zh-CN"')
})

test('a survey without a score gets one button', () => {
  const plain = SurveyDefinition.parse(
    aShortSurvey({ questions: [{ key: 'comment', type: 'text' }] }),
  )
  expect(linksIn(snippet({ definition: plain }).html)).toEqual([
    'https://voice.example/s/after?channel=email&lang=en',
  ])
})

test('the scores can be read, whatever colour the owner picked', () => {
  for (const colour of ['#ffff00', '#eeeeee', '#17486b']) {
    const [, used = ''] = /<font color="(#[0-9a-f]{6})"/.exec(snippet({ colour }).html) ?? []
    expect(contrast(used, '#f2f5f4')).toBeGreaterThanOrEqual(4)
  }
})
