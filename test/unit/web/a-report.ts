/** Reports for tests of the dashboard's sentences: whole in shape, with only what matters said. */
import type {
  Difference,
  GapItem,
  GapResult,
  GapsReport,
  NpsReport,
  NpsTotal,
  Verdict,
} from '../../../schema/reports.ts'
import { en } from '../../../web/dashboard/words/en.ts'
import { type Voice, voiceOf } from '../../../web/dashboard/words/voice.ts'
import { zhCN } from '../../../web/dashboard/words/zh-CN.ts'

export const english: Voice = voiceOf('en', en)
export const chinese: Voice = voiceOf('zh-CN', zhCN)

const head = {
  from: '2025-05-19',
  to: '2025-11-16',
  timeZone: 'UTC',
  interval: 'week' as const,
  rebuilding: false,
  suppressed: 0,
  privacyMinimum: 5,
}

/** A difference with its verdict; the interval is 0.1 to both sides. */
export const aDifference = (verdict: Verdict, estimate = 0, half = 0.1): Difference => ({
  estimate,
  low: estimate - half,
  high: estimate + half,
  p: 0.5,
  verdict,
})

type Gap = { mean?: number | null; verdict?: Verdict; effectSize?: number; n?: number }

/** A gap of −0.5 below expectation from 400 answers, unless said otherwise. */
export function aResult(key: string, gap: Gap = {}, change?: GapResult['change']): GapResult {
  const { mean = -0.5, verdict = 'below', effectSize = -0.3, n = 400 } = gap
  return {
    key,
    n,
    noOpinion: 3,
    expectation: { mean: 6, standardDeviation: 1 },
    perception: { mean: mean === null ? null : 6 + mean, standardDeviation: 1.2 },
    gap: {
      mean,
      standardDeviation: 1.6,
      standardError: 0.08,
      low: mean === null ? null : mean - 0.16,
      high: mean === null ? null : mean + 0.16,
      t: -6,
      degreesOfFreedom: n - 1,
      p: 0.001,
      effectSize,
      verdict,
    },
    metOrExceeded: 0.4,
    correlation: 0.3,
    ...(change === undefined ? {} : { change }),
  }
}

export const anItem = (key: string, gap: Gap = {}, change?: GapResult['change']): GapItem => ({
  ...aResult(key, gap, change),
  dimension: null,
  scale: 7,
  expectationKind: 'should',
  cells: null,
  importance: null,
})

export const aGapsReport = (items: GapItem[], more: Partial<GapsReport> = {}): GapsReport => ({
  ...head,
  scale: 7,
  overall: null,
  weighted: null,
  dimensions: [],
  items,
  series: [],
  segments: [],
  ...more,
})

/** 35 from 400 answers, between 29 and 41, unless said otherwise. */
export const aTotal = (total: Partial<NpsTotal> = {}): NpsTotal => ({
  n: 400,
  promoters: 224,
  passives: 92,
  detractors: 84,
  nps: 35,
  mean: 7.9,
  standardError: 3,
  interval: { low: 29, high: 41, confidence: 0.95, method: 'adjusted-wald' },
  ...total,
})

export const nobody = aTotal({
  n: 0,
  promoters: 0,
  passives: 0,
  detractors: 0,
  nps: null,
  mean: null,
  standardError: null,
  interval: null,
})

type Nps = { total?: NpsTotal; before?: NpsTotal; difference?: Difference | null }

export const anNpsReport = (
  { total = aTotal(), before = aTotal({ nps: 37 }), difference = null }: Nps = {},
  more: Partial<NpsReport> = {},
): NpsReport => ({
  ...head,
  question: 'recommend',
  total,
  histogram: [4, 4, 8, 8, 12, 20, 28, 40, 52, 96, 128],
  previous: { ...before, from: '2024-11-18', to: '2025-05-18', difference },
  series: [],
  segments: [],
  ...more,
})
