import { describe, expect, test } from 'vitest'
import type { QualityReport } from '../../../schema/reports/quality.ts'
import {
  effortSentence,
  lateSentence,
  missingTitle,
  qualityHeadline,
  reliabilityTitle,
  stoppedTitle,
} from '../../../web/dashboard/quality/findings.ts'
import { aDifference, chinese, english } from './a-report.ts'

type Question = QualityReport['questions'][number]
const question = (key: string, more: Partial<Question> = {}): Question => ({
  key,
  type: 'gap',
  asked: 400,
  answered: 390,
  noOpinion: 0,
  missing: 0,
  missingShare: 0,
  stopped: 0,
  stoppedShare: 0,
  ...more,
})
type Asked = { n?: number; complete?: number; careless?: number; questions?: Question[] }

const report = ({
  n = 400,
  complete = 360,
  careless = 8,
  questions = [],
}: Asked = {}): QualityReport => ({
  from: '2025-05-19',
  to: '2025-11-16',
  timeZone: 'UTC',
  interval: 'week',
  rebuilding: false,
  suppressed: 0,
  privacyMinimum: 5,
  responses: { n, complete, partial: n - complete },
  seconds: { n, mean: 60, median: 55 },
  lowEffort: {
    n: careless,
    share: n === 0 ? null : careless / n,
    straightLined: { n, successes: careless, share: 0.02, interval: null },
    fast: { n: 0, fasterThan: 18 },
    excluded: false,
  },
  questions,
  responders: null,
  stoppedAtStart: 0,
  items: [],
  dimensions: [],
})
const name = ({ key }: Question) => key

test('the headline is the share that finishes, from 30 answers on', () => {
  expect([qualityHeadline(report(), english), qualityHeadline(report(), chinese)]).toEqual([
    '90% of those who begin also finish.',
    '开始作答者中 90% 完成了问卷。',
  ])
  expect(qualityHeadline(report({ n: 12, complete: 12 }), english)).toMatch(/^Too few/)
})

test('careless answers are counted and kept', () => {
  expect(effortSentence(report(), english)).toBe(
    '8 answers (2.0%) look careless: all pairs alike, or done in a third of the usual time. They are kept.',
  )
  expect(effortSentence(report({ careless: 0 }), english)).toBe('No answer looks careless.')
  expect(effortSentence(report({ n: 0, complete: 0, careless: 0 }), english)).toBe('')
})

describe('where people stop', () => {
  const stopped = (asked: Asked) => stoppedTitle(report(asked), name, english)
  test('is after the question most of them answered last', () => {
    const questions = [
      question('recommend', { stopped: 30, stoppedShare: 0.75 }),
      question('quick', { stopped: 10, stoppedShare: 0.25 }),
    ]
    expect(stopped({ questions })).toBe('75% of those who stop do so after “recommend”')
    expect(stopped({ questions: [question('quick')] })).toMatch(/before the first answer$/)
  })
  test('is not said of few, nor of nobody', () => {
    expect(stopped({ complete: 389 })).toBe('Too few stop to say where: 11 of 30')
    expect(stopped({ complete: 400 })).toBe('Everyone who began also finished')
  })
})

test('what is left out most is named, when anything is', () => {
  const missing = (questions: Question[], n = 400) =>
    missingTitle(report({ questions, n, complete: n }), name, english)
  expect(missing([question('quick', { missingShare: 0.08 }), question('safe')])).toBe(
    '“quick” is left out most: by 8.0%',
  )
  const comment = question('comment', { type: 'text', missingShare: 0.8 })
  expect(missing([question('quick'), comment])).toBe('No question is left out')
  expect(missing([], 12)).toMatch(/^Too few/)
})

test('reliability is judged by its label, and only where there is one', () => {
  type Dimension = QualityReport['dimensions'][number]
  type Label = Dimension['perception']['label']
  const alpha = (label: Label) => ({
    n: 90,
    alpha: 0.5,
    low: 0.3,
    high: 0.6,
    label,
    spearmanBrown: null,
  })
  const dimension = (key: string, label: Label): Dimension => ({
    key,
    items: 2,
    expectation: alpha(label),
    perception: alpha(label),
    gap: alpha(label),
    correlation: null,
    gapReliability: null,
  })
  const said = (...labels: Label[]) =>
    reliabilityTitle(
      labels.map((label, i) => dimension(`d${i}`, label)),
      (key) => key,
      english,
    )
  expect(said('poor', 'good', 'poor')).toBe('The items of d0 and d2 measure poorly together')
  expect(said('good', 'redundant')).toBe('The items of every dimension measure well together')
  expect(said('good', 'questionable')).toBe(
    'How well the items of d1 measure together is questionable',
  )
  expect(said(null)).toBe('Too little to say how well the items measure')
})

describe('late answers', () => {
  const half = (estimate: number) => ({ n: 40, hours: 9, estimate, low: null, high: null })
  const late = (verdict: Parameters<typeof aDifference>[0], measure: 'nps' | 'mean' = 'nps') => {
    const responders = {
      question: 'recommend',
      measure,
      early: half(41.4),
      late: half(12.6),
      difference: aDifference(verdict),
      caution: 'hint' as const,
    }
    return [english, chinese].map((voice) => lateSentence({ ...report(), responders }, voice))
  }

  test('that score otherwise say what the silent may think', () => {
    expect(late('lower')).toEqual([
      'The slowest third of those invited scores lower than the quickest: 13 against 41. Those who stay silent may be less content than the figures say.',
      '受邀者中答复最慢的三分之一评分低于最快的三分之一（13 对 41）。未答复者可能不如数据显示的那样满意。',
    ])
    expect(late('higher', 'mean')[0]).toMatch(/higher than the quickest: 12.60 against 41.40/)
  })

  test('that do not are no hint, and too few say nothing', () => {
    expect(late('no-clear-difference')[0]).toMatch(/Nothing hints/)
    expect(late('too-few')).toEqual(['', ''])
    expect(lateSentence(report(), english)).toBe('')
  })
})
