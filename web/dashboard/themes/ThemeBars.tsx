/** What comments of one language are about: the share that names a theme, and how often its author is discontented. */
import { useMemo } from 'preact/hooks'
import type { ThemesReport } from '../../../schema/reports/quality.ts'
import { type BarRow, BarTable } from '../charts/BarTable.tsx'
import { Panel } from '../charts/Panel.tsx'
import { valueLabel } from '../groups.ts'
import { comparisonsMade } from '../groups-finding.ts'
import { voice } from '../language.ts'
import { themeName, themesTitle } from './findings.ts'
import { themesSheet } from './sheets.ts'

export type LanguageThemes = ThemesReport['languages'][number]
type Props = { themes: LanguageThemes; class?: string; most?: number }

export function ThemeBars({ themes, class: width = 'seven', most = 9 }: Props) {
  const speak = voice.value
  const { t, share, count, sentences } = speak
  const language = valueLabel('locale', themes.language, speak)
  const name = t('themes.name', { language })
  const sheet = useMemo(() => themesSheet(themes, name, speak), [themes, name, speak])
  const found = (themes.themes ?? []).filter(({ successes }) => successes > 0)
  const longest = Math.max(
    0.01,
    ...found.map(({ interval, share: own }) => interval?.high ?? own ?? 0),
  )
  const rows: BarRow[] = found.slice(0, most).map((theme) => ({
    key: theme.theme,
    label: { text: themeName(theme.theme, speak), lang: undefined },
    length: (theme.share ?? 0) / longest,
    tone: theme.difference?.verdict === 'clear-rise' ? 'ink' : 'mid',
    low: theme.interval ? theme.interval.low / longest : null,
    high: theme.interval ? theme.interval.high / longest : null,
    cells: [count(theme.successes), share(theme.share), share(theme.unhappy / theme.successes)],
  }))
  const title = themesTitle(themes, speak)
  return (
    <Panel
      name={name}
      class={width}
      title={title}
      line={t('themes.line', { language, n: themes.comments })}
      sheet={sheet}
      foot={sentences([
        t('themes.how'),
        comparisonsMade(
          found.map(({ difference }) => difference),
          speak,
        ),
      ])}
    >
      {rows.length > 0 && (
        <BarTable
          caption={title}
          rowLabel={t('themes.theme')}
          columns={[
            { label: t('themes.comments') },
            { label: t('share'), always: true },
            { label: t('themes.unhappy') },
          ]}
          rows={rows}
        />
      )}
    </Panel>
  )
}
