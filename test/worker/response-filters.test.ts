/** Lists of responses narrowed by what was answered, and the counts beside them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published, taken } from '../support/owner.ts'

let gapwise: Gapwise
let owner: Owner
let survey: Published

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
  survey = await owner.publish({
    title: { en: 'Order' },
    locales: ['en', 'zh-CN'],
    questions: [
      { key: 'recommend', type: 'nps' },
      { key: 'quick', type: 'gap' },
      { key: 'why', type: 'choice', options: [{ key: 'wait' }] },
      {
        key: 'seen',
        type: 'choice',
        multiple: true,
        other: true,
        options: [{ key: 'street' }, { key: 'friend' }],
      },
      { key: 'comment', type: 'text' },
      { key: 'problem', type: 'complaint', categories: [{ key: 'late' }] },
    ],
  })
  await owner.import(
    survey,
    [
      'id,submitted_at,locale,recommend,quick.expectation,quick.perception,why,seen,seen.other,comment,problem.category,problem.text',
      'short,2026-01-01,en,3,6,4,,street friend,,Too slow,,',
      'better,2026-01-02,en,9,5,7,wait,friend,street,,,',
      'half,2026-01-03,zh-CN,10,6,,,,A tram,,,',
      'complaint,2026-01-04,zh-CN,2,,,,,,,late,包装破了',
    ].join('\n'),
  )
})
afterAll(() => gapwise.stop())

async function ids(query: Record<string, string>): Promise<string[]> {
  const days = { from: '2026-01-01', to: '2026-01-31' }
  const found = await taken(
    await owner.fetch(
      `/api/surveys/${survey.id}/responses?${new URLSearchParams({ ...days, ...query })}`,
    ),
  )
  return (found as { responses: { id: string }[] }).responses.map(({ id }) => id)
}

test.each([
  ['every response that answered a pair', { question: 'quick' }, ['half', 'better', 'short']],
  [
    'those who got less than they expected',
    { question: 'quick', part: 'gap', max: '-1' },
    ['short'],
  ],
  [
    'those who expected much',
    { question: 'quick', part: 'expectation', min: '6' },
    ['half', 'short'],
  ],
  ['a pair is no number', { question: 'quick', min: '0' }, []],
  ['detractors', { question: 'recommend', min: '0', max: '6' }, ['complaint', 'short']],
  ['a range without a question is of the score', { min: '0', max: '6' }, ['complaint', 'short']],
  ['those who chose an option alone', { question: 'why', option: 'wait' }, ['better']],
  ['an option is not the words of another', { question: 'seen', option: 'street' }, ['short']],
  ['one option of several', { question: 'seen', option: 'friend' }, ['better', 'short']],
  ['words beside or instead of options', { question: 'seen', option: 'other' }, ['half', 'better']],
  ['an option nobody chose', { question: 'why', option: 'other' }, []],
  ['words of their own, an option being none', { commented: '1' }, ['complaint', 'short']],
  ['two Chinese characters', { commented: '1', text: '包装' }, ['complaint']],
])('%s', async (_name, query, expected) => {
  expect(await ids(query)).toEqual(expected)
})

test('responses are counted by language and score', async () => {
  const query = new URLSearchParams({ score: 'recommend', from: '2026-01-01', to: '2026-01-31' })
  const counted = await taken(
    await owner.fetch(`/api/surveys/${survey.id}/response-counts?${query}`),
  )
  expect(counted).toEqual({
    most: 10_000,
    counts: [
      { locale: 'en', score: 3, n: 1 },
      { locale: 'en', score: 9, n: 1 },
      { locale: 'zh-CN', score: 2, n: 1 },
      { locale: 'zh-CN', score: 10, n: 1 },
    ],
  })
})

test('a response says where its comment names a theme, and which case it opened', async () => {
  const found = (id: string) => owner.fetch(`/api/surveys/${survey.id}/responses/${id}`)
  const short = (await taken(await found('short'))) as Told
  expect(short.themes).toEqual([{ question: 'comment', theme: 'responsiveness', from: 4, to: 8 }])
  expect(short.case).toBeNull()
  const opened = ((await taken(await found('complaint'))) as Told).case ?? ''
  expect(opened).toMatch(/^C-\d+$/)
  const complaint = await taken(await owner.fetch(`/api/complaints/${opened}`))
  expect(complaint).toMatchObject({ surveyId: survey.id, responseId: 'complaint' })
})

test('responses of one theme are those whose comments name it', async () => {
  expect(await ids({ theme: 'responsiveness' })).toEqual(['short'])
  expect(await ids({ theme: 'delivery' })).toEqual([])
  const wrong = await owner.fetch(`/api/surveys/${survey.id}/responses?theme=No`)
  expect(wrong.status).toBe(422)
})

type Told = { case: string | null; themes: unknown[] }
