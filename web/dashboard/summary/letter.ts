/** The content of the weekly summary: the same findings as the Overview's, as words and small tables. Pure. */
import type { ComplaintResolution, ParetoRow } from '../../../schema/reports/complaints.ts'
import type { ThemesReport } from '../../../schema/reports/quality.ts'
import type { GapResult } from '../../../schema/reports.ts'
import type { CategoryNames } from '../complaints/categories.ts'
import {
  baseOf,
  complaintTitle,
  paretoTitle,
  perUnit,
  resolutionTitle,
} from '../complaints/findings.ts'
import { gapVerdict } from '../gaps/findings.ts'
import { widestFirst } from '../gaps/order.ts'
import { valueLabel } from '../groups.ts'
import { groupsTitle } from '../groups-finding.ts'
import { trendTitle } from '../nps/findings.ts'
import {
  dimensionsTitle,
  funnelTitle,
  type Known,
  type Names,
  overviewBrief,
  overviewFigures,
  worthALook,
} from '../overview/findings.ts'
import { figuresShown } from '../overview/strip.ts'
import { themeName, themesTitle } from '../themes/findings.ts'
import type { Voice } from '../words/voice.ts'

/** A small table: the first column is words, the others are figures. */
export type LetterTable = { columns: readonly string[]; rows: readonly (readonly string[])[] }
export type Section = { key: string; title: string; line: string; table: LetterTable | null }
export type Letter = {
  brief: string
  figures: string
  worth: ReturnType<typeof worthALook>
  strip: ReturnType<typeof figuresShown>
  sections: readonly Section[]
}
export type LetterFrom = {
  known: Known
  names: Names
  split: string
  pareto: readonly ParetoRow[] | null
  resolution: ComplaintResolution | null
  themes: ThemesReport | null
  categories: CategoryNames
}

export function letterOf(from: LetterFrom, voice: Voice): Letter {
  const { known, names, split, resolution } = from
  return {
    brief: overviewBrief(known, names, voice),
    figures: overviewFigures(known, names, voice),
    worth: worthALook(known, names, split, voice),
    strip: figuresShown(known, resolution, voice),
    sections: [
      ...npsSection(from, voice),
      ...gapSection(from, voice),
      ...complaintSection(from, voice),
      ...paretoSection(from, voice),
      ...resolutionSection(from, voice),
      ...groupSection(from, voice),
      ...themeSection(from, voice),
      ...funnelSection(from, voice),
    ],
  }
}

function npsSection({ known: { nps } }: LetterFrom, voice: Voice): Section[] {
  if (nps === null || nps.total.n === 0) return []
  const { t, count, share } = voice
  const { total } = nps
  const groups = ['promoters', 'passives', 'detractors'] as const
  return [
    {
      key: 'nps',
      title: trendTitle(nps, voice),
      line: t('base.n', { n: total.n }),
      table: {
        columns: [t('nav.nps'), t('n'), t('share')],
        rows: groups.map((group) => [
          t(`nps.${group}`),
          count(total[group]),
          share(total[group] / total.n),
        ]),
      },
    },
  ]
}

function gapSection({ known: { gaps }, names }: LetterFrom, voice: Voice): Section[] {
  if (gaps === null) return []
  const { t, plain, signed, plusMinus } = voice
  const hasDimensions = gaps.dimensions.length > 0
  const results: readonly GapResult[] = hasDimensions ? gaps.dimensions : gaps.items
  const name = hasDimensions ? names.dimension : names.question
  return [
    {
      key: 'gaps',
      title: dimensionsTitle(gaps, names, voice),
      line: t('summary.gap.line'),
      table: {
        columns: [
          t(hasDimensions ? 'gaps.dimension' : 'gaps.item'),
          t('gaps.expected'),
          t('gaps.got'),
          t('gaps.gap'),
          t('n'),
          t('verdict'),
        ],
        rows: [...results]
          .sort(widestFirst)
          .map((result) => [
            name(result.key),
            plain(result.expectation.mean, 2),
            plain(result.perception.mean, 2),
            `${signed(result.gap.mean, 2)} ${plusMinus(result.gap.low, result.gap.high, 2)}`,
            voice.count(result.n),
            gapVerdict(result, voice),
          ]),
      },
    },
  ]
}

function complaintSection({ known: { trend } }: LetterFrom, voice: Voice): Section[] {
  if (trend === null) return []
  const { t, plain } = voice
  return [
    {
      key: 'complaints',
      title: complaintTitle(trend, voice),
      line: t('summary.complaints.line', {
        n: trend.total.complaints,
        rate: plain(trend.total.rate, 1),
        per: perUnit(trend, voice),
        base: baseOf(trend.total.exposure, trend.exposure, voice),
      }),
      table: null,
    },
  ]
}

function paretoSection({ pareto, categories }: LetterFrom, voice: Voice): Section[] {
  if (pareto === null || pareto.length === 0) return []
  const { t, count, share } = voice
  const name = (category: string) => categories(category).text
  return [
    {
      key: 'pareto',
      title: paretoTitle(pareto, name, voice),
      line: t('complaints.pareto.line', { n: pareto.reduce((sum, row) => sum + row.count, 0) }),
      table: {
        columns: [t('complaints.category'), t('complaints.count'), t('complaints.pareto.running')],
        rows: pareto.map((row) => [name(row.category), count(row.count), share(row.cumulative)]),
      },
    },
  ]
}

function resolutionSection({ resolution }: LetterFrom, voice: Voice): Section[] {
  if (resolution === null || resolution.n === 0) return []
  const { n, open, asOf } = resolution
  return [
    {
      key: 'resolution',
      title: resolutionTitle(resolution, voice),
      line: voice.t('summary.resolution.line', { n, open, day: voice.day(asOf) }),
      table: null,
    },
  ]
}

/** Who differs, by the gap where pairs are asked, else by NPS; the languages are never ranked. */
function groupSection({ known, split, names }: LetterFrom, voice: Voice): Section[] {
  const { t, signed, plusMinus, count } = voice
  const room = known.gaps ? 'gaps' : 'nps'
  const head = known.gaps ?? known.nps
  const groups = known.gaps
    ? known.gaps.segments.map(({ gap, ...group }) => ({ ...group, ...gap, estimate: gap.mean }))
    : (known.nps?.segments ?? []).map(({ nps, interval, ...group }) => ({
        ...group,
        estimate: nps,
        low: interval?.low ?? null,
        high: interval?.high ?? null,
      }))
  if (head === null || groups.length === 0) return []
  const { suppressed, privacyMinimum } = head
  const asked = { groups, suppressed, privacyMinimum, acrossLanguages: split === 'locale' }
  const words = {
    lower: `${room}.groups.lower`,
    higher: `${room}.groups.higher`,
    both: `${room}.groups.both`,
    none: 'groups.none',
  } as const
  const decimals = room === 'gaps' ? 2 : 0
  return [
    {
      key: 'groups',
      title: groupsTitle(asked, words, names.group, voice),
      line: '',
      table: {
        columns: [t('filter.groups'), t('n'), t(room === 'gaps' ? 'gaps.gap' : 'nav.nps')],
        rows: groups.map(({ value, n, estimate, low, high }) => [
          valueLabel(split, value, voice),
          count(n),
          `${signed(estimate, decimals)} ${plusMinus(low, high, decimals)}`,
        ]),
      },
    },
  ]
}

/** Languages are never mixed; the one with the most comments stands here. */
function themeSection({ themes }: LetterFrom, voice: Voice): Section[] {
  const { t, count, share } = voice
  const [first] = themes?.languages ?? []
  if (!first) return []
  const language = valueLabel('locale', first.language, voice)
  const named = (first.themes ?? []).filter(({ successes }) => successes > 0).slice(0, MOST_THEMES)
  return [
    {
      key: 'themes',
      title: themesTitle(first, voice),
      line: t('summary.themes.line', { language, n: first.comments }),
      table: {
        columns: [t('themes.theme'), t('themes.comments'), t('share')],
        rows: named.map((theme) => [
          themeName(theme.theme, voice),
          count(theme.successes),
          share(theme.share),
        ]),
      },
    },
  ]
}
const MOST_THEMES = 6

function funnelSection({ known: { rate } }: LetterFrom, voice: Voice): Section[] {
  if (rate === null || rate.completion.n === 0) return []
  const { t } = voice
  const open = rate.invitations === null ? t('overview.funnel.open-link') : ''
  return [{ key: 'funnel', title: funnelTitle(rate, voice), line: open, table: null }]
}
