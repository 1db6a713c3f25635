/** Customers: added, found, imported, copied out and erased. */
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseFile } from '../../local/data-folder.ts'
import { aResponse, aSurvey } from '../support/a-survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf, type Published } from '../support/owner.ts'

let gapwise: Gapwise
let owner: Owner

beforeAll(async () => {
  gapwise = await startGapwise({ settings: { GAPWISE_LIMIT_ADDRESS: '0' } })
  owner = await ownerOf(gapwise)
})
afterAll(() => gapwise.stop())

const json = async (path: string) => (await owner.fetch(path)).json()
const upload = async (csv: string, query = '') => {
  const headers = { 'content-type': 'text/csv' }
  const reply = await owner.fetch(`/api/customers/import${query}`, {
    method: 'POST',
    headers,
    body: csv,
  })
  return { status: reply.status, ...(await reply.json()) }
}
const ids = async (query: string) =>
  (await json(`/api/customers?${query}`)).customers.map(({ id }: { id: string }) => id)

test('a customer is added, read, changed in part and found; a second with the id is refused', async () => {
  const ada = { id: 'ada/1', name: 'Ada', email: 'Ada@Shop.Example', tier: 'key' }
  expect(await owner.send('POST', '/api/customers', ada)).toMatchObject({
    ...ada,
    email: 'ada@shop.example',
    stage: null,
  })
  const headers = { 'content-type': 'application/json' }
  const again = await owner.fetch('/api/customers', {
    method: 'POST',
    headers,
    body: JSON.stringify(ada),
  })
  expect([again.status, (await again.json()).type]).toEqual([409, '/problems/customer-exists'])
  const at = `/api/customers/${encodeURIComponent(ada.id)}`
  const change = { stage: 'stable', email: null }
  expect(await owner.send('PATCH', at, change)).toMatchObject({ name: 'Ada', ...change })
  expect(await json(at)).toMatchObject({ name: 'Ada', tier: 'key', ...change })
  expect(await ids('search=ad')).toEqual(['ada/1'])
  expect(await ids('search=%25')).toEqual([])
  expect(await ids('tier=key&stage=stable')).toEqual(['ada/1'])
  expect((await owner.fetch('/api/customers/none')).status).toBe(404)
})

describe('an import', () => {
  const csv =
    'customer,name,email,tier,stage,locale\nc1,李雷,li@shop.example,vip,stable,zh-cn\nc2,Bo,,small,,en\n'

  test('adds what is new; the same file again changes nothing; other content is taken as news', async () => {
    expect(await upload(csv, '?dryRun=1')).toMatchObject({ imported: 2 })
    expect((await owner.fetch('/api/customers/c1')).status).toBe(404)
    expect(await upload(csv)).toMatchObject({ status: 200, imported: 2, rejectedCount: 0 })
    const before = await json('/api/customers/c1')
    expect(before).toMatchObject({ name: '李雷', locale: 'zh-CN' })
    expect(await upload(csv)).toMatchObject({ imported: 0, updated: 0, duplicates: 2 })
    expect(await json('/api/customers/c1')).toEqual(before)
    expect(await upload(csv.replace('李雷', '李小雷'))).toMatchObject({ updated: 1, duplicates: 1 })
    expect((await json('/api/customers/c1')).name).toBe('李小雷')
  })

  test('says nothing of what it has no column for', async () => {
    expect(await upload('customer,name\nc2,Bo Li\n')).toMatchObject({ updated: 1 })
    expect(await json('/api/customers/c2')).toMatchObject({
      name: 'Bo Li',
      tier: 'small',
      locale: 'en',
    })
    expect(await upload('customer,tier\nc2,\n')).toMatchObject({ updated: 1 })
    expect(await json('/api/customers/c2')).toMatchObject({ name: 'Bo Li', tier: null })
  })

  test('adds tiers and stages the account has not had to its lists', async () => {
    expect((await json('/api/settings')).tiers).toEqual(['key', 'regular', 'small', 'vip'])
  })

  test('refuses a bad line without spoiling the others, and a header that is none', async () => {
    const bad = await upload(
      'customer,email\nc3,not an address\n,a@b.example\nc4,c4@shop.example\nc5,,x\n',
    )
    expect(bad).toMatchObject({ imported: 1, rejectedCount: 3 })
    expect(
      bad.rejected.map(({ line, column }: { line: number; column: string }) => [line, column]),
    ).toEqual([
      [2, 'email'],
      [3, 'customer'],
      [5, ''],
    ])
    expect((await upload('name\nx\n')).status).toBe(422)
    expect((await upload('')).status).toBe(400)
  })

  test('of two lines of one customer takes the later', async () => {
    await upload('customer,name\ntwin,First\ntwin,Second\n')
    expect((await json('/api/customers/twin')).name).toBe('Second')
  })
})

test('a list is read page by page to its end', async () => {
  const lines = Array.from({ length: 30 }, (_, i) => `page-${i}\n`)
  await upload(`customer\n${lines.join('')}`)
  const seen: string[] = []
  let cursor = ''
  do {
    const page = await json(`/api/customers?search=page-&limit=7${cursor}`)
    seen.push(...page.customers.map(({ id }: { id: string }) => id))
    cursor = page.next ? `&cursor=${page.next}` : ''
  } while (cursor)
  expect(new Set(seen).size).toBe(30)
  expect(seen).toHaveLength(30)
})

describe('what happened with a customer', () => {
  let survey: Published
  beforeAll(async () => {
    survey = await owner.publish(aSurvey())
    await upload('customer,name,tier\nmei,Mei,key\nquiet,Quiet,\n')
    await owner.send('POST', `/api/surveys/${survey.id}/invitations`, { customers: ['mei'] })
    const rows = [
      '2026-03-01,5,mei,6,4,Kind people',
      '2026-03-02,2,mei,6,2,The courier was rude',
      '2026-03-03,4,other,,,',
    ]
    const header = 'submitted_at,recommend,customer,speed.expectation,speed.perception,comment'
    await owner.import(survey, [header, ...rows].join('\n'))
    await owner.csv(
      '/api/complaints/import',
      'opened_at,closed_at,category,customer\n2026-03-04,,late,mei\n2026-03-05,2026-03-06,late,mei\n',
    )
  })

  test('stands in the list: latest score and gap, answers, and what is still open', async () => {
    const { customers } = await json('/api/customers?search=mei')
    expect(customers).toMatchObject([
      {
        id: 'mei',
        responses: 2,
        openComplaints: 1,
        latest: {
          surveyId: survey.id,
          score: { value: 2, of: 10, isNps: true },
          gap: -4,
          words: ['The courier was rude'],
        },
      },
    ])
    expect((await json('/api/customers?search=quiet')).customers).toMatchObject([
      { responses: 0, latest: null, lastAnsweredAt: null, openComplaints: 0 },
    ])
  })
  test('narrows the list to those whose complaint is still open', async () => {
    expect(await ids('complaint=open')).toEqual(['mei'])
    expect((await owner.fetch('/api/customers?complaint=closed')).status).toBe(422)
  })
  test('is told newest first, and page by page the same', async () => {
    const whole = await json('/api/customers/mei/timeline')
    const kinds = whole.entries.map(({ kind, at }: { kind: string; at: string }) => [
      kind,
      at.slice(0, 10),
    ])
    expect(kinds.slice(1)).toEqual([
      ['complaint', '2026-03-05'],
      ['complaint', '2026-03-04'],
      ['response', '2026-03-02'],
      ['response', '2026-03-01'],
    ])
    expect(whole.entries[0]).toMatchObject({
      kind: 'invitation',
      invitation: { surveyId: survey.id, customer: 'mei', state: 'open' },
    })
    const paged: unknown[] = []
    let next: string | null = ''
    while (next !== null) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`
      const page = await json(`/api/customers/mei/timeline?limit=2${cursor}`)
      paged.push(...page.entries)
      next = page.next
    }
    expect(paged).toEqual(whole.entries)
  })
  test('is empty for a customer nothing happened with, and 404 for nobody', async () => {
    expect(await json('/api/customers/quiet/timeline')).toEqual({ entries: [], next: null })
    expect((await owner.fetch('/api/customers/nobody/timeline')).status).toBe(404)
  })
  test('of an id that was only claimed is what came with it', async () => {
    expect((await json('/api/customers/other/timeline')).entries).toHaveLength(1)
  })
})

describe('erasure', () => {
  const marker = 'MARKER-7f3a'

  test('leaves every figure, and nothing of the person anywhere', async () => {
    const survey = await owner.publish(aSurvey())
    const customer = {
      id: `${marker}-id`,
      name: `${marker} name`,
      email: `${marker}@shop.example`,
      tier: 'key',
    }
    await owner.send('POST', '/api/customers', customer)
    const other = 'customer,name\nstays,Stays\n'
    await upload(other)
    const { invitations } = (await owner.send('POST', `/api/surveys/${survey.id}/invitations`, {
      customers: [customer.id],
    })) as { invitations: { url: string }[] }
    const token = invitations[0]?.url.split('/i/')[1]
    const answers = {
      recommend: 3,
      speed: { expectation: 6, perception: 2 },
      why: ['wait', { other: `${marker} other` }],
      comment: `${marker} comment`,
      problem: { category: 'price', text: `${marker} text`, contact: `${marker} contact` },
    }
    const send = (body: object) =>
      gapwise.post(`/api/public/surveys/${survey.slug}/responses`, body)
    expect((await send(aResponse({ answers, token, complete: true }))).status).toBe(201)
    const line = `submitted_at,recommend,customer,comment\n2026-01-05,9,${customer.id},\n2026-01-06,2,${customer.id},${marker}\n`
    await owner.import(survey, line)
    await send(aResponse({ answers: { recommend: 6, comment: 'Fine' } }))
    await gapwise.tick()

    const copy = await json(`/api/customers/${customer.id}/export`)
    expect(copy.customer).toMatchObject(customer.name ? { name: customer.name } : {})
    expect(copy.responses).toHaveLength(3)
    expect(copy.complaints).toMatchObject([{ category: 'price', text: `${marker} text` }])
    expect(copy.invitations).toMatchObject([{ survey: survey.slug, state: 'answered' }])

    const period = { from: '2026-01-01', to: '2026-12-31' }
    // Who answered twice is not known any more, so intervals may change; what was answered may not.
    const figures = async () => {
      const { total, histogram, series } = await owner.nps(survey, period)
      const { items } = await owner.gaps(survey, period)
      const { n, promoters, detractors, mean, nps } = total
      const points = series.filter((point) => point.n > 0)
      return {
        nps: { n, promoters, detractors, mean, nps, histogram },
        series: points.map((point) => [point.start, point.n, point.mean]),
        items: items.map((item) => [item.key, item.n, item.expectation.mean, item.perception.mean]),
      }
    }
    const before = await figures()
    const erased = await owner.fetch(`/api/customers/${customer.id}`, { method: 'DELETE' })
    expect(erased.status).toBe(204)
    expect(await figures()).toEqual(before)
    await settled(survey)
    expect(await figures()).toEqual(before)
    // Words are counted in lower case, and each by itself.
    for (const word of [marker.toLowerCase(), 'marker'])
      expect((await dump()).toLowerCase()).not.toContain(word)
    expect(await dump()).toContain('words|comment|en|fine')
    await owner.fetch(`/api/surveys/${survey.id}/rebuild`, { method: 'POST' })
    await settled(survey)
    expect(await figures()).toEqual(before)

    expect((await owner.fetch(`/api/customers/${customer.id}`)).status).toBe(404)
    expect((await owner.fetch(`/api/customers/${customer.id}/export`)).status).toBe(404)
    expect(await dump()).not.toContain(marker)
    // Neither in what the file has free: that is overwritten, not only given up.
    await gapwise.database.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    const file = await readFile(databaseFile(gapwise.dataFolder), 'latin1')
    expect(file.toLowerCase()).not.toContain(marker.toLowerCase())
    expect((await json('/api/audit?limit=1')).entries[0]).toMatchObject({
      action: 'customer-erased',
      target: '',
      detail: {},
    })
    expect(await owner.exported(survey, 'ndjson')).not.toContain(marker)
    expect(await owner.exported(survey, 'csv')).toContain('Fine')
    expect((await owner.fetch(`/api/customers/${customer.id}`, { method: 'DELETE' })).status).toBe(
      404,
    )
  })

  test('ends open links, and an erased person’s old link answers for nobody', async () => {
    const survey = await owner.publish(aSurvey())
    await owner.send('POST', '/api/customers', { id: 'leaver' })
    const { invitations } = (await owner.send('POST', `/api/surveys/${survey.id}/invitations`, {
      customers: ['leaver'],
    })) as { invitations: { url: string }[] }
    await owner.fetch('/api/customers/leaver', { method: 'DELETE' })
    const path = new URL(invitations[0]?.url ?? '').pathname
    expect((await gapwise.fetch(path)).status).toBe(410)
  })

  /** Waits until nothing is left to fold or to subtract. */
  async function settled({ id }: Published): Promise<void> {
    const isFolded = async () => {
      const { rows } = await gapwise.database.execute({
        sql: `SELECT (SELECT count(*) FROM retractions WHERE survey_id = ?1) AS waiting,
          (SELECT max(seq) FROM responses WHERE survey_id = ?1) AS last,
          (SELECT folded_through FROM tally_cursors WHERE survey_id = ?1) AS folded`,
        args: [id],
      })
      const [row] = rows
      return row?.waiting === 0 && Number(row.folded) >= Number(row.last)
    }
    await expect.poll(isFolded).toBe(true)
  }

  /** Every row of every table. */
  async function dump(): Promise<string> {
    const { rows } = await gapwise.database.execute(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
    )
    // As text: the index of words has numbers that JavaScript cannot hold.
    const tables = rows.map(async ({ name }) => {
      const about = await gapwise.database.execute(`SELECT name FROM pragma_table_info('${name}')`)
      const columns = about.rows.map((column) => `CAST("${column.name}" AS TEXT)`)
      return gapwise.database.execute(`SELECT ${columns.join(', ')} FROM "${name}"`)
    })
    return JSON.stringify((await Promise.all(tables)).map((each) => each.rows))
  }
})
