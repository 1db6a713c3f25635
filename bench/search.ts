/** How long a search takes among a million comments, half of them Chinese: written straight into the database file. */
import * as z from 'zod'
import { random } from '../test/support/random.ts'
import { surveyWord } from '../worker/responses/store.ts'
import { wordsOf } from '../worker/responses/words.ts'
import { type Figure, figure } from './figure.ts'
import type { Service } from './service.ts'

const COMMENTS = 1_000_000
const A_STATEMENT = 5000
const MOST_MS = 300
const ROUNDS = 5
const START = Date.UTC(2025, 0, 1)
const EVERY_MS = 31_536

const ENGLISH =
  'delivery late reply slow good price help phone call order box broken quick friendly staff never again great parcel colour'.split(
    ' ',
  )
const CHINESE =
  '物流 包装 客服 回复 质量 价格 速度 态度 破损 满意 很慢 不错 推荐 一般 再来 地址'.split(' ')
/** What is searched for: in how many comments it stands decides what it costs. */
const SEARCHES = [
  { name: 'a Chinese word of half the comments', text: '包装' },
  { name: 'a Chinese word of one in ten thousand', text: '退款' },
  { name: 'a Chinese word of none', text: '发票' },
  { name: 'one Chinese character', text: '退' },
  { name: 'an English word of half the comments', text: 'parcel' },
  { name: 'the beginning of a rare English word', text: 'refu' },
  { name: 'two common words together', text: 'late 包装' },
]

export async function search(service: Service): Promise<Figure[]> {
  const id = await service.publish('comments', {
    title: { en: 'Comments' },
    locales: ['en', 'zh-CN'],
    questions: [
      { key: 'recommend', type: 'nps' },
      { key: 'comment', type: 'text' },
    ],
  })
  const seconds = await fill(service, id)
  const figures = [
    figure('search: comments written and indexed a second', Math.round(COMMENTS / seconds), {}, ''),
  ]
  for (const { name, text } of SEARCHES) {
    const { ms, n } = await leastOf(service, id, { text })
    const told = `“${text}”, ${n} on the page`
    figures.push(figure(`search: ms to find ${name}`, ms, { most: MOST_MS }, told))
  }
  const narrowed = await leastOf(service, id, { text: '包装', question: 'recommend', max: '2' })
  figures.push(
    figure(
      'search: ms with a score beside it',
      narrowed.ms,
      { most: MOST_MS },
      `${narrowed.n} found`,
    ),
  )
  return figures
}

/** Answers and their words in the rows that the inbox writes. @returns how long it took, in seconds */
async function fill({ database }: Service, surveyId: string): Promise<number> {
  const chance = random(5)
  const pick = (words: readonly string[]) => words[chance.integer(words.length)] ?? ''
  // First, so that the inbox finds nothing to do meanwhile.
  await database.execute({
    sql: 'INSERT INTO tally_cursors (survey_id, folded_through, indexed_through) VALUES (?1, ?2, ?2)',
    args: [surveyId, COMMENTS],
  })
  const start = performance.now()
  for (let at = 0; at < COMMENTS; at += A_STATEMENT) {
    const rows = Array.from({ length: A_STATEMENT }, (_, i) => {
      const seq = at + i + 1
      const isChinese = seq % 2 === 0
      const rare = seq % 10_000 === 0 ? '退款' : seq % 10_001 === 0 ? ' refund' : ''
      const words = Array.from({ length: isChinese ? 8 : 11 }, () =>
        pick(isChinese ? CHINESE : ENGLISH),
      )
      const comment = words.join(isChinese ? '' : ' ') + rare
      const answers = { recommend: seq % 11, comment }
      return [seq, START + seq * EVERY_MS, JSON.stringify(answers), wordsOf({ answers })]
    })
    await database.batch(
      [
        {
          sql: `INSERT INTO responses (seq, survey_id, id, revision, version, submitted_at, channel,
              locale, answers, complete, body_hash)
            SELECT j.value ->> 0, ?1, 'r' || (j.value ->> 0), 1, 1, j.value ->> 1, 'link',
              'en', j.value ->> 2, 1, '00000000000000000000' FROM json_each(?2) j`,
          args: [surveyId, JSON.stringify(rows)],
        },
        {
          sql: `INSERT INTO response_words (rowid, survey, words)
            SELECT (j.value ->> 1) / 1000 * 2147483648 + (j.value ->> 0), ?1, j.value ->> 3
            FROM json_each(?2) j`,
          args: [surveyWord(surveyId), JSON.stringify(rows)],
        },
      ],
      'write',
    )
  }
  return (performance.now() - start) / 1000
}

/** The least time until the page of results is there, since other work on the machine only ever adds to it. */
async function leastOf(service: Service, surveyId: string, query: Record<string, string>) {
  const asked = new URLSearchParams({ ...query, limit: '25' })
  let ms = Number.POSITIVE_INFINITY
  let n = 0
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now()
    const page = await service.api('GET', `/api/surveys/${surveyId}/responses?${asked}`)
    ms = Math.min(ms, performance.now() - start)
    n = z.object({ responses: z.array(z.unknown()) }).parse(page).responses.length
  }
  return { ms, n }
}
