/**
 * The wordings that figures depend on, written down once more: an answer to other words is an answer to another
 * question, so that whoever changes one sees here that a series ends. NPS as Reichheld (2003) has it, CES 2.0 after Dixon
 * and others (2013); satisfaction and repurchase in the five usual words; the items of service quality are our own, after
 * the 22 of Parasuraman, Zeithaml & Berry (1988, 1991), each a neutral noun phrase, all keyed one way.
 */
import { describe, expect, test } from 'vitest'
import { WORDS, type WordKey } from '../../../../worker/answering/words.ts'
import { TEMPLATES } from '../../../../worker/surveys/templates/all.ts'

/** Where a word may be broken is no difference of wording. */
const plain = (text: string | undefined) => text?.replace(/[\u00ad\u200b]/g, '').replace(/’/g, "'")
const said = (key: WordKey, locale: string) => plain(WORDS[locale]?.[key])

const QUESTIONS: readonly (readonly [WordKey, string, string])[] = [
  [
    'nps.q',
    'How likely are you to recommend {brand} to a friend or colleague?',
    '您有多大可能向朋友或同事推荐{brand}？',
  ],
  ['nps.low', 'Not at all likely', '完全不可能'],
  ['nps.high', 'Extremely likely', '极有可能'],
  ['reason.q', 'What is the main reason for your score?', '您给出这个分数的主要原因是什么？'],
  ['reason.q.noscore', 'Anything you want to tell us?', '您有什么意见或建议？'],
  [
    'csat.q',
    'Overall, how satisfied are you with {brand}?',
    '总体而言，您对{brand}的满意程度如何？',
  ],
  ['csat.1', 'Very dissatisfied', '非常不满意'],
  ['csat.2', 'Dissatisfied', '不太满意'],
  ['csat.3', 'Neither satisfied nor dissatisfied', '一般'],
  ['csat.4', 'Satisfied', '比较满意'],
  ['csat.5', 'Very satisfied', '非常满意'],
  ['ces.q', '{brand} made it easy for me to get this done.', '{brand}让我轻松地办成了这件事。'],
  ['ces.low', 'Strongly disagree', '非常不同意'],
  ['ces.high', 'Strongly agree', '非常同意'],
  [
    'repurchase.q',
    'Next time you need something like this, how likely are you to buy from {brand} again?',
    '今后有同类需要时，您再次选择{brand}的可能性有多大？',
  ],
  ['repurchase.1', 'Definitely not', '一定不会'],
  ['repurchase.2', 'Probably not', '可能不会'],
  ['repurchase.3', 'Not sure', '不确定'],
  ['repurchase.4', 'Probably', '可能会'],
  ['repurchase.5', 'Definitely', '一定会'],
  ['ep.importance', 'How important is this to you?', '这一项对您有多重要？'],
  ['ep.importance.low', 'Not at all important', '完全不重要'],
  ['ep.importance.high', 'Extremely important', '极其重要'],
  ['ep.low', 'Very poor', '非常差'],
  ['ep.high', 'Very good', '非常好'],
  ['ep.title.should', 'How it should be, and how it was', '应有水平与实际感受'],
  ['ep.should', 'It should be', '应有水平'],
  ['ep.should.p', 'It was', '实际感受'],
  [
    'ep.about.should',
    '“Should be” is the level a good business of this kind should reach.',
    '“应有水平”指您认为好的同类商家应达到的水平。',
  ],
  ['ep.title.will', 'What you expected, and what you got', '您的预期与实际感受'],
  ['ep.will', 'I expected', '事先预期'],
  ['ep.will.p', 'I got', '实际感受'],
  ['ep.about.will', '“Expected” is what you thought beforehand.', '“事先预期”指您事前的估计。'],
  [
    'ep.title.minimum-and-desired',
    'What you accept, what you want, what you got',
    '最低要求、理想水平与实际感受',
  ],
  ['ep.minimum', 'I can accept', '最低要求'],
  ['ep.minimum-and-desired', 'I would like', '理想水平'],
  ['ep.minimum-and-desired.p', 'I got', '实际感受'],
  ['na', "Doesn't apply, or I can't say", '不清楚/不适用'],
  // A survey may have other dimensions than the five, and another total than 100.
  [
    'points.q',
    'Share {total} points by how much each matters to you; the total must be {total}.',
    '请把{total}分分配给以下各方面，越看重的分数越高，合计{total}分。',
  ],
  ['dimension.tangibles', 'How things look', '环境与外观'],
  ['dimension.reliability', 'Keeping promises without errors', '兑现承诺、不出差错'],
  ['dimension.responsiveness', 'Quick help', '及时的回应和帮助'],
  ['dimension.assurance', 'Knowledgeable, courteous, safe', '专业、有礼、让人放心'],
  ['dimension.empathy', 'Care for your own needs', '关心顾客的个人需求'],
  ['fix.q', 'Do you want us to put something right?', '有需要我们帮您解决的问题吗？'],
  ['cat.q', 'What is it about?', '是哪方面的问题？'],
  ['option.late', 'Late or missing delivery', '配送延误或丢件'],
  ['option.item', 'Wrong or damaged item', '商品错发或破损'],
  ['option.reply', 'Slow reply, or none', '回复慢或无人回复'],
  ['option.bill', 'Refund or billing', '退款或支付'],
  ['option.staff', 'How I was treated', '服务态度'],
  ['option.other', 'Something else', '其他'],
  ['what.q', 'What happened?', '具体情况是怎样的？'],
  ['contact.q', 'Where should we reply?', '我们如何联系您？'],
  [
    'privacy.anon',
    'Your answers go to {brand} without your name.',
    '您的回答将提供给{brand}，不含您的姓名。',
  ],
  ['thanks.title', 'Thank you. Your answers are in.', '已提交，感谢您的反馈。'],
  ['thanks.read', 'The service team reads every comment.', '客服团队会阅读每一条留言。'],
  ['nav.send', 'Send my answers', '提交'],
]

test.each(QUESTIONS)('%s is asked in the words that were published', (key, en, zh) => {
  expect([said(key, 'en'), said(key, 'zh-CN')]).toEqual([en, zh])
})

const LOOKS = ['How the website looks', '网站的整体观感'] as const
const PROMISES = ['Keeping to what was promised', '承诺的兑现情况'] as const
const REPLY = ['Speed of reply when help is needed', '需要帮助时的答复速度'] as const
const SAFETY = ['How safe a purchase feels', '交易时的放心程度'] as const
const ATTENTION = ["Attention to the customer's own needs", '对顾客个人需求的关注'] as const
const HOURS = ['Convenience of service hours', '服务时间的便利程度'] as const
const NEEDS = ['Understanding of what the customer needs', '对顾客具体需求的理解程度'] as const
const PLEASANT = ['How pleasant the website is to look at', '网站的美观程度'] as const
const PARCEL = ['The state in which the parcel arrives', '包裹送达时的完好程度'] as const
const ON_TIME = ['Keeping promises by the date given', '按时兑现承诺的情况'] as const
const SHORT = [
  ['looks', 'tangibles', ...LOOKS],
  ['promises', 'reliability', ...PROMISES],
  ['reply_speed', 'responsiveness', ...REPLY],
  ['safety', 'assurance', ...SAFETY],
  ['attention', 'empathy', ...ATTENTION],
] as const

describe('the pairs of a template', () => {
  const pairsOf = (name: string) =>
    (TEMPLATES.find(({ key }) => key === name)?.definition.questions ?? []).flatMap((question) =>
      question.type === 'gap'
        ? [[question.key, question.dimension, plain(question.text?.en), question.text?.['zh-CN']]]
        : [],
    )

  test('of five: one for each dimension', () => expect(pairsOf('servqual-short')).toEqual(SHORT))
  test('of the zone of tolerance: the same five', () =>
    expect(pairsOf('zone-of-tolerance')).toEqual(SHORT))
  test('after a delivery: seven of the long form', () =>
    expect(pairsOf('post-delivery')).toEqual([
      ['website', 'tangibles', ...PLEASANT],
      ['parcel', 'tangibles', ...PARCEL],
      ['on_time', 'reliability', ...ON_TIME],
      ['reply_speed', 'responsiveness', ...REPLY],
      ['safety', 'assurance', ...SAFETY],
      ['hours', 'empathy', ...HOURS],
      ['understanding', 'empathy', ...NEEDS],
    ]))
  test('of twenty-two: four, five, four, four and five', () =>
    expect(pairsOf('servqual-22')).toEqual([
      ['t1', 'tangibles', 'How up to date the website is', '网站的现代化程度'],
      ['t2', 'tangibles', ...PLEASANT],
      ['t3', 'tangibles', ...PARCEL],
      ['t4', 'tangibles', 'How clear the written information is', '文字说明的清晰程度'],
      ['r1', 'reliability', ...ON_TIME],
      ['r2', 'reliability', 'Sincerity in solving a problem', '解决顾客问题的诚意'],
      ['r3', 'reliability', 'Getting it right the first time', '一次办好的情况'],
      ['r4', 'reliability', 'Providing the service at the time agreed', '在约定时间提供服务的情况'],
      ['r5', 'reliability', 'Accuracy of orders, bills and records', '订单、账单等记录的准确程度'],
      ['s1', 'responsiveness', 'Being told when things will be done', '告知办理时间的明确程度'],
      ['s2', 'responsiveness', 'Speed of service', '服务的及时程度'],
      ['s3', 'responsiveness', 'Willingness of staff to help', '员工帮助顾客的意愿'],
      ['s4', 'responsiveness', 'Getting an answer at busy times', '繁忙时段得到回应的情况'],
      ['a1', 'assurance', 'Confidence that staff inspire', '员工让人信赖的程度'],
      ['a2', 'assurance', ...SAFETY],
      ['a3', 'assurance', 'Courtesy of staff at every contact', '员工每次待客的礼貌程度'],
      ['a4', 'assurance', 'Knowledge of staff when answering questions', '员工解答问题的专业程度'],
      ['e1', 'empathy', 'Attention to each customer as an individual', '对每位顾客的个别关注'],
      ['e2', 'empathy', ...HOURS],
      ['e3', 'empathy', 'Personal care shown by staff', '员工对顾客的关心程度'],
      ['e4', 'empathy', "Putting the customer's interest first", '为顾客利益着想的程度'],
      ['e5', 'empathy', ...NEEDS],
    ]))
})

test.each([
  [
    'nps-reason',
    'reason',
    'What is the main reason for your score?',
    '您给出这个分数的主要原因是什么？',
  ],
  ['after-support', 'solved', 'Has your problem been solved?', '您的问题解决了吗？'],
  [
    'after-support',
    'handling',
    'How satisfied are you with how we handled it?',
    '您对本次处理的满意程度如何？',
  ],
  [
    'post-delivery',
    'overall',
    'Overall, how satisfied are you with this order?',
    '总体而言，您对本次购物的满意程度如何？',
  ],
])('the template %s asks %s in the words that were published', (name, key, en, zh) => {
  const template = TEMPLATES.find((one) => one.key === name)
  const question = template?.definition.questions.find((one) => one.key === key)
  expect(question?.text).toEqual({ en, 'zh-CN': zh })
})

test('every question that is not asked in words of its own is asked in the standard ones', () => {
  const own = TEMPLATES.flatMap(({ key, definition }) =>
    definition.questions.flatMap((question) =>
      question.type !== 'gap' && question.text ? [`${key} ${question.key}`] : [],
    ),
  )
  expect(own.sort()).toEqual([
    'after-support handling',
    'after-support solved',
    'nps-reason reason',
    'post-delivery overall',
  ])
})

describe('towards a respondent', () => {
  // Heavy, textbook and promising words: 投诉 makes a complaint of a remark, 感知 is no everyday word, 匿名 is a promise.
  test.each([
    ['zh-CN', /投诉|举报|申诉|感知|匿名|很差|与我无关|[你！]|敬请|烦请/],
    ['zh-TW', /客訴|投訴|檢舉|申訴|知覺|感知|匿名|反饋|信息|默認|[你！]|敬請|煩請/],
  ])('%s has none of the words that mean something else there', (locale, avoided) => {
    const found = Object.entries(WORDS[locale] ?? {}).filter(([, text]) => avoided.test(text))
    expect(found).toEqual([])
  })
})
