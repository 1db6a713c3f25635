/** The public JSON address: what it stores, what it refuses, and that a second try never does harm. */
import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { secretIn } from '../../local/data-folder.ts'
import type { SurveyDefinitionInput } from '../../schema/survey.ts'
import { aResponse, aShortSurvey, aSurvey, type Submission } from '../support/a-survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'

let gapwise: Gapwise
let owner: Owner
let survey: Published

beforeAll(async () => {
  gapwise = await startGapwise({ settings: { GAPWISE_LIMIT_ADDRESS: '0' } })
  owner = await ownerOf(gapwise)
  survey = await owner.publish(aSurvey())
})

afterAll(() => gapwise.stop())

const post = (body: unknown, to = survey, headers: Record<string, string> = {}) =>
  gapwise.post(`/api/public/surveys/${to.slug}/responses`, body, headers)

/** Stores a response and gives its receipt. */
async function store(body: Submission, to = survey): Promise<string> {
  const reply = await post(body, to)
  expect(reply.status, await reply.clone().text()).toBe(201)
  return (await reply.json()).receipt
}

const stored = async (id: string, of = survey) =>
  (await owner.fetch(`/api/surveys/${of.id}/responses/${id}`)).json()
const isStored = async (id: string, of = survey) =>
  (await owner.fetch(`/api/surveys/${of.id}/responses/${id}`)).status === 200

/** The refusal: status, name and the places it points to. */
async function refusal(reply: Response) {
  const { type, title, status, errors = [] } = await reply.json()
  expect(reply.headers.get('content-type')).toBe('application/problem+json')
  expect(status).toBe(reply.status)
  expect(title.length).toBeGreaterThan(5)
  return [status, type, ...errors.map(({ pointer }: { pointer: string }) => pointer)]
}

const sharing = (of: Published, change: object) =>
  owner.send('PUT', `/api/surveys/${of.id}/sharing`, change)
const close = (of: Published) =>
  owner.fetch(`/api/surveys/${of.id}/publication`, { method: 'DELETE' })

describe('a response', () => {
  test('is stored before the reply: 201 with its id and a receipt', async () => {
    const body = aResponse({ complete: true, secondsTaken: 41.5 })
    const reply = await post(body)
    expect(reply.status).toBe(201)
    const told = await reply.json()
    expect(Object.keys(told).sort()).toEqual(['id', 'receipt'])
    expect(told.id).toBe(body.id)
    expect(told.receipt).toMatch(new RegExp(`^${body.id}\\.[A-Za-z0-9_-]{43}$`))
    expect(await stored(body.id)).toMatchObject({
      id: body.id,
      revision: 1,
      version: 1,
      channel: 'link',
      locale: 'en',
      answers: { recommend: 9 },
      complete: true,
      secondsTaken: 41.5,
      customerId: null,
      shown: null,
    })
  })

  test('sent again with the same body gets the same reply with 200, in whatever order its members stand', async () => {
    const body = aResponse({ revision: 1, complete: false })
    const receipt = await store(body)
    const { revision, complete, ...shorter } = body
    const reordered = Object.fromEntries(Object.entries(shorter).reverse())
    for (const again of [body, reordered]) {
      const reply = await post(again)
      expect(reply.status).toBe(200)
      expect(await reply.json()).toEqual({ id: body.id, receipt })
    }
  })

  test('sent again with another body under the same revision is 422, and the first one stays', async () => {
    const body = aResponse()
    const receipt = await store(body)
    for (const more of [{}, { receipt }])
      expect(await refusal(await post({ ...body, answers: { recommend: 2 }, ...more }))).toEqual([
        422,
        '/problems/response-differs',
        '/id',
      ])
    expect(await stored(body.id)).toMatchObject({ revision: 1, answers: { recommend: 9 } })
  })

  test('is replaced by a higher revision with the receipt, and by nobody without it', async () => {
    const body = aResponse({ answers: { recommend: 9, visit: 'first' } })
    const receipt = await store(body)
    const other = await store(aResponse())
    const change = { ...body, revision: 7, answers: { recommend: 3, comment: 'Late' } }
    expect(await refusal(await post(change))).toEqual([403, '/problems/wrong-receipt'])
    expect((await post({ ...change, receipt: other })).status).toBe(403)
    expect((await post({ ...change, receipt: `${body.id}.${'A'.repeat(43)}` })).status).toBe(403)
    expect(await stored(body.id)).toMatchObject({ revision: 1 })
    const reply = await post({ ...change, receipt })
    expect(reply.status).toBe(200)
    expect(await reply.json()).toEqual({ id: body.id, receipt })
    expect((await post({ ...change, receipt })).status).toBe(200)
    const now = await stored(body.id)
    expect(now).toMatchObject({ revision: 7, answers: { recommend: 3, comment: 'Late' } })
  })

  test('is not changed by a lower revision, which gets 200, and a receipt only if it shows it', async () => {
    const body = aResponse()
    const receipt = await store(body)
    await post({ ...body, revision: 3, receipt, answers: { recommend: 4 } })
    const late = { ...body, revision: 2, answers: { recommend: 10 } }
    const known = await post({ ...late, receipt })
    expect([known.status, await known.json()]).toEqual([200, { id: body.id, receipt }])
    const unknown = await post(late)
    expect([unknown.status, await unknown.json()]).toEqual([200, { id: body.id }])
    expect(await stored(body.id)).toMatchObject({ revision: 3, answers: { recommend: 4 } })
  })

  test('once complete never becomes incomplete, and keeps the time of its first save', async () => {
    const body = aResponse({ complete: true })
    const receipt = await store(body)
    const before = await stored(body.id)
    expect((await post({ ...body, revision: 2, receipt, complete: false })).status).toBe(200)
    const { submittedAt } = before
    expect(await stored(body.id)).toMatchObject({ revision: 2, complete: true, submittedAt })
  })

  test('sent fifty times at once is stored once: one 201, all others 200 with the same receipt', async () => {
    const body = aResponse({ answers: { recommend: 8 } })
    const replies = await Promise.all(Array.from({ length: 50 }, () => post(body)))
    const receipts = await Promise.all(replies.map(async (reply) => (await reply.json()).receipt))
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(49)
    expect(new Set(receipts).size).toBe(1)
    const { rows } = await gapwise.database.execute({
      sql: 'SELECT count(*) AS n FROM responses WHERE id = ?',
      args: [body.id],
    })
    expect(Number(rows[0]?.n)).toBe(1)
  })

  test('in fifty versions at once under one revision is stored once, and the others are told so', async () => {
    const id = randomUUID()
    const bodies = Array.from({ length: 50 }, (_, i) => aResponse({ id, secondsTaken: i }))
    const statuses = (await Promise.all(bodies.map((body) => post(body)))).map((r) => r.status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(statuses.filter((status) => status === 422)).toHaveLength(49)
  })

  test('has its id within its survey: the same id elsewhere is another response', async () => {
    const other = await owner.publish(aSurvey())
    const body = aResponse()
    const receipt = await store(body)
    expect(await store(body, other)).not.toBe(receipt)
    expect((await post({ ...body, revision: 2, receipt }, other)).status).toBe(403)
  })

  test('counts question by question from its first save on', async () => {
    const own = await owner.publish(aShortSurvey())
    const receipt = await store(aResponse({ id: 'partial-response-1', complete: false }), own)
    await store(aResponse({ answers: { speed: { expectation: 6, perception: 4 } } }), own)
    expect((await owner.nps(own)).total).toMatchObject({ n: 1, promoters: 1 })
    const change = { answers: { recommend: 2 }, revision: 2, receipt, id: 'partial-response-1' }
    await post(aResponse(change), own)
    expect((await owner.nps(own)).total).toMatchObject({ n: 1, promoters: 0, detractors: 1 })
  })

  test('has the time of the server, whatever the sender believes', async () => {
    const body = aResponse()
    const before = Date.now()
    const reply = await post(body, survey, { date: 'Thu, 01 Jan 2099 00:00:00 GMT' })
    expect(reply.status).toBe(201)
    const at = Date.parse((await stored(body.id)).submittedAt)
    expect(at).toBeGreaterThan(before - 5000)
    expect(at).toBeLessThan(Date.now() + 5000)
    for (const name of ['submittedAt', 'submitted_at', 'createdAt'])
      expect((await post(aResponse({ [name]: '1970-01-01T00:00:00Z' }))).status).toBe(422)
  })

  test('may be sent by a server in as little as id, version and answers', async () => {
    const body = { id: 'a-server_made-ID', version: 1, answers: {} }
    expect((await post(body)).status).toBe(201)
    expect(await stored(body.id)).toMatchObject({
      revision: 1,
      channel: 'api',
      locale: null,
      complete: false,
      segments: {},
    })
  })
})

describe('answers of every kind', () => {
  const good: Record<string, unknown>[] = [
    { recommend: 0 },
    { recommend: 10 },
    { speed: { expectation: 7, perception: 1 } },
    { speed: { expectation: 1 } },
    { speed: { expectation: null, perception: 4 } },
    { speed: { expectation: 4, perception: null } },
    { speed: null },
    { promise: { minimum: 2, expectation: 5, perception: 3, importance: 4 } },
    { overall: 1 },
    { overall: null },
    { price: -1 },
    { price: 0.3 },
    { price: 1 },
    { price: null },
    { weights: { responsiveness: 40, reliability: 60 } },
    { weights: { reliability: 100 } },
    { why: 'wait' },
    { why: ['wait', 'cost'] },
    { why: { other: 'The lift' } },
    { why: ['cost', { other: 'Grün 😀 中文 \u2028 ‮' }] },
    { visit: 'again' },
    { visit: ['again'] },
    { recommend: 6, comment: '' },
    { recommend: 6, comment: '😀'.repeat(50) },
    { problem: { category: 'delivery', text: 'Broken', contact: 'a@b.example' } },
    { problem: { text: 'x'.repeat(5000) } },
    { problem: {} },
  ]
  test.each(good.map((answers) => [JSON.stringify(answers).slice(0, 80), answers]))(
    'are stored as they were sent: %s',
    async (_, answers) => {
      const body = aResponse({ answers, complete: true })
      await store(body)
      expect((await stored(body.id)).answers).toEqual(answers)
    },
  )

  const bad: [Record<string, unknown>, string][] = [
    [{ recommend: 11 }, '/answers/recommend'],
    [{ recommend: -1 }, '/answers/recommend'],
    [{ recommend: 9.5 }, '/answers/recommend'],
    [{ recommend: '9' }, '/answers/recommend'],
    [{ recommend: null }, '/answers/recommend'],
    [{ recommend: [9] }, '/answers/recommend'],
    [{ recommend: true }, '/answers/recommend'],
    [{ speed: { expectation: 0 } }, '/answers/speed/expectation'],
    [{ speed: { expectation: 8 } }, '/answers/speed/expectation'],
    [{ speed: { perception: 4.5 } }, '/answers/speed/perception'],
    [{ speed: { expectation: 4, importance: 4 } }, '/answers/speed/importance'],
    [{ speed: { expectation: 4, minimum: 4 } }, '/answers/speed/minimum'],
    [{ speed: [4, 5] }, '/answers/speed'],
    [{ speed: 5 }, '/answers/speed'],
    [{ promise: { expectation: 6 } }, '/answers/promise/expectation'],
    [{ overall: 0 }, '/answers/overall'],
    [{ overall: 6 }, '/answers/overall'],
    [{ price: 0.35 }, '/answers/price'],
    [{ price: 1.1 }, '/answers/price'],
    [{ price: '0.3' }, '/answers/price'],
    [{ weights: { tangibles: 100 } }, '/answers/weights/tangibles'],
    [{ weights: { reliability: -1 } }, '/answers/weights/reliability'],
    [{ weights: {} }, '/answers/weights'],
    [{ weights: null }, '/answers/weights'],
    [{ why: 'unknown' }, '/answers/why'],
    [{ why: [] }, '/answers/why'],
    [{ why: ['wait', 'wait'] }, '/answers/why'],
    [{ why: { other: '' } }, '/answers/why'],
    [{ why: { other: 'x'.repeat(501) } }, '/answers/why'],
    [{ why: null }, '/answers/why'],
    [{ visit: { other: 'x' } }, '/answers/visit'],
    [{ visit: ['first', 'again'] }, '/answers/visit'],
    [{ recommend: 3, comment: 'x'.repeat(51) }, '/answers/comment'],
    [{ recommend: 3, comment: 5 }, '/answers/comment'],
    [{ recommend: 3, comment: null }, '/answers/comment'],
    [{ problem: { category: 'weather' } }, '/answers/problem/category'],
    [{ problem: { text: 'x'.repeat(5001) } }, '/answers/problem/text'],
    [{ problem: { contact: 'x'.repeat(255) } }, '/answers/problem/contact'],
    [{ problem: { severity: 3 } }, '/answers/problem/severity'],
    [{ problem: null }, '/answers/problem'],
    [{ unknown: 1 }, '/answers/unknown'],
  ]
  test.each(
    bad.map(([answers, pointer]) => [JSON.stringify(answers).slice(0, 80), answers, pointer]),
  )('are refused where they do not fit: %s', async (_, answers, pointer) => {
    const body = aResponse({ answers })
    const [status, type, ...pointers] = await refusal(await post(body))
    expect([status, type]).toEqual([422, '/problems/invalid-request'])
    expect(pointers.some((each) => String(each).startsWith(String(pointer)))).toBe(true)
    expect(pointers.every((each) => String(pointer).startsWith(String(each).slice(0, 9)))).toBe(
      true,
    )
    expect(await isStored(body.id)).toBe(false)
  })

  test('to a question hidden by its condition are refused, also after a change of mind', async () => {
    const hidden = aResponse({ answers: { recommend: 9, comment: 'Hello' } })
    expect(await refusal(await post(hidden))).toContain('/answers/comment')
    expect(await refusal(await post(aResponse({ answers: { comment: 'Hello' } })))).toContain(
      '/answers/comment',
    )
    const body = aResponse({ answers: { recommend: 6, comment: 'Hello' } })
    const receipt = await store(body)
    const answers = { recommend: 7, comment: 'Hello' }
    const change = { ...body, revision: 2, receipt, answers }
    expect(await refusal(await post(change))).toContain('/answers/comment')
    expect(await stored(body.id)).toMatchObject({ revision: 1, answers: { recommend: 6 } })
  })

  test('that do not apply are refused where the survey does not offer that', async () => {
    const strict = await owner.publish(aSurvey({ noOpinion: false }))
    for (const answers of [
      { speed: null },
      { speed: { expectation: null, perception: 3 } },
      { overall: null },
      { price: null },
    ])
      expect((await refusal(await post(aResponse({ answers }), strict)))[0]).toBe(422)
    const whole = { speed: { expectation: 7, perception: 3 }, overall: 3 }
    expect((await post(aResponse({ answers: whole }), strict)).status).toBe(201)
  })

  test('a complaint without a place for a contact takes none', async () => {
    const categories = [{ key: 'delivery' }]
    const without = await owner.publish(
      aSurvey({ questions: [{ key: 'problem', type: 'complaint', categories, contact: false }] }),
    )
    const problem = { category: 'delivery', contact: 'a@b.example' }
    expect(await refusal(await post(aResponse({ answers: { problem } }), without))).toEqual([
      422,
      '/problems/invalid-request',
      '/answers/problem/contact',
    ])
  })

  test('may be missing until the response says it is complete; what is required is not', async () => {
    const demanding = await owner.publish(
      aSurvey({
        questions: [
          { key: 'recommend', type: 'nps', required: true },
          {
            key: 'comment',
            type: 'text',
            required: true,
            showIf: { question: 'recommend', op: 'lte', value: 6 },
          },
        ],
      }),
    )
    const body = aResponse({ answers: {} })
    const receipt = await store(body, demanding)
    const send = (revision: number, answers: object, complete: boolean) =>
      post({ ...body, revision, answers, complete, receipt }, demanding)
    expect(await refusal(await send(2, {}, true))).toContain('/answers/recommend')
    expect(await refusal(await send(2, { recommend: 3 }, true))).toContain('/answers/comment')
    expect(await refusal(await send(2, { recommend: 3, comment: '' }, true))).toContain(
      '/answers/comment',
    )
    expect((await send(2, { recommend: 3 }, false)).status).toBe(200)
    expect((await send(3, { recommend: 9 }, true)).status).toBe(200)
  })
})

describe('a survey that draws a sample', () => {
  const pairs = ['aa', 'bb', 'cc', 'dd', 'ee'].map((key) => ({ key, type: 'gap' as const }))
  const definition = aSurvey({
    questions: [{ key: 'recommend', type: 'nps' }, ...pairs],
    sample: { type: 'gap', count: 3 },
  })
  let sampled: Published
  beforeAll(async () => {
    sampled = await owner.publish(definition)
  })

  const refused: [string, unknown][] = [
    ['no word of it', undefined],
    ['too few', ['aa', 'bb']],
    ['too many', ['aa', 'bb', 'cc', 'dd']],
    ['one twice', ['aa', 'bb', 'bb']],
    ['an unknown one', ['aa', 'bb', 'zz']],
    ['one that is no pair', ['aa', 'bb', 'recommend']],
    ['a text', 'aa bb cc'],
    ['null', null],
  ]
  test.each(refused)('is not answered with %s for what was shown', async (_, shown) => {
    const body = aResponse({ answers: { recommend: 5 }, ...(shown === undefined ? {} : { shown }) })
    const told = await refusal(await post(body, sampled))
    expect(told[0]).toBe(422)
    expect(told).toContain('/shown')
  })

  test('takes answers to exactly what was shown', async () => {
    const shown = ['ee', 'aa', 'cc']
    const answers = { aa: { expectation: 5, perception: 5 } }
    const body = aResponse({ shown, answers })
    await store(body, sampled)
    expect((await stored(body.id, sampled)).shown).toEqual(shown)
    const other = aResponse({ shown, answers: { bb: { expectation: 5, perception: 5 } } })
    expect(await refusal(await post(other, sampled))).toContain('/answers/bb')
  })

  test('draws for every visit, and says what it drew and on which pages', async () => {
    const reply = await gapwise.fetch(`/api/public/surveys/${sampled.slug}`)
    const draws = new Set<string>()
    for (let i = 0; i < 20; i++) {
      const each = await (await gapwise.fetch(`/api/public/surveys/${sampled.slug}`)).json()
      expect(new Set(each.shown).size).toBe(3)
      expect(each.pages).toEqual([['recommend'], each.shown])
      draws.add(String(each.shown))
    }
    expect(draws.size).toBeGreaterThan(3)
    expect(reply.headers.get('cache-control')).toBe('no-store')
  })

  test('of more pairs than there are shows all of them', async () => {
    const [question] = pairs
    const one = await owner.publish(
      aSurvey({ questions: question ? [question] : [], sample: { type: 'gap', count: 3 } }),
    )
    const { shown } = await (await gapwise.fetch(`/api/public/surveys/${one.slug}`)).json()
    expect(shown).toEqual(['aa'])
    await store(aResponse({ shown, answers: { aa: null } }), one)
  })
})

describe('segments', () => {
  test('are the touchpoint and the survey’s own; no sender sets any other', async () => {
    const body = aResponse({ segments: { touchpoint: 'checkout', order_type: '外卖' } })
    await store(body)
    expect((await stored(body.id)).segments).toEqual({ touchpoint: 'checkout', order_type: '外卖' })
    for (const name of ['tier', 'stage', 'channel', 'locale', 'customer', 'x/y', 'constructor']) {
      const reply = await post(aResponse({ segments: { [name]: 'key' } }))
      expect(await refusal(reply)).toEqual([
        422,
        '/problems/invalid-request',
        `/segments/${name.replace('/', '~1')}`,
      ])
    }
    for (const value of ['', 'x'.repeat(65), 5, null, ['a'], 'a\0b', '\ud800'])
      expect((await post(aResponse({ segments: { touchpoint: value } }))).status).toBe(422)
    expect((await post(aResponse({ segments: { touchpoint: '😀'.repeat(64) } }))).status).toBe(201)
  })

  test('a customer has come from the customer’s record', async () => {
    await gapwise.database.execute(
      "INSERT INTO customers (id, tier, stage, created_at, updated_at) VALUES ('C7', 'key', 'decline', 0, 0)",
    )
    const body = aResponse({ customer: { id: 'C7' }, segments: { touchpoint: 'shop' } })
    await store(body)
    expect(await stored(body.id)).toMatchObject({
      customerId: 'C7',
      customerVerified: false,
      segments: { tier: 'key', stage: 'decline', touchpoint: 'shop' },
    })
  })
})

describe('a customer id', () => {
  const signed = (id: string, segments = '') => {
    const secret = secretIn(gapwise.dataFolder)
    const key = createHmac('sha256', secret).update('identity').digest('base64url')
    return createHmac('sha256', key)
      .update(id + segments)
      .digest('hex')
  }

  test('without a signature is a claim, and stored as one', async () => {
    const body = aResponse({ customer: { id: 'C-1' } })
    await store(body)
    expect(await stored(body.id)).toMatchObject({ customerId: 'C-1', customerVerified: false })
  })

  test('is verified by its signature over id and sorted segments', async () => {
    const segments = { touchpoint: 'shop', order_type: 'pickup' }
    const signature = signed('C-2', '\norder_type=pickup\ntouchpoint=shop')
    const body = aResponse({ customer: { id: 'C-2', signature }, segments })
    await store(body)
    expect(await stored(body.id)).toMatchObject({ customerId: 'C-2', customerVerified: true })
  })

  test('with a signature for another id or other segments stays a claim', async () => {
    const segments = { touchpoint: 'shop' }
    for (const [signature, more] of [
      [signed('C-4'), {}],
      [signed('C-3'), { segments }],
      [signed('C-3', '\ntouchpoint=elsewhere'), { segments }],
      ['00', {}],
    ] as const) {
      const body = aResponse({ customer: { id: 'C-3', signature }, ...more })
      await store(body)
      expect(await stored(body.id)).toMatchObject({ customerVerified: false })
    }
  })

  test('is not kept by an anonymous survey', async () => {
    const anonymous = await owner.publish(aShortSurvey({ privacy: 'anonymous' }))
    const body = aResponse({ customer: { id: 'C-5', signature: signed('C-5') } })
    await store(body, anonymous)
    expect(await stored(body.id, anonymous)).toMatchObject({
      customerId: null,
      customerVerified: false,
    })
  })

  test('goes with the next save once the survey has become anonymous', async () => {
    const becoming = await owner.publish(aShortSurvey())
    const body = aResponse({ customer: { id: 'C-77' } })
    const receipt = await store(body, becoming)
    await owner.republish(becoming, aShortSurvey({ privacy: 'anonymous' }))
    const next = { ...body, customer: undefined, version: 2, revision: 2, receipt }
    expect((await post(next, becoming)).status).toBe(200)
    expect(await stored(body.id, becoming)).toMatchObject({ version: 2, customerId: null })
  })

  test('answers once within the survey’s cadence, then 409; changes to that answer are no second one', async () => {
    const patient = await owner.publish(aShortSurvey())
    await sharing(patient, { cadenceDays: 30 })
    const body = aResponse({ customer: { id: 'C-6' } })
    const receipt = await store(body, patient)
    const second = aResponse({ customer: { id: 'C-6' } })
    expect(await refusal(await post(second, patient))).toEqual([409, '/problems/already-answered'])
    expect((await post(body, patient)).status).toBe(200)
    const change = { ...body, revision: 2, receipt, answers: { recommend: 1 } }
    expect((await post(change, patient)).status).toBe(200)
    await store(aResponse({ customer: { id: 'C-7' } }), patient)
    await store(aResponse(), patient)
    await gapwise.database.execute(
      "UPDATE responses SET submitted_at = submitted_at - 31 * 86400000 WHERE customer_id = 'C-6'",
    )
    await store(second, patient)
  })
})

describe('versions', () => {
  test('a version never published is 422, and says which one is', async () => {
    for (const version of [2, 999_999]) {
      const reply = await post(aResponse({ version }))
      expect(await refusal(reply)).toEqual([422, '/problems/invalid-request', '/version'])
    }
    for (const version of [0, -1, 1.5, '1', null, 1e20])
      expect((await refusal(await post(aResponse({ version }))))[0]).toBe(422)
  })

  test('an answer binds to the version that was shown, also when another has been published since', async () => {
    const changing = await owner.publish(aShortSurvey())
    const seen = await (await gapwise.fetch(`/api/public/surveys/${changing.slug}`)).json()
    const questions: SurveyDefinitionInput['questions'] = [
      { key: 'recommend', type: 'nps' },
      { key: 'easy', type: 'rating', measure: 'ces', scale: 7 },
    ]
    await owner.republish(changing, aShortSurvey({ questions }))
    const old = aResponse({ version: seen.version, answers: { comment: 'Well' } })
    await store(old, changing)
    expect(await stored(old.id, changing)).toMatchObject({ version: 1 })
    const latest = aResponse({ version: 2, answers: { easy: 7 } })
    await store(latest, changing)
    const mixed = aResponse({ version: 1, answers: { easy: 7 } })
    expect(await refusal(await post(mixed, changing))).toContain('/answers/easy')
    expect(
      (await (await gapwise.fetch(`/api/public/surveys/${changing.slug}`)).json()).version,
    ).toBe(2)
  })
})

describe('a language', () => {
  test.each([
    ['en', 'en'],
    ['en-us', 'en'],
    ['EN_gb', 'en'],
    ['zh', 'zh-CN'],
    ['zh-cn', 'zh-CN'],
    ['zh-Hans-SG', 'zh-CN'],
    ['pt-br', 'pt-BR'],
    ['sr_latn_rs', 'sr-Latn-RS'],
  ])('sent as %s is counted as %s', async (locale, counted) => {
    const speaking = await owner.publish(aShortSurvey({ locales: ['en', 'zh-CN'] }))
    const body = { ...aResponse(), locale }
    await store(body, speaking)
    expect((await post(body, speaking)).status).toBe(200)
    expect(await stored(body.id, speaking)).toMatchObject({ locale: counted })
  })

  test.each([
    'English',
    'e',
    'en-',
    'zh--CN',
    'en-a',
    '',
    'en-US-x',
    'de DE',
    `en${'-abc'.repeat(9)}`,
  ])('%j is none', async (locale) => {
    const reply = await post({ ...aResponse(), locale })
    expect(await refusal(reply)).toEqual([422, '/problems/invalid-request', '/locale'])
  })
})

describe('a survey that takes no answers', () => {
  const get = ({ slug }: { slug: string }) => gapwise.fetch(`/api/public/surveys/${slug}`)

  test('because there is none: 404, whatever is asked of it', async () => {
    for (const slug of ['no-such-survey', 'UPPER', 'a'.repeat(300), '%00', '..%2f', "x'--"]) {
      expect((await refusal(await get({ slug })))[0]).toBe(404)
      expect((await refusal(await post(aResponse(), { ...survey, slug })))[0]).toBe(404)
    }
  })

  test('because it is a draft: 404 as if there were none, until it is published', async () => {
    const draft = (await owner.send('POST', '/api/surveys', {
      definition: aShortSurvey(),
    })) as Published
    expect(await refusal(await get(draft))).toEqual([404, '/problems/unknown-survey'])
    expect(await refusal(await post(aResponse(), draft))).toEqual([404, '/problems/unknown-survey'])
    const faulty = [{ ...aResponse(), version: 0 }, {}, [], { answers: 5 }]
    for (const body of faulty)
      for (const to of [draft, { ...survey, slug: 'no-such-survey' }])
        expect(await refusal(await post(body, to))).toEqual([404, '/problems/unknown-survey'])
    await owner.fetch(`/api/surveys/${draft.id}/publication`, { method: 'PUT' })
    await store(aResponse(), draft)
  })

  test('because it has closed: 410; what was stored can be sent again, and is not changed', async () => {
    const closing = await owner.publish(aShortSurvey())
    const body = aResponse()
    const receipt = await store(body, closing)
    await close(closing)
    expect(await refusal(await get(closing))).toEqual([410, '/problems/survey-closed'])
    expect(await refusal(await post(aResponse(), closing))).toEqual([
      410,
      '/problems/survey-closed',
    ])
    expect((await post(body, closing)).status).toBe(200)
    const change = { ...body, revision: 2, receipt, answers: { recommend: 0 } }
    expect((await post(change, closing)).status).toBe(410)
    expect(await stored(body.id, closing)).toMatchObject({ revision: 1 })
  })

  test('while it closes: every 201 is stored, every other reply is 410', async () => {
    const closing = await owner.publish(aShortSurvey())
    const bodies = Array.from({ length: 50 }, () => aResponse())
    const sent = bodies.map(async (body, i) => {
      if (i === 25) await close(closing)
      return (await post(body, closing)).status
    })
    const statuses = await Promise.all(sent)
    expect([...new Set(statuses)].filter((status) => ![201, 410].includes(status))).toEqual([])
    expect(statuses[25]).toBe(410)
    for (const [i, body] of bodies.entries())
      expect(await isStored(body.id, closing)).toBe(statuses[i] === 201)
  })

  test('before it opens and after it ends: 410', async () => {
    const timed = await owner.publish(aShortSurvey())
    const at = (ms: number) => new Date(Date.now() + ms).toISOString()
    await sharing(timed, { opensAt: at(60_000) })
    expect(await refusal(await get(timed))).toEqual([410, '/problems/survey-not-open'])
    expect(await refusal(await post(aResponse(), timed))).toEqual([
      410,
      '/problems/survey-not-open',
    ])
    await sharing(timed, { opensAt: at(-60_000), closesAt: at(60_000) })
    await store(aResponse(), timed)
    await sharing(timed, { closesAt: at(-1000) })
    expect((await refusal(await post(aResponse(), timed)))[0]).toBe(410)
    expect((await refusal(await get(timed)))[0]).toBe(410)
  })

  test('because it was deleted: 404', async () => {
    const doomed = await owner.publish(aShortSurvey())
    await store(aResponse(), doomed)
    await close(doomed)
    await owner.fetch(`/api/surveys/${doomed.id}`, { method: 'DELETE' })
    expect((await refusal(await get(doomed)))[0]).toBe(404)
    expect((await refusal(await post(aResponse(), doomed)))[0]).toBe(404)
  })
})

describe('the public part of a survey', () => {
  test('is what is asked, and nothing else', async () => {
    await owner.send('PUT', '/api/settings', { brand: { en: 'Harbour Tea' } })
    await sharing(survey, { origins: ['https://shop.example'], cadenceDays: 3 })
    const reply = await gapwise.fetch(`/api/public/surveys/${survey.slug}`)
    const told = await reply.json()
    await sharing(survey, {})
    expect(reply.headers.get('content-type')).toMatch(/^application\/json/)
    expect(Object.keys(told).sort()).toEqual([
      'brand',
      'dimensions',
      'locales',
      'noOpinion',
      'pages',
      'privacy',
      'questions',
      'segments',
      'slug',
      'title',
      'version',
    ])
    expect(told.brand).toEqual({ en: 'Harbour Tea' })
    expect(told.questions).toHaveLength(10)
    expect(told.pages.flat()).toEqual(told.questions.map(({ key }: { key: string }) => key))
    expect(JSON.stringify(told)).not.toMatch(/shop\.example|ann@|cadence|widget/)
  })

  test('says the same of pages as the contract: pairs of a dimension together, six at most, closing words last', async () => {
    const pair = (key: string, dimension: string) => ({ key, type: 'gap' as const, dimension })
    const long = await owner.publish({
      title: { en: 'Pages' },
      questions: [
        { key: 'recommend', type: 'nps' },
        ...Array.from({ length: 7 }, (_, i) => pair(`t${i}`, 'tangibles')),
        pair('r0', 'reliability'),
        { key: 'comment', type: 'text' },
        { key: 'problem', type: 'complaint', categories: [{ key: 'delivery' }] },
      ],
    })
    const { pages } = await (await gapwise.fetch(`/api/public/surveys/${long.slug}`)).json()
    expect(pages).toEqual([
      ['recommend'],
      ['t0', 't1', 't2', 't3', 't4', 't5'],
      ['t6'],
      ['r0'],
      ['comment', 'problem'],
    ])
  })
})
