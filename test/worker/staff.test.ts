/** People are invited by a one-time link, changed and removed by owners; and what is done is written down for good. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aShortSurvey } from '../support/a-survey.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf } from '../support/owner.ts'

let gapwise: Gapwise
let owner: Owner
const password = 'a password of their own'

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
})
afterAll(() => gapwise.stop())

type Invitation = { id: string; token: string }
const invite = async (email: string, role = 'editor') =>
  (await owner.send('POST', '/api/staff', { name: 'Bo', email, role })) as Invitation
const join = (token: string) => gapwise.post('/api/join', { token, password })
const signIn = (email: string, word = password) =>
  gapwise.post('/api/session', { email, password: word })
const list = async () =>
  (await (await owner.fetch('/api/staff')).json()) as {
    staff: { id: string; email: string; role: string; disabled: boolean }[]
    invitations: { id: string; email: string }[]
  }
const staffNamed = async (email: string) =>
  (await list()).staff.find((person) => person.email === email)
const change = (id: string, body: unknown) =>
  owner.fetch(`/api/staff/${id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
const actions = async () => {
  const { entries } = await (await owner.fetch('/api/audit?limit=100')).json()
  return entries.map(
    ({ action, target }: { action: string; target: string }) => `${action} ${target}`,
  )
}

describe('inviting', () => {
  test('the link makes a person of the role, signs them in, and works once', async () => {
    const { token } = await invite('bo@shop.example')
    const joined = await join(token)
    expect(joined.status).toBe(201)
    expect(joined.headers.getSetCookie()[0]).toContain('gw=')
    expect(await staffNamed('bo@shop.example')).toMatchObject({ role: 'editor', disabled: false })
    expect((await join(token)).status).toBe(410)
    expect((await signIn('bo@shop.example')).status).toBe(200)
  })
  test('of two who use one link at once, one gets in', async () => {
    const { token } = await invite('twice@shop.example')
    const statuses = (await Promise.all([join(token), join(token)])).map(({ status }) => status)
    expect(statuses.sort()).toEqual([201, 410])
  })
  test('another invitation to the same address ends the first, and a withdrawn one is worth nothing', async () => {
    const first = await invite('cy@shop.example')
    const second = await invite('cy@shop.example')
    expect((await join(first.token)).status).toBe(410)
    await owner.fetch(`/api/staff/${second.id}`, { method: 'DELETE' })
    expect((await list()).invitations.map(({ email }) => email)).not.toContain('cy@shop.example')
    expect((await join(second.token)).status).toBe(410)
  })
  test('an address that belongs to somebody is not invited again, and no token is stored', async () => {
    const reply = await gapwise.database.execute('SELECT hash FROM staff_invitations')
    const { token } = await invite('di@shop.example')
    expect(JSON.stringify(reply.rows)).not.toContain(token)
    await expect(invite('ann@shop.example')).rejects.toThrow(/409/)
  })
})

describe('changing', () => {
  test('the last owner can be neither demoted, disabled nor removed', async () => {
    const { id = '' } = (await staffNamed('ann@shop.example')) ?? {}
    expect((await change(id, { role: 'viewer' })).status).toBe(409)
    expect((await change(id, { disabled: true })).status).toBe(409)
    expect((await owner.fetch(`/api/staff/${id}`, { method: 'DELETE' })).status).toBe(409)
    expect(await staffNamed('ann@shop.example')).toMatchObject({ role: 'owner', disabled: false })
  })
  test('who is disabled is out at once, and in again when enabled', async () => {
    const { token } = await invite('ed@shop.example')
    const joined = await join(token)
    const cookie = joined.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const whoAmI = () => gapwise.fetch('/api/session', { headers: { cookie } })
    expect((await whoAmI()).status).toBe(200)
    const { id = '' } = (await staffNamed('ed@shop.example')) ?? {}
    expect((await change(id, { disabled: true })).status).toBe(200)
    expect((await whoAmI()).status).toBe(401)
    expect((await signIn('ed@shop.example')).status).toBe(401)
    await change(id, { disabled: false })
    expect((await signIn('ed@shop.example')).status).toBe(200)
  })
  test('one’s own password needs the present one, and ends other sessions', async () => {
    const { token } = await invite('fay@shop.example', 'viewer')
    const cookieOf = (reply: Response) => reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const elsewhere = cookieOf(await join(token))
    const here = cookieOf(await signIn('fay@shop.example'))
    const put = (current: string) =>
      gapwise.fetch('/api/session/password', {
        method: 'PUT',
        headers: {
          cookie: here,
          origin: gapwise.url,
          'x-requested-with': 'gapwise',
          'content-type': 'application/json',
        },
        body: JSON.stringify({ current, next: 'quite another password' }),
      })
    expect((await put('wrong')).status).toBe(422)
    expect((await put(password)).status).toBe(204)
    expect((await gapwise.fetch('/api/session', { headers: { cookie: elsewhere } })).status).toBe(
      401,
    )
    expect((await signIn('fay@shop.example')).status).toBe(401)
    expect((await signIn('fay@shop.example', 'quite another password')).status).toBe(200)
  })
})

describe('the audit log', () => {
  test('tells key actions, the latest first, with who did them', async () => {
    const survey = await owner.publish(aShortSurvey())
    await owner.fetch(`/api/surveys/${survey.id}/publication`, { method: 'DELETE' })
    await owner.send('PUT', '/api/settings', { privacyMinimum: 6 })
    expect((await actions()).slice(0, 4)).toEqual([
      'settings-changed ',
      `survey-closed ${survey.slug}`,
      `survey-published ${survey.slug}`,
      `survey-made ${survey.slug}`,
    ])
    const { entries } = await (await owner.fetch('/api/audit?limit=1')).json()
    expect(entries[0]).toMatchObject({
      actor: { kind: 'staff', name: 'Ann' },
      detail: { changed: ['privacyMinimum'] },
    })
  })
  test('a deleted response stands in it, a failed deletion does not', async () => {
    const survey = await owner.publish(aShortSurvey())
    await owner.import(survey, 'id,submitted_at,recommend\nx,2026-01-01,9')
    const remove = (id: string) =>
      owner.fetch(`/api/surveys/${survey.id}/responses/${id}`, { method: 'DELETE' })
    expect((await remove('x')).status).toBe(204)
    expect((await remove('x')).status).toBe(404)
    const told = (await actions()).filter(
      (line: string) => line === `response-deleted ${survey.slug}`,
    )
    expect(told).toHaveLength(1)
  })
  test('nobody can change or delete it, not even in the database', async () => {
    await expect(gapwise.database.execute("UPDATE audit SET action = 'x'")).rejects.toThrow(
      /never changed/,
    )
    await expect(gapwise.database.execute('DELETE FROM audit')).rejects.toThrow(/never deleted/)
  })
  test('neither a password nor a token is in it', async () => {
    const { rows } = await gapwise.database.execute('SELECT * FROM audit')
    expect(JSON.stringify(rows)).not.toMatch(/scrypt|password of their own|gw_/)
  })
})
