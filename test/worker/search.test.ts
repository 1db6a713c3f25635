/** Finding answers by their words: at once, after they are indexed, and never after they are gone. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published, taken } from '../support/owner.ts'

let gapwise: Gapwise
let owner: Owner
let survey: Published
let other: Published

const definition = {
  title: { en: 'Order' },
  locales: ['en', 'zh-CN'],
  questions: [
    { key: 'recommend', type: 'nps' as const },
    { key: 'comment', type: 'text' as const },
  ],
}
const texts: Record<string, string> = {
  slow: 'The refund came too late',
  quick: 'Refunded at once: "great" service',
  zh: '退款很慢，客服态度不错',
  end: '一直没有退款',
  mixed: '我的iPhone包装坏了',
  syntax: 'NEAR the door OR survey* words:x',
  percent: 'only 50% off',
}

beforeAll(async () => {
  gapwise = await startGapwise({ settings: { GAPWISE_LIMIT_ADDRESS: '0' } })
  owner = await ownerOf(gapwise)
  survey = await owner.publish(definition)
  other = await owner.publish(definition)
  const lines = Object.entries(texts).map(
    ([id, text], i) => `${id},2026-01-0${i + 1},${i},c${i},"${text.replaceAll('"', '""')}"`,
  )
  const csv = ['id,submitted_at,recommend,customer,comment', ...lines].join('\n')
  await owner.import(survey, csv)
  await owner.import(other, csv.replaceAll('退款', '物流'))
})
afterAll(() => gapwise.stop())

type Listed = { responses: { id: string }[]; next: string | null }
async function page(query: Record<string, string>, of = survey): Promise<Listed> {
  const asked = new URLSearchParams({ from: '2025-01-01', ...query })
  return taken<Listed>(await owner.fetch(`/api/surveys/${of.id}/responses?${asked}`))
}
const found = async (text: string, query: Record<string, string> = {}, of = survey) =>
  (await page({ text, ...query }, of)).responses.map(({ id }) => id)

/** Waits until every answer is in the index. */
async function indexed(): Promise<void> {
  for (let tries = 0; tries < 2000; tries++) {
    const { rows } = await gapwise.database.execute(
      `SELECT count(*) AS n FROM responses r WHERE seq > coalesce(
        (SELECT indexed_through FROM tally_cursors c WHERE c.survey_id = r.survey_id), 0)`,
    )
    if (rows[0]?.n === 0) return
    await sleep(20)
  }
  throw new Error('The answers are not indexed')
}
/** Every word that stands in the index, whatever it still finds. */
async function wordsInIndex(): Promise<string[]> {
  await gapwise.database.execute(
    'CREATE VIRTUAL TABLE IF NOT EXISTS seen_words USING fts5vocab(response_words, row)',
  )
  const { rows } = await gapwise.database.execute('SELECT term FROM seen_words')
  return rows.map(({ term }) => String(term))
}

describe.each(['before they are indexed', 'when they are'])('answers %s', (when) => {
  beforeAll(async () => {
    await indexed()
    if (when === 'when they are') return
    // As after an update from a version without the index: no word is in it, and the cursor is at the start.
    await gapwise.database.batch([
      'UPDATE tally_cursors SET indexed_through = 0',
      'DELETE FROM response_words',
    ])
  })
  afterAll(() => gapwise.tick())
  test.each([
    ['two Chinese characters, wherever they stand', '退款', ['end', 'zh']],
    ['one Chinese character', '坏', ['mixed']],
    ['a longer phrase', '客服态度', ['zh']],
    ['not what only stands apart', '退慢', []],
    ['a word in any case', 'REFUND', ['quick', 'slow']],
    ['two words in any order', 'late refund', ['slow']],
    ['words of both writings', 'iPhone 包装', ['mixed']],
    ['a word in quotes', '"great"', ['quick']],
    ['a word that the index takes for its own', 'NEAR', ['syntax']],
    ['signs that mean something elsewhere', 'x" OR survey:*', ['syntax']],
    ['a number', '50%', ['percent']],
    ['nothing for a sign alone', '%', []],
    ['nothing for the word of a survey', `s${'0'.repeat(3)}`, []],
  ])('are found by %s', async (_, text, ids) => {
    expect(await found(text)).toEqual(ids)
  })
  test('are those of this survey alone', async () => {
    expect(await found('物流')).toEqual([])
    expect(await found('物流', {}, other)).toEqual(['end', 'zh'])
  })
  test('keep to the other filters', async () => {
    expect(await found('退款', { question: 'recommend', max: '2' })).toEqual(['zh'])
    expect(await found('退款', { from: '2026-01-04' })).toEqual(['end'])
    expect(await found('退款', { to: '2026-01-03' })).toEqual(['zh'])
  })
  test('come page by page', async () => {
    const first = await page({ text: '退款', limit: '1' })
    expect(first.responses.map(({ id }) => id)).toEqual(['end'])
    const second = await page({ text: '退款', limit: '1', cursor: first.next ?? '' })
    expect(second.responses.map(({ id }) => id)).toEqual(['zh'])
  })
  test('are counted', async () => {
    const counted = await owner.fetch(
      `/api/surveys/${survey.id}/response-counts?${new URLSearchParams({ text: '退款', from: '2026-01-01', to: '2026-01-31' })}`,
    )
    expect(await taken(counted)).toMatchObject({ counts: [{ n: 2 }] })
  })
})

test('an answer that is changed is found by its new words alone', async () => {
  const path = `/api/public/surveys/${survey.slug}/responses`
  const body = { id: 'changed-00000001', version: 1, locale: 'en', channel: 'link', shown: [] }
  const save = async (revision: number, comment: string, receipt?: string) =>
    taken<{ receipt: string }>(
      await gapwise.post(path, {
        ...body,
        revision,
        answers: { comment },
        ...(receipt ? { receipt } : {}),
      }),
    )
  const { receipt } = await save(1, 'Zebra before')
  await indexed()
  expect(await found('zebra')).toEqual([body.id])
  await save(2, 'Giraffe after', receipt)
  expect(await found('zebra')).toEqual([])
  expect(await found('giraffe')).toEqual([body.id])
  await indexed()
  expect(await found('giraffe')).toEqual([body.id])
  expect(await wordsInIndex()).not.toContain('zebra')
})

test('a deleted answer and an erased person leave no word in the index', async () => {
  await indexed()
  expect(await wordsInIndex()).toEqual(expect.arrayContaining(['iphone', '态度']))
  await owner.fetch(`/api/surveys/${survey.id}/responses/mixed`, { method: 'DELETE' })
  await owner.fetch(`/api/surveys/${other.id}/responses/mixed`, { method: 'DELETE' })
  expect(await found('iPhone')).toEqual([])
  expect((await owner.fetch('/api/customers/c2', { method: 'DELETE' })).ok).toBe(true)
  const left = await wordsInIndex()
  expect(left).not.toContain('iphone')
  expect(left).not.toContain('态度')
  expect(left).toContain('退款')
})

test('a survey that is deleted takes its words with it', async () => {
  await indexed()
  await owner.fetch(`/api/surveys/${other.id}/publication`, { method: 'DELETE' })
  const gone = await owner.fetch(`/api/surveys/${other.id}`, { method: 'DELETE' })
  expect(gone.status, gapwise.output().slice(-2000)).toBe(204)
  const { rows } = await gapwise.database.execute(
    `SELECT count(*) AS words, (SELECT count(*) FROM responses
      WHERE answers ->> 'comment' IS NOT NULL) AS answers FROM response_words`,
  )
  expect(rows[0]?.answers).toBe(6)
  expect(rows[0]?.words).toBe(rows[0]?.answers)
})
