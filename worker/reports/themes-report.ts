/** What comments are about: words typical of one group against another, and theme shares, language by language. */
import type { ThemesReport } from '../../schema/reports/quality.ts'
import type { SurveyDefinition } from '../../schema/survey.ts'
import { saysSomething } from '../../statistics/function-words.ts'
import { type Contrast, logOdds, typicalWords, type WordCount } from '../../statistics/log-odds.ts'
import { proportion, proportionDifference } from '../../statistics/proportion.ts'
import { sums, type Tally } from '../../statistics/tally.ts'
import { themesOf } from '../../statistics/themes.ts'
import { tokensOf } from '../../statistics/tokens.ts'
import type { Database } from '../db.ts'
import { responsesIn } from '../responses/store.ts'
import { commentsIn as commentsOfRow, contentQuestionOf, GROUPS } from '../tallies/comments.ts'
import type { Subject } from './gather.ts'
import { headOf } from './head.ts'
import { monthlySums } from './monthly.ts'
import { asChange } from './panel.ts'
import { findShown } from './privacy.ts'
import { refuse, type Scope } from './scope.ts'
import { findSums } from './source.ts'
import { newestComments } from './store.ts'

export type Compare = 'groups' | 'periods'

const MOST_READ = 1000
const SAMPLES = 3

/** @throws Problem invalid-request when the survey has no such text question */
export async function themesReport(
  db: Database,
  survey: Subject,
  scope: Scope,
  asked: string | undefined,
  compare: Compare,
): Promise<ThemesReport> {
  const { definition } = survey
  const { question, questions } = textQuestion(definition, asked)
  const prefixes = [`comments|${question}|`, `theme|${question}|`]
  const [{ sums: found, rebuilding }, words, wordsBefore] = await Promise.all([
    findSums(db, survey.id, survey.plan, {
      scope: { ...scope, segment: null },
      wants: [
        { measures: prefixes, window: scope, by: 'all' },
        { measures: prefixes, window: scope.previous, by: 'all' },
      ],
    }),
    monthlySums(db, survey, scope, scope, [`words|${question}|`], question),
    compare === 'periods'
      ? monthlySums(db, survey, scope, scope.previous, [`words|${question}|`], question)
      : new Map(),
  ])
  const [now = new Map(), before = new Map()] = found.map(
    (each): Tally => each.get('') ?? new Map(),
  )
  const languages = languagesIn(now, question)
  const told = await languagesTold(db, survey, scope, question, languages)
  const shown = languages.filter((language) => told.now.has(language))
  const samples = await sampler(db, survey, scope, question)
  return {
    ...headOf(scope, rebuilding, languages.length - shown.length),
    question,
    questions,
    compare,
    groups: groupNames(definition, compare),
    languages: shown.map((language) => {
      const mayTellPast = told.before.has(language)
      const past = mayTellPast ? before : NOTHING
      const pastWords = mayTellPast ? wordsBefore : NOTHING
      return {
        language,
        comments: commentsOf(now, question, language),
        previous: commentsOf(past, question, language),
        words: contrast(
          countsIn(words, pastWords, `words|${question}|${language}|`, compare),
          language,
          scope,
          (token) => samples(language, token),
        ),
        themes: themesIn(now, past, question, language, scope),
      }
    }),
  }
}

const NOTHING: Tally = new Map()
const commentsIn = (question: string, language: string) => `comments|${question}|${language}`

/** The languages whose comments may be told of, now and before: by the same tables of names as any other figure. */
async function languagesTold(
  db: Database,
  survey: Subject,
  scope: Scope,
  question: string,
  languages: readonly string[],
) {
  if (scope.filters.size === 0) return { now: new Set(languages), before: new Set(languages) }
  const measures = ['responses', ...languages.map((language) => commentsIn(question, language))]
  const wants = [scope, scope.previous].map((window) => ({ measures, window, by: 'all' as const }))
  const { sums: found } = await findShown(
    db,
    survey,
    { ...scope, segment: null },
    wants,
    'responses',
  )
  const [now, before] = found.map((groups) => {
    const tally = groups.get('') ?? NOTHING
    return new Set(languages.filter((language) => tally.has(commentsIn(question, language))))
  })
  return { now: now ?? new Set(), before: before ?? new Set() }
}

function textQuestion({ questions }: SurveyDefinition, asked: string | undefined) {
  const keys = questions.filter(({ type }) => type === 'text').map(({ key }) => key)
  const question = asked ?? keys[0]
  if (question === undefined || !keys.includes(question))
    refuse(
      '?question',
      keys.length === 0 ? 'This survey asks for no comment' : `Possible: ${keys.join(', ')}`,
    )
  return { question, questions: keys }
}

function groupNames(definition: SurveyDefinition, compare: Compare) {
  if (compare === 'periods') return { a: 'now', b: 'before' }
  return contentQuestionOf(definition)?.type === 'nps'
    ? { a: 'detractors', b: 'promoters' }
    : { a: 'dissatisfied', b: 'satisfied' }
}

const totalOf = (tally: Tally, measure: string): number =>
  sums(tally, measure, GROUPS.length).reduce((sum, count) => sum + count, 0)

const commentsOf = (tally: Tally, question: string, language: string): number =>
  totalOf(tally, commentsIn(question, language))

const languagesIn = (tally: Tally, question: string): string[] =>
  [...tally.keys()]
    .filter((name) => name.startsWith(`comments|${question}|`))
    .map((name) => name.split('|')[2] ?? '')
    .filter((language) => commentsOf(tally, question, language) > 0)
    .sort((a, b) => commentsOf(tally, question, b) - commentsOf(tally, question, a))

/** In how many comments of either side each word stands. */
function countsIn(words: Tally, before: Tally, prefix: string, compare: Compare): WordCount[] {
  const names = new Set(
    [...words.keys(), ...before.keys()].filter((name) => name.startsWith(prefix)),
  )
  return [...names].map((name) => {
    const token = name.slice(prefix.length)
    if (compare === 'periods') return { token, a: totalOf(words, name), b: totalOf(before, name) }
    const [unhappy = 0, , happy = 0] = sums(words, name, GROUPS.length)
    return { token, a: unhappy, b: happy }
  })
}

/** Every word is counted; those that only hold sentences together are not listed. */
function contrast(
  counts: WordCount[],
  language: string,
  scope: Scope,
  samples: (token: string) => Sample[],
) {
  const told = logOdds(counts).filter(({ token }) => saysSomething(token, language))
  const found = typicalWords(told, { fewestComments: scope.privacyMinimum })
  const word = ({ token, a, b, z }: Contrast) => ({ token, a, b, z, samples: samples(token) })
  return { a: found.a.map(word), b: found.b.map(word) }
}

function themesIn(now: Tally, before: Tally, question: string, language: string, scope: Scope) {
  if (themesOf(new Set(), language) === null) return null
  const prefix = `theme|${question}|${language}|`
  const names = new Set([...now.keys(), ...before.keys()].filter((name) => name.startsWith(prefix)))
  const [n, past] = [commentsOf(now, question, language), commentsOf(before, question, language)]
  return [...names]
    .map((name) => {
      const [unhappy = 0, , happy = 0] = sums(now, name, GROUPS.length)
      const found = proportionDifference(
        { successes: totalOf(now, name), trials: n },
        { successes: totalOf(before, name), trials: past },
        scope.confidence,
      )
      return {
        theme: name.slice(prefix.length),
        ...proportion(totalOf(now, name), n, scope.confidence),
        unhappy,
        happy,
        difference: asChange(found, [n, past]),
      }
    })
    .sort((a, b) => b.successes - a.successes || (a.theme < b.theme ? -1 : 1))
}

type Sample = { responseId: string; text: string }

/** Finds a few of the newest comments a word stands in. Words are only shown when enough comments have them. */
async function sampler(db: Database, survey: Subject, scope: Scope, question: string) {
  const [found] = await db.read([newestComments(survey.id, scope, question, MOST_READ)])
  const read = responsesIn(found).flatMap((response) => {
    const definition = survey.plan.definitions.get(response.version)
    const comments = definition ? commentsOfRow(definition, response) : []
    return comments
      .filter(({ key }) => key === question)
      .map(({ language, text }) => ({
        responseId: response.id,
        language,
        text,
        tokens: tokensOf(text, language),
      }))
  })
  return (language: string, token: string): Sample[] =>
    read
      .filter((each) => each.language === language && each.tokens.has(token))
      .slice(0, SAMPLES)
      .map(({ responseId, text }) => ({ responseId, text }))
}
