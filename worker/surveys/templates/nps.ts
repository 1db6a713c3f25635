/** NPS alone: one question, ten seconds. */
import { both, LOCALES, type Template } from './template.ts'

export const nps: Template = {
  key: 'nps',
  name: both('NPS', '净推荐值（NPS）'),
  about: both(
    'One question, ten seconds. The score, without its reasons.',
    '一道题，十秒钟。只有分数，没有原因。',
  ),
  definition: {
    title: both('Would you recommend us', '推荐意愿调查'),
    locales: LOCALES,
    program: 'relationship',
    questions: [{ key: 'recommend', type: 'nps' }],
  },
}
