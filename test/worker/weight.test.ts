/** What the survey's pages weigh as they are served, every byte of the connection counted. */
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CATEGORIES } from '../../local/demo/surveys.ts'
import type { SurveyDefinitionInput } from '../../schema/survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { noise } from '../support/noise.ts'
import { type Owner, ownerOf } from '../support/owner.ts'
import { load } from '../support/page.ts'

let gapwise: Gapwise
let owner: Owner

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
})
afterAll(() => gapwise.stop())

const MOST = { short: 6000, threeSteps: 10_000 }

const recommend = { key: 'recommend', type: 'nps', page: 1 } as const
const short: SurveyDefinitionInput = {
  title: { en: 'Your order' },
  questions: [recommend, { key: 'comment', type: 'text', page: 1 }],
}
const pair = (key: string, en: string) =>
  ({ key, type: 'gap', page: 2, text: { en, 'zh-CN': '按时兑现承诺的情况' } }) as const
/** The three steps of the design: a recommendation, three pairs, and words with the complaint. */
const threeSteps: SurveyDefinitionInput = {
  title: { en: 'Your order and its delivery', 'zh-CN': '购物与配送满意度调查' },
  locales: ['en', 'zh-CN'],
  questions: [
    recommend,
    pair('on_time', 'Keeping promises by the date given'),
    pair('accuracy', 'Accuracy of orders, bills and records'),
    pair('reply', 'Speed of reply when help is needed'),
    { key: 'comment', type: 'text', page: 3 },
    { key: 'problem', type: 'complaint', page: 3, categories: [...CATEGORIES] },
  ],
}
/** The same with so many more questions on the first step, each of words that hardly compress. */
const heavier = (survey: SurveyDefinitionInput, more: number): SurveyDefinitionInput => ({
  ...survey,
  questions: [
    recommend,
    ...Array.from({ length: more }, (_, i) => ({
      key: `extra_${i}`,
      type: 'text' as const,
      page: 1,
      text: { en: noise(4000).slice(500 * i, 500 * (i + 1)) },
    })),
    ...survey.questions.slice(1),
  ],
})

test('a recommendation with a comment is at most 6 kB with its headers, and a heavier page is noticed', async () => {
  const weight = async (survey: SurveyDefinitionInput) =>
    (await over(`/s/${(await owner.publish(survey)).slug}`)).length
  expect(await weight(short)).toBeLessThanOrEqual(MOST.short)
  expect(await weight(heavier(short, 2))).toBeGreaterThan(MOST.short)
})

test('a survey of three steps is at most 10 kB from its first question to its last, and a heavier one is noticed', async () => {
  const weight = async (survey: SurveyDefinitionInput) => walk((await owner.publish(survey)).slug)
  expect(await weight(threeSteps)).toBeLessThanOrEqual(MOST.threeSteps)
  expect(await weight(heavier(threeSteps, 2))).toBeGreaterThan(MOST.threeSteps)
})

/** Bytes of all steps, one after the other as the page's script fetches them, every byte from the first question to the last. */
async function walk(slug: string): Promise<number> {
  let path = `/s/${slug}?lang=en`
  let bytes = (await over(path)).length
  for (let step = 1; ; step++) {
    const page = await load(gapwise, path)
    if (!page.buttons.includes('action=next')) throw new Error(`No step ${step} of ${slug}`)
    if (!page.text.includes(`Step ${step} of 3`)) throw new Error(`${slug}: ${page.text}`)
    if (step === 3) return bytes
    const body = String(new URLSearchParams([...page.fields, ['action', 'next']]))
    const reply = await over(`/s/${slug}`, body)
    path = /\r\ncontent-location: (\S+)/i.exec(reply.toString('latin1'))?.[1] ?? ''
    bytes += reply.length
  }
}

/** A reply as it comes over the wire, status line and headers included; a form is posted as the script does it. */
function over(path: string, body?: string): Promise<Buffer> {
  const { hostname, port, host } = new URL(gapwise.url)
  const lines = [
    `${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1`,
    `host: ${host}`,
    'accept: text/html',
    'accept-encoding: gzip, deflate, br',
    'connection: close',
    ...(body === undefined
      ? []
      : [
          'x-requested-with: gapwise',
          'content-type: application/x-www-form-urlencoded',
          `content-length: ${Buffer.byteLength(body)}`,
        ]),
  ]
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    connect(Number(port), hostname)
      .on('error', reject)
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => resolve(Buffer.concat(chunks)))
      .end(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`)
  })
}
