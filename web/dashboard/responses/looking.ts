/** Which responses are looked at: the filters of the page bar, and those of this room, all in the address. */
import type { ThemesReport } from '../../../schema/reports/quality.ts'
import type { Question, SurveyDefinition } from '../../../schema/survey.ts'
import { type Filters, reportQuery } from '../filters.ts'
import type { Counts } from './requests.ts'

export type Looking = {
  /** Only responses with words of their own. */
  commented: boolean
  text: string
  /** Only responses whose comments name this theme. */
  theme: string | null
  /** A question that was answered, perhaps within bounds, perhaps by a part of a pair. */
  question: string | null
  part: string | null
  /** An option of the question that was chosen; `other`: words of their own. */
  option: string | null
  min: number | null
  max: number | null
}
export type ScoreGroup = { name: 'promoters' | 'passives' | 'detractors'; min: number; max: number }

export const SCORE_GROUPS: readonly ScoreGroup[] = [
  { name: 'promoters', min: 9, max: 10 },
  { name: 'passives', min: 7, max: 8 },
  { name: 'detractors', min: 0, max: 6 },
]

/** What an address asks for; comments first, unless the survey asks for none or a link wants every response. */
export function lookingIn(query: URLSearchParams, definition: SurveyDefinition): Looking {
  const question = query.get('question')
  return {
    commented: query.get('only') !== 'all' && asksForWords(definition),
    text: query.get('text') ?? '',
    theme: themeIn(query),
    question,
    part: question === null ? null : query.get('part'),
    option: question === null ? null : optionIn(query),
    min: question === null ? null : numberIn(query, 'min'),
    max: question === null ? null : numberIn(query, 'max'),
  }
}

/** The query of a list for these filters; days, segments and what this room adds. */
export function listQuery(filters: Filters, looking: Looking): Record<string, string> {
  const { interval: _, segment: __, ...query } = reportQuery(filters)
  const { commented, text, question, part, option, min, max } = looking
  return {
    ...query,
    ...(commented ? { commented: '1' } : {}),
    ...(text === '' ? {} : { text }),
    ...(question === null ? {} : { question }),
    ...(part === null ? {} : { part }),
    ...(option === null ? {} : { option }),
    ...(min === null ? {} : { min: String(min) }),
    ...(max === null ? {} : { max: String(max) }),
  }
}

/** The query of the counts beside the facets: each facet counts as if it had no choice made. */
export function countsQuery(filters: Filters, looking: Looking, score: string) {
  const { locale: _, ...only } = filters.only
  const isFacet = looking.question === score
  const rest = isFacet
    ? { ...looking, question: null, part: null, option: null, min: null, max: null }
    : looking
  return { ...listQuery({ ...filters, only }, rest), score }
}

/** How many responses the counts hold for a language (null: any) and bounds of the score (null: any). */
export const countOf = (
  { counts }: Counts,
  locale: string | null,
  bounds: { min: number | null; max: number | null } | null,
): number =>
  counts
    .filter((row) => locale === null || row.locale === locale)
    .filter(({ score }) => bounds === null || isWithin(score, bounds))
    .reduce((sum, { n }) => sum + n, 0)

export type ThemeCount = { theme: string; n: number }

/** Comments by theme over all languages, the most named first; a comment may name several. */
export function themeCounts(report: ThemesReport | null): ThemeCount[] {
  const counts = new Map<string, number>()
  for (const { themes } of report?.languages ?? [])
    for (const { theme, successes } of themes ?? [])
      counts.set(theme, (counts.get(theme) ?? 0) + successes)
  return [...counts]
    .map(([theme, n]) => ({ theme, n }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n || (a.theme < b.theme ? -1 : 1))
}

/** The question whose score stands beside every comment: NPS, else the first rating; null where there is neither. */
export const scoreOf = ({ questions }: SurveyDefinition): Question | null =>
  questions.find(({ type }) => type === 'nps') ??
  questions.find(({ type }) => type === 'rating') ??
  null

export const asksForWords = ({ questions }: SurveyDefinition): boolean =>
  questions.some(({ type }) => type === 'text' || type === 'complaint')

function isWithin(score: number | null, { min, max }: { min: number | null; max: number | null }) {
  if (score === null) return false
  return score >= (min ?? Number.NEGATIVE_INFINITY) && score <= (max ?? Number.POSITIVE_INFINITY)
}

const themeIn = (query: URLSearchParams): string | null => {
  const theme = query.get('theme') ?? ''
  return /^[a-z][a-z0-9-]{0,39}$/.test(theme) ? theme : null
}

const optionIn = (query: URLSearchParams): string | null => {
  const option = query.get('option') ?? ''
  return /^[a-z][a-z0-9_-]{0,39}$/.test(option) ? option : null
}

function numberIn(query: URLSearchParams, name: string): number | null {
  const text = query.get(name)
  return text === null || text.trim() === '' || !Number.isFinite(Number(text)) ? null : Number(text)
}
