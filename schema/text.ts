/** Text that people type or translate: what may be stored. */
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

/**
 * A language as somebody named it (`en-us`, `en_US`, `zh-hans-cn`), written as BCP 47 writes it (`en-US`, `zh-Hans-CN`).
 * @returns null for what is no language tag
 */
export function languageTag(text: string): string | null {
  if (text.length > 35 || !/^[a-z]{2,3}([-_][a-z0-9]{1,8})*$/i.test(text)) return null
  try {
    return Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0] ?? null
  } catch {
    return null
  }
}

/** The language of a person, in whatever case it is sent: tags mean the same in any. */
export const LanguageTag = /* @__PURE__ */ z
  .string()
  .overwrite((text) => languageTag(text) ?? text)
  .refine((text) => languageTag(text) !== null, 'Not a language tag such as en or zh-CN')

/** One wording per language. */
export const Localized = (max: number) => z.record(Locale, Text(max, 1))
export type Localized = Readonly<Record<string, string>>
