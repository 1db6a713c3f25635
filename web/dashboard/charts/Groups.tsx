/** A panel of groups: each against everyone else, small ones hollow, smaller ones hidden and said so. */
import { useMemo } from 'preact/hooks'
import type { Difference } from '../../../schema/reports.ts'
import type { SurveyLine } from '../api.ts'
import { type Explained, explainName, reportBehind } from '../explaining.ts'
import type { Filters } from '../filters.ts'
import { segmentLabel, valueLabel } from '../groups.ts'
import { comparisonsMade, type GroupsAsked, hiddenGroups } from '../groups-finding.ts'
import { voice } from '../language.ts'
import { FEWEST_FOR_A_VERDICT } from '../rules.ts'
import { SplitBy } from '../shell/SplitBy.tsx'
import type { Voice } from '../words/voice.ts'
import { type DotRow, DotTable } from './DotTable.tsx'
import type { DotAxis } from './dot-picture.ts'
import { Figure } from './Figure.tsx'
import type { Tone } from './look.ts'
import { Panel } from './Panel.tsx'
import type { Sheet } from './sheet.ts'

export type GroupFigure = {
  value: string
  n: number
  estimate: number | null
  low: number | null
  high: number | null
  difference: Difference | null
}
type GroupsProps = {
  id: string
  title: string
  line: string
  name: string
  /** What the figure is called: Gap, NPS. */
  figure: string
  decimals: number
  /** Means and rates are written without a sign. */
  isUnsigned?: boolean
  /** Of complaints the lower figure is the better one. */
  isLowerBetter?: boolean
  /** More is neither better nor worse: of options that are chosen. */
  isNeutral?: boolean
  axis: DotAxis
  asked: Omit<GroupsAsked, 'groups'> & { groups: readonly GroupFigure[] }
  survey: SurveyLine
  filters: Filters
  split: string
}

export function Groups(props: GroupsProps) {
  const { id, title, line, name, figure, axis, asked, decimals, split } = props
  const { isLowerBetter = false, isUnsigned = false, isNeutral = false } = props
  const speak = voice.value
  const { t, sentences } = speak
  const { groups, acrossLanguages, suppressed, privacyMinimum } = asked
  const rows = useMemo(() => {
    const behind = reportBehind(id)
    const manner = { decimals, acrossLanguages, isLowerBetter, isUnsigned, isNeutral, behind }
    return groups.map((group) => rowOf(group, split, manner, speak))
  }, [id, groups, split, decimals, acrossLanguages, isLowerBetter, isUnsigned, isNeutral, speak])
  const sheet = useMemo(
    () => sheetOf(id, name, { figure, decimals, isUnsigned }, groups, split, speak),
    [id, name, figure, decimals, isUnsigned, groups, split, speak],
  )
  const foot = [
    acrossLanguages ? t('groups.languages.why') : '',
    hiddenGroups(suppressed, privacyMinimum, speak),
    acrossLanguages
      ? ''
      : comparisonsMade(
          groups.map(({ difference }) => difference),
          speak,
        ),
  ]
  return (
    <Panel
      name={name}
      class="five"
      title={title}
      line={line}
      sheet={sheet}
      tools={<SplitBy {...props} />}
      foot={sentences(foot)}
    >
      {rows.length > 0 && (
        <DotTable
          name={name}
          caption={title}
          rowLabel={segmentLabel(split, speak)}
          axis={axis}
          columns={[{ label: t('n') }, { label: figure, always: true }]}
          rows={rows}
        />
      )}
    </Panel>
  )
}

type Manner = {
  decimals: number
  acrossLanguages: boolean
  isLowerBetter: boolean
  isUnsigned: boolean
  isNeutral: boolean
  /** The report that explains a group's figure. */
  behind: Explained | null
}

function rowOf(group: GroupFigure, split: string, manner: Manner, speak: Voice): DotRow {
  const { decimals, acrossLanguages, isLowerBetter, isUnsigned, isNeutral, behind } = manner
  const { value, n, estimate, low, high, difference } = group
  const { signed, plain, plusMinus, count, t } = speak
  const judged = toneOf(difference, isLowerBetter)
  const tone = acrossLanguages || (isNeutral && judged !== null) ? 'mid' : judged
  const say = isUnsigned ? plain : signed
  const figure = { value: say(estimate, decimals), margin: plusMinus(low, high, decimals) }
  const text = valueLabel(split, value, speak)
  const verdict = acrossLanguages ? '' : verdictOf(group, speak)
  const explain = behind === null ? undefined : explainName(behind, { [`filter.${split}`]: value })
  return {
    key: value,
    label: { text, lang: undefined },
    level: 'row',
    marks:
      estimate === null
        ? null
        : { got: { value: estimate, low, high }, tone: tone ?? 'mid', hollow: tone === null },
    cells: [count(n), <Figure key="figure" {...figure} tone={tone} explain={explain} />],
    explain,
    readout: () => ({
      title: text,
      figure: `${figure.value} ${figure.margin}`,
      lines: [verdict, t('base.n', { n })].filter(Boolean),
    }),
  }
}

/** Null when there are too few answers for a verdict. */
function toneOf(difference: Difference | null, isLowerBetter: boolean): Tone | null {
  if (difference === null || difference.verdict === 'too-few') return null
  if (difference.verdict === 'lower') return isLowerBetter ? 'better' : 'worse'
  if (difference.verdict === 'higher') return isLowerBetter ? 'worse' : 'better'
  return 'mid'
}

function verdictOf({ difference, n }: GroupFigure, { t }: Voice): string {
  switch (difference?.verdict) {
    case 'lower':
      return t('groups.verdict.lower')
    case 'higher':
      return t('groups.verdict.higher')
    case 'no-clear-difference':
      return t('groups.verdict.none')
    default:
      return n < FEWEST_FOR_A_VERDICT
        ? t('too-few', { n, least: FEWEST_FOR_A_VERDICT })
        : t('groups.verdict.not-compared')
  }
}

type Told = { figure: string; decimals: number; isUnsigned: boolean }

const unsigned = ({ low, high }: GroupFigure, decimals: number, { plain }: Voice): string =>
  low === null || high === null ? '–' : `${plain(low, decimals)}–${plain(high, decimals)}`

function sheetOf(
  id: string,
  title: string,
  { figure, decimals, isUnsigned }: Told,
  groups: readonly GroupFigure[],
  split: string,
  speak: Voice,
): Sheet {
  const { t, signed, plain, chance, range } = speak
  const say = isUnsigned ? plain : signed
  const number = (value: number | null) => ({ value, text: say(value, decimals) })
  const difference = (value: number | null) => ({ value, text: signed(value, decimals) })
  const behind = reportBehind(id)
  return {
    id,
    title,
    columns: [
      { label: segmentLabel(split, speak) },
      { label: t('n'), numeric: true },
      { label: figure, numeric: true },
      { label: t('interval-95'), numeric: true, only: 'screen' },
      { label: t('low'), numeric: true, only: 'csv' },
      { label: t('high'), numeric: true, only: 'csv' },
      { label: t('groups.versus'), numeric: true },
      { label: t('p.adjusted'), numeric: true, only: 'csv' },
      { label: t('verdict') },
    ],
    explains: (_, i) =>
      behind === null ? null : explainName(behind, { [`filter.${split}`]: groups[i]?.value ?? '' }),
    rows: () =>
      groups.map((group) => {
        const p = group.difference?.adjustedP ?? group.difference?.p ?? null
        return [
          valueLabel(split, group.value, speak),
          group.n,
          number(group.estimate),
          isUnsigned ? unsigned(group, decimals, speak) : range(group.low, group.high, decimals),
          number(group.low),
          number(group.high),
          difference(group.difference?.estimate ?? null),
          { value: p, text: chance(p) },
          verdictOf(group, speak),
        ]
      }),
  }
}
