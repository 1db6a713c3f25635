import { describe, expect, test } from 'vitest'
import {
  complaintsCsv,
  csvLine,
  customersCsv,
  ordersCsv,
  responsesCsv,
} from '../../../local/demo/csv.ts'
import { demoHistory } from '../../../local/demo/history.ts'
import { DEMO_SLUGS, DEMO_SURVEYS } from '../../../local/demo/surveys.ts'
import { SurveyDefinition } from '../../../schema/survey.ts'
import { answersFromCells } from '../../support/answers-from-cells.ts'

const year = demoHistory('2026-06-30')

describe.each(DEMO_SLUGS)('the CSV of %s', (slug) => {
  const survey = SurveyDefinition.parse(DEMO_SURVEYS[slug])
  const [header = [], ...lines] = cellsOf(responsesCsv(survey, year.responses[slug]))

  test('gives back every answer through the columns of an import', () => {
    const faults: unknown[] = []
    const read = lines.map((line) =>
      answersFromCells(
        survey,
        (column) => line[header.indexOf(column)],
        (fault) => faults.push(fault),
      ),
    )
    expect(faults).toEqual([])
    expect(read).toEqual(year.responses[slug].map(({ answers }) => answers))
  })

  test('gives back who answered, when, and what was shown', () => {
    const cell = (line: string[], column: string) => line[header.indexOf(column)]
    const read = lines.map((line) => ({
      at: Date.parse(cell(line, 'submitted_at') ?? ''),
      customer: cell(line, 'customer'),
      locale: cell(line, 'locale'),
      complete: cell(line, 'complete'),
      tier: cell(line, 'segment.tier'),
      shown: cell(line, 'shown')?.split(' '),
    }))
    expect(read).toEqual(
      year.responses[slug].map(({ submittedAt, customer, complete, shown }) => ({
        at: submittedAt,
        customer: customer.id,
        locale: customer.locale,
        complete: String(complete),
        tier: customer.tier,
        shown,
      })),
    )
  })

  test('has as many cells in every line as columns, and ids that differ', () => {
    expect(new Set(lines.map((line) => line.length))).toEqual(new Set([header.length]))
    expect(new Set(lines.map((line) => line[header.indexOf('id')])).size).toBe(lines.length)
  })
})

test('complaints told in a survey come with its answers, and not a second time on their own', () => {
  const [, ...lines] = cellsOf(complaintsCsv(year.complaints))
  const problems = year.responses['after-delivery'].filter(({ answers }) => answers.problem)
  expect(problems.length).toBeGreaterThan(0)
  expect(lines.length + problems.length).toBe(year.complaints.length)
})

test('an open complaint has no closing time, a closed one has', () => {
  const [header = [], ...lines] = cellsOf(complaintsCsv(year.complaints))
  const closed = lines.filter((line) => line[header.indexOf('closed_at')] !== '')
  expect(closed.length).toBe(year.complaints.filter(({ closedAt }) => closedAt !== null).length)
  expect(closed.length).toBeLessThan(lines.length)
})

test('customers and orders have a line each', () => {
  expect(cellsOf(customersCsv(year.customers))).toHaveLength(801)
  const [header, ...lines] = cellsOf(ordersCsv(year.days))
  expect(header).toEqual(['day', 'count'])
  expect(lines.map(([day, count]) => [day, Number(count)])).toEqual(
    year.days.map(({ day, orders }) => [day, orders]),
  )
})

test('commas, quotes and line breaks stay inside their cell, formulas lose their effect', () => {
  expect(csvLine(['a,b', 'say "hi"', 'two\nlines', '=1+1', 'plain'])).toBe(
    `"a,b","say ""hi""","two\nlines",'=1+1,plain\n`,
  )
})

/** Reads CSV of one line per record; enough for the demo, whose texts have no line breaks. */
function cellsOf(lines: Iterable<string>): string[][] {
  return [...lines].map((line) =>
    [...line.trimEnd().matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
      ([, quoted, bare = '']) => quoted?.replaceAll('""', '"') ?? bare,
    ),
  )
}
