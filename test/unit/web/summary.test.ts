import { describe, expect, test } from 'vitest'
import { letterOf } from '../../../web/dashboard/summary/letter.ts'
import { fileOf } from '../../../web/dashboard/summary/mail.ts'
import { complaintPanelsEn } from '../../../web/dashboard/words/complaint-panels.en.ts'
import { complaintsEn } from '../../../web/dashboard/words/complaints.en.ts'
import { en } from '../../../web/dashboard/words/en.ts'
import { overviewEn } from '../../../web/dashboard/words/overview.en.ts'
import { ratingsEn } from '../../../web/dashboard/words/ratings.en.ts'
import { summaryEn } from '../../../web/dashboard/words/summary.en.ts'
import { themesEn } from '../../../web/dashboard/words/themes.en.ts'
import { voiceOf } from '../../../web/dashboard/words/voice.ts'
import {
  aGapsReport,
  anItem,
  anNpsReport,
  aRate,
  aResolution,
  aTrend,
  paretoRows,
} from './a-report.ts'

const voice = voiceOf('en', {
  ...en,
  ...complaintPanelsEn,
  ...complaintsEn,
  ...overviewEn,
  ...ratingsEn,
  ...summaryEn,
  ...themesEn,
})
const names = {
  question: (key: string) => key.toUpperCase(),
  dimension: (key: string) => key,
  group: (value: string) => value,
}
const nothing = {
  known: { nps: null, gaps: null, rating: null, trend: null, rate: null, days: 7 },
  names,
  split: 'tier',
  pareto: null,
  resolution: null,
  themes: null,
  categories: (category: string) => ({ text: category, lang: undefined }),
}

describe('the weekly summary', () => {
  test('has a section for every report, each with the title of its own panel', () => {
    const gaps = aGapsReport([anItem('a', { mean: -1.2, verdict: 'below' })])
    const letter = letterOf(
      {
        ...nothing,
        known: {
          ...nothing.known,
          nps: anNpsReport(),
          gaps,
          trend: aTrend([]),
          rate: aRate(),
        },
        pareto: paretoRows({ late: 3, item: 1 }),
        resolution: aResolution(),
      },
      voice,
    )
    expect(letter.sections.map(({ key }) => key)).toEqual([
      'nps',
      'gaps',
      'complaints',
      'pareto',
      'resolution',
      'funnel',
    ])
    expect(letter.sections.every(({ title }) => title !== '' && !title.includes('{'))).toBe(true)
    const table = letter.sections.find(({ key }) => key === 'gaps')?.table
    expect(table?.rows[0]?.[0]).toBe('A')
    expect(table?.rows[0]?.at(-1)).toBe('Below expectation')
    expect(table?.rows.every((row) => row.length === table.columns.length)).toBe(true)
  })
  test('leaves out what a survey does not ask', () => {
    expect(letterOf(nothing, voice).sections).toEqual([])
  })
  test('becomes a document whose subject cannot break out of its title', () => {
    const file = fileOf('<article></article>', '</title><script>alert(1)</script>', 'en')
    expect(file).toContain('<article></article>')
    expect(file).not.toContain('<script>')
  })
})
