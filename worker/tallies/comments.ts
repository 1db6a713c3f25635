/** Comments as they are counted: by language, by how content their author is, by theme, and word by word. */
import type { Question, SurveyDefinition } from '../../schema/survey.ts'
import { themesOf } from '../../statistics/themes.ts'
import { tokensOf } from '../../statistics/tokens.ts'
import type { Answered, Into } from './measures.ts'

/** Places of a comment's author in the sums: detractor, neither, promoter, unknown. */
export const GROUPS = ['unhappy', 'neither', 'happy', 'unknown'] as const

/** A longer "word" is none, and would let one comment fill the table. */
const LONGEST_WORD = 40

export function commentSums(survey: SurveyDefinition, response: Answered, into: Into): void {
  const comments = tokenized(survey, response)
  if (comments.length === 0) return
  const group = groupSums(survey, response)
  for (const { key, language, tokens } of comments) {
    into(`comments|${key}|${language}`, group)
    for (const theme of themesOf(tokens, language) ?? [])
      into(`theme|${key}|${language}|${theme}`, group)
  }
}

export function wordSums(survey: SurveyDefinition, response: Answered, into: Into): void {
  const comments = tokenized(survey, response)
  if (comments.length === 0) return
  const group = groupSums(survey, response)
  for (const { key, language, tokens } of comments)
    for (const word of tokens)
      if (word.length <= LONGEST_WORD) into(`words|${key}|${language}|${word}`, group)
}

type Tokenized = { key: string; language: string; tokens: ReadonlySet<string> }
/** A response is asked for its themes and then for its words, and to find them takes as long as all the rest of it. */
const TOKENIZED = new WeakMap<Answered, Tokenized[]>()

function tokenized(survey: SurveyDefinition, response: Answered): Tokenized[] {
  const known = TOKENIZED.get(response)
  if (known) return known
  const found = commentsIn(survey, response).map(({ key, language, text }) => ({
    key,
    language,
    tokens: tokensOf(text, language),
  }))
  if (found.length > 0) TOKENIZED.set(response, found)
  return found
}

/** The comments of a response, each in the language it was most likely written in. */
export function commentsIn(
  survey: SurveyDefinition,
  { answers, locale }: Pick<Answered, 'answers' | 'locale'>,
) {
  const language = languageOf(locale ?? survey.locales[0] ?? 'en')
  return survey.questions.flatMap(({ type, key }) => {
    const text = answers[key]
    if (type !== 'text' || typeof text !== 'string' || text.trim() === '') return []
    return [{ key, language, text }]
  })
}

/** Lists never mix languages; the two ways of writing Chinese count as two. */
export function languageOf(locale: string): string {
  if (/^zh-(TW|HK|MO|Hant)/.test(locale)) return 'zh-TW'
  const [language = locale] = locale.split('-')
  return language === 'zh' ? 'zh-CN' : language
}

/** The question that tells contented people from others: NPS, else satisfaction. */
export const contentQuestionOf = (survey: SurveyDefinition): Question | undefined =>
  survey.questions.find(({ type }) => type === 'nps') ??
  survey.questions.find((question) => question.type === 'rating' && question.measure === 'csat')

function groupSums(
  survey: SurveyDefinition,
  { answers }: Pick<Answered, 'answers' | 'locale'>,
): number[] {
  const question = contentQuestionOf(survey)
  const answer = question && answers[question.key]
  const place = typeof answer !== 'number' ? 3 : placeOf(question, answer)
  return GROUPS.map((_, i) => Number(i === place))
}

/** Detractors and promoters; of satisfaction, the lowest quarter and the top box. */
function placeOf(question: Question | undefined, answer: number): number {
  if (question?.type === 'nps') return answer <= 6 ? 0 : answer >= 9 ? 2 : 1
  const scale = question?.type === 'rating' ? question.scale : 5
  const share = (answer - 1) / (scale - 1)
  return share <= 0.25 ? 0 : answer >= scale - 1 ? 2 : 1
}
