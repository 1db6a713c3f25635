/** Text that people type or translate: what may be stored, and how a wording is chosen for a reader. */
import * as z from 'zod'

/** Text a database gives back exactly as it came: no NUL (cuts the text off) and no lone surrogate (turns into U+FFFD). */
export const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0')

/** A text of `min` to `max` code points (as SQLite and zod count them; a browser's maxlength counts UTF-16 units). */
export const Text = (max: number, min = 0) =>
  z
    .string()
    .min(min)
    .max(max)
    .refine(isStorable, 'This text has characters that cannot be stored (NUL or half a pair)')

/** A BCP 47 tag in the shapes in use here: `en`, `zh-CN`, `zh-Hant-TW`. */
export const Locale = /* @__PURE__ */ z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/, {
    message: 'Not a language tag such as en or zh-CN',
  })

/** One wording per language. */
export const Localized = (max: number) => z.record(Locale, Text(max, 1))
export type Localized = Readonly<Record<string, string>>

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

/** The wording for a language: that language, its family, the fallback, else any. Empty when there is none at all. */
export function wording(text: Localized | undefined, locale: string, fallback: string): string {
  if (!text) return ''
  const offered = Object.keys(text)
  const key = lookupLocale(locale, offered) ?? lookupLocale(fallback, offered) ?? offered[0]
  return key === undefined ? '' : (text[key] ?? '')
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
