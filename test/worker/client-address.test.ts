/** Whom the limit counts: the connection, unless the operator trusts a proxy in front. */
import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { ownerOf } from '../support/owner.ts'

let gapwise: Gapwise
afterEach(() => gapwise.stop())

/** The statuses of three answers, each sent with other headers, where an address may send two. */
async function threeAnswers(
  settings: Record<string, string>,
  headersOf: (client: number) => Record<string, string>,
): Promise<number[]> {
  gapwise = await startGapwise({ settings: { GAPWISE_LIMIT_ADDRESS: '2', ...settings } })
  const owner = await ownerOf(gapwise)
  const survey = await owner.publish({
    title: { en: 'How did we do?' },
    locales: ['en'],
    questions: [{ key: 'recommend', type: 'nps', text: { en: 'Would you recommend us?' } }],
  })
  const statuses: number[] = []
  for (const client of [1, 2, 3]) {
    const answer = { id: randomUUID(), version: 1, locale: 'en', channel: 'api', complete: true }
    const reply = await gapwise.post(
      `/api/public/surveys/${survey.slug}/responses`,
      { ...answer, answers: { recommend: 9 } },
      headersOf(client),
    )
    statuses.push(reply.status)
  }
  return statuses
}

test.each(['cf-connecting-ip', 'x-forwarded-for', 'x-real-ip', 'forwarded', 'true-client-ip'])(
  'an address that a client puts into %s is not believed',
  async (name) => {
    const statuses = await threeAnswers({}, (client) => ({ [name]: `203.0.113.${client}` }))
    expect(statuses).toEqual([201, 201, 429])
  },
)

test('behind a trusted proxy the entry that the proxy has added counts', async () => {
  const statuses = await threeAnswers({ TRUSTED_PROXY_HOPS: '1' }, (client) => ({
    'x-forwarded-for': `198.51.100.7, 203.0.113.${client}`,
  }))
  expect(statuses).toEqual([201, 201, 201])
})

test('behind a trusted proxy what the client put before it does not count', async () => {
  const statuses = await threeAnswers({ TRUSTED_PROXY_HOPS: '1' }, (client) => ({
    'x-forwarded-for': `203.0.113.${client}, 198.51.100.7`,
  }))
  expect(statuses).toEqual([201, 201, 429])
})
