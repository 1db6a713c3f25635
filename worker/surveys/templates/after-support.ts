/** After a contact with the service team: solved, satisfied, easy. */
import { both, LOCALES, type Template } from './template.ts'

export const afterSupport: Template = {
  key: 'after-support',
  name: both('After support: CSAT and CES', '客服回访：满意度与费力度'),
  about: both(
    'Right after a case is closed: was it solved, how was it handled, how easy was it.',
    '结案后立即发送：是否解决、处理得如何、是否省力。',
  ),
  definition: {
    title: both('Your contact with our service team', '客服满意度调查'),
    locales: LOCALES,
    program: 'transactional',
    questions: [
      {
        key: 'solved',
        type: 'choice',
        text: both('Has your problem been solved?', '您的问题解决了吗？'),
        options: [
          { key: 'yes', text: both('Yes', '已解决') },
          { key: 'partly', text: both('Partly', '部分解决') },
          { key: 'no', text: both('No', '未解决') },
        ],
      },
      {
        key: 'handling',
        type: 'rating',
        measure: 'csat',
        scale: 5,
        text: both('How satisfied are you with how we handled it?', '您对本次处理的满意程度如何？'),
      },
      { key: 'effort', type: 'rating', measure: 'ces', scale: 7 },
      { key: 'comment', type: 'text' },
    ],
  },
}
