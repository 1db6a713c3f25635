import { expect, test } from 'vitest'
import { inBlocks, LOAD_SURVEY, loadLines } from '../../../local/demo/load.ts'
import { DEMO_SLUGS, DEMO_SURVEYS } from '../../../local/demo/surveys.ts'
import { answersFaults } from '../../../schema/answer-faults.ts'
import { walkFaults } from '../../../schema/answers.ts'
import { SurveyDefinition } from '../../../schema/survey.ts'
import { answersFromCells } from '../../support/answers-from-cells.ts'

const load = SurveyDefinition.parse(LOAD_SURVEY)

test.each(DEMO_SLUGS)('made-up load for %s is valid, line by line', async (slug) => {
  const survey = SurveyDefinition.parse(DEMO_SURVEYS[slug])
  const [header = [], ...lines] = await cellsOf(loadLines(survey, 300, 60, 1))
  expect(lines).toHaveLength(300)
  for (const line of lines) {
    const cell = (column: string) => line[header.indexOf(column)]
    const faults: unknown[] = []
    const answers = answersFromCells(survey, cell, (fault) => faults.push(fault))
    expect([...answersFaults(survey, answers), ...faults]).toEqual([])
    const shown = cell('shown')?.split(' ')
    expect(walkFaults(survey, { answers, shown, complete: true })).toEqual([])
  }
})

test('every person of the load survey gives eleven answers', async () => {
  const [header = [], ...lines] = await cellsOf(loadLines(load, 50, 7, 1))
  for (const line of lines)
    expect(
      Object.keys(answersFromCells(load, (column) => line[header.indexOf(column)], fail)),
    ).toHaveLength(11)
})

test('the lines are in order of time and fill every day alike', async () => {
  const [, ...lines] = await cellsOf(loadLines(load, 700, 7, 1, '2026-06-30'))
  const times = lines.map(([at = '']) => at)
  expect(times).toEqual(times.toSorted())
  const days = Map.groupBy(times, (at) => at.slice(0, 10))
  expect([...days.keys()]).toEqual([24, 25, 26, 27, 28, 29, 30].map((day) => `2026-06-${day}`))
  expect([...days.values()].map((list) => list.length)).toEqual(Array(7).fill(100))
})

test('the same seed gives the same lines, another seed others', async () => {
  const lines = async (seed: number) => collected(loadLines(load, 20, 7, seed))
  expect(await lines(1)).toEqual(await lines(1))
  expect(await lines(2)).not.toEqual(await lines(1))
})

test('blocks are the same text in fewer, larger pieces', async () => {
  const lines = await collected(loadLines(load, 200, 7, 1))
  const blocks = await collected(inBlocks(loadLines(load, 200, 7, 1), 4096))
  expect(blocks.join('')).toBe(lines.join(''))
  expect(blocks.length).toBeLessThan(20)
  expect(blocks.slice(0, -1).every((block) => block.length >= 4096)).toBe(true)
})

async function collected(pieces: AsyncIterable<string>): Promise<string[]> {
  const list: string[] = []
  for await (const piece of pieces) list.push(piece)
  return list
}

function fail(): never {
  throw new Error('A cell was not a number')
}

/** Load texts have neither quotes nor commas. */
async function cellsOf(lines: AsyncIterable<string>): Promise<string[][]> {
  return (await collected(lines)).map((line) => line.trimEnd().split(','))
}
