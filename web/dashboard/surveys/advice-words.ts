/** Advice on a draft in words. Apart from the judging, which brings the whole schema. */
import type { Advice } from '../../../schema/advice/advice.ts'
import { ADVICE_WORDS } from '../../../schema/advice/words.ts'
import type { Language } from '../words/voice.ts'

/** One piece of advice in words. */
export const adviceWords = ({ code, value }: Advice, language: Language): string =>
  ADVICE_WORDS[language][code].replace('{value}', String(value ?? ''))
