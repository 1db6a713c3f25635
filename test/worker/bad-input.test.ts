/** Bad input of every sort gets the right refusal, in few words, and leaves nothing behind. */
import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aResponse, aSurvey } from '../support/a-survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'

let gapwise: Gapwise
let owner: Owner
let survey: Published
let address: string

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
  survey = await owner.publish(aSurvey())
  address = `/api/public/surveys/${survey.slug}/responses`
})

afterAll(() => gapwise.stop())

/** Every kind of answer in one body: each part of it can be spoilt. */
const whole = () => ({
  id: randomUUID(),
  revision: 1,
  version: 1,
  locale: 'en',
  channel: 'link',
  answers: {
    recommend: 3,
    speed: { expectation: 6, perception: 4 },
    promise: { minimum: 2, expectation: 5, perception: 3, importance: 4 },
    overall: 4,
    price: 0.3,
    weights: { responsiveness: 40, reliability: 60 },
    why: ['wait', { other: 'The lift' }],
    visit: 'again',
    comment: 'Late',
    problem: { category: 'delivery', text: 'Broken', contact: 'a@b.example' },
  },
  segments: { touchpoint: 'shop', order_type: 'pickup' },
  customer: { id: 'C-1', signature: 'ab' },
  complete: true,
  secondsTaken: 41,
})

const json = { 'content-type': 'application/json' }
const send = (body: RequestInit['body'], headers: Record<string, string> = json) =>
  gapwise.fetch(address, { method: 'POST', headers, body: body ?? null })
const rows = async () => {
  const tables = ['responses', 'customers', 'segment_values', 'conflicts', 'deleted_responses']
  const counts = tables.map((name) => `(SELECT count(*) FROM ${name})`).join(" || ' ' || ")
  return (await gapwise.database.execute(`SELECT ${counts} AS n`)).rows[0]?.n
}

/** A problem as RFC 9457 wants it, short, and of one of these statuses. */
async function expectProblem(reply: Response, statuses: readonly number[]): Promise<void> {
  const text = await reply.text()
  expect(statuses, text.slice(0, 300)).toContain(reply.status)
  expect(reply.headers.get('content-type')).toBe('application/problem+json')
  expect(Buffer.byteLength(text)).toBeLessThan(16 * 1024)
  const { type, title, status, errors = [] } = JSON.parse(text)
  expect(type).toMatch(/^\/problems\/[a-z-]+$/)
  expect(title).toEqual(expect.any(String))
  expect(status).toBe(reply.status)
  expect(errors.length).toBeLessThanOrEqual(20)
  for (const { pointer, detail } of errors) {
    expect(pointer).toMatch(/^(\/|$)/)
    expect(detail).toEqual(expect.any(String))
  }
  expect(text).not.toMatch(/SQLITE|at \w+ \(|zod|node_modules/i)
}

type Path = (string | number)[]

/** Every place in a value: the value itself, its members, theirs and so on. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value)
  return [path, ...keys.flatMap((key) => placesIn(Reflect.get(value, key), [...path, key]))]
}

/** A body with one place spoilt, as JSON text; `put` may be text that JSON.stringify could not write. */
function spoilt(path: Path, put: string): string {
  const marker = 'HERE-IT-IS-SPOILT'
  const body = whole()
  if (path.length === 0) return put
  const parent = path.slice(0, -1).reduce<object>((at, step) => Reflect.get(at, step), body)
  Reflect.set(parent, path.at(-1) ?? '', marker)
  return JSON.stringify(body).replace(`"${marker}"`, put)
}

/** Values that fit nowhere in this body, as JSON text. */
const misfits: Record<string, string> = {
  'a lone surrogate': '"\\ud800"',
  'a NUL in a text': '"a\\u0000b"',
  'minus one': '-1',
  'a fraction': '0.123456789',
  'a huge number': '1e308',
  'more than a double holds': '1e999',
  'an integer beyond 2^53': '9007199254740993',
  true: 'true',
  'an empty list': '[]',
  'a list of lists': '[[[["x"]]]]',
  'an object for a text': '{"type":"img","props":{"src":"x","onerror":"1"},"constructor":null}',
  'a prototype': '{"__proto__":{"isAdmin":true}}',
  'a very long text': JSON.stringify('x'.repeat(20_000)),
}
/** What happens to fit at some place: a NUL there is still none, but a fraction may be a time or a share. */
const fits: Record<string, RegExp> = {
  'minus one': /^answers\.price$/,
  'a fraction': /^(secondsTaken|answers\.weights\.)/,
  true: /^complete$/,
}

test('one spoilt place among all that a body has is enough to refuse it: 4xx, nothing stored', async () => {
  const before = await rows()
  let mutations = 0
  for (const path of placesIn(whole()))
    for (const [name, put] of Object.entries(misfits)) {
      const place = path.join('.')
      if (fits[name]?.test(place)) continue
      const reply = await send(spoilt(path, put))
      await expectProblem(reply, [422]).catch((error: Error) => {
        throw new Error(`${name} at ${place || 'the top'}: ${error.message}`)
      })
      mutations++
    }
  expect(mutations).toBeGreaterThan(400)
  expect(await rows()).toBe(before)
  expect((await send(JSON.stringify(whole()))).status).toBe(201)
})

test('a member too many, at every level, is 422 with its name', async () => {
  const before = await rows()
  const objects = placesIn(whole()).filter((path) => {
    const at = path.reduce<unknown>((value, step) => Reflect.get(Object(value), step), whole())
    return typeof at === 'object' && !Array.isArray(at)
  })
  expect(objects.length).toBeGreaterThan(8)
  const names = [
    'x',
    '',
    'id ',
    'ID',
    'constructor',
    'toString',
    'hasOwnProperty',
    'score',
    'role',
    'isTest',
    'createdAt',
    'surveyId',
    '€/~',
    'a'.repeat(500),
  ]
  for (const path of objects)
    for (const name of names) {
      const body = whole()
      const parent = path.reduce<object>((at, step) => Reflect.get(at, step), body)
      Reflect.set(parent, name, 1)
      const reply = await send(JSON.stringify(body))
      await expectProblem(reply, [422])
    }
  expect(await rows()).toBe(before)
})

test('a member called __proto__ is refused wherever it stands, and changes no prototype', async () => {
  const before = await rows()
  for (const path of [[], ['answers'], ['segments'], ['customer'], ['answers', 'speed']]) {
    const open = JSON.stringify(whole()).split(`"${path.at(-1) ?? 'NOWHERE'}":{`)
    const bodies = ['{"toString":1}', '5', '"x"', 'null'].map((value) =>
      path.length === 0
        ? JSON.stringify(whole()).replace('{', `{"__proto__":${value},`)
        : open.join(`"${path.at(-1)}":{"__proto__":${value},`),
    )
    for (const body of bodies) await expectProblem(await send(body), [422])
  }
  expect(await rows()).toBe(before)
})

test('a missing member that is needed is 422 and named', async () => {
  for (const name of ['id', 'version', 'answers']) {
    const { [name]: _, ...rest } = whole() as Record<string, unknown>
    const reply = await send(JSON.stringify(rest))
    expect(reply.status).toBe(422)
    const { errors } = await reply.json()
    expect(errors).toEqual([{ pointer: `/${name}`, detail: expect.any(String) }])
  }
})

test('an id that is none is 422', async () => {
  for (const id of [
    null,
    '',
    'short',
    'x'.repeat(15),
    'x'.repeat(65),
    ['x'.repeat(20)],
    1e19,
    'ä'.repeat(20),
    'with space in the middle',
    'with/slash/in/the/middle',
    '../../../../../../etc/passwd',
    `${'x'.repeat(20)}\n`,
  ])
    await expectProblem(await send(JSON.stringify({ ...whole(), id })), [422])
})

test('a member that stands twice is 400: nobody can know which one was meant', async () => {
  const body = JSON.stringify(whole())
  for (const twice of [
    body.replace('{', '{"version":1,'),
    body.replace('"recommend":3', '"recommend":3,"recommend":9'),
    body.replace('"expectation":6', '"expectation":6,"expect\\u0061tion":6'),
  ]) {
    expect(twice).not.toBe(body)
    await expectProblem(await send(twice), [400])
  }
  const quoting = { ...whole(), answers: { recommend: 3, comment: '{"a":1,"a":"\\":"}' } }
  expect((await send(JSON.stringify(quoting))).status).toBe(201)
})

describe('a body that cannot be read', () => {
  const latin1 = Buffer.from(
    JSON.stringify({ ...whole(), segments: { touchpoint: 'é' } }),
    'latin1',
  )
  const valid = () => Buffer.from(JSON.stringify(whole()))
  const unreadable: [string, () => RequestInit['body']][] = [
    ['nothing', () => null],
    ['blanks', () => '  '],
    ['half of it', () => JSON.stringify(whole()).slice(0, -5)],
    ['a form', () => 'id=1&version=1'],
    ['two in a row', () => JSON.stringify(whole()).repeat(2)],
    ['a comment', () => `/* hello */${JSON.stringify(whole())}`],
    ['single quotes', () => "{'id':1}"],
    ['NaN', () => '{"id":NaN}'],
    ['a raw NUL', () => JSON.stringify(whole()).replace('Late', 'La\0te')],
    ['a raw line end in a text', () => JSON.stringify(whole()).replace('Late', 'La\nte')],
    ['a byte order mark', () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), valid()])],
    ['Latin-1', () => latin1],
    ['UTF-16', () => Buffer.from(`\ufeff${JSON.stringify(whole())}`, 'utf16le')],
    ['a surrogate in UTF-8', () => Buffer.concat([valid(), Buffer.from([0xed, 0xa0, 0x80])])],
    ['an overlong zero', () => Buffer.concat([valid(), Buffer.from([0xc0, 0x80])])],
    ['random bytes', () => Buffer.from(Array.from({ length: 999 }, (_, i) => (i * 7919) % 256))],
  ]
  test.each(unreadable)('(%s) is 400', async (_, body) => {
    const before = await rows()
    await expectProblem(await send(body()), [400])
    expect(await rows()).toBe(before)
  })

  test.each(['[]', 'null', '1', '"x"', 'true', '[[]]', '{}', '[1,2,3]'])(
    '(%s) is JSON, but 422',
    async (body) => {
      await expectProblem(await send(body), [422])
    },
  )
})

describe('a body of another type', () => {
  const types = [
    '',
    'text/plain',
    'text/plain;charset=UTF-8',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/json',
    'application/jsonp',
    'application/json-patch+json',
    'text/csv',
    'application/json; charset=iso-8859-1',
    'application/json; charset=utf-16',
    'text/plain, application/json',
  ]
  test.each(types)('(%s) is 415', async (type) => {
    const before = await rows()
    // Bytes: of a text, fetch would make text/plain where no type is given.
    const body = Buffer.from(JSON.stringify(whole()))
    const headers: Record<string, string> = type === '' ? {} : { 'content-type': type }
    await expectProblem(await send(body, headers), [415])
    expect(await rows()).toBe(before)
  })

  test.each([
    'APPLICATION/JSON',
    'application/json;charset=UTF-8',
    'Application/Json; charset="utf-8"',
  ])('(%s) is JSON', async (type) => {
    expect((await send(JSON.stringify(whole()), { 'content-type': type })).status).toBe(201)
  })

  test('or an encoded one is 415', async () => {
    const body = gzipSync(JSON.stringify(whole()))
    for (const encoding of ['gzip', 'br', 'deflate', 'identity, gzip'])
      await expectProblem(await send(body, { ...json, 'content-encoding': encoding }), [415])
  })
})

describe('a body that is too large', () => {
  const chunked = (text: string) =>
    gapwise.fetch(address, {
      method: 'POST',
      headers: json,
      body: new ReadableStream({
        start(controller) {
          for (let at = 0; at < text.length; at += 8192)
            controller.enqueue(new TextEncoder().encode(text.slice(at, at + 8192)))
          controller.close()
        },
      }),
      ...{ duplex: 'half' },
    })
  const padded = (bytes: number) => {
    const body = JSON.stringify(whole())
    return body + ' '.repeat(bytes - body.length)
  }

  test('is 413 from the first byte above 64 KiB on, with or without a length', async () => {
    expect((await send(padded(65_536))).status).toBe(201)
    expect((await chunked(padded(65_536))).status).toBe(201)
    const before = await rows()
    await expectProblem(await send(padded(65_537)), [413])
    await expectProblem(await chunked(padded(65_537)), [413])
    expect(await rows()).toBe(before)
  })

  test('of several megabytes is 413, and the service goes on', async () => {
    for (const body of [
      padded(5_000_000),
      '['.repeat(5_000_000),
      `{"answers":${'{"a":'.repeat(1_000_000)}`,
      JSON.stringify(Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`k${i}`, i]))),
    ])
      for (const sent of [send, chunked]) await expectProblem(await sent(body), [413])
    expect((await send(JSON.stringify(whole()))).status).toBe(201)
  })

  test('in its depth or number of members, but not in bytes, is 422, and the service goes on', async () => {
    const deep = (open: string, close: string, times: number) => {
      const body = JSON.stringify({ ...whole(), answers: { recommend: 'X' } })
      return body.replace('"X"', `${open.repeat(times)}1${close.repeat(times)}`)
    }
    const many = (n: number) =>
      Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, 1]))
    for (const body of [
      deep('[', ']', 30_000),
      deep('{"a":', '}', 10_000),
      '['.repeat(30_000) + ']'.repeat(30_000),
      JSON.stringify({ ...whole(), ...many(5000) }),
      JSON.stringify({ ...whole(), answers: many(5000) }),
      JSON.stringify({ ...whole(), segments: many(5000) }),
      JSON.stringify({ ...whole(), shown: Array.from({ length: 5000 }, () => 'x') }),
      JSON.stringify({ ...whole(), answers: { why: Array.from({ length: 5000 }, () => 'wait') } }),
    ]) {
      expect(body.length).toBeLessThan(65_536)
      await expectProblem(await send(body), [422])
    }
    expect((await send(JSON.stringify(whole()))).status).toBe(201)
  })
})

describe('text', () => {
  const texts = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'onmouseover=",
    '</script><script>',
    '<!--<script>',
    'javascript:alert(1)',
    '&lt;b&gt;',
    '{{7*7}} $& %s #{x}',
    'a\u2028b\u2029c',
    '\u202Eevil',
    '👩‍👩‍👧‍👦 e\u0301 é',
    '=1+1',
    "Robert'); DROP TABLE responses;--",
    'tab\tline\r\nend\u0001\u007f',
    ' leading and trailing ',
    '\ufeffmark',
    '中文字符，全角！',
    '%00 %',
  ]
  test('is stored as it was sent, character for character', async () => {
    const open = await owner.publish(
      aSurvey({ questions: [{ key: 'comment', type: 'text', maxLength: 5000 }] }),
    )
    for (const comment of texts) {
      const body = aResponse({ answers: { comment }, segments: { touchpoint: comment } })
      const reply = await gapwise.post(`/api/public/surveys/${open.slug}/responses`, body)
      expect(reply.status, comment).toBe(201)
      const one = await owner.fetch(`/api/surveys/${open.id}/responses/${body.id}`)
      expect(one.headers.get('content-type')).toMatch(/^application\/json/)
      expect(one.headers.get('x-content-type-options')).toBe('nosniff')
      expect(await one.json()).toMatchObject({
        answers: { comment },
        segments: { touchpoint: comment },
      })
    }
  })

  test('in a refusal says nothing back but the names of members', async () => {
    const marker = 'MARKER-of-a-secret'
    const reply = await send(JSON.stringify({ ...whole(), answers: { recommend: marker } }))
    expect(await reply.text()).not.toContain(marker)
    const unreadable = await send(`{"id": ${marker}`)
    expect(await unreadable.text()).not.toContain(marker)
  })
})

test('queries of every sort never make a list or a report fail', async () => {
  const values = [
    "'",
    '1;--',
    'id desc',
    '__proto__',
    'name"',
    '%',
    '_',
    '',
    '-1',
    '1e9',
    '\0',
    'ä',
  ]
  const routes: Record<string, string[]> = {
    '': ['limit', 'cursor'],
    [`/${survey.id}/responses`]: [
      'limit',
      'cursor',
      'from',
      'to',
      'text',
      'question',
      'min',
      'max',
      'filter.tier',
      'filter.__proto__',
      'filter."',
      'sort',
    ],
    [`/${survey.id}/reports/nps`]: [
      'from',
      'to',
      'interval',
      'segment',
      'filter.tier',
      'question',
      'confidence',
    ],
    [`/${survey.id}/reports/gaps`]: ['from', 'to', 'segment', 'question', 'dimension', 'explain'],
    [`/${survey.id}/export.csv`]: ['from', 'text', 'question'],
  }
  for (const [route, names] of Object.entries(routes))
    for (const name of names)
      for (const value of values) {
        const query = new URLSearchParams({ [name]: value })
        const reply = await owner.fetch(`/api/surveys${route}?${query}`)
        expect(reply.status, `${route}?${query}`).toBeLessThan(500)
        await reply.arrayBuffer()
      }
  const percent = await owner.fetch(`/api/surveys/${survey.id}/responses?text=%25`)
  expect((await percent.json()).responses).toEqual([])
})

test('the log holds one JSON object a line, whatever was sent', async () => {
  const evil = '%0A%7B%22level%22:%22error%22%7D'
  await gapwise.fetch(`/s/${evil}?x=${evil}`, { headers: { 'user-agent': '{"level":"error"}' } })
  await gapwise.fetch(`/api/${evil}`)
  for (const line of gapwise.output().split('\n').filter(Boolean)) JSON.parse(line)
})
