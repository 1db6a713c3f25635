/** The words about themes of comments in English. */
import type { Wording } from './voice.ts'

export const themesEn = {
  'themes.name': 'Themes, {language}',
  'themes.line':
    'Share of comments that name a theme, {language} · whisker: 95% interval · n = {n}',
  'themes.how': 'A theme is a list of words; a comment may name several.',
  'themes.theme': 'Theme',
  'themes.comments': 'Comments',
  'themes.unhappy': 'By discontented',
  'themes.happy': 'By contented',
  'themes.change': 'Change of share',
  'themes.delivery': 'Delivery',
  'themes.price': 'Price',
  'themes.billing': 'Refund and billing',
  'themes.staff': 'Staff',
  'themes.product-quality': 'Product quality',
  'themes.no-list': 'There is no list of theme words for this language',
  'themes.too-few': 'Too few comments to compare yet: {n} of {least}',
  'themes.nothing': 'No comment names a theme of the list',
  'themes.grown': {
    one: '{names} is named clearly more often than before',
    other: '{names} are named clearly more often than before',
  },
  'themes.shrunk': {
    one: '{names} is named clearly less often than before',
    other: '{names} are named clearly less often than before',
  },
  'themes.lead': {
    one: '{names} leads the comments, named in {share}',
    other: '{names} lead the comments, the first named in {share}',
  },
  'themes.word': 'Word',
  'themes.typical': 'Typical of',
  'themes.words.name': 'Typical words, {language}',
  'themes.words.none': 'No word is clearly typical of either side',
  'themes.words.a': 'Typical of the discontented: {words}',
  'themes.words.b': 'Typical of the contented: {words}',
  'themes.words.both': 'Discontented: {a}. Contented: {b}',
  'themes.words.line': 'Words clearly more frequent on one side (|z| from 2.58) · n = {n}',
  'themes.words.how':
    'Open a word to read comments it stands in. What people feel is in their score, not guessed from words.',
  'themes.words.counts': '{a} : {b} comments',
  'themes.side.detractors': 'Detractors',
  'themes.side.promoters': 'Promoters',
  'themes.side.dissatisfied': 'Dissatisfied',
  'themes.side.satisfied': 'Satisfied',
  'themes.side.now': 'Now',
  'themes.side.before': 'Before',
  'themes.brief': {
    one: 'What comments say in {n} language',
    other: 'What comments say in {n} languages',
  },
  'themes.brief.base': { one: '{n} comment in these days.', other: '{n} comments in these days.' },
  'themes.brief.how': 'Languages are shown one by one and never mixed.',
  'themes.none-asked': 'This survey asks for no comment',
  'themes.none-asked.what': 'Choose another survey above, or add a text question to this one.',
} as const satisfies Readonly<Record<string, Wording>>
