/** What the survey's pages weigh on the wire, and that the check of it notices when they grow. */
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { surveyPage } from '../../../../worker/answering/page.ts'
import type { Assets } from '../../../../worker/answering/style.ts'
import { surveyPolicy } from '../../../../worker/headers.ts'
import { noise } from '../../../support/noise.ts'
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

/** What a page may weigh: bytes on the wire with headers, the scripts by gzip alone. */
const MOST = {
  'a recommendation with a comment, by brotli': 6 * KB,
  'a recommendation with a comment, by gzip': 6 * KB,
  'the three steps of the design, the later ones fetched by the first': 10 * KB,
  'the heaviest of these steps where every one is loaded whole': 7 * KB,
  'the scripts, those for scales included': 2.6 * KB,
}
type Measured = keyof typeof MOST
const MEASURED = Object.keys(MOST) as Measured[] // the keys of MOST are all there are

test.each(MEASURED)('%s weighs no more than it may', (what) => {
  expect(weights(assets)[what]).toBeLessThanOrEqual(MOST[what])
})

test('a kilobyte more of script is over every limit, one more of style over all but that of scripts', () => {
  const over = (heavier: Assets) => {
    const found = weights(heavier)
    return MEASURED.filter((what) => found[what] > MOST[what])
  }
  expect(over(assets)).toEqual([])
  const { styles, scripts } = assets
  const more = `/*${noise(KB)}*/`
  const script = { styles, scripts: { ...scripts, survey: scripts.survey + more } }
  const style = { styles: { ...styles, survey: styles.survey + more }, scripts }
  expect(over(script)).toEqual(MEASURED)
  expect(over(style)).toEqual(MEASURED.slice(0, -1))
})

const options = { locales: ['en', 'zh-CN'], privacyLink: 'https://tidewell.example/privacy' }
const receipt = '0f8fad5b-d9cb-469f-a165-70867728950e.Qm9vbS1ib29tLWJvb20tYm9vbS1ib29tLWJvb20'

function weights(built: Assets): Record<Measured, number> {
  const short = surveyPage(aPage(recommendAndComment, { ...options, assets: built }))
  const step = (number: number, bare: boolean) =>
    brotli(
      surveyPage(
        aPage(threeSteps, {
          ...{ ...options, assets: built, bare, step: number, answers: { recommend: 4 } },
          receipt: number > 1 ? receipt : undefined,
        }),
      ),
    )
  const { survey, scales } = built.scripts
  return {
    'a recommendation with a comment, by brotli': brotli(short),
    'a recommendation with a comment, by gzip': gzip(short),
    'the three steps of the design, the later ones fetched by the first':
      step(1, false) + step(2, true) + step(3, true),
    'the heaviest of these steps where every one is loaded whole': Math.max(
      ...[1, 2, 3].map((number) => step(number, false)),
    ),
    'the scripts, those for scales included': gzipSync(survey + scales, { level: 9 }).length,
  }
}

const recommendAndComment = aSurvey([
  { key: 'recommend', type: 'nps', page: 1 },
  { key: 'comment', type: 'text', page: 1 },
])
const pair = (key: string) =>
  ({ key, type: 'gap', text: { en: 'Keeping promises by the date given' } }) as const
const threeSteps = aSurvey([
  { key: 'recommend', type: 'nps' },
  ...[pair('one'), pair('two'), pair('three')],
  { key: 'comment', type: 'text' },
  {
    key: 'problem',
    type: 'complaint',
    categories: ['late', 'item', 'reply', 'bill', 'staff', 'other'].map((key) => ({ key })),
  },
])

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
