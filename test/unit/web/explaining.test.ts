import { describe, expect, test } from 'vitest'
import {
  casesQuery,
  excludedWords,
  inputWords,
  narrowedParts,
  onRowsAlone,
  rowsAddress,
} from '../../../web/dashboard/explain/words-of.ts'
import {
  explainedIn,
  explainName,
  explainPeriod,
  reportBehind,
} from '../../../web/dashboard/explaining.ts'
import { en } from '../../../web/dashboard/words/en.ts'
import { explainEn } from '../../../web/dashboard/words/explain.en.ts'
import { voiceOf } from '../../../web/dashboard/words/voice.ts'

const voice = voiceOf('en', { ...en, ...explainEn })

describe('the name of an explanation', () => {
  test('is read back as it was made', () => {
    const narrowed = { question: 'quick', 'filter.tier': 'key & more' }
    expect(explainedIn(explainName('gaps', narrowed))).toEqual({ report: 'gaps', narrowed })
    expect(explainedIn(explainName('nps'))).toEqual({ report: 'nps', narrowed: {} })
  })
  test('names no report we do not have, and narrows by nothing else', () => {
    expect(explainedIn('secrets?question=x')).toBeNull()
    expect(explainedIn(null)).toBeNull()
    expect(explainedIn('nps?explain=0&format=csv&from=2026-01-01')?.narrowed).toEqual({
      from: '2026-01-01',
    })
  })
  test('of a period is of its days that the report is about, and read back', () => {
    const weeks = { interval: 'week', from: '2026-01-07', to: '2026-01-15' } as const
    const days = (start: string) => explainedIn(explainPeriod('trend', start, weeks))?.narrowed
    expect(days('2026-01-05')).toEqual({ from: '2026-01-07', to: '2026-01-11' })
    expect(days('2026-01-12')).toEqual({ from: '2026-01-12', to: '2026-01-15' })
    const one = explainPeriod('ratings', '2026-01-12', weeks, { question: 'overall' })
    expect(explainedIn(one)?.narrowed).toMatchObject({ question: 'overall', to: '2026-01-15' })
  })
  test('may be of one category, or of some scores', () => {
    expect(explainedIn('pareto?category=late')?.narrowed).toEqual({ category: 'late' })
    expect(explainedIn('nps?min=9&max=10')?.narrowed).toEqual({ min: '9', max: '10' })
  })
  test.each([
    ['nps-trend', 'nps'],
    ['gaps-zone', 'gaps'],
    ['ratings-overall-scores', 'ratings'],
    ['choices-why-groups', 'choices'],
    ['complaints-groups', 'trend'],
    ['complaints-pareto', 'pareto'],
    ['themes-zh-CN', 'themes'],
    ['words-en', 'themes'],
    ['overview-funnel', 'response-rate'],
    ['quality-alpha', 'quality'],
    ['notes', null],
    ['surveys', null],
  ])('the panel %s is explained by %s', (sheet, report) => {
    expect(reportBehind(sheet)).toBe(report)
  })
})

describe('an explanation in words', () => {
  const inputs = {
    from: '2026-01-01',
    to: '2026-01-31',
    timeZone: 'Asia/Shanghai',
    confidence: 0.95,
    filters: { tier: 'key' },
    answers: 'latest',
    lowEffort: 'excluded',
    n: 1200,
    someNewCount: 3,
  }
  test('says days, zone, group, whose answers count, and the counts it has words for', () => {
    expect(inputWords(inputs, voice)).toEqual([
      ['Days', voice.days('2026-01-01', '2026-01-31')],
      ['Time zone', 'Asia/Shanghai'],
      ['Segment', 'Tier: Key customers'],
      ['Answers of one customer', 'Only the latest counts'],
      ['Low-effort answers', 'Left out'],
      ['Confidence of intervals', '95%'],
      ['Answers (n)', '1,200'],
    ])
    expect(inputWords({ ...inputs, filters: {} }, voice)[2]).toEqual(['Segment', 'Everyone'])
  })
  test('lists what was left out, and nothing that was not', () => {
    expect(excludedWords('gaps', { noOpinion: 14, suppressed: 0, unheard: 2 }, voice)).toEqual([
      ['No opinion', '14'],
    ])
    expect(excludedWords('choices', { dropped: 2 }, voice)).toEqual([
      ['Far too few or too many points', '2'],
    ])
    expect(excludedWords('resolution', { dropped: 2 }, voice)).toEqual([
      ['With impossible times', '2'],
    ])
  })
  test('leads to the rows in their room, with the days and bounds the service named', () => {
    const rows = '/api/surveys/abc/responses?from=2026-01-01&question=recommend&min=0&max=10'
    expect(rowsAddress(rows, 'order')).toMatchObject({
      survey: 'order',
      from: '2026-01-01',
      question: 'recommend',
      max: '10',
      only: 'all',
      explain: null,
    })
    expect(rowsAddress('/api/complaints?from=2026-01-01', 'order')).toBeNull()
  })
  test('leads from complaints to the complaints, and from nothing else', () => {
    expect(casesQuery('/api/complaints?from=2026-01-01&category=late')).toEqual({
      from: '2026-01-01',
      category: 'late',
    })
    expect(casesQuery('/api/surveys/abc/responses?from=2026-01-01')).toBeNull()
  })
  test('narrows the rows by scores or an option, and not the report', () => {
    expect(onRowsAlone({ question: 'why', option: 'wait' })).toEqual({
      report: { question: 'why' },
      rows: { option: 'wait' },
    })
    expect(onRowsAlone({ min: '9', max: '10', from: '2026-01-01' })).toEqual({
      report: { from: '2026-01-01' },
      rows: { min: '9', max: '10' },
    })
    expect(onRowsAlone({})).toEqual({ report: {}, rows: {} })
  })
  test('names what it is narrowed to, part by part', () => {
    const named = (text: string) => ({ text: `“${text}”`, lang: 'en' })
    const names = { question: named, dimension: named, category: named, option: named }
    const parts = (narrowed: Record<string, string>) =>
      narrowedParts(narrowed, names, voice).map(({ text }) => text)
    expect(parts({ from: '2026-01-05', to: '2026-01-11', question: 'overall' })).toEqual([
      voice.days('2026-01-05', '2026-01-11'),
      '“overall”',
    ])
    expect(parts({ dimension: 'empathy', 'filter.tier': 'key' })).toEqual([
      '“empathy”',
      'Tier: Key customers',
    ])
    expect(parts({ category: 'late' })).toEqual(['“late”'])
    expect(parts({ question: 'why', option: 'wait' })).toEqual(['“why”', '“wait”'])
    expect(parts({ min: '7', max: '7' })).toEqual(['Score 7'])
    expect(parts({ min: '9', max: '10' })).toEqual(['Score 9–10'])
    expect(parts({})).toEqual([])
  })
})
