/** A shop that fills every room: pairs, ratings, comments in two languages, customers, cases, zones of tolerance. */
import { addDays, type Day } from '../../schema/calendar.ts'
import type { SurveyDefinitionInput } from '../../schema/survey.ts'
import { random } from '../support/random.ts'
import { afterDelivery } from './dashboard-shop.ts'

export const fullShop = {
  ...afterDelivery,
  questions: [
    ...afterDelivery.questions,
    {
      key: 'overall',
      type: 'rating',
      measure: 'csat',
      scale: 5,
      text: { en: 'Overall, how satisfied are you?', 'zh-CN': '总体而言，您的满意程度如何？' },
    },
    {
      key: 'comment',
      type: 'text',
      text: { en: 'In your own words', 'zh-CN': '您有什么意见或建议？' },
    },
    {
      key: 'problem',
      type: 'complaint',
      text: { en: 'Something to put right?', 'zh-CN': '有需要解决的问题吗？' },
      categories: [
        { key: 'late', text: { en: 'Late delivery', 'zh-CN': '配送延误' } },
        { key: 'item', text: { en: 'Damaged item', 'zh-CN': '商品破损' } },
      ],
    },
  ],
} satisfies SurveyDefinitionInput

const SAID = [
  ['en', 'The courier was late and nobody replied'],
  ['zh-CN', '快递太慢，客服不回复'],
  ['en', 'Friendly staff, quick answer'],
  ['zh-CN', '包装很好，价格实惠'],
] as const

/** Five answers a day for 180 days; help falls two points short. The first one opened a case. */
export function fullShopAnswers(today: Day): string {
  const chance = random(7)
  const around = (mean: number, low: number, high: number) =>
    Math.max(low, Math.min(high, Math.round(mean + chance.normal())))
  const lines = Array.from({ length: 900 }, (_, i) => {
    const [locale, comment] = SAID[i % SAID.length] ?? SAID[0]
    const pairs = [6, 4, 6.2, 6.1, 5, 6].map((mean) => around(mean, 1, 7))
    const isFirst = i === 0
    return [
      `answer-${String(i + 1).padStart(9, '0')}`,
      addDays(today, -(i % 180)),
      locale,
      i % 3 === 0 ? 'M1' : i % 3 === 1 ? 'M2' : '',
      ['key', 'small', 'regular'][i % 3],
      around(8, 0, 10),
      ...pairs,
      around(4, 1, 5),
      i % 3 === 0 ? '' : `"${comment}"`,
      isFirst ? 'late' : '',
      isFirst ? 'It never came' : '',
    ].join(',')
  })
  const keys = ['quick', 'ontime', 'packed'].flatMap((key) => [
    `${key}.expectation`,
    `${key}.perception`,
  ])
  const header = [
    'id',
    'submitted_at',
    'locale',
    'customer',
    'segment.tier',
    'recommend',
    ...keys,
    'overall',
    'comment',
    'problem.category',
    'problem.text',
  ]
  return [header.join(','), ...lines].join('\n')
}

/** One complaint every other day for a year, six a day in the last two weeks. */
export function fullShopComplaints(today: Day): string {
  const lines = Array.from({ length: 365 }, (_, i) => {
    const closed = i > 20 ? addDays(today, -(i - 3)) : ''
    const one = (k: number) =>
      `${addDays(today, -i)},${closed},${k % 3 === 0 ? 'item' : 'late'},${k === 0 ? 'M1' : ''}`
    return Array.from({ length: i < 14 ? 6 : i % 2 }, (_, k) => one(k))
  })
  return ['opened_at,closed_at,category,customer', ...lines.flat()].join('\n')
}

/** Options and points: some of several, with own words, one of two, and points that not everybody shares out well. */
export const choiceSurvey = {
  title: { en: 'How you found us', 'zh-CN': '您如何找到我们' },
  locales: ['en', 'zh-CN'],
  dimensions: [{ key: 'reliability' }, { key: 'responsiveness' }],
  questions: [
    {
      key: 'seen',
      type: 'choice',
      multiple: true,
      other: true,
      text: { en: 'Where did you hear about us?', 'zh-CN': '您从哪里听说我们？' },
      options: [
        { key: 'friend', text: { en: 'From a friend or colleague', 'zh-CN': '朋友或同事推荐' } },
        { key: 'street', text: { en: 'In the street', 'zh-CN': '街上看到' } },
        { key: 'search', text: { en: 'By a search', 'zh-CN': '搜索引擎' } },
      ],
    },
    {
      key: 'gift',
      type: 'choice',
      text: { en: 'Was it a gift?', 'zh-CN': '是礼物吗？' },
      options: [
        { key: 'yes', text: { en: 'Yes', 'zh-CN': '是' } },
        { key: 'no', text: { en: 'No', 'zh-CN': '否' } },
      ],
    },
    { key: 'weights', type: 'allocation', total: 100 },
  ],
} satisfies SurveyDefinitionInput

/** 400 answers of 180 days; in the later half far more have seen us in the street. Every tenth wrote something. */
export function choiceAnswers(today: Day): string {
  const { uniform } = random(11)
  const lines = Array.from({ length: 400 }, (_, i) => {
    const ago = i % 180
    const seen = [
      ...(uniform() < 0.6 ? ['friend'] : []),
      ...(uniform() < (ago < 90 ? 0.5 : 0.2) ? ['street'] : []),
      ...(i % 3 === 0 ? ['search'] : []),
    ]
    const points = 10 * (i % 11)
    return [
      addDays(today, -ago),
      ['key', 'small', 'regular'][i % 3],
      seen.join(' '),
      i % 10 === 0 ? '电车 12' : '',
      i % 4 === 0 ? 'yes' : 'no',
      points,
      i % 40 === 1 ? 5 : 100 - points,
    ].join(',')
  })
  const weights = ['weights.reliability', 'weights.responsiveness']
  const header = ['submitted_at', 'segment.tier', 'seen', 'seen.other', 'gift', ...weights]
  return [header.join(','), ...lines].join('\n')
}

/** Pairs with a minimum: help is not even adequate, packaging is more than desired. */
export const zoneSurvey = {
  title: { en: 'Service levels', 'zh-CN': '服务水平' },
  locales: ['en', 'zh-CN'],
  questions: (
    [
      ['help', 'Speed of help', '帮助的及时程度'],
      ['price', 'Fair prices', '价格公道的程度'],
      ['packed', 'Packaging', '包装的完好程度'],
    ] as const
  ).map(([key, en, zh]) => ({
    key,
    type: 'gap' as const,
    expectationKind: 'minimum-and-desired' as const,
    text: { en, 'zh-CN': zh },
  })),
} satisfies SurveyDefinitionInput

export function zoneAnswers(today: Day): string {
  const lines = Array.from({ length: 80 }, (_, i) => {
    const wobble = i % 2
    const triple = (minimum: number, desired: number, got: number) => [minimum, desired, got]
    return [
      addDays(today, -(i % 60)),
      ...triple(4, 6, 2 + wobble),
      ...triple(3, 6, 4 + wobble),
      ...triple(3, 5, 6 + wobble),
    ].join(',')
  })
  const keys = ['help', 'price', 'packed'].flatMap((key) => [
    `${key}.minimum`,
    `${key}.expectation`,
    `${key}.perception`,
  ])
  return [['submitted_at', ...keys].join(','), ...lines].join('\n')
}
