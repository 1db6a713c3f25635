/** SERVQUAL with one pair per dimension: where the promise is broken, in two minutes. */
import { SERVQUAL_DIMENSIONS } from '../../../schema/survey.ts'
import { both, LOCALES, pair, type Template } from './template.ts'

export const servqualShort: Template = {
  key: 'servqual-short',
  name: both('Service quality, five pairs', '服务质量短表（五个维度）'),
  about: both(
    'Expectation and perception once per dimension, and how much each matters. One item per dimension gives no alpha.',
    '每个维度各问一次期望与感知，并分配比重。每个维度只有一个题项，不计算信度。',
  ),
  definition: {
    title: both('The quality of our service', '服务质量调查'),
    locales: LOCALES,
    program: 'relationship',
    dimensions: SERVQUAL_DIMENSIONS.map((key) => ({ key })),
    questions: [
      pair('looks', 'tangibles', 'How the website looks', '网站的整体观感'),
      pair('promises', 'reliability', 'Keeping to what was promised', '承诺的兑现情况'),
      pair(
        'reply_speed',
        'responsiveness',
        'Speed of reply when help is needed',
        '需要帮助时的答复速度',
      ),
      pair('safety', 'assurance', 'How safe a purchase feels', '交易时的放心程度'),
      {
        ...pair(
          'attention',
          'empathy',
          'Attention to the customer’s own needs',
          '对顾客个人需求的关注',
        ),
        twoSided: true,
      },
      { key: 'weights', type: 'allocation', total: 100 },
      { key: 'comment', type: 'text' },
    ],
  },
}
