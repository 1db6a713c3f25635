/** The inputs and exclusions of an explanation in words. Pure. */
import type { Changes } from '../changes.ts'
import type { Explained, Narrowed } from '../explaining.ts'
import { segmentLabel, valueLabel } from '../groups.ts'
import type { Said } from '../localized.ts'
import type { Voice, Word } from '../words/voice.ts'

type Facts = readonly (readonly [name: string, value: string])[]

/** What a figure was computed from, in the order told; what has no words is left to the file. */
export function inputWords(inputs: Readonly<Record<string, unknown>>, voice: Voice): Facts {
  const { t, days, count, share, list } = voice
  const { from, to, timeZone, confidence, filters, answers, lowEffort } = inputs
  const only = Object.entries(typeof filters === 'object' && filters !== null ? filters : {})
  const counts = Object.entries(inputs).flatMap(([name, value]) => {
    const word = COUNTS[name]
    return word !== undefined && typeof value === 'number' ? [[t(word), count(value)] as const] : []
  })
  return [
    [t('filter.days'), days(String(from), String(to))],
    [t('field.time-zone'), String(timeZone)],
    [
      t('filter.groups'),
      only.length === 0
        ? t('filter.everyone')
        : list(
            only.map(
              ([name, value]) =>
                `${segmentLabel(name, voice)}: ${valueLabel(name, String(value), voice)}`,
            ),
          ),
    ],
    [
      t('explain.answers'),
      t(answers === 'latest' ? 'explain.answers.latest' : 'explain.answers.all'),
    ],
    [
      t('explain.low-effort'),
      t(lowEffort === 'excluded' ? 'explain.low-effort.excluded' : 'explain.low-effort.kept'),
    ],
    [t('explain.confidence'), share(typeof confidence === 'number' ? confidence : null)],
    ...counts,
  ]
}

/** What was left out, by why; nothing where nothing was. */
export const excludedWords = (
  report: Explained,
  excluded: Readonly<Record<string, number>>,
  { t, count }: Voice,
): Facts =>
  Object.entries(excluded).flatMap(([name, n]) => {
    const word =
      report === 'choices' && name === 'dropped' ? 'explain.dropped.points' : EXCLUSIONS[name]
    return word === undefined || n === 0 ? [] : [[t(word), count(n)] as const]
  })

/** What a figure is narrowed to, part by part: its days, question, dimension, category, scores and group. */
export function narrowedParts(
  narrowed: Narrowed,
  { question, dimension, category, option }: Names,
  voice: Voice,
): Said[] {
  const { t, days } = voice
  const { from, to, min, max, ...others } = narrowed
  const plain = (text: string): Said => ({ text, lang: undefined })
  return [
    ...(from && to ? [plain(days(from, to))] : []),
    ...(min && max ? [plain(t('nps.score', { score: min === max ? min : `${min}–${max}` }))] : []),
    ...Object.entries(others).map(([name, value]) => {
      if (name === 'question') return question(value)
      if (name === 'dimension') return dimension(value)
      if (name === 'category') return category(value)
      if (name === 'option') return option(value)
      const segment = name.replace(/^filter\./, '')
      return plain(`${segmentLabel(segment, voice)}: ${valueLabel(segment, value, voice)}`)
    }),
  ]
}

type Names = Readonly<
  Record<'question' | 'dimension' | 'category' | 'option', (key: string) => Said>
>

/** Scores and options narrow the rows alone: a report is of all of them. */
export function onRowsAlone({ min, max, option, ...report }: Narrowed): {
  report: Narrowed
  rows: Narrowed
} {
  return {
    report,
    rows: {
      ...(min ? { min } : {}),
      ...(max ? { max } : {}),
      ...(option ? { option } : {}),
    },
  }
}

/** The query of the complaints behind a figure; null where its rows are something else. */
export function casesQuery(rows: string): Record<string, string> | null {
  const [path = '', query = ''] = rows.split('?', 2)
  return path === '/api/complaints' ? Object.fromEntries(new URLSearchParams(query)) : null
}

/** The rows of an explanation in the room of responses: days, filters and bounds as the service named them. */
export function rowsAddress(rows: string, survey: string): Changes | null {
  const [path = '', query = ''] = rows.split('?', 2)
  if (!/^\/api\/surveys\/[^/]+\/responses$/.test(path)) return null
  const away = { explain: null, item: null, table: null, segment: null, part: null, option: null }
  return { ...away, survey, only: 'all', ...Object.fromEntries(new URLSearchParams(query)) }
}

const COUNTS: Readonly<Record<string, Word>> = {
  n: 'explain.n',
  promoters: 'nps.promoters',
  passives: 'nps.passives',
  detractors: 'nps.detractors',
  successes: 'explain.successes',
  open: 'explain.open',
  unhappy: 'explain.unhappy',
  complaints: 'nav.complaints',
  exposure: 'explain.exposure',
  comparisons: 'explain.comparisons',
}

const EXCLUSIONS: Readonly<Record<string, Word>> = {
  noOpinion: 'explain.no-opinion',
  missing: 'explain.missing',
  half: 'explain.half',
  withdrawn: 'explain.withdrawn',
  dropped: 'explain.dropped',
  suppressed: 'explain.suppressed',
}
