/** What a survey measures. Needs no zod: the editor reckons with it on its first page. */
import type { Question } from './survey.ts'

/** The dimensions a survey measures, in its own order: the declared ones, then others its questions name. */
export function dimensionsOf(survey: {
  dimensions: readonly { key: string }[]
  questions: readonly Question[]
}): string[] {
  const named = survey.questions.flatMap((question) =>
    question.type === 'gap' && question.dimension ? [question.dimension] : [],
  )
  return [...new Set([...survey.dimensions.map((d) => d.key), ...named])]
}

/** Those of them that a gap question belongs to, so that people can have a score on them; points may be shared over others too. */
export const scoredDimensionsOf = (survey: Parameters<typeof dimensionsOf>[0]): string[] =>
  dimensionsOf(survey).filter((key) =>
    survey.questions.some((question) => question.type === 'gap' && question.dimension === key),
  )
