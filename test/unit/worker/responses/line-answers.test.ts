/** Answers of lines, of which most say what an earlier one has said. */
import { expect, test } from 'vitest'
import { SurveyDefinition } from '../../../../schema/survey.ts'
import { Fault } from '../../../../worker/responses/line.ts'
import { LineAnswers } from '../../../../worker/responses/line-answers.ts'
import { aSurvey } from '../../../support/a-survey.ts'

const reader = () => new LineAnswers(SurveyDefinition.parse(aSurvey()))
const lineOf = (cells: Record<string, string>) => (column: string) => cells[column]
function faultOf(read: () => unknown): unknown {
  try {
    read()
  } catch (error) {
    if (error instanceof Fault) return error.fault.column
    throw error
  }
  return null
}

test('the same cells are the same answers on every line, and an empty one is none', () => {
  const answers = reader()
  const line = lineOf({
    recommend: '9',
    'speed.expectation': '6',
    'speed.perception': 'no-opinion',
  })
  const expected = { recommend: 9, speed: { expectation: 6, perception: null } }
  expect(answers.read(line)).toEqual(expected)
  expect(answers.read(line)).toEqual(expected)
  expect(answers.read(lineOf({ recommend: '9' }))).toEqual({ recommend: 9 })
})

test('a value that is not allowed is refused on every line, with its column', () => {
  const answers = reader()
  for (let i = 0; i < 2; i++) {
    expect(faultOf(() => answers.read(lineOf({ recommend: '11' })))).toBe('recommend')
    const pair = lineOf({ 'speed.expectation': '6', 'speed.perception': '99' })
    expect(faultOf(() => answers.read(pair))).toBe('speed.perception')
    expect(faultOf(() => answers.read(lineOf({ overall: 'good' })))).toBe('overall')
  }
})

test('cells that would read alike side by side are not taken for each other', () => {
  const answers = reader()
  const allowed = lineOf({ why: 'wait', 'why.other': '\ncost' })
  const refused = lineOf({ why: 'wait\n', 'why.other': 'cost' })
  expect(answers.read(allowed)).toEqual({ why: ['wait', { other: '\ncost' }] })
  expect(faultOf(() => answers.read(refused))).toBe('why')
})
