/** `npm run recount`: sums are what the rows say, a damaged one is found by name, and a rebuild mends it. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ALL_TYPES, answersCsv } from '../support/all-types.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { runCommand } from '../support/run-command.ts'
import { type SignedIn, signedIn } from '../support/signed-in.ts'

let gapwise: Gapwise
let owner: SignedIn
let id: string

beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await signedIn(gapwise, 'Asia/Shanghai')
  id = await owner.publish('counted', ALL_TYPES)
  await owner.publish('empty', ALL_TYPES)
  const csv = answersCsv(400, '2026-01-20', 60)
  const { body } = await owner.csv('POST', `/api/surveys/${id}/import`, csv)
  expect(body.imported).toBe(400)
  await folded()
  // Changed and deleted ones leave no trace in the sums.
  for (const each of ['answer-3', 'answer-77', 'answer-399'])
    expect((await owner.send('DELETE', `/api/surveys/${id}/responses/${each}`)).status).toBe(204)
  await folded()
})
afterAll(() => gapwise.stop())

async function folded() {
  const look = async () => {
    const { rows } = await gapwise.database.execute({
      sql: `SELECT (SELECT max(seq) FROM responses WHERE survey_id = ?1) <= folded_through
          AND NOT EXISTS (SELECT 1 FROM retractions) AS is_folded
        FROM tally_cursors WHERE survey_id = ?1`,
      args: [id],
    })
    expect(rows[0]?.is_folded).toBe(1)
  }
  await vi.waitFor(look, 20_000)
}

const recount = () =>
  runCommand('recount', {
    DATABASE_URL: gapwise.databaseUrl,
    DATABASE_AUTH_TOKEN: gapwise.databaseToken,
  }).ended()

test('says of every survey that its sums are as counted', async () => {
  const { code, stdout, stderr } = await recount()
  expect(stderr).toBe('')
  expect(stdout).toMatch(/^counted \(\S+\): 397 responses, \d{5,} sums, all as counted$/m)
  expect(stdout).toMatch(/^empty \(\S+\): 0 responses, 0 sums, all as counted$/m)
  expect(code).toBe(0)
})

test.each([
  [
    'a sum that was changed',
    `UPDATE tallies SET s3 = s3 + 1 WHERE segment = 'tier=key'
    AND measure = 'gap|speed' AND day = (SELECT min(day) FROM tallies WHERE segment = 'tier=key'
    AND measure = 'gap|speed')`,
    /^ {2}2026-\d\d-\d\d tier=key gap\|speed\[3\]: \S+ instead of \S+$/m,
  ],
  [
    'sums that are gone',
    `DELETE FROM tallies WHERE segment = '' AND measure = 'values|recommend'
    AND day = (SELECT max(day) FROM tallies WHERE measure = 'values|recommend')`,
    /everyone values\|recommend\[\d+\]: 0 instead of/,
  ],
  [
    'sums nobody’s answers make',
    `INSERT INTO tallies VALUES ((SELECT min(survey_id) FROM tallies),
    'tier=ghost', 'values|recommend', 20000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0)`,
    /tier=ghost values\|recommend\[9\]: 7 instead of 0/,
  ],
])('finds %s, and a rebuild mends it', async (_, damage, told) => {
  await gapwise.database.execute(damage)
  const found = await recount()
  expect(found.stdout).toMatch(told)
  expect(found.stderr).toMatch(
    /^Make the sums of counted anew: POST \/api\/surveys\/\{id\}\/rebuild/,
  )
  expect(found.code).toBe(1)
  expect((await owner.send('POST', `/api/surveys/${id}/rebuild`)).status).toBe(202)
  await folded()
  expect(await recount()).toMatchObject({ code: 0, stderr: '' })
})

test('says of sums that are being made anew no more than that', async () => {
  const sql = 'SELECT zone FROM tally_cursors WHERE survey_id = ?'
  const { rows } = await gapwise.database.execute({ sql, args: [id] })
  expect(rows).toEqual([{ zone: 'Asia/Shanghai' }])
  await gapwise.database.execute("UPDATE tally_cursors SET zone = 'UTC'")
  const { code, stdout } = await recount()
  expect(stdout).toMatch(/^counted \(\S+\): its sums are being made anew$/m)
  expect(code).toBe(0)
})
