/** The first owner: made once, by whoever has the one-time link, and by nobody else however fast. */
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { issueSetupToken } from '../../local/setup-token.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'

let gapwise: Gapwise

// Every test has a service nobody has set up yet.
beforeEach(async () => {
  gapwise = await startGapwise()
})

afterEach(() => gapwise.stop())

const person = { name: 'Ann', email: 'ann@shop.example', password: 'a long enough password' }
const setUp = (more: Record<string, unknown> = {}) =>
  gapwise.post('/api/setup', { token: gapwise.setupToken, ...person, ...more })
const cookieIn = (reply: Response) => reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''
const whoAmI = (cookie: string) => gapwise.fetch('/api/session', { headers: { cookie } })
const staff = async () =>
  (await gapwise.database.execute('SELECT email, role, password_hash FROM staff')).rows
const typeOf = async (reply: Response) => (await reply.json()).type

test('the link makes an owner, who is signed in at once, and works once', async () => {
  const reply = await setUp()
  expect(reply.status).toBe(201)
  const { actor, settings } = await reply.json()
  expect(actor).toEqual({ kind: 'staff', id: expect.any(String), name: 'Ann', role: 'owner' })
  expect(settings).toMatchObject({ timeZone: 'UTC', privacyMinimum: 5 })
  expect((await (await whoAmI(cookieIn(reply))).json()).actor).toEqual(actor)
  const again = await setUp({ email: 'eve@evil.example' })
  expect([again.status, await typeOf(again)]).toEqual([409, '/problems/already-set-up'])
  expect(again.headers.getSetCookie()).toEqual([])
  expect(await staff()).toHaveLength(1)
  expect((await gapwise.post('/api/session', person)).status).toBe(422)
  const { email, password } = person
  expect((await gapwise.post('/api/session', { email, password })).status).toBe(200)
})

test('twenty at once make one owner: one 201, the rest 409', async () => {
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, i) => setUp({ email: `p${i}@shop.example` })),
  )
  const statuses = replies.map(({ status }) => status)
  expect(statuses.filter((status) => status === 201)).toHaveLength(1)
  expect(statuses.filter((status) => status === 409)).toHaveLength(19)
  expect(await staff()).toHaveLength(1)
  expect(replies.flatMap((reply) => reply.headers.getSetCookie())).toHaveLength(1)
})

test('a wrong token, or none, is 401 and makes nobody', async () => {
  const { setupToken } = gapwise
  const wrong = ['x', `${setupToken}x`, setupToken.toUpperCase(), setupToken.slice(1), ' ', '']
  for (const token of wrong) {
    const reply = await setUp({ token })
    expect([reply.status, await typeOf(reply)]).toEqual([401, '/problems/wrong-setup-token'])
  }
  expect((await gapwise.post('/api/setup', person)).status).toBe(401)
  for (const token of [null, 5, [setupToken], { $ne: null }, 'x'.repeat(201)])
    expect((await setUp({ token })).status).toBe(422)
  expect(await staff()).toEqual([])
})

test('a token that is over makes nobody: 401', async () => {
  await gapwise.database.execute('UPDATE setup_tokens SET expires_at = 1')
  expect((await setUp()).status).toBe(401)
  expect(await staff()).toEqual([])
})

test('before anybody is owner there is nothing to be seen', async () => {
  for (const path of ['/api/session', '/api/surveys', '/api/settings', '/api/api-keys'])
    expect((await gapwise.fetch(path)).status).toBe(401)
})

describe('what a person says of themselves', () => {
  test('is checked, and a member too many is refused', async () => {
    for (const [more, pointer] of [
      [{ name: '' }, '/name'],
      [{ name: 'x'.repeat(101) }, '/name'],
      [{ name: 'a\0b' }, '/name'],
      [{ email: 'ann' }, '/email'],
      [{ email: 'ann@shop' }, '/email'],
      [{ email: 'a@b.example\r\nBcc: x@y.example' }, '/email'],
      [{ email: `${'x'.repeat(250)}@shop.example` }, '/email'],
      [{ password: 'short' }, '/password'],
      [{ password: 'password1' }, '/password'],
      [{ password: 'PassWord1' }, '/password'],
      [{ password: '12345678' }, '/password'],
      [{ password: 'x'.repeat(5000) }, '/password'],
      [{ role: 'owner' }, '/role'],
      [{ id: '1' }, '/id'],
      [{ emailVerified: true }, '/emailVerified'],
    ] as const) {
      const reply = await setUp(more)
      expect(reply.status).toBe(422)
      expect((await reply.json()).errors[0].pointer).toBe(pointer)
    }
    expect(await staff()).toEqual([])
  })

  test('may be a password of any kind and of 1,024 characters, of which the last counts', async () => {
    const password = `${'correct horse 马 '.repeat(80).slice(0, 1023)}x`
    expect((await setUp({ password })).status).toBe(201)
    const signIn = (tried: string) =>
      gapwise.post('/api/session', { email: person.email, password: tried })
    expect((await signIn(`${password.slice(0, -1)}y`)).status).toBe(401)
    expect((await signIn(password.slice(0, 72))).status).toBe(401)
    expect((await signIn(password)).status).toBe(200)
  })

  test('is the same address and password however it is typed', async () => {
    await setUp({ email: ' Ann@SHOP.example ', password: 'caf\u00e9 au lait' })
    const typed = { email: 'ann@shop.example', password: 'cafe\u0301 au lait' }
    expect((await gapwise.post('/api/session', typed)).status).toBe(200)
  })

  test('includes the time zone of the browser, which becomes the account’s', async () => {
    const { settings } = await (await setUp({ timeZone: 'Asia/Shanghai' })).json()
    expect(settings.timeZone).toBe('Asia/Shanghai')
  })

  test('may include a time zone that is none, which is let be', async () => {
    const reply = await setUp({ timeZone: 'Mars/Olympus' })
    expect(reply.status).toBe(201)
    expect((await reply.json()).settings.timeZone).toBe('UTC')
  })
})

test('another link lets a locked-out owner in again: a new password, and every session ended', async () => {
  const cookie = cookieIn(await setUp())
  const token = await issueSetupToken(gapwise.database, new Date())
  const reply = await setUp({ token, name: 'Ann B', password: 'another long password' })
  expect(reply.status).toBe(201)
  expect((await whoAmI(cookie)).status).toBe(401)
  expect((await whoAmI(cookieIn(reply))).status).toBe(200)
  expect(await staff()).toHaveLength(1)
  const { email } = person
  const signIn = (password: string) => gapwise.post('/api/session', { email, password })
  expect((await signIn(person.password)).status).toBe(401)
  expect((await signIn('another long password')).status).toBe(200)
})

test('only digests are stored: of tokens, sessions and passwords nothing is in the database', async () => {
  const reply = await setUp()
  const secrets = [gapwise.setupToken, cookieIn(reply).split('=')[1] ?? '', person.password]
  const dump: unknown[] = []
  for (const table of ['staff', 'sessions', 'setup_tokens', 'sign_in_failures', 'api_keys'])
    dump.push(...(await gapwise.database.execute(`SELECT * FROM ${table}`)).rows)
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(15)
    expect(JSON.stringify(dump)).not.toContain(secret)
    expect(gapwise.output()).not.toContain(secret)
  }
  const digest = createHash('sha256').update(gapwise.setupToken).digest('hex')
  expect(JSON.stringify(dump)).toContain(digest)
  for (const { password_hash } of await staff())
    expect(password_hash).toMatch(/^\$scrypt\$ln=14,r=8,p=5\$[\w+/]{22}\$[\w+/]{43}$/)
})
