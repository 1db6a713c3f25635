import { describe, expect, test } from 'vitest'
import type {
  ComplaintTrend,
  ParetoWeight,
  SpeedVerdict,
} from '../../../schema/reports/complaints.ts'
import { categoryNames } from '../../../web/dashboard/complaints/categories.ts'
import { episodesOf, numberedSignals } from '../../../web/dashboard/complaints/episodes.ts'
import {
  baseOf,
  complaintSentence,
  complaintTitle,
  exposureName,
  notesWithin,
  paretoChange,
  paretoTitle,
  perUnit,
  resolutionChange,
  resolutionTitle,
  signalSentence,
  vitalFew,
  voicingChange,
  voicingTitle,
  weightsOf,
} from '../../../web/dashboard/complaints/findings.ts'
import { noteLetter } from '../../../web/dashboard/complaints/letters.ts'
import type { Voice } from '../../../web/dashboard/words/voice.ts'
import {
  aDifference,
  aResolution,
  aTrend,
  aVoicing,
  chinese,
  english,
  paretoRows,
} from './a-report.ts'

const said = (say: (voice: Voice) => string) => [say(english), say(chinese)]
const title = (report: ComplaintTrend) => said((voice) => complaintTitle(report, voice))
const beyond = (at: number, side: 'above' | 'below' = 'above') =>
  ({ at, rule: 'beyond-limits', side }) as const
const drift = (at: number) => ({ at, rule: 'ewma' }) as const

describe('signals of one stretch of time', () => {
  const run = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [i + 1, 1]))
  const trend = aTrend([{ at: 9, rule: 'nine-one-side' }, beyond(5), beyond(6)], {
    ...run,
    5: 4,
    6: 5,
  })

  test('belong together, and a run goes back to where it began', () => {
    expect(episodesOf(trend)).toMatchObject([
      {
        side: 'above',
        from: 1,
        to: 9,
        isAlert: true,
        beyond: [5, 6],
        peak: 6,
        run: { from: 1, to: 9 },
      },
    ])
  })
  test('get a number for the farthest point and one for the strongest rule about the rest', () => {
    expect(numberedSignals(episodesOf(trend))).toMatchObject([
      { n: 1, kind: 'beyond', at: 6, points: 2 },
      { n: 2, kind: 'run', at: 1, points: 9 },
    ])
  })
  test('are apart when an ordinary point lies between, or when they are on different sides', () => {
    const some = aTrend([beyond(2), beyond(4), beyond(5, 'below')], { 2: 4, 4: 4, 5: -4 })
    expect(episodesOf(some).map(({ from, to, side }) => [from, to, side])).toEqual([
      [2, 2, 'above'],
      [4, 4, 'above'],
      [5, 5, 'below'],
    ])
  })
  test('two of three begin at the first of the two', () => {
    const some = aTrend([{ at: 6, rule: 'two-of-three' }], { 4: 2.4, 6: 2.5 })
    expect(episodesOf(some)).toMatchObject([
      { from: 4, to: 6, isAlert: false, near: { from: 4, to: 6 } },
    ])
    expect(numberedSignals(episodesOf(some))).toMatchObject([{ kind: 'near', at: 4 }])
  })
  test('a single point beyond its limit is not said twice', () => {
    const some = aTrend([beyond(3), drift(3)], { 3: 5 })
    expect(numberedSignals(episodesOf(some)).map(({ kind }) => kind)).toEqual(['beyond'])
  })
})

describe('the title over the control chart', () => {
  test('says when there is nothing to divide, and when there are no complaints', () => {
    const none = { complaints: 0, exposure: 900, rate: 0, low: 0, high: 4 }
    expect(title(aTrend([], {}, { total: { ...none, exposure: 0 } }))[0]).toMatch(
      /nothing to divide/,
    )
    expect(title(aTrend([], {}, { total: none }))).toEqual([
      'No complaints in these days',
      '这段时间没有投诉',
    ])
  })
  test('gives no verdict before there are limits', () => {
    const { baseline } = aTrend()
    const young = aTrend([], {}, { baseline: { ...baseline, periods: 8, status: 'provisional' } })
    expect(title(young)).toEqual([
      'No limits yet: 8 of 12 ordinary periods',
      '控制限尚未确定：正常时段 8/12 个',
    ])
  })
  test('counts the days without one where complaints are rare', () => {
    const fit = { status: 'rare', widenedFrom: null, reason: null } as const
    const { complaintFree } = aTrend()
    expect(title(aTrend([], {}, { fit }))).toEqual([
      'Complaints are rare: 3 days since the last one',
      '投诉很少：距上一件已有 3 天',
    ])
    const long = { ...complaintFree, current: 40, unusual: true }
    expect(title(aTrend([], {}, { fit, complaintFree: long }))[0]).toBe(
      'No complaint for 40 days: longer than usual',
    )
  })
  test('is calm without an alert', () => {
    expect(title(aTrend())).toEqual([
      'Complaints stay within their usual range',
      '投诉保持在正常范围内',
    ])
    expect(title(aTrend([{ at: 6, rule: 'two-of-three' }], { 5: 2.4, 6: 2.5 }))).toEqual([
      'Complaints stay within their limits, with a run to watch',
      '投诉未超出控制限，但有一段需要关注',
    ])
  })
  test('tells a spike, a stretch that is over, one that lasts and one that has just come', () => {
    expect(title(aTrend([beyond(7)], { 7: 5 }))).toEqual([
      'Complaints spiked in week 41 and have come back to normal',
      '第 41 周投诉骤增，现已恢复正常',
    ])
    expect(title(aTrend([drift(3), drift(4), drift(5)]))).toEqual([
      'Complaints ran high from week 37 to week 39 and have come back to normal',
      '第 37 周至第 39 周投诉偏高，现已恢复正常',
    ])
    expect(title(aTrend([drift(10), drift(11)]))).toEqual([
      'Complaints have run high since week 44',
      '自第 44 周以来投诉持续偏高',
    ])
    expect(title(aTrend([beyond(11)], { 11: 4 }))).toEqual([
      'Complaints are unusually high in week 45',
      '第 45 周投诉异常偏高',
    ])
  })
  test('tells the same of too few', () => {
    const low = (...at: number[]) =>
      title(
        aTrend(
          at.map((i) => beyond(i, 'below')),
          Object.fromEntries(at.map((i) => [i, -4])),
        ),
      )[0]
    expect(low(7)).toBe('Complaints dropped in week 41 and are back at their usual level')
    expect(low(6, 7)).toBe(
      'Complaints ran low from week 40 to week 41 and are back at their usual level',
    )
    expect(low(10, 11)).toBe('Complaints have run low since week 44')
    expect(low(11)).toBe('Complaints are unusually low in week 45')
  })
})

describe('the list of signals', () => {
  const sentences = (report: ComplaintTrend, voice = english) =>
    numberedSignals(episodesOf(report)).map((signal) => {
      const { what, figures } = signalSentence(signal, report, voice)
      return `${what} ${figures}`
    })

  test('gives the figures of a point beyond its limit', () => {
    const spike = aTrend([beyond(7)], { 7: 10 })
    expect(sentences(spike)).toEqual([
      'Week 41 is above the upper limit: 15 complaints in 100 answers (150.0).',
    ])
    expect(sentences(spike, chinese)).toEqual([
      '第 41 周超出上控制限： 100 份答卷中有 15 件投诉（150.0）。',
    ])
    expect(sentences(aTrend([beyond(7, 'below')], { 7: -4 }))[0]).toMatch(
      /^Week 41 is below the lower limit:/,
    )
  })
  test('names the farthest of several', () => {
    expect(sentences(aTrend([beyond(6), beyond(7)], { 6: 4, 7: 6 }))[0]).toMatch(
      /^2 weeks are above the upper limit, week 41 the farthest: 11 complaints/,
    )
    expect(
      sentences(aTrend([beyond(6, 'below'), beyond(7, 'below')], { 6: -4, 7: -3.5 }))[0],
    ).toMatch(/^2 weeks are below the lower limit, week 40 the farthest:/)
  })
  test('says how long a rule holds', () => {
    const below = { side: 'below' } as const
    const nine = (z: number) => Object.fromEntries(Array.from({ length: 9 }, (_, i) => [i, z]))
    expect(sentences(aTrend([{ at: 8, rule: 'nine-one-side' }], nine(1)))).toEqual([
      '9 weeks in a row above average: week 34 to week 42',
    ])
    expect(sentences(aTrend([{ at: 8, rule: 'nine-one-side', ...below }], nine(-1)))[0]).toMatch(
      /^9 weeks in a row below average:/,
    )
    expect(sentences(aTrend([drift(3), drift(4)]))).toEqual([
      'The moving average is above its limit for 2 weeks: week 37 to week 38',
    ])
    expect(sentences(aTrend([{ ...drift(3), ...below }]))).toEqual([
      'The moving average is below its limit: week 37',
    ])
    expect(sentences(aTrend([{ at: 6, rule: 'two-of-three' }], { 5: 2.4, 6: 2.5 }))[0]).toMatch(
      /^Two of three points far above average/,
    )
    expect(
      sentences(aTrend([{ at: 6, rule: 'two-of-three', ...below }], { 5: -2.4, 6: -2.5 }))[0],
    ).toMatch(/^Two of three points far below average/)
  })
  test('quotes the notes of its time, the last day of the last period included', () => {
    const note = (day: string) => ({
      id: day,
      day,
      text: 'courier strike',
      rebase: false,
      authorName: 'Ana',
      createdAt: '2025-10-10T08:00:00Z',
    })
    const days = ['2025-10-05', '2025-10-06', '2025-10-12', '2025-10-13']
    expect(notesWithin({ from: 7, to: 7 }, aTrend(), days.map(note)).map(({ day }) => day)).toEqual(
      ['2025-10-06', '2025-10-12'],
    )
  })
})

test('the chart is told in one sentence, and an empty one as empty', () => {
  expect(complaintSentence(aTrend([beyond(7)], { 7: 10 }), english)).toBe(
    'Control chart: 50.0 in the first period, 50.0 in the last, highest 150.0 in week 41; average 50.0; 1 stretch is unusual.',
  )
  expect(complaintSentence(aTrend([], {}, { points: [] }), english)).toBe(
    'Nothing to draw in these days.',
  )
})

test('a rate names what it is divided by', () => {
  expect(said((voice) => perUnit({ per: 1000, exposure: 'responses' }, voice))).toEqual([
    'per 1,000 answers',
    '每 1,000 份答卷',
  ])
  expect(perUnit({ per: 1000, exposure: 'active_customers' }, english)).toBe(
    'per 1,000 active customers',
  )
  expect(baseOf(985, 'orders', english)).toBe('985 orders')
  expect(exposureName('responses', chinese)).toBe('份答卷')
})

describe('what complaints are about', () => {
  const pareto = (counts: Record<string, number>) =>
    said((voice) => paretoTitle(paretoRows(counts), (category) => category, voice))

  test('few categories that make up most are named', () => {
    expect(pareto({ late: 60, slow: 41, item: 23, bill: 14 })).toEqual([
      '“late” and “slow” make up 73% of complaints',
      '“late”和“slow”占全部投诉的 73%',
    ])
    expect(pareto({ late: 70, slow: 20, item: 10 })[0]).toBe('“late” makes up 70% of complaints')
    expect(vitalFew(paretoRows({ late: 60, slow: 41, item: 23 }))).toBe(2)
  })
  test('by value or cost, what makes up most of that is named', () => {
    const by = (weight: ParetoWeight, counts: Record<string, number>) =>
      said((voice) => paretoTitle(paretoRows(counts), (category) => category, voice, weight))
    expect(by('cost', { late: 60, slow: 41, item: 23, bill: 14 })).toEqual([
      '“late” and “slow” make up 73% of what complaints cost',
      '“late”和“slow”占投诉总成本的 73%',
    ])
    expect(by('value', { late: 70, slow: 20, item: 10 })[0]).toBe(
      '“late” makes up 70% of the complaints, weighed by what their customers are worth',
    )
    expect(by('value', { a: 12, b: 11, c: 10, d: 9, e: 8 })[1]).toMatch(/^按客户价值加权/)
  })
  test('there is only to choose between what the account has said complaints weigh', () => {
    expect(weightsOf({ tiers: {}, categories: {} })).toEqual(['count'])
    expect(weightsOf({ tiers: { key: 3 }, categories: { late: 9 } })).toEqual([
      'count',
      'value',
      'cost',
    ])
  })
  test('no order is claimed of many small ones, of too few complaints, or of a single category', () => {
    expect(pareto({ a: 12, b: 11, c: 10, d: 9, e: 8 })).toEqual([
      'Complaints are spread out: 4 of 5 categories make up 80%',
      '投诉较为分散：5 个类别中的 4 个占 80%',
    ])
    expect(pareto({ late: 8, slow: 3 })).toEqual([
      'Too few complaints to rank yet: 11 of 30',
      '投诉数不足，暂不排序（11/30 件）',
    ])
    expect(pareto({ late: 40 })[0]).toBe('All complaints are about “late”')
    expect(pareto({})[0]).toBe('No complaints in these days')
  })
  test('a share that clearly changed is named, by its verdict only', () => {
    const rows = paretoRows({ late: 60, slow: 40 })
    const changed = (
      one: 'clear-rise' | 'no-clear-change',
      other: 'clear-fall' | 'no-clear-change',
    ) =>
      paretoChange(
        rows.map((row, i) => ({ ...row, difference: aDifference(i === 0 ? one : other, 0.1) })),
        (category) => category,
        english,
      )
    expect(changed('no-clear-change', 'no-clear-change')).toMatch(/^No category’s share/)
    expect(changed('clear-rise', 'no-clear-change')).toBe(
      'A larger share than in the period before: “late”.',
    )
    expect(changed('no-clear-change', 'clear-fall')).toBe(
      'A smaller share than in the period before: “slow”.',
    )
    expect(changed('clear-rise', 'clear-fall')).toMatch(/“late”\. A smaller share.*“slow”\.$/)
  })
  test('a category is called what a survey calls it, in the language of the reader', () => {
    const definition = {
      questions: [
        { type: 'complaint', categories: [{ key: 'late', text: { en: 'Late', 'zh-CN': '延误' } }] },
      ],
    } as unknown as Parameters<typeof categoryNames>[0][number]
    expect(categoryNames([definition], chinese)('late').text).toBe('延误')
    expect(categoryNames([definition], english)('other').text).toBe('Something else')
    expect(categoryNames([], english)('late').text).toBe('late')
  })
})

describe('how long complaints take', () => {
  const median = (days: number | null, more: object = {}) =>
    said((voice) =>
      resolutionTitle(aResolution({ median: { days, low: 1, high: 3 }, ...more }), voice),
    )
  test('is the median, or that more than half are open', () => {
    expect(median(2)).toEqual([
      'Half of complaints are resolved within 2 days',
      '半数投诉在 2 天内解决',
    ])
    expect(median(1)[0]).toBe('Half of complaints are resolved within 1 day')
    expect(median(0)[0]).toBe('Half of complaints are resolved on the day they come in')
    expect(median(null, { open: 80 })).toEqual([
      'More than half of these complaints are still open: 80',
      '超过半数的投诉仍未结案：80 件',
    ])
  })
  test('is not said of too few, nor of none', () => {
    expect(median(2, { n: 11 })[0]).toBe('Too few complaints to say how long they take: 11 of 30')
    expect(median(null, { n: 0 })[0]).toBe('No complaints in these days')
  })
  test('is faster or slower by the log-rank test only', () => {
    const change = (verdict: SpeedVerdict | null) => {
      const { previous } = aResolution()
      const difference = verdict && { chiSquare: 1, p: 0.3, verdict }
      return resolutionChange(aResolution({ previous: { ...previous, difference } }), english)
    }
    expect(change('faster')).toBe('Clearly faster than in the period before.')
    expect(change('slower')).toBe('Clearly slower than in the period before.')
    expect(change('no-clear-difference')).toBe('No clear difference from the period before.')
    expect(change('too-few')).toBe('Not compared with the period before.')
    expect(change(null)).toBe('Not compared with the period before.')
  })
})

describe('who speaks up', () => {
  const voicing = (more: object, verdict?: 'clear-rise' | 'clear-fall') => {
    const { previous } = aVoicing()
    const difference = verdict ? aDifference(verdict) : null
    return said((voice) =>
      voicingTitle(aVoicing({ previous: { ...previous, difference }, ...more }), voice),
    )
  }
  test('fewer complaints are no good news when the unhappy fall silent', () => {
    expect(voicing({ quietFall: true }, 'clear-fall')).toEqual([
      'Fewer complaints, but fewer of the unhappy speak up',
      '投诉减少，但不满的客户也更少开口',
    ])
  })
  test('a rise or a fall needs its verdict', () => {
    expect(voicing({})[0]).toBe('40 complaints for every 100 unhappy answers')
    expect(voicing({}, 'clear-rise')[0]).toMatch(/^More of the unhappy speak up: 40/)
    expect(voicing({}, 'clear-fall')[0]).toMatch(/^Fewer of the unhappy speak up: 40/)
  })
  test('before and after are compared in the words of a test', () => {
    const change = (verdict?: 'clear-rise' | 'no-clear-change') => {
      const difference = verdict ? aDifference(verdict) : null
      const report = aVoicing({ previous: { ...aVoicing().previous, difference } })
      return said((voice) => voicingChange(report, voice))
    }
    expect(change('clear-rise')[0]).toMatch(
      /^Over all these days 40, in as many before \d+: a clear rise\.$/,
    )
    expect(change('no-clear-change')[0]).toMatch(/no clear change\.$/)
    expect(change()[1]).toMatch(/数据不足，暂不比较。$/)
  })
  test('needs unhappy answers, and 30 of them', () => {
    expect(voicing({ total: { ...aVoicing().total, unhappy: 0, rate: null } })[0]).toBe(
      'Nobody was unhappy in these days',
    )
    expect(voicing({ total: { ...aVoicing().total, unhappy: 11 } })[0]).toBe(
      'Too few unhappy answers to compare with: 11 of 30',
    )
  })
})

test('notes are lettered from a to z and on', () => {
  expect([0, 25, 26, 51, 52].map(noteLetter)).toEqual(['a', 'z', 'aa', 'az', 'ba'])
})
