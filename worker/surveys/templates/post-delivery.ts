/** After a delivery: NPS, three random pairs, overall satisfaction, and a way to have something put right. */
import { CATEGORIES } from './complaint-form.ts'
import { both, LOCALES, pair, type Template } from './template.ts'

export const postDelivery: Template = {
  key: 'post-delivery',
  name: both('After a delivery', '收货后回访'),
  about: both(
    'Each person gets three pairs out of seven at random, so that it takes a minute.',
    '每人随机回答七项中的三项，约一分钟。',
  ),
  definition: {
    title: both('Your order and its delivery', '购物与配送满意度调查'),
    locales: LOCALES,
    program: 'transactional',
    segments: ['order_type'],
    questions: [
      { key: 'recommend', type: 'nps' },
      pair('website', 'tangibles', 'How pleasant the website is to look at', '网站的美观程度'),
      pair('parcel', 'tangibles', 'The state in which the parcel arrives', '包裹送达时的完好程度'),
      pair('on_time', 'reliability', 'Keeping promises by the date given', '按时兑现承诺的情况'),
      pair(
        'reply_speed',
        'responsiveness',
        'Speed of reply when help is needed',
        '需要帮助时的答复速度',
      ),
      pair('safety', 'assurance', 'How safe a purchase feels', '交易时的放心程度'),
      pair('hours', 'empathy', 'Convenience of service hours', '服务时间的便利程度'),
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
        text: both(
          'Overall, how satisfied are you with this order?',
          '总体而言，您对本次购物的满意程度如何？',
        ),
      },
      { key: 'comment', type: 'text' },
      { key: 'problem', type: 'complaint', categories: CATEGORIES, contact: true },
    ],
    sample: { type: 'gap', count: 3 },
  },
}
