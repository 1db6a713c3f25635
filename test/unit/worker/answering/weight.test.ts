import { brotliCompressSync, gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { surveyPage } from '../../../../worker/answering/page.ts'
import type { Assets } from '../../../../worker/answering/style.ts'
import { surveyPolicy } from '../../../../worker/headers.ts'
import { aPage, aSurvey } from './a-survey.ts'
import { builtAssets } from './built-assets.ts'

const KB = 1000
/** A reply's headers as HTTP/1.1 sends them: those of every page, with a policy that names a nonce. */
const HEADERS = [
  'HTTP/1.1 200 OK',
  'content-type: text/html; charset=utf-8',
  'content-encoding: br',
  'transfer-encoding: chunked',
  'vary: accept-encoding',
  'date: Sat, 21 Nov 2026 21:12:54 GMT',
  'cache-control: no-store',
  'referrer-policy: no-referrer',
  'x-robots-tag: noindex',
  'x-content-type-options: nosniff',
  'permissions-policy: camera=(), geolocation=(), microphone=(), payment=()',
  'cross-origin-resource-policy: same-origin',
  'strict-transport-security: max-age=31536000; includeSubDomains',
  `content-security-policy: ${surveyPolicy('0123456789abcdef0123456789abcdef', [])}`,
  '\r\n',
].join('\r\n').length
const brotli = (text: string) => brotliCompressSync(text).length + HEADERS
const gzip = (text: string) => gzipSync(text, { level: 9 }).length + HEADERS

let assets: Assets
beforeAll(async () => {
  assets = await builtAssets()
}, 60_000)

const options = { locales: ['en', 'zh-CN'], privacyLink: 'https://tidewell.example/privacy' }
const receipt = '0f8fad5b-d9cb-469f-a165-70867728950e.Qm9vbS1ib29tLWJvb20tYm9vbS1ib29tLWJvb20'

test('a recommendation with a comment is at most 6 kB on the wire, by brotli and by gzip', () => {
  const survey = aSurvey([
    { key: 'recommend', type: 'nps', page: 1 },
    { key: 'comment', type: 'text', page: 1 },
  ])
  const html = surveyPage(aPage(survey, { ...options, assets }))
  expect(brotli(html)).toBeLessThanOrEqual(6 * KB)
  expect(gzip(html)).toBeLessThanOrEqual(6 * KB)
})

describe('the three steps of the design', () => {
  const pair = (key: string) =>
    ({ key, type: 'gap', text: { en: 'Keeping promises by the date given' } }) as const
  const categories = ['late', 'item', 'reply', 'bill', 'staff', 'other'].map((key) => ({ key }))
  const survey = aSurvey([
    { key: 'recommend', type: 'nps' },
    ...[pair('one'), pair('two'), pair('three')],
    { key: 'comment', type: 'text' },
    { key: 'problem', type: 'complaint', categories },
  ])
  const step = (number: number, bare: boolean) =>
    surveyPage(
      aPage(survey, {
        ...{ ...options, assets, bare, step: number, answers: { recommend: 4 } },
        receipt: number > 1 ? receipt : undefined,
      }),
    )

  test('are at most 10 kB on the wire together, the later ones fetched by the first', () => {
    const pages = [step(1, false), step(2, true), step(3, true)]
    expect(pages.map(brotli).reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(10 * KB)
  })

  test('are at most 7 kB each where every one is loaded whole', () => {
    for (const number of [1, 2, 3]) expect(brotli(step(number, false))).toBeLessThanOrEqual(7 * KB)
  })
})

test('the scripts are at most 2.6 kB, those for scales included', () => {
  const { survey, scales } = assets.scripts
  expect(gzipSync(survey + scales, { level: 9 }).length).toBeLessThanOrEqual(2.6 * KB)
})

test('no script writes HTML, so that Trusted Types have nothing to refuse', () => {
  for (const script of Object.values(assets.scripts))
    expect(script).not.toMatch(
      /innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(/,
    )
})

test('no built text can end the element it stands in', () => {
  for (const text of [...Object.values(assets.styles), ...Object.values(assets.scripts)])
    expect(text).not.toMatch(/<\/|<!--/)
})
