/** The tables behind the themes and words of comments. */
import type { ThemesReport } from '../../../schema/reports/quality.ts'
import type { Cell, Sheet } from '../charts/sheet.ts'
import type { Voice } from '../words/voice.ts'
import { themeName, tokenText } from './findings.ts'

type Language = ThemesReport['languages'][number]
const numeric = (label: string) => ({ label, numeric: true })

export function themesSheet({ language, themes }: Language, title: string, speak: Voice): Sheet {
  const { t, exactShare, chance } = speak
  const share = (value: number | null): Cell => ({ value, text: exactShare(value) })
  return {
    id: `themes-${language}`,
    title,
    columns: [
      { label: t('themes.theme') },
      numeric(t('themes.comments')),
      numeric(t('share')),
      numeric(t('low')),
      numeric(t('high')),
      numeric(t('themes.unhappy')),
      { ...numeric(t('themes.happy')), only: 'csv' },
      numeric(t('themes.change')),
      numeric(t('p')),
    ],
    rows: () =>
      (themes ?? []).map((theme) => {
        const p = theme.difference?.p ?? null
        return [
          { value: theme.theme, text: themeName(theme.theme, speak) },
          theme.successes,
          share(theme.share),
          share(theme.interval?.low ?? null),
          share(theme.interval?.high ?? null),
          theme.unhappy,
          theme.happy,
          share(theme.difference?.estimate ?? null),
          { value: p, text: chance(p) },
        ]
      }),
  }
}

/** The typical words of both sides, in the order of how typical they are. */
export function wordsSheet(
  { language, words }: Language,
  title: string,
  sides: { a: string; b: string },
  { t, plain }: Voice,
): Sheet {
  return {
    id: `words-${language}`,
    title,
    columns: [
      { label: t('themes.word') },
      { label: t('themes.typical') },
      numeric(sides.a),
      numeric(sides.b),
      numeric('z'),
    ],
    rows: () =>
      (['a', 'b'] as const).flatMap((side) =>
        words[side].map((word) => [
          tokenText(word.token, language),
          sides[side],
          word.a,
          word.b,
          { value: word.z, text: plain(word.z, 1) },
        ]),
      ),
  }
}
