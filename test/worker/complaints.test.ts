/** Complaints over HTTP: opened by answers and imports, worked to closure, forgotten on request. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Json, type SignedIn, signedIn } from '../support/signed-in.ts'

let gapwise: Gapwise
let owner: SignedIn
let surveyId: string

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await signedIn(gapwise, 'Europe/Berlin')
  surveyId = await owner.publish('shop', {
    title: { en: 'Shop' },
    questions: [
      { key: 'recommend', type: 'nps' },
      {
        key: 'problem',
        type: 'complaint',
        categories: [{ key: 'late' }, { key: 'item' }],
        contact: true,
      },
    ],
  })
})
afterAll(() => gapwise.stop())

let count = 0
const answer = (answers: object, more: object = {}) =>
  gapwise.post('/api/public/surveys/shop/responses', {
    id: `response-${String(++count).padStart(8, '0')}`,
    version: 1,
    answers,
    ...more,
  })
const casesOf = async (query: string): Promise<Json[]> =>
  (await owner.get(`/api/complaints?${query}`)).body.complaints

describe('a complaint that comes with an answer', () => {
  test('is open as soon as the answer is stored, with a reference to say on the telephone', async () => {
    const told = { category: 'late', text: 'Three days late', contact: 'a@example.com' }
    const { id } = (await (await answer({ recommend: 2, problem: told })).json()) as Json
    const [found] = await casesOf(`response=${id}`)
    expect(found).toMatchObject({
      state: 'received',
      category: 'late',
      text: 'Three days late',
      contact: 'a@example.com',
      severity: 'normal',
      surveyId,
      responseId: id,
    })
    expect(found.reference).toMatch(/^C-1\d{3}$/)
    expect((await owner.get(`/api/complaints/${found.reference}`)).body.id).toBe(found.id)
  })

  test('is promised a reply: told on the thanks page, on the receipt, in the reply and to staff', async () => {
    await owner.send('PUT', '/api/settings', { replyHours: 48 })
    const reply = await answer(
      { problem: { category: 'late', text: 'Promise' } },
      { complete: true },
    )
    const { id, receipt, complaint } = (await reply.json()) as Json
    const [found] = await casesOf(`response=${id}`)
    expect(Date.parse(found.dueAt) - Date.parse(found.openedAt)).toBe(48 * 3_600_000)
    expect(complaint).toEqual({ reference: found.reference, dueAt: found.dueAt })
    const day = new Intl.DateTimeFormat('en-GB', {
      day: 'numeric',
      month: 'long',
      timeZone: 'Europe/Berlin',
    }).format(new Date(found.dueAt))
    for (const path of [`/s/shop/${receipt}`, `/r/${receipt}`]) {
      const html = await (await gapwise.fetch(path)).text()
      expect(html).toContain(found.reference)
      expect(html).toContain('Reply by')
      expect(html).toContain(day)
    }
    // The promise stands when the setting changes, and an answered case is late no more.
    await owner.send('PUT', '/api/settings', { replyHours: null })
    expect((await casesOf(`response=${id}`))[0]?.dueAt).toBe(found.dueAt)
    expect(await casesOf('overdue=1')).toEqual([])
    await gapwise.database.execute({
      sql: 'UPDATE complaints SET due_at = ? WHERE id = ?',
      args: [Date.now() - 1000, found.id],
    })
    expect((await casesOf('overdue=1')).map((one) => one.id)).toEqual([found.id])
    const event = { kind: 'reply', text: 'We are on it' }
    await owner.send('POST', `/api/complaints/${found.id}/events`, event)
    expect(await casesOf('overdue=1')).toEqual([])
  })

  test('is promised nothing where the account promises nothing', async () => {
    const reply = await answer(
      { problem: { category: 'late', text: 'No promise' } },
      { complete: true },
    )
    const { receipt, complaint } = (await reply.json()) as Json
    expect(complaint).toEqual({ reference: expect.stringMatching(/^C-1/) })
    const html = await (await gapwise.fetch(`/r/${receipt}`)).text()
    expect(html).toContain(complaint.reference)
    expect(html).not.toContain('Reply by')
  })

  test('is not opened by an answer without category and text', async () => {
    const { id } = (await (await answer({ recommend: 9 })).json()) as Json
    expect(await casesOf(`response=${id}`)).toEqual([])
  })

  test('follows its author’s edits until somebody has taken it up', async () => {
    const id = 'edited-response-0001'
    const first = await answer({ problem: { category: 'late', text: 'First' } }, { id })
    const { receipt } = (await first.json()) as Json
    const save = (revision: number, problem: object | undefined) =>
      answer({ recommend: 3, ...(problem ? { problem } : {}) }, { id, revision, receipt })
    await save(2, { category: 'item', text: 'Second' })
    expect(await casesOf(`response=${id}`)).toMatchObject([{ category: 'item', text: 'Second' }])
    await save(3, undefined)
    expect(await casesOf(`response=${id}`)).toMatchObject([
      { state: 'closed', outcome: 'withdrawn' },
    ])
    await save(4, { text: 'Third' })
    const [again] = await casesOf(`response=${id}`)
    expect(again).toMatchObject({ state: 'received', category: 'other', text: 'Third' })
    await owner.send('PATCH', `/api/complaints/${again.id}`, { state: 'acknowledged' })
    await save(5, { category: 'late', text: 'Fourth' })
    expect(await casesOf(`response=${id}`)).toMatchObject([{ text: 'Third', category: 'other' }])
  })

  test('stays and counts without the person’s words when the answer is deleted', async () => {
    const told = { category: 'late', text: 'My address is …', contact: 'b@example.com' }
    const { id } = (await (await answer({ problem: told })).json()) as Json
    const [before] = await casesOf(`response=${id}`)
    await owner.send('POST', `/api/complaints/${before.id}/events`, {
      kind: 'note',
      text: 'Called B.',
    })
    await owner.send('DELETE', `/api/surveys/${surveyId}/responses/${id}`)
    const [after] = await casesOf(`response=${id}`)
    expect(after).toMatchObject({ id: before.id, category: 'late', text: null, contact: null })
    const { events } = (await owner.get(`/api/complaints/${before.id}/events`)).body
    expect(events.map(({ kind, text }: Json) => [kind, text])).toEqual([
      ['opened', null],
      ['note', null],
      ['erased', null],
    ])
  })
})

test('cases of a deleted survey stay and count, without the words and the names of those who complained', async () => {
  const id = await owner.publish('fair', {
    title: { en: 'Fair' },
    questions: [
      { key: 'problem', type: 'complaint', categories: [{ key: 'late' }], contact: true },
    ],
  })
  const problem = { category: 'late', text: 'I am Zoë', contact: 'zoe@example.com' }
  const reply = await gapwise.post('/api/public/surveys/fair/responses', {
    id: 'response-of-the-fair',
    version: 1,
    answers: { problem },
  })
  expect(reply.status).toBe(201)
  const [before] = await casesOf('response=response-of-the-fair')
  expect(before).toMatchObject({ text: 'I am Zoë', contact: 'zoe@example.com' })
  await owner.send('DELETE', `/api/surveys/${id}/publication`)
  expect((await owner.send('DELETE', `/api/surveys/${id}`)).status).toBe(204)
  const { body: after } = await owner.get(`/api/complaints/${before.id}`)
  expect(after).toMatchObject({ category: 'late', text: null, contact: null, customerId: null })
  const { events } = (await owner.get(`/api/complaints/${before.id}/events`)).body
  expect(events.map(({ kind }: Json) => kind)).toEqual(['opened', 'erased'])
})

describe('a case', () => {
  const open = async () => {
    const { id } = (await (await answer({ problem: { text: 'Please' } })).json()) as Json
    return (await casesOf(`response=${id}`))[0]
  }
  const patch = (id: string, change: object) => owner.send('PATCH', `/api/complaints/${id}`, change)

  test('goes the way of its states, and each step has its time', async () => {
    const { id } = await open()
    const refused = await patch(id, { state: 'resolved' })
    expect(refused.status).toBe(409)
    expect(refused.body.detail).toContain('acknowledged')
    for (const state of ['acknowledged', 'in-progress', 'resolved']) await patch(id, { state })
    expect((await patch(id, { state: 'closed' })).status).toBe(422)
    const { body } = await patch(id, { state: 'closed', outcome: 'solved' })
    expect(body).toMatchObject({ state: 'closed', outcome: 'solved', reopened: 0 })
    for (const time of ['acknowledgedAt', 'resolvedAt', 'closedAt'])
      expect(body[time]).not.toBeNull()
  })

  test('can be reopened, and then is neither resolved nor closed', async () => {
    const { id } = await open()
    await patch(id, { state: 'in-progress' })
    await patch(id, { state: 'closed', outcome: 'solved' })
    const { body } = await patch(id, { state: 'in-progress' })
    const none = { resolvedAt: null, closedAt: null, outcome: null }
    expect(body).toMatchObject({ state: 'in-progress', reopened: 1, ...none })
  })

  test('that turns out to be a duplicate is closed from where it is, without counting as resolved', async () => {
    const { id } = await open()
    const { body } = await patch(id, { state: 'closed', outcome: 'duplicate' })
    expect(body).toMatchObject({ state: 'closed', resolvedAt: null })
  })

  test('is acknowledged by the first reply, and that is its first response', async () => {
    const { id } = await open()
    const reply = { kind: 'reply', text: 'We are on it' }
    expect((await owner.send('POST', `/api/complaints/${id}/events`, reply)).status).toBe(201)
    const { body } = await owner.get(`/api/complaints/${id}`)
    expect(body.state).toBe('acknowledged')
    expect(body.firstResponseAt).not.toBeNull()
  })

  test('is owned by staff only, and found by its owner', async () => {
    const { id } = await open()
    expect((await patch(id, { ownerId: 'nobody' })).status).toBe(422)
    const { actor } = (await owner.get('/api/session')).body
    await patch(id, { ownerId: actor.id })
    expect((await casesOf('owner=me')).map((each) => each.id)).toEqual([id])
    expect((await casesOf('owner=none')).map((each) => each.id)).not.toContain(id)
    expect((await owner.get(`/api/complaints/${id}`)).body.ownerName).toBe('Ana Duarte')
  })
})

describe('an import of complaints', () => {
  const file = [
    'opened_at,closed_at,category,severity,text,customer,id,segment.tier',
    '2026-01-05,2026-01-07T10:00:00Z,late,serious,"Late, again",C1,old-1,key',
    '2026-01-06,,item,,,C2,,small',
    '2026-01-06,,item,,,C2,,small',
    '2026-13-06,,item,,,C2,old-2,small',
    '2026-01-07,,item,dreadful,,C2,old-3,small',
    '2026-01-08,,,minor,,C2,old-4,small',
  ].join('\n')

  test('takes the good lines, names the bad ones, and changes nothing the second time', async () => {
    const first = await owner.csv('POST', '/api/complaints/import', file)
    expect(first.body).toEqual({
      imported: 3,
      duplicates: 0,
      rejectedCount: 3,
      rejected: [
        { line: 5, column: 'opened_at', detail: 'Needs a past ISO date or date-time' },
        { line: 6, column: 'severity', detail: 'Possible: minor, normal, serious, critical' },
        { line: 7, column: 'category', detail: 'Needs a category' },
      ],
    })
    const second = await owner.csv('POST', '/api/complaints/import', file)
    expect(second.body).toMatchObject({ imported: 0, duplicates: 3 })
    const [found] = await casesOf('customer=C1')
    expect(found).toMatchObject({
      id: 'old-1',
      state: 'closed',
      severity: 'serious',
      // A date alone is local noon; Berlin is an hour ahead in winter.
      openedAt: '2026-01-05T11:00:00.000Z',
      closedAt: '2026-01-07T10:00:00.000Z',
      segments: { tier: 'key' },
    })
    expect(await casesOf('filter.tier=small')).toHaveLength(2)
  })

  test('refuses an id that is stored with other content', async () => {
    const other = 'opened_at,category,id\n2026-02-01,late,old-1'
    const { body } = await owner.csv('POST', '/api/complaints/import', other)
    expect(body).toMatchObject({ imported: 0, rejected: [{ line: 2, column: 'id' }] })
  })

  test('in two files at once is stored once, and each line is told what became of it', async () => {
    const lines = (text: string) =>
      Array.from({ length: 400 }, (_, i) => `2025-06-01,at-once,twin-${i},${text}`)
    const upload = async (text: string) =>
      (
        await owner.csv(
          'POST',
          '/api/complaints/import',
          ['opened_at,category,id,text', ...lines(text)].join('\n'),
        )
      ).body
    const same = await Promise.all([upload('one'), upload('one')])
    expect(same.reduce((sum, { imported }) => sum + imported, 0)).toBe(400)
    expect(same.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(400)
    const two = (text: string) => upload(text).then((body) => ({ text, ...body }))
    await gapwise.database.execute("DELETE FROM complaints WHERE id LIKE 'twin-%'")
    const other = await Promise.all([two('two'), two('three')])
    expect(other.map(({ imported }) => imported).sort()).toEqual([0, 400])
    expect(other.map(({ rejectedCount }) => rejectedCount).sort()).toEqual([0, 400])
    const { rows } = await gapwise.database.execute(
      "SELECT DISTINCT text FROM complaints WHERE id LIKE 'twin-%'",
    )
    expect(rows.map(({ text }) => text)).toEqual(
      other.filter(({ imported }) => imported > 0).map(({ text }) => text),
    )
  })

  test('says which columns it does not know', async () => {
    const { status, body } = await owner.csv('POST', '/api/complaints/import', 'opened,category\n')
    expect(status).toBe(422)
    expect(body.errors.map(({ detail }: Json) => detail)).toEqual([
      'No column opened here',
      'The column opened_at is missing',
    ])
  })
})

describe('exposures', () => {
  test('are set by day, all lines or none', async () => {
    const put = (text: string) => owner.csv('PUT', '/api/exposures/orders', text)
    expect((await put('day,count\n2026-01-01,120\n2026-01-02,130')).body.days).toBe(2)
    expect((await put('day,count\n2026-01-03,5\n2026-02-30,5')).status).toBe(422)
    expect((await put('day,count\n2026-01-02,\n2026-01-04,99')).status).toBe(200)
    expect((await owner.get('/api/exposures')).body.exposures).toEqual([
      { name: 'orders', from: '2026-01-01', to: '2026-01-04', days: 2 },
    ])
  })

  test('may not take the name of our own', async () => {
    expect((await owner.csv('PUT', '/api/exposures/responses', 'day,count\n')).status).toBe(422)
  })
})

test('notes are written, changed, found by their day, and deleted', async () => {
  const note = { day: '2026-01-10', text: 'Courier strike' }
  const { body } = await owner.send('POST', '/api/notes', note)
  expect(body).toMatchObject({ ...note, rebase: false, authorName: 'Ana Duarte' })
  await owner.send('PUT', `/api/notes/${body.id}`, { ...note, text: 'Strike over' })
  const found = await owner.get('/api/notes?from=2026-01-01&to=2026-01-31')
  expect(found.body.notes).toMatchObject([{ id: body.id, text: 'Strike over' }])
  expect((await owner.send('DELETE', `/api/notes/${body.id}`)).status).toBe(204)
  expect((await owner.send('DELETE', `/api/notes/${body.id}`)).status).toBe(404)
})
