/** Reports for tests of the dashboard's sentences: whole in shape, with only what matters said. */

import type {
  ComplaintPoint,
  ComplaintResolution,
  ComplaintTrend,
  ComplaintVoicing,
  ParetoRow,
} from '../../../schema/reports/complaints.ts'
import type { ResponseRateReport } from '../../../schema/reports/quality.ts'
import type { Rating } from '../../../schema/reports/ratings.ts'
import type {
  Difference,
  GapItem,
  GapResult,
  GapsReport,
  NpsReport,
  NpsTotal,
  Verdict,
} from '../../../schema/reports.ts'
import { caseEn } from '../../../web/dashboard/words/case.en.ts'
import { caseZh } from '../../../web/dashboard/words/case.zh-CN.ts'
import { choicesEn } from '../../../web/dashboard/words/choices.en.ts'
import { choicesZh } from '../../../web/dashboard/words/choices.zh-CN.ts'
import { compareEn } from '../../../web/dashboard/words/compare.en.ts'
import { compareZh } from '../../../web/dashboard/words/compare.zh-CN.ts'
import { complaintPanelsEn } from '../../../web/dashboard/words/complaint-panels.en.ts'
import { complaintPanelsZh } from '../../../web/dashboard/words/complaint-panels.zh-CN.ts'
import { complaintsEn } from '../../../web/dashboard/words/complaints.en.ts'
import { complaintsZh } from '../../../web/dashboard/words/complaints.zh-CN.ts'
import { en } from '../../../web/dashboard/words/en.ts'
import { importanceEn } from '../../../web/dashboard/words/importance.en.ts'
import { importanceZh } from '../../../web/dashboard/words/importance.zh-CN.ts'
import { overviewEn } from '../../../web/dashboard/words/overview.en.ts'
import { overviewZh } from '../../../web/dashboard/words/overview.zh-CN.ts'
import { qualityEn } from '../../../web/dashboard/words/quality.en.ts'
import { qualityZh } from '../../../web/dashboard/words/quality.zh-CN.ts'
import { ratingsEn } from '../../../web/dashboard/words/ratings.en.ts'
import { ratingsZh } from '../../../web/dashboard/words/ratings.zh-CN.ts'
import { themesEn } from '../../../web/dashboard/words/themes.en.ts'
import { themesZh } from '../../../web/dashboard/words/themes.zh-CN.ts'
import { type Voice, voiceOf } from '../../../web/dashboard/words/voice.ts'
import { weightedEn } from '../../../web/dashboard/words/weighted.en.ts'
import { weightedZh } from '../../../web/dashboard/words/weighted.zh-CN.ts'
import { zhCN } from '../../../web/dashboard/words/zh-CN.ts'

export const english: Voice = voiceOf('en', {
  ...en,
  ...caseEn,
  ...choicesEn,
  ...compareEn,
  ...complaintsEn,
  ...complaintPanelsEn,
  ...importanceEn,
  ...qualityEn,
  ...overviewEn,
  ...ratingsEn,
  ...themesEn,
  ...weightedEn,
})
export const chinese: Voice = voiceOf('zh-CN', {
  ...zhCN,
  ...caseZh,
  ...choicesZh,
  ...compareZh,
  ...complaintsZh,
  ...complaintPanelsZh,
  ...importanceZh,
  ...qualityZh,
  ...overviewZh,
  ...ratingsZh,
  ...themesZh,
  ...weightedZh,
})

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
    alpha: null,
    cells: null,
    ...(change === undefined ? {} : { change }),
  }
}

export const anItem = (key: string, gap: Gap = {}, change?: GapResult['change']): GapItem => ({
  ...aResult(key, gap, change),
  dimension: null,
  scale: 7,
  expectationKind: 'should',
  zone: null,
  importance: null,
})

export const aGapsReport = (items: GapItem[], more: Partial<GapsReport> = {}): GapsReport => ({
  ...head,
  scale: 7,
  overall: null,
  weighted: null,
  ownWeighted: null,
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

type Signal = {
  at: number
  rule: ComplaintTrend['signals'][number]['rule']
  side?: 'above' | 'below'
}

/** Twelve weeks of 100 answers from 18 August 2025 (week 34) on, 5 complaints in each; `z` by place where it is not 0. */
export function aTrend(
  signals: Signal[] = [],
  z: Record<number, number> = {},
  more: Partial<ComplaintTrend> = {},
): ComplaintTrend {
  const start = (i: number) => new Date(Date.UTC(2025, 7, 18 + 7 * i)).toISOString().slice(0, 10)
  const points = Array.from({ length: 12 }, (_, i): ComplaintPoint => {
    const own = signals.filter(({ at }) => at === i).map(({ rule }) => rule)
    const complaints = 5 + Math.round(z[i] ?? 0)
    return {
      start: start(i),
      complaints,
      exposure: 100,
      rate: 10 * complaints,
      low: 2,
      high: 80,
      z: z[i] ?? 0,
      ewma: 0,
      signals: own,
    }
  })
  const rate = { complaints: 60, exposure: 1200, rate: 50, low: 40, high: 60 }
  return {
    ...head,
    category: null,
    chart: 'laney-u',
    exposure: 'responses',
    per: 1000,
    centre: 50,
    sigmaZ: 1,
    baseline: {
      from: '2025-01-01',
      to: '2025-06-30',
      status: 'firm',
      periods: 26,
      chosen: 'first',
    },
    fit: { status: 'enough', widenedFrom: null, reason: null },
    weekdays: null,
    points,
    signals: signals.map(({ at, rule, side = 'above' }) => ({
      start: start(at),
      rule,
      level: rule === 'ewma' || rule === 'beyond-limits' ? 'alert' : 'watch',
      side,
    })),
    changePoint: null,
    complaintFree: { unit: 'day', current: 3, longest: 9, mean: 1, usualMost: 8, unusual: false },
    rare: null,
    total: rate,
    previous: { ...rate, from: '2025-05-26', to: '2025-08-17', difference: null },
    segments: [],
    ...more,
  }
}

/** Rows of a Pareto from counts, largest first. */
export function paretoRows(counts: Record<string, number>): ParetoRow[] {
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0)
  let sum = 0
  return Object.entries(counts).map(([category, count]) => {
    sum += count
    const none = { difference: null, segments: [], suppressed: 0 }
    return {
      category,
      count,
      weight: count,
      share: count / total,
      cumulative: sum / total,
      ...none,
    }
  })
}

export const aResolution = (more: Partial<ComplaintResolution> = {}): ComplaintResolution => ({
  ...head,
  category: null,
  asOf: '2025-11-16',
  n: 120,
  open: 8,
  withdrawn: 0,
  dropped: 0,
  median: { days: 2, low: 2, high: 3 },
  done: [],
  restrictedMean: null,
  survival: [],
  firstResponse: { n: 0, open: 0, median: { days: null, low: null, high: null } },
  previous: {
    from: '2024-11-18',
    to: '2025-05-18',
    n: 100,
    open: 0,
    withdrawn: 0,
    median: { days: 2, low: 2, high: 3 },
    difference: null,
  },
  segments: [],
  ...more,
})

export const aVoicing = (more: Partial<ComplaintVoicing> = {}): ComplaintVoicing => ({
  ...head,
  category: null,
  total: { unhappy: 100, complaints: 40, rate: 0.4, interval: null },
  previous: {
    from: '2024-11-18',
    to: '2025-05-18',
    unhappy: 100,
    complaints: 40,
    rate: 0.4,
    interval: null,
    difference: null,
  },
  quietFall: false,
  series: [],
  segments: [],
  ...more,
})

/** Satisfaction of 1 to 5: 80% of 400 in the top two boxes, mean 4.1. */
export const aRating = (more: Partial<Rating> = {}): Rating => {
  const figures = {
    n: 400,
    mean: { mean: 4.1, standardDeviation: 1, standardError: 0.05, low: 4, high: 4.2 },
    topBox: {
      successes: 320,
      share: 0.8,
      interval: { low: 0.76, high: 0.84, confidence: 0.95, method: 'wilson' as const },
    },
  }
  return {
    ...figures,
    key: 'overall',
    type: 'rating',
    measure: 'csat',
    scale: { low: 1, high: 5 },
    topFrom: 4,
    noOpinion: 0,
    histogram: [10, 20, 50, 200, 120].map((count, i) => ({ from: i + 1, to: i + 1, count })),
    previous: {
      ...figures,
      from: '2024-11-18',
      to: '2025-05-18',
      difference: null,
      topBoxDifference: null,
    },
    series: [],
    segments: [],
    ...more,
  }
}

export const aRate = (
  share = 0.9,
  n = 400,
  difference: Difference | null = null,
): ResponseRateReport => {
  const completion = { n, successes: Math.round(share * n), share, interval: null }
  return {
    ...head,
    basis: 'open-link',
    invitations: null,
    openLink: { began: n },
    completion,
    breakOff: { n, successes: n - completion.successes, share: 1 - share, interval: null, at: [] },
    previous: { ...completion, from: '2024-11-18', to: '2025-05-18', difference },
    series: [],
    segments: [],
  }
}
