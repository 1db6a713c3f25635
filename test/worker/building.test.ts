/** What the builder stands on: templates, the preview, and a definition that comes back as it was given. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SurveyDefinition } from '../../schema/survey.ts'
import { aSurvey } from '../support/a-survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'

let gapwise: Gapwise
let owner: Owner

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
})
afterAll(() => gapwise.stop())

const json = async (path: string) => (await owner.fetch(path)).json()
const make = async (definition: unknown) =>
  (await owner.send('POST', '/api/surveys', { definition })) as Published
const stored = async () => {
  const { rows } = await gapwise.database.execute('SELECT count(*) AS n FROM responses')
  return Number(rows[0]?.n)
}

describe('templates', () => {
  test('there are eight, each in English and Chinese, and each can be published as it is', async () => {
    const { templates } = await json('/api/survey-templates')
    expect(templates.map(({ key }: { key: string }) => key)).toEqual([
      'nps',
      'nps-reason',
      'servqual-short',
      'servqual-22',
      'zone-of-tolerance',
      'after-support',
      'complaint-form',
      'post-delivery',
    ])
    for (const { key, name, definition, estimatedSeconds } of templates) {
      expect(Object.keys(name), key).toEqual(['en', 'zh-CN'])
      expect(definition.locales, key).toEqual(['en', 'zh-CN'])
      expect(estimatedSeconds, key).toBeGreaterThan(0)
      const survey = await owner.publish(definition)
      const page = await (await gapwise.fetch(`/s/${survey.slug}?lang=zh-CN`)).text()
      expect(page, key).toContain('<html lang="zh-CN"')
    }
  })

  test('no wording of theirs is left in one language', async () => {
    const { templates } = await json('/api/survey-templates')
    const half: string[] = []
    const look = (value: unknown, at: string): void => {
      if (typeof value !== 'object' || value === null) return
      if ('en' in value !== 'zh-CN' in value) half.push(at)
      for (const [name, member] of Object.entries(value)) look(member, `${at}/${name}`)
    }
    look(templates, '')
    expect(half).toEqual([])
  })
})

describe('the preview', () => {
  test('is the real page of the draft, in a language and at a step, without any script', async () => {
    const { id } = await make(aSurvey())
    const reply = await owner.fetch(`/api/surveys/${id}/preview?lang=zh-CN&page=1`)
    expect(reply.status).toBe(200)
    expect(reply.headers.get('content-type')).toMatch(/^text\/html/)
    const html = await reply.text()
    expect(html).toContain('<html lang="zh-CN"')
    expect(html).toContain('您有多大可能')
    expect(html).toContain('预览，不会保存任何内容。')
    expect(html).not.toContain('<script')
    expect(html).not.toContain('method="post"')
  })

  test('may be framed by our own pages only, and runs nothing', async () => {
    const { id } = await make(aSurvey())
    const policy = (await owner.fetch(`/api/surveys/${id}/preview`)).headers.get(
      'content-security-policy',
    )
    expect(policy).toContain("frame-ancestors 'self'")
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('script-src')
  })

  test('reaches every question, those behind a condition too, and then the thanks', async () => {
    const { id } = await make(aSurvey())
    const pages: string[] = []
    for (let page = 1; page <= 12; page++)
      pages.push(await (await owner.fetch(`/api/surveys/${id}/preview?page=${page}`)).text())
    const all = pages.join('')
    for (const { key } of aSurvey().questions) expect(all).toMatch(new RegExp(`name="${key}[".]`))
    const thanks = await (await owner.fetch(`/api/surveys/${id}/preview?page=thanks`)).text()
    expect(thanks).toContain('Thank you')
  })

  test('shows the same drawn pairs on every step', async () => {
    const { id } = await make(aSurvey({ sample: { type: 'gap', count: 1 } }))
    const second = async () =>
      (await (await owner.fetch(`/api/surveys/${id}/preview?page=2`)).text()).match(
        /name="\w+\./,
      )?.[0]
    expect(await second()).toEqual(await second())
  })

  test('stores nothing, whatever is chosen on it', async () => {
    const { id } = await make(aSurvey())
    const before = await stored()
    await owner.fetch(`/api/surveys/${id}/preview?page=2&recommend=9`)
    expect(await stored()).toBe(before)
  })

  test('is for staff: nobody else sees a draft', async () => {
    const { id } = await make(aSurvey())
    expect((await gapwise.fetch(`/api/surveys/${id}/preview`)).status).toBe(401)
  })
})

test('a definition exported and imported again, which is how a survey is copied, stays the same', async () => {
  const { id } = await make(aSurvey())
  const { draft } = await json(`/api/surveys/${id}`)
  const copy = await make(draft)
  expect(copy.id).not.toBe(id)
  expect((await json(`/api/surveys/${copy.id}`)).draft).toEqual(draft)
  expect(SurveyDefinition.parse(draft)).toEqual(draft)
})
