/** Signing in, being signed in, and being out again: cookies, keys, time, and how often one may guess. */
import { createHash, randomBytes } from 'node:crypto'
import { request as connect } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf } from '../support/owner.ts'

let gapwise: Gapwise
let owner: Owner

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
})

afterAll(() => gapwise.stop())

// What one test has guessed must not hold up the next.
beforeEach(() => gapwise.database.execute('DELETE FROM sign_in_failures'))

const ann = { email: 'ann@shop.example', password: 'a long enough password' }
const own = () => ({ origin: gapwise.url, 'x-requested-with': 'gapwise' })
const signIn = (body: unknown = ann, headers: Record<string, string> = {}) =>
  gapwise.post('/api/session', body, { ...own(), ...headers })
const cookieIn = (reply: Response) => reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''
const asked = async (path: string, headers: Record<string, string>) =>
  (await gapwise.fetch(path, { headers })).status
/** The same three routes, told apart by nothing but who asks. */
const seen = (headers: Record<string, string>) =>
  Promise.all(['/api/session', '/api/surveys', '/api/settings'].map((path) => asked(path, headers)))
const inside = [200, 200, 200]
const outside = [401, 401, 401]
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

describe('a session', () => {
  test('is asked for by every 401 in the words of HTTP', async () => {
    for (const [path, headers] of [
      ['/api/surveys', {}],
      ['/api/session', { authorization: 'Bearer gw_none' }],
    ] as const) {
      const reply = await gapwise.fetch(path, { headers })
      expect(reply.status).toBe(401)
      expect(reply.headers.get('www-authenticate')).toBe('Bearer')
    }
  })

  test('is a cookie scripts cannot read and other sites do not send', async () => {
    const reply = await signIn()
    expect(reply.status).toBe(200)
    expect(reply.headers.getSetCookie()).toHaveLength(1)
    const [pair = '', ...flags] = (reply.headers.getSetCookie()[0] ?? '').split('; ')
    expect(pair).toMatch(/^gw=[\w-]{43}$/)
    expect(flags.sort()).toEqual(['HttpOnly', 'Max-Age=43200', 'Path=/', 'SameSite=Lax'])
    expect(reply.headers.get('cache-control')).toBe('no-store')
    const { actor, settings } = await reply.json()
    expect(actor).toMatchObject({ name: 'Ann', role: 'owner' })
    expect(settings.timeZone).toBe('UTC')
  })

  test('has a new id at every sign-in; one that was planted is never adopted', async () => {
    const planted = `gw=${'A'.repeat(43)}`
    const first = cookieIn(await signIn(ann, { cookie: planted }))
    const second = cookieIn(await signIn(ann, { cookie: first }))
    expect(new Set([planted, first, second]).size).toBe(3)
    expect(await seen({ cookie: planted })).toEqual(outside)
    expect(await seen({ cookie: second })).toEqual(inside)
  })

  test('ends with sign-out, at once and for good', async () => {
    const cookie = cookieIn(await signIn())
    const other = cookieIn(await signIn())
    const headers = { ...own(), cookie }
    const reply = await gapwise.fetch('/api/session', { method: 'DELETE', headers })
    expect(reply.status).toBe(204)
    expect(reply.headers.getSetCookie()[0]).toMatch(/^gw=;.*Max-Age=0/)
    expect(reply.headers.get('clear-site-data')).toContain('"storage"')
    expect(await seen({ cookie })).toEqual(outside)
    expect(await seen({ cookie: other })).toEqual(inside)
    expect((await gapwise.fetch('/api/session', { method: 'DELETE', headers })).status).toBe(401)
  })

  test('ends after an hour without use, and twelve hours after it began whatever the use', async () => {
    const later = async (column: string, ms: number) => {
      const cookie = await sessionOf('editor')
      const hash = sha256(cookie.slice(3))
      const sql = `UPDATE sessions SET ${column} = ${column} - ? WHERE hash = ?`
      await gapwise.database.execute({ sql, args: [ms, hash] })
      return seen({ cookie })
    }
    const hour = 3_600_000
    const { rows } = await gapwise.database.execute(
      'SELECT DISTINCT expires_at - created_at AS lasts FROM sessions',
    )
    expect(rows.map(({ lasts }) => lasts)).toEqual([12 * hour])
    expect(await later('last_seen_at', hour - 60_000)).toEqual(inside)
    expect(await later('last_seen_at', hour + 1000)).toEqual(outside)
    expect(await later('expires_at', 12 * hour - 60_000)).toEqual(inside)
    expect(await later('expires_at', 12 * hour + 1000)).toEqual(outside)
  })

  test('that is used is noted as used, so that it goes on', async () => {
    const cookie = await sessionOf('agent')
    const hash = sha256(cookie.slice(3))
    const sql = 'UPDATE sessions SET last_seen_at = last_seen_at - 3000000 WHERE hash = ?'
    await gapwise.database.execute({ sql, args: [hash] })
    await seen({ cookie })
    await gapwise.database.execute({ sql, args: [hash] })
    expect(await seen({ cookie })).toEqual(inside)
  })

  test('ends at once when its person is disabled, and follows a change of role', async () => {
    const cookie = await sessionOf('editor')
    expect(await seen({ cookie })).toEqual(inside)
    const make = () =>
      gapwise.fetch('/api/surveys', {
        method: 'POST',
        headers: { ...own(), cookie, 'content-type': 'application/json' },
        body: '{}',
      })
    expect((await make()).status).toBe(422)
    await gapwise.database.execute("UPDATE staff SET role = 'viewer' WHERE id = 'a-editor'")
    expect((await make()).status).toBe(403)
    await gapwise.database.execute("UPDATE staff SET disabled_at = 1 WHERE id = 'a-editor'")
    expect(await seen({ cookie })).toEqual(outside)
  })

  test('is known by its digest alone: what is in the database opens nothing', async () => {
    const { rows } = await gapwise.database.execute('SELECT hash FROM sessions')
    expect(rows.length).toBeGreaterThan(0)
    for (const { hash } of rows)
      expect(await asked('/api/session', { cookie: `gw=${hash}` })).toBe(401)
  })

  test('of any odd kind is nobody’s', async () => {
    const odd = [
      'gw=',
      'gw=null',
      'gw=%00',
      `gw=${'x'.repeat(4000)}`,
      '__Host-gw=x',
      'gw="a',
      ';;=',
    ]
    for (const cookie of odd) expect(await asked('/api/session', { cookie })).toBe(401)
  })
})

describe('guessing', () => {
  const wrong = { ...ann, password: 'a wrong password' }

  /** Makes every count that stands at `from` stand at `to`, so that a test need not guess that often. */
  const counted = (from: number, to: number) =>
    gapwise.database.execute({
      sql: 'UPDATE sign_in_failures SET failures = ? WHERE failures = ?',
      args: [to, from],
    })

  test('at one account is stopped after five tries, with the same words whether there is such an account', async () => {
    for (const email of [ann.email, 'nobody@shop.example']) {
      await gapwise.database.execute('DELETE FROM sign_in_failures')
      for (let i = 0; i < 5; i++)
        expect((await signIn({ email, password: `wrong ${i}` })).status).toBe(401)
      const reply = await signIn({ email, password: 'wrong again' })
      expect(reply.status).toBe(429)
      const wait = Number(reply.headers.get('retry-after'))
      expect(wait).toBeGreaterThan(0)
      expect(wait).toBeLessThanOrEqual(900)
      const right = await signIn({ email, password: ann.password })
      expect(right.status).toBe(429)
      expect(await right.text()).toBe(await reply.text())
    }
  })

  test('all at once is stopped just so', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 25 }, async () => (await signIn(wrong)).status),
    )
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
    expect(statuses.filter((status) => status === 429)).toHaveLength(20)
  })

  test('at many accounts from one address is stopped after thirty', async () => {
    const guess = async (name: string) =>
      (await signIn({ email: `${name}@shop.example`, password: 'a guess' })).status
    expect(await guess('one')).toBe(401)
    expect(await guess('two')).toBe(401)
    await counted(2, 29)
    expect(await guess('three')).toBe(401)
    for (const name of ['four', 'five', 'six']) expect(await guess(name)).toBe(429)
    expect((await signIn()).status).toBe(429)
    expect(await signInFrom('127.0.0.2', ann)).toBe(200)
  })

  test('is forgiven after a while: the right password works again, the wrong one counts anew', async () => {
    await signIn(wrong)
    await counted(1, 6)
    expect((await signIn()).status).toBe(429)
    const sql = 'UPDATE sign_in_failures SET window_started_at = window_started_at - ?'
    await gapwise.database.execute({ sql, args: [14 * 60_000] })
    expect((await signIn()).status).toBe(429)
    await gapwise.database.execute({ sql, args: [61_000] })
    expect((await signIn()).status).toBe(200)
    expect((await signIn(wrong)).status).toBe(401)
    const { rows } = await gapwise.database.execute('SELECT failures FROM sign_in_failures')
    expect(rows.map(({ failures }) => failures)).toEqual([1, 1])
  })

  test('is not what people do who sign in rightly, however many of them share an address', async () => {
    await signIn()
    await counted(0, 29)
    for (let i = 0; i < 3; i++) expect((await signIn()).status).toBe(200)
    expect((await signIn(wrong)).status).toBe(401)
    expect((await signIn()).status).toBe(429)
  })

  test('is not made easier by a header that claims another address', async () => {
    await signIn(wrong)
    await counted(1, 30)
    for (const name of ['x-forwarded-for', 'cf-connecting-ip', 'x-real-ip', 'forwarded'])
      expect((await signIn(ann, { [name]: '203.0.113.9' })).status).toBe(429)
  })

  test('who has an account is impossible: same words, and about the same time', async () => {
    await sessionOf('viewer')
    const known = { email: 'viewer@shop.example', password: 'a wrong password' }
    // The fastest of each: what else this machine is doing only ever adds to it, so more tries come ever nearer.
    const fastest = { known: Infinity, unknown: Infinity, unread: Infinity }
    // Whoever is unknown is hashed for too, which takes many times as long as the rest.
    const areAlike = ({ known, unknown, unread }: typeof fastest) =>
      Math.min(known, unknown) > 5 * unread && Math.max(known / unknown, unknown / known) < 2
    const bodies = new Set<string>()
    for (let i = 0; i < 6 || (i < 40 && !areAlike(fastest)); i++)
      for (const which of ['known', 'unknown', 'unread'] as const) {
        await gapwise.database.execute('DELETE FROM sign_in_failures')
        const body = which === 'known' ? known : { ...known, email: `n${i}@shop.example` }
        const started = performance.now()
        const reply = await signIn(which === 'unread' ? {} : body)
        fastest[which] = Math.min(fastest[which], performance.now() - started)
        if (which !== 'unread') bodies.add(`${reply.status} ${await reply.text()}`)
      }
    expect(bodies.size).toBe(1)
    expect(fastest).toSatisfy(areAlike)
  })

  test('with twenty people at the door at once fails nobody', async () => {
    for (let i = 0; i < 20; i++) await personOf(`crowd${i}`, 'viewer')
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, i) => signIn({ ...ann, email: `crowd${i}@shop.example` })),
    )
    for (const { status } of replies) expect(status).toBe(200)
  })
})

describe('signing in', () => {
  test('takes an address and a password, and nothing more or less', async () => {
    for (const body of [
      {},
      { email: ann.email },
      { ...ann, remember: true },
      { ...ann, email: 5 },
      [],
      null,
    ])
      expect((await signIn(body)).status).toBe(422)
    expect((await signIn({ ...ann, password: ['a long enough password'] })).status).toBe(422)
    expect((await signIn({ ...ann, email: { $gt: '' } })).status).toBe(422)
    expect((await signIn({ ...ann, password: `${ann.password} ` })).status).toBe(401)
    expect((await signIn({ ...ann, password: 'x'.repeat(5000) })).status).toBe(422)
  })

  test('is not for somebody who was disabled, who hears the same as for a wrong password', async () => {
    await personOf('former', 'editor')
    await gapwise.database.execute("UPDATE staff SET disabled_at = 1 WHERE id = 'a-former'")
    const reply = await signIn({ ...ann, email: 'former@shop.example' })
    expect([reply.status, (await reply.json()).type]).toEqual([401, '/problems/wrong-credentials'])
    expect(reply.headers.getSetCookie()).toEqual([])
  })

  test('with a hash that was tampered with fails, and costs no gigabytes', async () => {
    await personOf('odd', 'viewer')
    const rest = `$${'A'.repeat(22)}$${'A'.repeat(43)}`
    for (const hash of [
      `$scrypt$ln=30,r=8,p=5${rest}`,
      `$scrypt$ln=14,r=99,p=99${rest}`,
      `$scrypt$ln=0,r=0,p=0${rest}`,
      '$scrypt$ln=14,r=8,p=5$A$A',
      '$scrypt$',
    ]) {
      const sql = "UPDATE staff SET password_hash = ? WHERE id = 'a-odd'"
      await gapwise.database.execute({ sql, args: [hash] })
      await gapwise.database.execute('DELETE FROM sign_in_failures')
      expect((await signIn({ ...ann, email: 'odd@shop.example' })).status).toBe(401)
    }
  })
})

describe('an API key', () => {
  type Key = { id: string; key: string; name: string; scope: string; expiresAt: string | null }
  const make = async (scope: string, more: object = {}): Promise<Key> =>
    (await owner.send('POST', '/api/api-keys', { name: 'Shop', scope, ...more })) as Key
  const bearer = ({ key }: { key: string }) => ({ authorization: `Bearer ${key}` })
  const definition = { title: { en: 'Keyed' }, questions: [{ key: 'recommend', type: 'nps' }] }

  test('is shown once, kept as a digest, and listed without its secret', async () => {
    const made = await make('read')
    expect(made.key).toMatch(/^gw_[\w-]{43}$/)
    const { keys } = await (await owner.fetch('/api/api-keys')).json()
    const listed = keys.find(({ id }: Key) => id === made.id)
    const { key, ...shown } = made
    expect(listed).toEqual(shown)
    const { rows } = await gapwise.database.execute('SELECT * FROM api_keys')
    expect(JSON.stringify(rows)).not.toContain(key)
    expect(JSON.stringify(rows)).toContain(sha256(key))
  })

  test('for reading reads, and for writing does what the dashboard does, without our headers', async () => {
    const [read, write] = [await make('read'), await make('write')]
    expect(await seen(bearer(read))).toEqual(inside)
    expect(await seen(bearer(write))).toEqual(inside)
    const post = (key: Key) => gapwise.post('/api/surveys', { definition }, bearer(key))
    expect((await post(read)).status).toBe(403)
    expect((await post(write)).status).toBe(201)
    const put = { method: 'PUT', headers: { ...bearer(write), 'content-type': 'application/json' } }
    const settings = await gapwise.fetch('/api/settings', { ...put, body: '{"privacyMinimum":6}' })
    expect(settings.status).toBe(200)
  })

  test('makes no keys and sees none, so that a found one is only one', async () => {
    const write = await make('write')
    expect(await asked('/api/api-keys', bearer(write))).toBe(403)
    const body = { name: 'More', scope: 'write' }
    expect((await gapwise.post('/api/api-keys', body, bearer(write))).status).toBe(403)
    const revoke = { method: 'DELETE', headers: bearer(write) }
    expect((await gapwise.fetch(`/api/api-keys/${write.id}`, revoke)).status).toBe(403)
  })

  test('counts in its header only', async () => {
    const { key } = await make('write')
    for (const path of [`?api_key=${key}`, `?key=${key}`, `?token=${key}`, `?access_token=${key}`])
      expect(await asked(`/api/session${path}`, {})).toBe(401)
    for (const headers of [
      { cookie: `gw=${key}` },
      { 'x-api-key': key },
      { authorization: key },
      { authorization: `Basic ${btoa(`${key}:`)}` },
      { authorization: `Bearer ${key}x` },
      { authorization: `Bearer ${key.slice(0, -1)}` },
      { authorization: `Bearer ${sha256(key)}` },
      { authorization: 'Bearer ' },
      { authorization: '' },
    ])
      expect(await asked('/api/session', headers as Record<string, string>)).toBe(401)
    expect(gapwise.output()).not.toContain(key)
  })

  test('that is wrong is not helped by a session beside it; a good one is not harmed', async () => {
    const cookie = cookieIn(await signIn())
    const read = await make('read')
    expect(await seen({ cookie, authorization: `Bearer gw_${'A'.repeat(43)}` })).toEqual(outside)
    const both = { ...bearer(read), cookie }
    expect(
      (await (await gapwise.fetch('/api/session', { headers: both })).json()).actor,
    ).toMatchObject({
      kind: 'key',
      role: 'viewer',
    })
    expect((await gapwise.post('/api/surveys', { definition }, both)).status).toBe(403)
  })

  test('ends when it is revoked, at once, and on its day', async () => {
    const gone = await make('write')
    const revoked = await owner.fetch(`/api/api-keys/${gone.id}`, { method: 'DELETE' })
    expect(revoked.status).toBe(204)
    expect(await seen(bearer(gone))).toEqual(outside)
    const { keys } = await (await owner.fetch('/api/api-keys')).json()
    expect(keys.map(({ id }: Key) => id)).not.toContain(gone.id)
    const soon = new Date(Date.now() + 60_000).toISOString()
    const timed = await make('read', { expiresAt: soon })
    expect(timed.expiresAt).toBe(soon)
    expect(await seen(bearer(timed))).toEqual(inside)
    const sql = 'UPDATE api_keys SET expires_at = 1 WHERE id = ?'
    await gapwise.database.execute({ sql, args: [timed.id] })
    expect(await seen(bearer(timed))).toEqual(outside)
  })

  test('is made of a name and a scope, and nothing else', async () => {
    for (const body of [
      { scope: 'read' },
      { name: 'x' },
      { name: '', scope: 'read' },
      { name: 'x', scope: 'admin' },
      { name: 'x', scope: 'read', role: 'owner' },
      { name: 'x', scope: 'read', key: 'gw_mine' },
      { name: 'x', scope: 'read', expiresAt: 'tomorrow' },
    ]) {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' } }
      const reply = await owner.fetch('/api/api-keys', { ...init, body: JSON.stringify(body) })
      expect(reply.status).toBe(422)
    }
  })
})

/** Somebody with Ann's password, straight into the database. */
async function personOf(name: string, role: string): Promise<void> {
  const sql = `INSERT OR REPLACE INTO staff (id, name, email, role, password_hash, created_at)
    SELECT ?, ?, ?, ?, password_hash, 0 FROM staff WHERE email = 'ann@shop.example'`
  await gapwise.database.execute({ sql, args: [`a-${name}`, name, `${name}@shop.example`, role] })
}

/** A session of somebody in this role. */
async function sessionOf(role: string): Promise<string> {
  await personOf(role, role)
  const token = randomBytes(32).toString('base64url')
  const now = Date.now()
  const sql = `INSERT INTO sessions (hash, staff_id, created_at, last_seen_at, expires_at)
    VALUES (?, ?, ?, ?, ?)`
  const args = [sha256(token), `a-${role}`, now, now, now + 12 * 3_600_000]
  await gapwise.database.execute({ sql, args })
  return `gw=${token}`
}

/** Signs in from another address of this machine. */
function signInFrom(localAddress: string, body: object): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { ...own(), 'content-type': 'application/json' }
    const options = { method: 'POST', headers, localAddress, agent: false }
    const request = connect(`${gapwise.url}/api/session`, options, (reply) =>
      reply.resume().on('end', () => resolve(reply.statusCode ?? 0)),
    )
    request.on('error', reject).end(JSON.stringify(body))
  })
}

describe('what is personal', () => {
  const minutesAgo = (cookie: string, minutes: number) =>
    gapwise.database.execute('UPDATE sessions SET created_at = ? WHERE hash = ?', [
      Date.now() - minutes * 60_000,
      sha256(cookie.slice('gw='.length)),
    ])
  const newKey = (cookie: string) =>
    gapwise.post('/api/api-keys', { name: 'Till', scope: 'read' }, { ...own(), cookie })
  const confirm = (cookie: string, password: string) =>
    gapwise.post('/api/session/confirmation', { password }, { ...own(), cookie })

  test('needs a password given in the last ten minutes, and then is done', async () => {
    const cookie = cookieIn(await signIn())
    await minutesAgo(cookie, 9)
    expect((await newKey(cookie)).status).toBe(201)
    await minutesAgo(cookie, 11)
    const refused = await newKey(cookie)
    expect(refused.status).toBe(403)
    expect((await refused.json()).type).toBe('/problems/confirm-password')
    expect(await seen({ cookie })).toEqual(inside)
    const confirmed = await confirm(cookie, ann.password)
    expect(confirmed.status).toBe(204)
    const renewed = cookieIn(confirmed)
    expect((await newKey(renewed)).status).toBe(201)
    expect(await seen({ cookie }), 'the session before').toEqual(outside)
  })

  test.each([
    ['POST', '/api/staff', { name: 'Bo', email: 'bo@shop.example', role: 'viewer' }],
    ['PATCH', '/api/staff/nobody', { role: 'owner' }],
    ['DELETE', '/api/staff/nobody', undefined],
    ['DELETE', '/api/api-keys/none', undefined],
    ['DELETE', '/api/customers/C1', undefined],
  ])('is also %s %s', async (method, path, body) => {
    const cookie = cookieIn(await signIn())
    await minutesAgo(cookie, 11)
    const headers = { ...own(), cookie, 'content-type': 'application/json' }
    const reply = await gapwise.fetch(path, { method, headers, body: JSON.stringify(body) })
    expect([reply.status, (await reply.json()).type]).toEqual([403, '/problems/confirm-password'])
  })

  test('is not opened by a wrong password, which counts as a try to sign in', async () => {
    const cookie = cookieIn(await signIn())
    await minutesAgo(cookie, 11)
    for (let i = 0; i < 5; i++) expect((await confirm(cookie, 'wrong')).status).toBe(401)
    expect((await confirm(cookie, ann.password)).status).toBe(429)
    expect((await newKey(cookie)).status).toBe(403)
    expect((await signIn()).status).toBe(429)
  })

  test('counts wrong present passwords too, where one is changed', async () => {
    const cookie = cookieIn(await signIn())
    const change = (current: string) =>
      gapwise.fetch('/api/session/password', {
        method: 'PUT',
        headers: { ...own(), cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ current, next: 'quite another password' }),
      })
    for (let i = 0; i < 5; i++) expect((await change('wrong')).status).toBe(422)
    expect((await change(ann.password)).status).toBe(429)
  })

  test('takes no password from a key', async () => {
    const { key } = await owner.send<{ key: string }>('POST', '/api/api-keys', {
      name: 'Robot',
      scope: 'write',
    })
    const reply = await gapwise.post(
      '/api/session/confirmation',
      { password: ann.password },
      { authorization: `Bearer ${key}` },
    )
    expect(reply.status).toBe(403)
  })
})

describe('the log', () => {
  const told = async () => {
    const { entries } = await (await owner.fetch('/api/audit?limit=100')).json()
    return entries as { actor: { name: string }; action: string; target: string }[]
  }
  const countOf = async (action: string, target: string) =>
    (await told()).filter((entry) => entry.action === action && entry.target === target).length
  const until = async (what: () => Promise<boolean>) => expect.poll(what).toBe(true)

  test('tells who signed in, and of a wrong password at an account that exists, once', async () => {
    const before = await countOf('signed-in', ann.email)
    await signIn()
    expect(await countOf('signed-in', ann.email)).toBe(before + 1)
    await gapwise.database.execute({
      sql: 'DELETE FROM sign_in_failures',
      args: [],
    })
    const stranger = { email: 'nobody@shop.example', password: 'a long enough password' }
    await signIn(stranger)
    await signIn({ ...ann, password: 'wrong' })
    await signIn({ ...ann, password: 'wrong' })
    await until(async () => (await countOf('sign-in-refused', ann.email)) > 0)
    expect(await countOf('sign-in-refused', ann.email)).toBe(1)
    expect(JSON.stringify(await told())).not.toContain(stranger.email)
  })

  test('tells who asked for what they may not, once an hour, by the route and not its ids', async () => {
    const { key } = await owner.send<{ key: string }>('POST', '/api/api-keys', {
      name: 'Knocker',
      scope: 'write',
    })
    const knock = () =>
      gapwise.fetch('/api/staff/some-secret-id', {
        method: 'DELETE',
        headers: { authorization: `Bearer ${key}` },
      })
    expect((await knock()).status).toBe(403)
    await until(async () => (await countOf('access-refused', 'DELETE /api/staff/:staffId')) === 1)
    await knock()
    expect(await countOf('access-refused', 'DELETE /api/staff/:staffId')).toBe(1)
  })

  test('tells of answers that left', async () => {
    const survey = await owner.publish({
      title: { en: 'Log' },
      locales: ['en'],
      questions: [{ key: 'recommend', type: 'nps' }],
    })
    await owner.exported(survey, 'csv')
    await owner.exported(survey, 'ndjson')
    expect(await countOf('exported', survey.slug)).toBe(2)
  })
})
