/** NPS and why. */
import { both, LOCALES, REASON, type Template } from './template.ts'

export const npsReason: Template = {
  key: 'nps-reason',
  name: both('NPS and the reason', '净推荐值（NPS）与原因'),
  about: both(
    'The score, and the reason in the customer’s own words.',
    '分数，以及客户自己的说明。',
  ),
  definition: {
    title: both('Would you recommend us', '推荐意愿调查'),
    locales: LOCALES,
    program: 'relationship',
    questions: [{ key: 'recommend', type: 'nps' }, REASON],
  },
}
