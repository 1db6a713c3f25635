/** Three ratings an item: what one accepts, what one would like, what one got. */
import { SERVQUAL_DIMENSIONS } from '../../../schema/survey.ts'
import { both, LOCALES, pair, type Template } from './template.ts'

const zone = (key: string, dimension: string, en: string, zh: string) =>
  pair(key, dimension, en, zh, 'minimum-and-desired')

export const zoneOfTolerance: Template = {
  key: 'zone-of-tolerance',
  name: both('Zone of tolerance', '容忍区域'),
  about: both(
    'Tells “not good enough” from “not perfect”. Three ratings an item, so keep the items few.',
    '区分“不够好”与“不够完美”。每项打三次分，题项宜少。',
  ),
  definition: {
    title: both('What you accept, want and get', '最低要求、理想水平与实际感受'),
    locales: LOCALES,
    program: 'relationship',
    dimensions: SERVQUAL_DIMENSIONS.map((key) => ({ key })),
    questions: [
      zone('looks', 'tangibles', 'How the website looks', '网站的整体观感'),
      zone('promises', 'reliability', 'Keeping to what was promised', '承诺的兑现情况'),
      zone(
        'reply_speed',
        'responsiveness',
        'Speed of reply when help is needed',
        '需要帮助时的答复速度',
      ),
      zone('safety', 'assurance', 'How safe a purchase feels', '交易时的放心程度'),
      zone('attention', 'empathy', 'Attention to the customer’s own needs', '对顾客个人需求的关注'),
      { key: 'comment', type: 'text' },
    ],
  },
}
