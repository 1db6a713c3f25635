/** Words that are typical of those who are discontented, and of those who are not. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf } from '../support/owner.ts'

let gapwise: Gapwise
let owner: Owner
beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
})
afterAll(() => gapwise.stop())

test.each([
  [
    'en',
    'I have waited and waited for you, there was no reply and it did not arrive',
    'The staff were kind to us and it is all very quick',
    { a: ['arrive', 'no', 'not', 'reply', 'waited'], b: ['kind', 'quick', 'staff'] },
  ],
  [
    'zh-CN',
    '我等了三天，没有回复',
    '店员的态度很热情',
    { a: ['三天', '没有', '没有|回复', '回复', '等', '等|了'], b: ['店员', '态度', '热情'] },
  ],
])(
  'in %s are no words that only hold sentences together',
  async (locale, unhappy, happy, words) => {
    const survey = await owner.publish({
      title: { en: 'Words', 'zh-CN': '词语' },
      locales: ['en', 'zh-CN'],
      questions: [
        { key: 'recommend', type: 'nps' },
        { key: 'comment', type: 'text' },
      ],
    })
    const lines = [unhappy, happy].flatMap((text, i) =>
      Array.from({ length: 60 }, () => `2025-03-10,${locale},${i === 0 ? 2 : 10},"${text}"`),
    )
    const csv = ['submitted_at,locale,recommend,comment', ...lines].join('\n')
    expect((await owner.import(survey, csv)).rejected).toEqual([])
    const reply = await owner.report(survey, 'themes', { from: '2025-03-01', to: '2025-03-31' })
    const [found] = (await reply.json()).languages
    const tokens = (side: { token: string }[]) => side.map(({ token }) => token).sort()
    expect({ a: tokens(found.words.a), b: tokens(found.words.b) }).toEqual({
      a: words.a.sort(),
      b: words.b.sort(),
    })
  },
)

test('of a filtered view no small group of comments is told, nor one that would tell of it, nor of the days before', async () => {
  const survey = await owner.publish({
    title: { en: 'Words' },
    locales: ['en'],
    segments: ['shop'],
    questions: [
      { key: 'recommend', type: 'nps' },
      { key: 'comment', type: 'text' },
    ],
  })
  const said = (n: number, day: string, shop: string, text: string) =>
    Array.from({ length: n }, () => `${day},en,3,${shop},${text}`)
  const lines = [
    'submitted_at,locale,recommend,segment.shop,comment',
    // Twenty answer in each shop; three, six and nine of them with words.
    ...said(3, '2025-03-10', 'north', 'late again'),
    ...said(17, '2025-03-10', 'north', ''),
    ...said(6, '2025-03-10', 'south', 'late again'),
    ...said(14, '2025-03-10', 'south', ''),
    ...said(9, '2025-03-10', 'west', 'late again'),
    ...said(11, '2025-03-10', 'west', ''),
    ...said(2, '2025-02-10', 'west', 'late again'),
    ...said(18, '2025-02-10', 'west', ''),
    ...said(30, '2025-02-10', 'south', 'late again'),
  ]
  expect((await owner.import(survey, lines.join('\n'))).rejected).toEqual([])
  const themes = async (shop: string) => {
    const window = { from: '2025-03-01', to: '2025-03-28', 'filter.shop': shop }
    return (await owner.report(survey, 'themes', window)).json()
  }
  for (const shop of ['north', 'south'])
    expect(await themes(shop)).toMatchObject({ languages: [], suppressed: 1 })
  expect(await themes('west')).toMatchObject({
    languages: [{ comments: 9, previous: 0 }],
    suppressed: 0,
  })
  expect((await themes('west')).languages[0].themes[0]?.difference ?? null).toBeNull()
})
