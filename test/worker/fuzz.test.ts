/** Thousands of broken bodies: each is refused as it should be, none is stored, and nothing ends in a fault of ours. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aResponse, aSurvey } from '../support/a-survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'
import { random } from '../support/random.ts'

let gapwise: Gapwise
let owner: Owner
let survey: Published
const { uniform: chance } = random(20260731)
/** So many of each kind; a machine that is busy stops at the deadline, with what it has done by then. */
const BODIES = 3000
const DEADLINE_MS = 25_000
const AT_ONCE = 16

beforeAll(async () => {
  gapwise = await startGapwise({ settings: { GAPWISE_LIMIT_ADDRESS: '0' } })
  owner = await ownerOf(gapwise)
  survey = await owner.publish(aSurvey())
})
afterAll(() => gapwise.stop())

const pick = <Item>(list: readonly Item[]): Item => {
  const item = list[Math.floor(chance() * list.length)]
  if (item === undefined) throw new Error('Nothing to pick from')
  return item
}
const stored = async () => {
  const sql = `SELECT (SELECT count(*) FROM responses) + (SELECT count(*) FROM conflicts) AS n`
  return Number((await gapwise.database.execute(sql)).rows[0]?.n)
}

/** A good response with an answer of every kind: each way of breaking it breaks a good one. */
const whole = () =>
  aResponse({
    answers: {
      recommend: 4,
      speed: { expectation: 6, perception: 5 },
      promise: { expectation: 4, perception: 3, importance: 5, minimum: 2 },
      overall: 4,
      price: 0.5,
      weights: { responsiveness: 60, reliability: 40 },
      why: ['wait', { other: 'noise' }],
      visit: 'first',
      comment: 'Slow',
      problem: { category: 'delivery', text: 'Late', contact: 'a@b.example' },
    },
    segments: { touchpoint: 'web', order_type: 'large' },
    secondsTaken: 12,
  })

/** What no answer and no member may be, in any place of the body. */
const HOSTILE: readonly unknown[] = [
  -1,
  1e99,
  0.123456789,
  true,
  'x'.repeat(6000),
  '\0',
  '\ud800',
  [],
  [[]],
  {},
  { a: { b: { c: {} } } },
  [null],
  { expectation: 'six' },
  { constructor: 1 },
  '<script>',
  "'; DROP TABLE responses; --",
]

type Place = { holder: Record<string, unknown> | unknown[]; name: string }
/** Every place of a value that something can be put in. */
function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => [
    { holder: value as Place['holder'], name },
    ...placesIn(member),
  ])
}

/** What a place takes although it looks odd: free text takes all text, an empty list of answers is one. */
function isGood(name: string, value: unknown): boolean {
  if (typeof value === 'string')
    return (
      ['comment', 'text', 'contact', 'other', 'touchpoint', 'order_type'].includes(name) &&
      value.length < 50 &&
      value.isWellFormed() &&
      value !== '\0'
    )
  if (JSON.stringify(value) === '{}')
    return ['answers', 'segments', 'speed', 'promise', 'problem'].includes(name)
  if (value === 0.123456789) return ['secondsTaken', 'responsiveness', 'reliability'].includes(name)
  return (value === -1 && name === 'price') || (value === true && name === 'complete')
}

/** One thing wrong, by putting something hostile where something good was, or beside it. */
function broken(): unknown {
  const body = whole()
  const { holder, name } = pick(placesIn(body))
  if (!Array.isArray(holder) && chance() < 0.2) {
    holder[`${name}${pick(['_', ' ', '\u202e', '.x'])}`] = holder[name]
    return body
  }
  Object.assign(holder, { [name]: pick(HOSTILE.filter((value) => !isGood(name, value))) })
  return body
}

/** The text of a good body, cut, doubled or with bytes exchanged. */
function garbled(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(text)
  const at = Math.floor(chance() * bytes.length)
  const kind = Math.floor(chance() * 4)
  if (kind === 0) return bytes.slice(0, at)
  if (kind === 1) return new Uint8Array([...bytes, ...bytes])
  if (kind === 2) return new Uint8Array([...bytes.slice(0, at), 0xff, 0xfe, ...bytes.slice(at)])
  return new Uint8Array([...bytes.slice(0, at), 0x22, ...bytes.slice(at)])
}

/** Sends bodies until there were enough, several at once. @returns how often each status came */
async function rain(
  send: () => Promise<Response>,
  check: (reply: Response) => Promise<void>,
): Promise<Map<number, number>> {
  const statuses = new Map<number, number>()
  const until = Date.now() + DEADLINE_MS
  let left = BODIES
  const one = async () => {
    while (left-- > 0 && Date.now() < until) {
      const reply = await send()
      statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1)
      await check(reply)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one))
  return statuses
}

const count = (statuses: Map<number, number>) => [...statuses.values()].reduce((a, b) => a + b, 0)

test('the body they all come from is a good one', async () => {
  const reply = await gapwise.post(`/api/public/surveys/${survey.slug}/responses`, {
    ...whole(),
    complete: true,
  })
  expect(reply.status).toBe(201)
})

test('of thousands of broken JSON bodies each gets its 4xx with a pointer, and none is stored', async () => {
  const before = await stored()
  const path = `/api/public/surveys/${survey.slug}/responses`
  const headers = { 'content-type': 'application/json' }
  const good = new Set<string>()
  const statuses = await rain(
    async () => {
      // One in three is broken as text, the others as a shape.
      const isText = chance() < 0.3
      const body = isText ? garbled(JSON.stringify(whole())) : JSON.stringify(broken())
      const reply = await gapwise.fetch(path, { method: 'POST', headers, body })
      if (reply.ok) good.add(typeof body === 'string' ? body : new TextDecoder().decode(body))
      return reply
    },
    async (reply) => {
      expect(reply.headers.get('content-type')).toBe('application/problem+json')
      const problem = await reply.json()
      expect([400, 404, 410, 413, 422]).toContain(reply.status)
      expect(problem.status).toBe(reply.status)
      if (reply.status === 422) expect(problem.errors.length).toBeGreaterThan(0)
      expect(problem.errors?.length ?? 0).toBeLessThanOrEqual(20)
    },
  )
  expect([...good]).toEqual([])
  expect(count(statuses)).toBeGreaterThan(500)
  expect(statuses.get(400)).toBeGreaterThan(50)
  expect(statuses.get(422)).toBeGreaterThan(200)
  expect(await stored()).toBe(before)
})

test('of thousands of broken forms each is shown again or refused as a page, and none is stored', async () => {
  const before = await stored()
  const page = await (await gapwise.fetch(`/s/${survey.slug}`)).text()
  const fields = [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value],
  )
  const statuses = await rain(
    () => {
      const form = new URLSearchParams([...fields, ['recommend', '4'], ['action', 'next']])
      // Whatever else is wrong, this is: so none of them may be stored.
      form.set(
        ...pick<[string, string]>([
          ['recommend', '11'],
          ['recommend', 'x'],
          ['recommend', '-1'],
          ['id', 'short'],
          ['id', 'x'.repeat(70)],
          ['version', '99'],
          ['version', 'NaN'],
          ['revision', '0'],
          ['revision', 'one'],
          ['receipt', 'none.of-ours'],
          ['speed.expectation', '8'],
          ['weights.reliability', '1e9'],
          ['token', 'A'.repeat(32)],
        ]),
      )
      for (let i = 0; i < 3; i++)
        if (chance() < 0.5)
          form.append(
            pick(['page', 'shown', 'channel', 'problem.text', 'why', 'x']),
            String(pick(HOSTILE)),
          )
      const text = form.toString()
      const isGarbled = chance() < 0.2
      return gapwise.fetch(`/s/${survey.slug}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: isGarbled ? `${text}&%${pick(['', 'f', 'ff', 'zz'])}` : text,
      })
    },
    async (reply) => {
      expect(reply.status, reply.headers.get('location') ?? '').toBeGreaterThanOrEqual(400)
      expect(reply.status).toBeLessThan(500)
      await reply.arrayBuffer()
    },
  )
  expect(count(statuses)).toBeGreaterThan(300)
  expect(await stored()).toBe(before)
})

test('a file of thousands of lines, each broken in one cell, is refused line by line, and none is stored', async () => {
  const before = await stored()
  const good: Record<string, string> = {
    submitted_at: '2026-01-05T10:00:00Z',
    recommend: '4',
    'speed.expectation': '6',
    'speed.perception': '5',
    overall: '4',
    price: '0.5',
    'weights.responsiveness': '60',
    'weights.reliability': '40',
    visit: 'first',
    'problem.category': 'delivery',
    version: '1',
    complete: 'true',
  }
  const columns = Object.keys(good)
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
  // No cell takes one of these: no number of any scale, no key, no moment, no truth.
  const bad = ['-7', '1e99', '4;5', 'x'.repeat(500), '=1+1', '\u202e4', '[]', '<script>', 'NaN']
  const lines = Array.from({ length: BODIES }, (_, i) => {
    const [broken, cell] = [pick(columns), pick(bad)]
    const cells = columns.map((name) => (name === broken ? cell : (good[name] ?? '')))
    return [...cells, `fuzz-${i}`].map(quoted).join(',')
  })
  const file = (body: string[]) => [[...columns, 'id'].join(','), ...body].join('\n')
  const reply = await owner.import(survey, file(lines))
  expect(reply).toMatchObject({ imported: 0, duplicates: 0, rejectedCount: BODIES })
  for (const { line, column, detail } of reply.rejected) {
    expect(line).toBeGreaterThan(1)
    expect(columns).toContain(column)
    expect(detail).not.toBe('')
  }
  expect(await stored()).toBe(before)
  // The same line unbroken is a good one: so it was the broken cell that each was refused for.
  const whole = [...Object.values(good), 'fuzz-good'].map(quoted).join(',')
  const tried = await owner.import(survey, file([whole]), { dryRun: '1' })
  expect(tried).toMatchObject({ imported: 1, rejectedCount: 0 })
})

test('a file that is garbled as bytes is refused whole or line by line, and never a fault of ours', async () => {
  const before = await stored()
  const csv = `id,recommend,comment\n"garbled-1",11,"a ""b"" c"\n"garbled-2",-1,x\n`
  let refused = 0
  for (let i = 0; i < 300; i++) {
    const reply = await owner.upload(survey, garbled(csv))
    expect(reply.status).toBeLessThan(500)
    if (!reply.ok) refused++
    await reply.arrayBuffer()
  }
  expect(refused).toBeGreaterThan(50)
  expect(await stored()).toBe(before)
})

test('what staff send broken is refused the same way', async () => {
  const { id } = survey
  const headers = { 'content-type': 'application/json' }
  const before = await (await owner.fetch('/api/surveys?limit=500')).text()
  for (let i = 0; i < 150; i++) {
    const definition = structuredClone(aSurvey())
    const { holder, name } = pick(placesIn(definition))
    Object.assign(holder, { [name]: pick([[[]], { a: 1 }, -1, '\0', '\ud800', 'x'.repeat(600)]) })
    const reply = await owner.fetch(`/api/surveys/${id}`, {
      method: 'PUT',
      headers: { ...headers, 'if-match': '"none"' },
      body: JSON.stringify({ definition }),
    })
    expect([400, 412, 422]).toContain(reply.status)
    await reply.arrayBuffer()
  }
  expect(await (await owner.fetch('/api/surveys?limit=500')).text()).toBe(before)
})

test('nothing of all this was a fault of ours', () => {
  expect(gapwise.output()).not.toContain('"level":"error"')
})
