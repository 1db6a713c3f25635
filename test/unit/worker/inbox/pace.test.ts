/** Steps of a fold are as long as libSQL is quick, and a fold keeps to that. */
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Database, Statement } from '../../../../worker/db.ts'
import { Folding } from '../../../../worker/inbox/folding.ts'
import { Pace } from '../../../../worker/inbox/pace.ts'
import type { Published } from '../../../../worker/inbox/published.ts'

test('steps that take long are halved until they do not, but never below 250 rows', () => {
  const pace = new Pace()
  const sizes = Array.from({ length: 5 }, () => {
    pace.took(801)
    return pace.rows
  })
  expect(sizes).toEqual([1000, 500, 250, 250, 250])
})

test('steps that are quick are doubled, but never beyond 4,000 rows; others stay as they are', () => {
  const pace = new Pace()
  pace.took(800)
  pace.took(300)
  expect(pace.rows).toBe(2000)
  pace.took(299)
  pace.took(0)
  expect(pace.rows).toBe(4000)
})

/** The steps that fold so many responses in a database that takes so long for a batch; none is of a version that counts. */
async function stepsOf(responses: number, writeMs: number, isGivenUp = false): Promise<number[]> {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const steps: number[] = []
  let through = 0
  const database = {
    async read([, { args = [] } = {}]: readonly Partial<Statement>[]) {
      const length = Math.min(Number(args[1]), responses - through)
      const rows = Array.from({ length }, (_, i) => ({ seq: through + i + 1, response: ROW }))
      return [
        { rows: [{ folded_through: through, indexed_through: through, zone: 'UTC' }] },
        { rows },
      ]
    },
    async write(statements: readonly Statement[]) {
      const { args = [] } = statements.find(({ sql }) => /INTO tally_cursors/.test(sql)) ?? {}
      steps.push(Number(args[2]) - through)
      through = Number(args[2])
      vi.setSystemTime(Date.now() + writeMs)
      if (isGivenUp) throw new DOMException('The database did not answer', 'TimeoutError')
    },
  }
  const survey = { surveyId: 'survey', definitions: new Map(), settings: { timeZone: 'UTC' } }
  const pace = new Pace()
  for (let runs = 0; through < responses && runs < 99; runs++)
    await foldingOf(database, survey, pace)
      .run(true, true, () => false)
      .catch(() => {})
  return steps
}
const ROW = '["id",1,9,0,"link",null,{},{},null,null,0,1,null,"hash"]'
/** Safe because a fold asks no more of either: what it misses would fail the test. */
const foldingOf = (database: object, survey: object, pace: Pace) =>
  new Folding(database as Database, survey as Published, pace)

test('a fold takes fewer rows at once from a slow database, and more from a quick one', async () => {
  expect(await stepsOf(4000, 1000)).toEqual([2000, 1000, 500, 250, 250])
  expect(await stepsOf(9000, 100)).toEqual([2000, 4000, 3000])
})

test('also when a step was given up for lost, so that the next one comes through', async () => {
  expect(await stepsOf(3500, 3000, true)).toEqual([2000, 1000, 500])
})
