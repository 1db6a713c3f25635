/** The three surveys of the demo shop, Tidewell, in English and Chinese. A text or label left out is the standard wording. */
import { DEMO_SLUGS } from '../../schema/demo.ts'
import { SERVQUAL_DIMENSIONS, type SurveyDefinitionInput } from '../../schema/survey.ts'
import { pair } from '../../worker/surveys/templates/template.ts'

export const DEMO_BRAND = { en: 'Tidewell', 'zh-CN': '海潮家居' } as const
export const DEMO_LOCALES = ['en', 'zh-CN'] as const
export type DemoLocale = (typeof DEMO_LOCALES)[number]

export { DEMO_SLUGS }
export type DemoSlug = (typeof DEMO_SLUGS)[number]

/** What a complaint is about, as customers choose it. */
export const CATEGORIES = [
  { key: 'late', text: { en: 'Late or missing delivery', 'zh-CN': '配送延误或丢件' } },
  { key: 'item', text: { en: 'Wrong or damaged item', 'zh-CN': '商品错发或破损' } },
  { key: 'reply', text: { en: 'Slow reply, or none', 'zh-CN': '回复慢或无人回复' } },
  { key: 'bill', text: { en: 'Refund or billing', 'zh-CN': '退款或支付' } },
  { key: 'staff', text: { en: 'How I was treated', 'zh-CN': '服务态度' } },
  { key: 'other', text: { en: 'Something else', 'zh-CN': '其他' } },
] as const
export type Category = (typeof CATEGORIES)[number]['key']

export const ORDER_TYPES = ['standard', 'large-item', 'made-to-order'] as const
export const TOUCHPOINTS = ['chat', 'phone', 'email'] as const

/** After every delivery: three random pairs out of ten for each person, so that it takes a minute. */
const afterDelivery: SurveyDefinitionInput = {
  title: { en: 'Your order and its delivery', 'zh-CN': '购物与配送满意度调查' },
  locales: [...DEMO_LOCALES],
  program: 'transactional',
  segments: ['order_type'],
  dimensions: SERVQUAL_DIMENSIONS.map((key) => ({ key })),
  questions: [
    { key: 'recommend', type: 'nps' },
    pair('website', 'tangibles', 'How pleasant the website is to look at', '网站的美观程度'),
    pair('parcel', 'tangibles', 'The state in which the parcel arrives', '包裹送达时的完好程度'),
    pair('on_time', 'reliability', 'Keeping promises by the date given', '按时兑现承诺的情况'),
    pair(
      'accuracy',
      'reliability',
      'Accuracy of orders, bills and records',
      '订单、账单等记录的准确程度',
    ),
    pair(
      'reply_speed',
      'responsiveness',
      'Speed of reply when help is needed',
      '需要帮助时的答复速度',
    ),
    pair(
      'busy_times',
      'responsiveness',
      'Getting an answer at busy times',
      '繁忙时段得到回应的情况',
    ),
    pair('safe_purchase', 'assurance', 'How safe a purchase feels', '交易时的放心程度'),
    pair(
      'knowledge',
      'assurance',
      'Knowledge of staff when answering questions',
      '员工解答问题的专业程度',
    ),
    pair('service_hours', 'empathy', 'Convenience of service hours', '服务时间的便利程度'),
    pair(
      'understanding',
      'empathy',
      'Understanding of what the customer needs',
      '对顾客具体需求的理解程度',
    ),
    {
      key: 'overall',
      type: 'rating',
      measure: 'csat',
      scale: 5,
      text: {
        en: 'Overall, how satisfied are you with this order?',
        'zh-CN': '总体而言，您对本次购物的满意程度如何？',
      },
    },
    { key: 'comment', type: 'text', maxLength: 2000 },
    {
      key: 'problem',
      type: 'complaint',
      contact: true,
      categories: CATEGORIES.map(({ key, text }) => ({ key, text })),
    },
  ],
  sample: { type: 'gap', count: 3 },
}

/** After a talk with the service team: was it solved, and was it easy? */
const afterSupport: SurveyDefinitionInput = {
  title: { en: 'Your contact with our service team', 'zh-CN': '客服满意度调查' },
  locales: [...DEMO_LOCALES],
  program: 'transactional',
  questions: [
    {
      key: 'handling',
      type: 'rating',
      measure: 'csat',
      scale: 5,
      text: {
        en: 'How satisfied are you with how we handled it?',
        'zh-CN': '您对本次处理的满意程度如何？',
      },
    },
    { key: 'effort', type: 'rating', measure: 'ces', scale: 7 },
    {
      key: 'solved',
      type: 'choice',
      text: { en: 'Has your problem been solved?', 'zh-CN': '您的问题解决了吗？' },
      options: [
        { key: 'yes', text: { en: 'Yes', 'zh-CN': '已解决' } },
        { key: 'partly', text: { en: 'Partly', 'zh-CN': '部分解决' } },
        { key: 'no', text: { en: 'No', 'zh-CN': '未解决' } },
      ],
    },
    { key: 'comment', type: 'text', maxLength: 2000 },
  ],
}

/** Twice a year, about the whole relationship: the short form of the pairs, with importance and weights. */
const relationship: SurveyDefinitionInput = {
  title: { en: 'You and Tidewell, 2026', 'zh-CN': '2026年度顾客满意度调查' },
  locales: [...DEMO_LOCALES],
  program: 'relationship',
  dimensions: SERVQUAL_DIMENSIONS.map((key) => ({ key })),
  questions: [
    { key: 'recommend', type: 'nps' },
    ...[
      pair('looks', 'tangibles', 'How the website looks', '网站的整体观感'),
      pair('promises', 'reliability', 'Keeping to what was promised', '承诺的兑现情况'),
      pair(
        'reply_speed',
        'responsiveness',
        'Speed of reply when help is needed',
        '需要帮助时的答复速度',
      ),
      pair('safe_purchase', 'assurance', 'How safe a purchase feels', '交易时的放心程度'),
      pair('attention', 'empathy', "Attention to the customer's own needs", '对顾客个人需求的关注'),
    ].map((question) => ({ ...question, importance: true })),
    { key: 'again', type: 'rating', measure: 'repurchase', scale: 5 },
    { key: 'weights', type: 'allocation', total: 100 },
    { key: 'comment', type: 'text', maxLength: 2000 },
  ],
}

export const DEMO_SURVEYS: Readonly<Record<DemoSlug, SurveyDefinitionInput>> = {
  'after-delivery': afterDelivery,
  'after-support': afterSupport,
  'relationship-2026': relationship,
}
