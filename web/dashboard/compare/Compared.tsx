/** Both sides of every figure in one table, each with its interval, and the difference where a test allows one. */
import { useMemo } from 'preact/hooks'
import type { ComparedMeasure, ComparisonReport } from '../../../schema/reports/comparison.ts'
import { Figure } from '../charts/Figure.tsx'
import type { Tone } from '../charts/look.ts'
import { Panel } from '../charts/Panel.tsx'
import type { Sheet } from '../charts/sheet.ts'
import { explainName } from '../explaining.ts'
import { comparisonsMade } from '../groups-finding.ts'
import { voice } from '../language.ts'
import type { Said } from '../localized.ts'
import type { Voice } from '../words/voice.ts'
import { comparisonTitle, measureVerdict } from './findings.ts'
import { explainedBy, written, writtenDifference } from './measures.ts'

type Names = (measure: ComparedMeasure) => Said
type Props = { report: ComparisonReport; names: Names }

export function Compared({ report, names }: Props) {
  const speak = voice.value
  const { t } = speak
  const sheet = useMemo(() => sheetOf(report, names, speak), [report, names, speak])
  return (
    <Panel
      name={t('compare.name')}
      title={t('compare.table')}
      line={t('compare.line', { a: report.a.n, b: report.b.n })}
      sheet={sheet}
      foot={comparisonsMade(
        report.measures.map(({ difference }) => difference),
        speak,
      )}
    >
      <table class="sheet compared">
        <caption class="unseen">{comparisonTitle(report, (one) => names(one).text, speak)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('compare.figure')}</th>
            <th scope="col" class="number">
              {t('compare.left')}
            </th>
            <th scope="col" class="number">
              {t('compare.right')}
            </th>
            <th scope="col" class="number">
              {t('compare.difference')}
            </th>
            <th scope="col" class="wide">
              {t('verdict')}
            </th>
          </tr>
        </thead>
        <tbody>
          {report.measures.map((measure) => (
            <Row key={`${measure.kind} ${measure.key}`} {...{ measure, report, names }} />
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function Row({ measure, report, names }: Props & { measure: ComparedMeasure }) {
  const speak = voice.value
  const { t } = speak
  const { kind, a, b, difference } = measure
  const said = names(measure)
  const behind = explainedBy(measure)
  const explain = (side: 'a' | 'b') => {
    const { from, to, filters } = report[side]
    const only = Object.entries(filters).map(([name, value]) => [`filter.${name}`, value])
    return explainName(behind.report, {
      ...behind.narrowed,
      from,
      to,
      ...Object.fromEntries(only),
    })
  }
  const tone = toneOf(difference)
  return (
    <tr class={kind === 'item' ? 'sub-row' : ''}>
      <th scope="row" lang={said.lang}>
        {said.text}
      </th>
      {(['a', 'b'] as const).map((side) => (
        <td key={side} class="number">
          <Figure {...written(kind, measure[side], speak)} tone="mid" explain={explain(side)} />
          <small>{t('base.n', { n: (side === 'a' ? a : b).n })}</small>
        </td>
      ))}
      <td class="number">
        <Figure {...writtenDifference(kind, difference, speak)} tone={tone} />
      </td>
      <td class="wide">{measureVerdict(measure, speak)}</td>
    </tr>
  )
}

/** Null when there are too few answers for a verdict, or none may be given. */
function toneOf(difference: ComparedMeasure['difference']): Tone | null {
  if (difference === null || difference.verdict === 'too-few') return null
  if (difference.verdict === 'higher') return 'better'
  return difference.verdict === 'lower' ? 'worse' : 'mid'
}

function sheetOf({ measures }: ComparisonReport, names: Names, speak: Voice): Sheet {
  const { t, chance } = speak
  const numeric = (label: string) => ({ label, numeric: true })
  const side = (name: string) => [
    numeric(name),
    numeric(t('compare.column', { side: name, what: t('low') })),
    numeric(t('compare.column', { side: name, what: t('high') })),
    numeric(t('compare.column', { side: name, what: t('n') })),
  ]
  return {
    id: 'compare',
    title: t('compare.name'),
    columns: [
      { label: t('compare.figure') },
      ...side(t('compare.left')),
      ...side(t('compare.right')),
      numeric(t('compare.difference')),
      numeric(t('low')),
      numeric(t('high')),
      numeric(t('p.adjusted')),
      { label: t('verdict') },
    ],
    rows: () =>
      measures.map((measure) => {
        const { kind, a, b, difference } = measure
        const cell = (value: number | null) => ({
          value,
          text: written(kind, { value, low: null, high: null }, speak).value,
        })
        const apart = (value: number | undefined) => ({
          value: value ?? null,
          text:
            value === undefined
              ? '–'
              : writtenDifference(kind, { estimate: value, low: value, high: value }, speak).value,
        })
        const p = difference?.adjustedP ?? null
        return [
          names(measure).text,
          ...[a, b].flatMap(({ value, low, high, n }) => [cell(value), cell(low), cell(high), n]),
          apart(difference?.estimate),
          apart(difference?.low),
          apart(difference?.high),
          { value: p, text: chance(p) },
          measureVerdict(measure, speak),
        ]
      }),
  }
}
