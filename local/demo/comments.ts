/** Comments and complaint texts in the language of the person: templates with slots, enough to look at for a while. */
import { DIMENSIONS, type Dimension } from './experience.ts'
import type { Random } from './random.ts'
import type { Category, DemoLocale } from './surveys.ts'
import type { DemoWords } from './words.ts'
import { WORDS_EN } from './words-en.ts'
import { WORDS_ZH } from './words-zh.ts'

const WORDS: Record<DemoLocale, DemoWords> = { en: WORDS_EN, 'zh-CN': WORDS_ZH }

/** A comment about one dimension; one in five is about another than the one that mattered most. */
export function commentOn(
  tone: 'blame' | 'praise',
  dimension: Dimension,
  locale: DemoLocale,
  random: Random,
): string {
  const words = WORDS[locale]
  const about = random.chance(0.2) ? random.pick(DIMENSIONS) : dimension
  const body = filled(random.pick(words[tone][about]), words, random)
  return capital(random.pick(words.openings[tone]) + body + random.pick(words.closings[tone]))
}

export function supportComment(
  solved: 'yes' | 'partly' | 'no',
  locale: DemoLocale,
  random: Random,
): string {
  const { support, closings } = WORDS[locale]
  const body = filled(random.pick(support[solved]), WORDS[locale], random)
  return capital(body + random.pick(closings[solved === 'yes' ? 'praise' : 'blame']))
}

export const complaintText = (category: Category, locale: DemoLocale, random: Random): string =>
  filled(random.pick(WORDS[locale].complaint[category]), WORDS[locale], random)

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const filled = (template: string, { slots }: DemoWords, random: Random) =>
  template.replace(/\{(\w+)\}/g, (_, slot: string) => random.pick(slots[slot] ?? []))
