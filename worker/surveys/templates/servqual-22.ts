/** SERVQUAL in 22 pairs, all keyed one way; after Parasuraman, Zeithaml & Berry (1988, 1991) in words of our own. */
import { SERVQUAL_DIMENSIONS } from '../../../schema/survey.ts'
import { both, LOCALES, pair, type Template } from './template.ts'

export const servqual22: Template = {
  key: 'servqual-22',
  name: both('Service quality, 22 pairs', '服务质量长表（22 项）'),
  about: both(
    'The long form, for a baseline or a comparison. Draw a sample of pairs to make it shorter.',
    '完整量表，用于建立基线或对比。可随机抽取部分题项以缩短时间。',
  ),
  definition: {
    title: both('The quality of our service, in full', '服务质量调查（完整版）'),
    locales: LOCALES,
    program: 'relationship',
    dimensions: SERVQUAL_DIMENSIONS.map((key) => ({ key })),
    questions: [
      pair('t1', 'tangibles', 'How up to date the website is', '网站的现代化程度'),
      pair('t2', 'tangibles', 'How pleasant the website is to look at', '网站的美观程度'),
      pair('t3', 'tangibles', 'The state in which the parcel arrives', '包裹送达时的完好程度'),
      pair('t4', 'tangibles', 'How clear the written information is', '文字说明的清晰程度'),
      pair('r1', 'reliability', 'Keeping promises by the date given', '按时兑现承诺的情况'),
      pair('r2', 'reliability', 'Sincerity in solving a problem', '解决顾客问题的诚意'),
      pair('r3', 'reliability', 'Getting it right the first time', '一次办好的情况'),
      pair(
        'r4',
        'reliability',
        'Providing the service at the time agreed',
        '在约定时间提供服务的情况',
      ),
      pair(
        'r5',
        'reliability',
        'Accuracy of orders, bills and records',
        '订单、账单等记录的准确程度',
      ),
      pair('s1', 'responsiveness', 'Being told when things will be done', '告知办理时间的明确程度'),
      pair('s2', 'responsiveness', 'Speed of service', '服务的及时程度'),
      pair('s3', 'responsiveness', 'Willingness of staff to help', '员工帮助顾客的意愿'),
      pair('s4', 'responsiveness', 'Getting an answer at busy times', '繁忙时段得到回应的情况'),
      pair('a1', 'assurance', 'Confidence that staff inspire', '员工让人信赖的程度'),
      pair('a2', 'assurance', 'How safe a purchase feels', '交易时的放心程度'),
      pair('a3', 'assurance', 'Courtesy of staff at every contact', '员工每次待客的礼貌程度'),
      pair(
        'a4',
        'assurance',
        'Knowledge of staff when answering questions',
        '员工解答问题的专业程度',
      ),
      pair('e1', 'empathy', 'Attention to each customer as an individual', '对每位顾客的个别关注'),
      pair('e2', 'empathy', 'Convenience of service hours', '服务时间的便利程度'),
      pair('e3', 'empathy', 'Personal care shown by staff', '员工对顾客的关心程度'),
      pair('e4', 'empathy', 'Putting the customer’s interest first', '为顾客利益着想的程度'),
      pair('e5', 'empathy', 'Understanding of what the customer needs', '对顾客具体需求的理解程度'),
      { key: 'comment', type: 'text' },
    ],
  },
}
