/** An invitation answered while libSQL is away: every answer is kept, one counts, and the others are marked for staff. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aResponse } from '../support/a-survey.ts'
import { load, press } from '../support/page.ts'
import { settled } from './invariants.ts'
import { startWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

test('of two answers kept for one link the first counts, and the second is a conflict', async () => {
  const { gapwise, owner, survey, proxy, database } = world
  await owner.send('POST', '/api/customers', { id: 'ann' })
  const path = `/api/surveys/${survey.id}/invitations`
  const { invitations } = (await owner.send('POST', path, { customers: ['ann'] })) as {
    invitations: { url: string }[]
  }
  const token = invitations[0]?.url.split('/i/')[1]
  const post = (changes: object) =>
    gapwise.post(
      `/api/public/surveys/${survey.slug}/responses`,
      aResponse({ token, complete: true, ...changes }),
    )
  proxy.set(() => 'hang')
  const first = aResponse({ token, complete: true })
  const kept = await gapwise.post(`/api/public/surveys/${survey.slug}/responses`, first)
  expect(kept.status).toBe(202)
  expect((await post({})).status).toBe(202)
  const guess = await post({ token: 'A'.repeat(32) })
  expect(guess.status).toBe(202)
  proxy.set(() => 'pass')
  await settled(database, survey.id, world.waiting)
  const stored = await database.execute('SELECT id, customer_id, customer_verified FROM responses')
  expect(stored.rows.map((row) => ({ ...row }))).toEqual([
    { id: first.id, customer_id: 'ann', customer_verified: 1 },
  ])
  const { rows } = await database.execute('SELECT reason FROM conflicts ORDER BY reason')
  expect(rows.map(({ reason }) => reason)).toEqual(['already-answered', 'unknown-invitation'])
  // Staff find both, a page at a time, and no figure counts them.
  const list = async (query: string) =>
    (await owner.fetch(`/api/surveys/${survey.id}/conflicts?${query}`)).json()
  const page = await list('limit=1')
  const rest = await list(`limit=1&cursor=${page.next}`)
  const found = [...page.conflicts, ...rest.conflicts]
  expect(found.map(({ reason }) => reason).sort()).toEqual([
    'already-answered',
    'unknown-invitation',
  ])
  expect(found[0]).toMatchObject({
    noticedAt: expect.stringMatching(/Z$/),
    response: { revision: 1, answers: { recommend: 9 }, complete: true },
  })
  expect(JSON.stringify(found)).not.toContain('bodyHash')
  expect((await list(`cursor=${rest.next}`)).conflicts).toEqual([])
  expect((await list('')).next).toBeNull()
  expect((await owner.fetch(`/api/surveys/${survey.id}/conflicts?cursor=x`)).status).toBe(422)
  expect((await owner.fetch('/api/surveys/none/conflicts')).status).toBe(404)
  expect((await owner.nps(survey)).total.n).toBe(1)
})

test('whoever begins by a link and loses libSQL on the way goes on, finishes, and is told it is kept', async () => {
  const { gapwise, owner, survey, proxy, database } = world
  await owner.send('POST', '/api/customers', { id: 'bea' })
  const path = `/api/surveys/${survey.id}/invitations`
  const { invitations } = (await owner.send('POST', path, { customers: ['bea'] })) as {
    invitations: { url: string }[]
  }
  const first = await load(gapwise, new URL(invitations[0]?.url ?? '').pathname)
  proxy.set(() => 'fail')
  const second = await press(gapwise, first, { recommend: '9' })
  expect(second.path).toContain(`/s/${survey.slug}/`)
  const thanks = await press(gapwise, await press(gapwise, second), { comment: 'Good' })
  expect(thanks.text).toContain('kept safely')
  proxy.set(() => 'pass')
  await settled(database, survey.id, world.waiting)
  const sql = `SELECT r.complete, r.customer_verified, i.used_at FROM responses r
    JOIN invitations i ON i.response_id = r.id WHERE r.customer_id = 'bea'`
  const [row] = (await database.execute(sql)).rows
  expect(row).toMatchObject({ complete: 1, customer_verified: 1 })
  expect(row?.used_at).not.toBeNull()
})
