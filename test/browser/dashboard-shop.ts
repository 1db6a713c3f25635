/** A small shop for the dashboard's journeys: a year-like half of answers in which one item was clearly let down. */
import { addDays, type Day } from '../../schema/calendar.ts'
import type { SurveyDefinitionInput } from '../../schema/survey.ts'
import { random } from '../support/random.ts'

export const afterDelivery = {
  title: { en: 'After delivery', 'zh-CN': '收货后调查' },
  locales: ['en', 'zh-CN'],
  segments: ['order_type'],
  questions: [
    { key: 'recommend', type: 'nps' },
    item('quick', 'responsiveness', 'Quick answers when I need help', '需要帮助时的答复速度'),
    item('ontime', 'reliability', 'Delivered on the day promised', '按承诺日期送达的情况'),
    item('packed', 'tangibles', 'Packaging that protects the goods', '商品包装的完好程度'),
  ],
} satisfies SurveyDefinitionInput

function item(key: string, dimension: string, en: string, zh: string) {
  return { key, type: 'gap' as const, dimension, text: { en, 'zh-CN': zh } }
}

/** 300 answers of the 90 days up to `today`: help falls about two points short, packaging is better than expected. */
export function answersUpTo(today: Day): string {
  const chance = random(4)
  const score = (mean: number, spread: number, low: number, high: number) =>
    Math.max(low, Math.min(high, Math.round(mean + spread * chance.normal())))
  const lines = Array.from({ length: 300 }, (_, i) => {
    const pair = (expected: number, got: number) => [
      score(expected, 0.8, 1, 7),
      score(got, 1, 1, 7),
    ]
    return [
      addDays(today, -(i % 90)),
      ['gift', 'own'][i % 2],
      score(8, 2, 0, 10),
      ...pair(6, 4),
      ...pair(6.2, 6.1),
      ...pair(5, 6),
    ].join(',')
  })
  const pairs = ['quick', 'ontime', 'packed'].flatMap((key) => [
    `${key}.expectation`,
    `${key}.perception`,
  ])
  return [['submitted_at', 'segment.order_type', 'recommend', ...pairs].join(','), ...lines].join(
    '\n',
  )
}
