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

/** One wording per language. */
export const Localized = (max: number) => z.record(Locale, Text(max, 1))
export type Localized = Readonly<Record<string, string>>
