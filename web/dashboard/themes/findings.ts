/** The sentences about themes of comments. A theme is a list of words; what people feel is in their score, never guessed. */
import type { ThemesReport } from '../../../schema/reports/quality.ts'
import { FEWEST_FOR_A_VERDICT } from '../rules.ts'
import type { Voice, Word } from '../words/voice.ts'

type Language = ThemesReport['languages'][number]

/** The title over the themes of one language: which clearly grew, else which leads. */
export function themesTitle({ comments, themes }: Language, voice: Voice): string {
  const { t, list, share } = voice
  if (themes === null) return t('themes.no-list')
  if (comments < FEWEST_FOR_A_VERDICT)
    return t('themes.too-few', { n: comments, least: FEWEST_FOR_A_VERDICT })
  const known = themes.filter(({ successes }) => successes > 0)
  const [first, second] = known
  if (!first) return t('themes.nothing')
  const named = (verdict: string) =>
    known
      .filter(({ difference }) => difference?.verdict === verdict)
      .map(({ theme }) => themeName(theme, voice))
  const [grown, shrunk] = [named('clear-rise'), named('clear-fall')]
  if (grown.length > 0) return t('themes.grown', { names: list(grown), n: grown.length })
  if (shrunk.length > 0) return t('themes.shrunk', { names: list(shrunk), n: shrunk.length })
  // Intervals that overlap give no order, so both are named.
  const isAlone = !second || (first.interval?.low ?? 0) > (second.interval?.high ?? 1)
  const names = isAlone ? [first] : known.slice(0, 2)
  return t('themes.lead', {
    names: list(names.map(({ theme }) => themeName(theme, voice))),
    n: names.length,
    share: share(first.share),
  })
}

/** A theme in words; one of the account's own by its name. */
export function themeName(theme: string, { t }: Voice): string {
  const word = THEMES[theme]
  return word === undefined ? theme.replaceAll(/[_-]+/g, ' ') : t(word)
}

const THEMES: Readonly<Record<string, Word>> = {
  tangibles: 'dimension.tangibles',
  reliability: 'dimension.reliability',
  responsiveness: 'dimension.responsiveness',
  assurance: 'dimension.assurance',
  empathy: 'dimension.empathy',
  delivery: 'themes.delivery',
  price: 'themes.price',
  billing: 'themes.billing',
  staff: 'themes.staff',
  'product-quality': 'themes.product-quality',
}

/** A token as people read it: two neighbours joined by | are a short phrase. */
export const tokenText = (token: string, language: string): string =>
  token.split('|').join(/^(zh|ja)/.test(language) ? '' : ' ')

/** The title over the typical words of both sides. */
export function wordsTitle(
  { words, comments }: Language,
  { t, list, quoted }: Voice,
  language: string,
): string {
  if (comments < FEWEST_FOR_A_VERDICT)
    return t('themes.too-few', { n: comments, least: FEWEST_FOR_A_VERDICT })
  const some = (side: 'a' | 'b') =>
    list(words[side].slice(0, 3).map(({ token }) => quoted(tokenText(token, language))))
  if (words.a.length === 0 && words.b.length === 0) return t('themes.words.none')
  if (words.b.length === 0) return t('themes.words.a', { words: some('a') })
  if (words.a.length === 0) return t('themes.words.b', { words: some('b') })
  return t('themes.words.both', { a: some('a'), b: some('b') })
}
