/** How long a survey takes, as far as its definition tells: reading and choosing, question by question. */
import { dimensionsOf } from '../dimensions.ts'
import type { Question, SurveyDefinition } from '../survey.ts'
import type { Localized } from '../text.ts'
import { wordingLocale } from '../wording.ts'
import { lengthOf } from './wording.ts'

/** Silent reading: 238 words a minute in English (Brysbaert 2019), 260 characters a minute on a phone in Chinese. */
const WORDS_A_SECOND = 238 / 60
const CHARACTERS_A_SECOND = 260 / 60
/** One choice on a scale, with looking for the place: our own estimate. */
const CHOICE = 2.5
/** What a wording of ours takes to read, where the owner wrote none. */
const STANDARD = 3

/**
 * Seconds a calm person needs for the whole survey in a language, conditions taken as met and a sample as drawn.
 * An estimate to compare drafts by, not a measurement: reports have the measured one.
 * @returns at least 1, a whole number
 */
export function estimatedSeconds(survey: SurveyDefinition, locale?: string): number {
  const first = survey.locales[0] ?? 'en'
  // As the page shows it: what is not translated is read in the language it is written in.
  const read = (text: Localized | undefined) => {
    const language = wordingLocale(text, locale ?? first, first)
    return text && language ? readingSeconds(text[language] ?? '', language) : STANDARD
  }
  const gaps = survey.questions.filter(({ type }) => type === 'gap')
  const share = survey.sample ? Math.min(1, survey.sample.count / Math.max(1, gaps.length)) : 1
  const seconds = survey.questions.map((question) => {
    const own = read(question.text) + answeringSeconds(question, survey, read)
    return question.type === 'gap' ? own * share : own
  })
  return Math.max(1, Math.round(seconds.reduce((sum, one) => sum + one, 0)))
}

const readingSeconds = (text: string, locale: string): number =>
  lengthOf(text, locale) / (/^(zh|ja)\b/.test(locale) ? CHARACTERS_A_SECOND : WORDS_A_SECOND)

function answeringSeconds(
  question: Question,
  survey: SurveyDefinition,
  read: (text: Localized | undefined) => number,
): number {
  switch (question.type) {
    case 'nps':
    case 'rating':
      return CHOICE
    case 'gap':
      return (
        CHOICE *
        (2 +
          Number(question.importance) +
          Number(question.expectationKind === 'minimum-and-desired'))
      )
    case 'slider':
      return 2 * CHOICE
    case 'allocation':
      return 2 * CHOICE * dimensionsOf(survey).length
    case 'choice': {
      const options = question.options.reduce((sum, { text }) => sum + (text ? read(text) : 1), 0)
      // Half of the list is read before the right line is found, all of it where several may be right.
      return options / (question.multiple ? 1 : 2) + CHOICE
    }
    case 'text':
      // Two of three leave an open question empty.
      return question.required ? 30 : 10
    case 'complaint':
      return 2 * CHOICE
    default:
      return question satisfies never
  }
}
