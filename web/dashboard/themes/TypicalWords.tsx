/** Words clearly more frequent on one side, with comments in which they stand. */
import { useMemo } from 'preact/hooks'
import type { ThemesReport } from '../../../schema/reports/quality.ts'
import { Panel } from '../charts/Panel.tsx'
import { valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import '../styles/themes.css'
import { tokenText, wordsTitle } from './findings.ts'
import { wordsSheet } from './sheets.ts'

type Language = ThemesReport['languages'][number]
type Props = { themes: Language; groups: ThemesReport['groups'] }

/** Words shown of each side; the rest is in the table. */
const MOST = 8

export function TypicalWords({ themes, groups }: Props) {
  const speak = voice.value
  const { t } = speak
  const { language, words, comments } = themes
  const name = t('themes.words.name', { language: valueLabel('locale', language, speak) })
  const sides = { a: t(`themes.side.${sideOf(groups.a)}`), b: t(`themes.side.${sideOf(groups.b)}`) }
  const sheet = useMemo(() => wordsSheet(themes, name, sides, speak), [themes, name, speak])
  return (
    <Panel
      name={name}
      class="five"
      title={wordsTitle(themes, speak, language)}
      line={t('themes.words.line', { n: comments })}
      sheet={sheet}
      foot={t('themes.words.how')}
    >
      {(['a', 'b'] as const)
        .filter((side) => words[side].length > 0)
        .map((side) => (
          <section key={side} class="typical">
            <h3>{sides[side]}</h3>
            <ul>
              {words[side].slice(0, MOST).map((word) => (
                <li key={word.token}>
                  <details>
                    <summary>
                      <b lang={language}>{tokenText(word.token, language)}</b>{' '}
                      <small>{t('themes.words.counts', { a: word.a, b: word.b })}</small>
                    </summary>
                    <ul class="samples" lang={language}>
                      {word.samples.map(({ responseId, text }) => (
                        <li key={responseId}>{text}</li>
                      ))}
                    </ul>
                  </details>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </Panel>
  )
}

const SIDES = ['detractors', 'promoters', 'dissatisfied', 'satisfied', 'now', 'before'] as const
const sideOf = (name: string) => SIDES.find((side) => side === name) ?? 'now'
