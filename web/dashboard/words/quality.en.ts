/** The words about the quality of answers in English. */
import type { Wording } from './voice.ts'

export const qualityEn = {
  'items.column': 'Items',
  'quality.headline': '{share} of those who begin also finish.',
  'quality.base': {
    one: '{complete} of {n} answer is complete; it took {seconds} s.',
    other: '{complete} of {n} answers complete; half of them take at most {seconds} s.',
  },
  'quality.effort.none': 'No answer looks careless.',
  'quality.effort': {
    one: '{n} answer ({share}) looks careless: all pairs alike, or done in a third of the usual time. It is kept.',
    other:
      '{n} answers ({share}) look careless: all pairs alike, or done in a third of the usual time. They are kept.',
  },
  'quality.late.same':
    'The slowest third of those invited answers like the quickest: {late} against {early}. Nothing hints that those who stay silent differ.',
  'quality.late.lower':
    'The slowest third of those invited scores lower than the quickest: {late} against {early}. Those who stay silent may be less content than the figures say.',
  'quality.late.higher':
    'The slowest third of those invited scores higher than the quickest: {late} against {early}. Those who stay silent may be more content than the figures say.',
  'quality.question': 'Question',
  'quality.asked': 'Asked',
  'quality.answered': 'Answered',
  'quality.stopped.name': 'Where people stop',
  'quality.stopped.nobody': 'Everyone who began also finished',
  'quality.stopped.too-few': 'Too few stop to say where: {n} of {least}',
  'quality.stopped.start': 'Those who stop do so before the first answer',
  'quality.stopped.after': '{share} of those who stop do so after {question}',
  'quality.stopped.line': 'Incomplete answers by the question answered last · n = {n}',
  'quality.stopped.column': 'Stopped here',
  'quality.stopped.at-start': {
    one: '{n} stopped before any answer.',
    other: '{n} stopped before any answer.',
  },
  'quality.missing.name': 'What is left out',
  'quality.missing.none': 'No question is left out',
  'quality.missing.most': '{question} is left out most: by {share}',
  'quality.missing.line': 'Share of those asked who neither answered nor said it doesn’t apply',
  'quality.missing.column': 'Left out',
  'quality.alpha.name': 'Reliability of the dimensions',
  'quality.alpha.line': 'Cronbach’s alpha of what customers got, 0 to 1 · line: 95% interval',
  'quality.alpha.unknown': 'Too little to say how well the items measure',
  'quality.alpha.fine': 'The items of every dimension measure well together',
  'quality.alpha.doubtful': 'How well the items of {names} measure together is questionable',
  'quality.alpha.poor': {
    one: 'The items of {names} measure poorly together',
    other: 'The items of {names} measure poorly together',
  },
  'quality.alpha.label.poor': 'poor',
  'quality.alpha.none': 'not known',
  'quality.alpha.label.questionable': 'questionable',
  'quality.alpha.label.good': 'good',
  'quality.alpha.label.redundant': 'redundant',
  'quality.alpha.got': 'Alpha, got',
  'quality.alpha.expected': 'Alpha, expected',
  'quality.alpha.correlation': 'r (expected, got)',
  'quality.alpha.gap': 'Reliability of the gap',
  'quality.alpha.foot':
    'A difference is less reliable than its two halves when they go together; so trends and drivers use what customers got, and the gap says which promise is broken.',
  'quality.type.nps': 'Recommendation',
  'quality.type.gap': 'Expected and got',
  'quality.type.rating': 'Rating',
  'quality.type.slider': 'Slider',
  'quality.type.allocation': 'Points given',
  'quality.type.choice': 'Choice',
  'quality.type.text': 'Comment',
  'quality.type.complaint': 'Complaint',
} as const satisfies Readonly<Record<string, Wording>>
