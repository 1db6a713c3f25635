/** Wordings that textbooks of survey design warn of, each with the rule it breaks; and good ones of the same kind. */
import type { WordingFinding } from '../../../schema/advice/wording.ts'

type Bad = { text: string; code: WordingFinding; isItem?: boolean }

export const BAD_EN: readonly Bad[] = [
  { text: 'How great was our service today?', code: 'leading' },
  { text: 'Don’t you agree that our staff are friendly?', code: 'leading' },
  { text: 'What did you like most about your visit?', code: 'leading' },
  { text: 'Are you satisfied with your order?', code: 'leading' },
  { text: 'How would you rate our award-winning support team?', code: 'leading' },
  { text: 'Most customers rate us highly. How do you rate us?', code: 'leading' },
  { text: 'Please give us a 10 if you were happy.', code: 'leading' },
  { text: 'It was easy to find what you needed, wasn’t it?', code: 'leading' },
  { text: 'How satisfied are you with the speed and quality of our delivery?', code: 'double' },
  { text: 'Was our staff polite and knowledgeable?', code: 'double' },
  { text: 'How do you rate the price/performance of the product?', code: 'double' },
  { text: 'Do we always answer within a day?', code: 'absolute' },
  { text: 'Have you ever been treated unfairly by us?', code: 'absolute' },
  { text: 'Would you not be unhappy if we closed?', code: 'negation' },
  { text: 'How often did you call us in the past 12 months?', code: 'recall' },
  { text: 'How satisfied are you with our SLA?', code: 'jargon' },
  { text: 'Tell us what you think!', code: 'tone' },
  {
    text: 'Thinking back to the moment when you first heard of us and everything that has happened since then, how would you describe the way in which your view of us has changed?',
    code: 'long',
  },
  { text: 'Did we reply quickly?', code: 'item', isItem: true },
  { text: 'The money that the shop should have given back', code: 'leading' },
]

export const BAD_ZH: readonly Bad[] = [
  { text: '您对我们的服务满意吗？', code: 'leading' },
  { text: '您是不是觉得我们的客服很好？', code: 'leading' },
  { text: '您最喜欢我们的什么？', code: 'leading' },
  { text: '您如何评价我们优质的服务？', code: 'leading' },
  { text: '大家都说我们的产品好，您怎么看？', code: 'leading' },
  { text: '方便的话请给五星好评。', code: 'leading' },
  { text: '我们的服务有多出色？', code: 'leading' },
  { text: '与去年相比，我们的服务改善了多少？', code: 'leading' },
  { text: '您如何评价我们的物流速度和服务态度？', code: 'double' },
  { text: '店员是否礼貌、专业？', code: 'double' },
  { text: '您对产品质量与价格的满意程度如何？', code: 'double' },
  { text: '我们总是按时送达，您同不同意？', code: 'absolute' },
  { text: '您从来没有等过很久，对此如何评价？', code: 'absolute' },
  { text: '您不认为退货流程不方便吗？', code: 'negation' },
  { text: '过去一年您一共联系过客服几次？', code: 'recall' },
  { text: '您对本次触达链路的评价如何？', code: 'jargon' },
  { text: '你觉得这次购物怎么样？', code: 'tone' },
  {
    text: '请您回想一下从第一次了解我们开始直到今天为止所经历的全部过程，并综合各方面的情况说明您对我们的看法发生了怎样的变化？',
    code: 'long',
  },
  { text: '我们的答复很快', code: 'item', isItem: true },
  { text: '本该退给顾客的钱', code: 'leading' },
]

export const GOOD_EN = [
  'Overall, how satisfied are you with this order?',
  'How easy was it to get this done?',
  'What is the main reason for your score?',
  'Has your problem been solved?',
  'Which of these did you use today?',
  'How likely are you to buy from {brand} again?',
]

export const GOOD_ZH = [
  '总体而言，您对本次购物的满意程度如何？',
  '办成这件事有多容易？',
  '您给出这个分数的主要原因是什么？',
  '您的问题解决了吗？',
  '您今天使用了以下哪些服务？',
  '今后有同类需要时，您再次选择{brand}的可能性有多大？',
]
