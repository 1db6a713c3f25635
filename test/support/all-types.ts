/** A survey with every question type, and answers to it as an import, the same every time. */

import { seeded } from '../../local/demo/random.ts'
import { addDays } from '../../schema/calendar.ts'
import type { SurveyDefinitionInput } from '../../schema/survey.ts'

export const ALL_TYPES: SurveyDefinitionInput = {
  title: { en: 'Everything' },
  locales: ['en', 'zh-CN'],
  // Everybody has `all` and `every`: two filters that tallies cannot answer and that leave nobody out.
  segments: ['all', 'every', 'shop'],
  questions: [
    { key: 'recommend', type: 'nps' },
    ...(['speed', 'reply'] as const).map(
      (key) =>
        ({ key, type: 'gap', dimension: 'responsiveness', scale: 7, importance: true }) as const,
    ),
    ...(['safe', 'skill', 'trust'] as const).map(
      (key) =>
        ({
          key,
          type: 'gap',
          dimension: 'assurance',
          scale: 7,
          expectationKind: key === 'trust' ? 'minimum-and-desired' : 'should',
        }) as const,
    ),
    { key: 'overall', type: 'rating', measure: 'csat', scale: 5 },
    { key: 'effort', type: 'rating', measure: 'ces', scale: 7 },
    { key: 'price', type: 'slider', min: 0, max: 100, step: 1 },
    { key: 'weights', type: 'allocation', total: 100 },
    {
      key: 'why',
      type: 'choice',
      multiple: true,
      options: [{ key: 'wait' }, { key: 'cost' }],
    },
    {
      key: 'comment',
      type: 'text',
      showIf: { question: 'recommend', op: 'lte', value: 8 },
    },
    { key: 'problem', type: 'complaint', categories: [{ key: 'late' }, { key: 'item' }] },
  ],
}

const COLUMNS = [
  ...['submitted_at', 'id', 'channel', 'locale', 'customer', 'complete', 'seconds_taken'],
  ...['segment.tier', 'segment.all', 'segment.every', 'segment.shop', 'recommend'],
  ...['speed', 'reply'].flatMap((k) => [`${k}.expectation`, `${k}.perception`, `${k}.importance`]),
  ...['safe', 'skill'].flatMap((k) => [`${k}.expectation`, `${k}.perception`]),
  ...['trust.expectation', 'trust.perception', 'trust.minimum'],
  ...[
    'overall',
    'effort',
    'price',
    'weights.responsiveness',
    'weights.assurance',
    'why',
    'comment',
  ],
  'problem.category',
]

const SAID = {
  en: ['The reply took far too long.', 'Nobody answered, very slow.', 'Fine, but the price!'],
  'zh-CN': ['客服没有回复，等了两天。', '配送太慢', '价格有点高'],
} as const

/** CSV of `n` answers over `days` days from `first` on, a sixth of them by customers who answer again. */
export function answersCsv(n: number, first: string, days: number, seed = 7): string {
  const random = seeded(seed, 'all types')
  const scale = (low: number, high: number, mean: number) =>
    Math.min(high, Math.max(low, Math.round(mean + 1.3 * random.normal())))
  const lines = Array.from({ length: n }, (_, i) => {
    const mood = random.normal()
    const recommend = scale(0, 10, 7.5 + 1.6 * mood)
    const locale = random.chance(0.4) ? 'zh-CN' : 'en'
    const isComplete = random.chance(0.9)
    const hour = String(random.integer(24)).padStart(2, '0')
    const or = (value: number | string, none = 0.08) =>
      random.chance(none) ? (random.chance(0.5) ? '' : 'no-opinion') : String(value)
    const pair = () => [or(scale(1, 7, 6)), or(scale(1, 7, 5 + 0.8 * mood))]
    const points = 10 * random.integer(11)
    const late = [or(scale(1, 5, 3.8 + 0.7 * mood)), or(scale(1, 7, 5 + 0.6 * mood))]
    const said = recommend <= 8 && random.chance(0.6) ? random.pick(SAID[locale]) : ''
    return [
      `${addDays(first, Math.floor((i * days) / n))}T${hour}:30:00Z`,
      `answer-${i}`,
      random.pick(['link', 'email', 'qr']),
      locale,
      `C${random.integer(3) === 0 ? random.integer(n / 10) : 10_000 + i}`,
      String(isComplete),
      String(10 + random.integer(120)),
      random.pick(['key', 'regular', 'small']),
      'yes',
      '1',
      `shop-${random.integer(4)}`,
      String(recommend),
      ...[...pair(), or(scale(1, 7, 5.5))],
      ...[...pair(), or(scale(1, 7, 5))],
      ...pair(),
      ...pair(),
      ...[...pair(), or(scale(1, 7, 4))],
      ...(isComplete ? late : ['', '']),
      isComplete ? or(Math.min(100, Math.max(0, Math.round(60 + 18 * random.normal())))) : '',
      ...(isComplete ? [String(points), String(100 - points)] : ['', '']),
      isComplete ? random.pick(['wait', 'wait cost', '']) : '',
      isComplete ? `"${said}"` : '',
      isComplete && random.chance(0.05) ? random.pick(['late', 'item']) : '',
    ].join(',')
  })
  return [COLUMNS.join(','), ...lines].join('\n')
}
