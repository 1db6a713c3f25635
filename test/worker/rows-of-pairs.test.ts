/** Where only the rows know, their pairs alone are read: no way of leaving something out may get lost on the way. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SurveyDefinitionInput } from '../../schema/survey.ts'
import { expectSameFigures } from '../support/figures.ts'
import { type Gapwise, startGapwise } from '../support/gapwise.ts'
import { type Owner, ownerOf } from '../support/owner.ts'

const DAYS = { from: '2026-03-02', to: '2026-03-29' }
/** Everybody is in both, so with them, which takes the rows, figures are those without, which takes the sums. */
const FILTERS = { 'filter.tier': 'key', 'filter.channel': 'link' }

const first = {
  title: { en: 'Pairs' },
  locales: ['en'],
  dimensions: [{ key: 'empathy' }],
  questions: [gap('speed'), gap('help'), { key: 'comment', type: 'text' }],
} satisfies SurveyDefinitionInput
const second = { ...first, questions: [gap('speed'), gap('care'), gap('help')] }

function gap(key: string) {
  return { key, type: 'gap' as const, dimension: 'empathy' }
}

/** What is said of `speed` and `help`, and in a comment. */
const OF_FIRST = [
  '6,4,7,5,',
  '5,5,4,6,null and void',
  'no-opinion,no-opinion,6,3,',
  '6,no-opinion,7,2,',
  'no-opinion,3,6,6,',
  '7,,5,5,',
  ',2,,,',
  ',,6,4,',
]
/** What is said of `speed`, `care` and `help`. */
const OF_SECOND = ['6,4,3,5,7,5', '6,5,no-opinion,no-opinion,7,7', ',,6,6,,']
const EACH = 6

let gapwise: Gapwise
let owner: Owner
beforeAll(async () => {
  gapwise = await startGapwise()
  owner = await ownerOf(gapwise)
})
afterAll(() => gapwise.stop())

/** So many customers give each of the answers. */
function fileOf(day: string, columns: string, answers: readonly string[]): string {
  const lines = answers.flatMap((answer, i) =>
    Array.from({ length: EACH }, (_, j) => `${day}T10:00,key,link,customer-${i}-${j},${answer}`),
  )
  return [`submitted_at,segment.tier,channel,customer,${columns}`, ...lines].join('\n')
}
const columnsOf = (...keys: string[]) =>
  keys.flatMap((key) => [`${key}.expectation`, `${key}.perception`]).join(',')
const COLUMNS = `${columnsOf('speed', 'help')},comment`

test('no opinion, half a pair and none stay apart, and so do versions that ask other pairs', async () => {
  const survey = await owner.publish(first)
  await owner.import(survey, fileOf('2026-03-03', COLUMNS, OF_FIRST))
  await owner.republish(survey, second)
  await owner.import(survey, fileOf('2026-03-04', columnsOf('speed', 'care', 'help'), OF_SECOND))
  const [fromSums, fromRows] = [
    await owner.gaps(survey, DAYS),
    await owner.gaps(survey, { ...DAYS, ...FILTERS }),
  ]
  const counts = fromRows.items.map(({ key, n, noOpinion }) => [key, n, noOpinion])
  expect(counts).toEqual([
    ['speed', 4 * EACH, 3 * EACH],
    ['care', 2 * EACH, EACH],
    ['help', 9 * EACH, 0],
  ])
  expectSameFigures(fromRows, fromSums, 1e-9, ['filters'])
})

test('whatever a customer left out before, only the latest answer counts', async () => {
  const survey = await owner.publish({ ...first, program: 'relationship' })
  await owner.import(survey, fileOf('2026-03-03', COLUMNS, OF_FIRST))
  const { items: before } = await owner.gaps(survey, DAYS)
  expect(before.map(({ n, noOpinion }) => [n, noOpinion])).toEqual([
    [2 * EACH, 3 * EACH],
    [7 * EACH, 0],
  ])
  const again = OF_FIRST.map(() => '6,4,7,5,')
  await owner.import(survey, fileOf('2026-03-20', COLUMNS, again))
  const { items } = await owner.gaps(survey, DAYS)
  expect(items.map(({ n, noOpinion, gap: { mean } }) => [n, noOpinion, mean])).toEqual([
    [OF_FIRST.length * EACH, 0, -2],
    [OF_FIRST.length * EACH, 0, -2],
  ])
})
