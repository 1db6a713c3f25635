/** How many chose each option, or how points were shared; a row picks what the other panels show. */
import { useMemo } from 'preact/hooks'
import type { ReportHead } from '../../../schema/reports.ts'
import { addressOf, look } from '../address.ts'
import type { SurveyLine } from '../api.ts'
import { type BarRow, BarTable } from '../charts/BarTable.tsx'
import { Figure } from '../charts/Figure.tsx'
import { Panel } from '../charts/Panel.tsx'
import type { Filters } from '../filters.ts'
import { comparisonsMade } from '../groups-finding.ts'
import { voice } from '../language.ts'
import type { Said } from '../localized.ts'
import { FEWEST_FOR_A_VERDICT } from '../rules.ts'
import type { Counted } from './counted.ts'
import { changeText, figureText, optionsTitle } from './findings.ts'
import { explainOption, optionsSheet } from './sheets.ts'

/** What every panel of one question is given. */
export type OptionProps = {
  counted: Counted
  /** The option or dimension looked at. */
  option: string
  label: (key: string) => Said
  survey: SurveyLine
  filters: Filters
  head: Pick<ReportHead, 'interval' | 'from' | 'to' | 'suppressed' | 'privacyMinimum'>
}

export function ChoiceOptions({ counted, option, label }: OptionProps) {
  const speak = voice.value
  const { t, count, plusMinus, sentences } = speak
  const { kind, n, multiple, dropped, previous } = counted
  const name = (key: string) => label(key).text
  const sheet = useMemo(() => optionsSheet(counted, name, speak), [counted, label, speak])
  const title = optionsTitle(counted, name, speak)
  const longest = Math.max(1, ...counted.figures.map(({ high, value }) => high ?? value ?? 0))
  const tone = n < FEWEST_FOR_A_VERDICT ? null : 'mid'
  const rows: BarRow[] = counted.figures.map(({ key, value, low, high, count: chose }, i) => {
    const explain = explainOption(counted, key)
    const change = changeText(counted, previous.figures[i]?.difference ?? null, speak)
    return {
      key,
      label: label(key),
      length: (value ?? 0) / longest,
      tone: key === option ? 'ink' : 'mid',
      low: low === null ? null : low / longest,
      high: high === null ? null : high / longest,
      open: () => look({ question: counted.key, option: key }),
      explain,
      cells: [
        <Figure
          key="figure"
          value={figureText(counted, value, speak)}
          margin={plusMinus(low, high, 1)}
          tone={tone}
          explain={explain}
        />,
        ...(kind === 'choice' ? [count(chose)] : []),
        change,
      ],
    }
  })
  return (
    <Panel
      name={t(`choices.options.name.${kind}`)}
      class="seven"
      title={title}
      line={t(`choices.options.line.${kind}`, { n })}
      sheet={sheet}
      foot={
        <>
          {sentences([
            t('choices.pick'),
            multiple ? t('choices.several') : '',
            dropped > 0 ? t('choices.dropped', { n: dropped }) : '',
            comparisonsMade(
              previous.figures.map(({ difference }) => difference),
              speak,
            ),
          ])}
          {kind === 'choice' && counted.figures.some(({ key }) => key === 'other') && (
            <OwnWords question={counted.key} />
          )}
        </>
      }
    >
      <BarTable
        caption={title}
        rowLabel={t(`choices.option.${kind}`)}
        columns={[
          { label: t(kind === 'choice' ? 'share' : 'choices.figure.points'), always: true },
          ...(kind === 'choice' ? [{ label: t('choices.count') }] : []),
          { label: t('choices.change') },
        ]}
        rows={rows}
      />
    </Panel>
  )
}

/** The way to what people wrote instead of choosing, or beside it. */
function OwnWords({ question }: { question: string }) {
  const rows = { question, option: 'other', only: 'all', table: null, segment: null }
  return (
    <>
      {' '}
      <a href={addressOf('responses', rows)}>{voice.value.t('choices.own-words')}</a>
    </>
  )
}
