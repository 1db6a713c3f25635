/** How a wording is chosen for a reader. Needs no zod, since the dashboard chooses wordings on its first page. */
import type { Localized } from './text.ts'

/**
 * The best of the offered languages for a wanted one, by BCP 47 lookup: exact, then the same script
 * or region family (`zh` finds `zh-CN`, `zh-Hant` finds `zh-TW`), then the bare language, else null.
 */
export function lookupLocale(wanted: string, offered: readonly string[]): string | null {
  const parts = wanted.toLowerCase().split(/[-_]/)
  const exact = offered.find((locale) => locale.toLowerCase() === parts.join('-'))
  if (exact) return exact
  const family = offered.filter((locale) => languageOf(locale) === parts[0])
  return (
    family.find((locale) => isTraditional(locale) === isTraditional(wanted)) ?? family[0] ?? null
  )
}

/**
 * The language to answer in: the asked one if offered, else the first of an Accept-Language header
 * that is, else the first offered.
 * @throws never; an offer of nothing gives 'en'
 */
export function chooseLocale(
  offered: readonly string[],
  asked: string | null | undefined,
  acceptLanguage: string | null | undefined,
): string {
  const wanted = [...(asked ? [asked] : []), ...byPreference(acceptLanguage ?? '')]
  for (const tag of wanted) {
    const found = lookupLocale(tag, offered)
    if (found) return found
  }
  return offered[0] ?? 'en'
}

/**
 * The language a response is counted under: the survey's own that its reader sees (`zh` is `zh-CN` where that is offered),
 * so that a language is one group however it is named; one the survey does not speak stays as it was said.
 */
export const localeSpoken = (tag: string, offered: readonly string[]): string =>
  lookupLocale(tag, offered) ?? tag

/** The wording for a language: that language, its family, the fallback, else any. Empty when there is none at all. */
export function wording(text: Localized | undefined, locale: string, fallback: string): string {
  const key = wordingLocale(text, locale, fallback)
  return key === undefined ? '' : (text?.[key] ?? '')
}

/** The language in which `wording` is: another one where it is not translated. Undefined when there is none at all. */
export function wordingLocale(
  text: Localized | undefined,
  locale: string,
  fallback: string,
): string | undefined {
  const offered = Object.keys(text ?? {})
  return lookupLocale(locale, offered) ?? lookupLocale(fallback, offered) ?? offered[0]
}

const languageOf = (locale: string) => locale.toLowerCase().split('-')[0]
const isTraditional = (locale: string) => /hant|tw|hk|mo/i.test(locale)

function byPreference(header: string): string[] {
  return header
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().split(';')
      const quality = parameters.map((p) => p.trim()).find((p) => p.startsWith('q='))
      return { tag: tag.trim(), quality: quality ? Number(quality.slice(2)) : 1 }
    })
    .filter(({ tag, quality }) => /^[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*$/.test(tag) && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag)
}
