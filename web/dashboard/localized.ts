/** Wordings that owners wrote in several languages, for a reader of one. */
import type { Localized } from '../../schema/text.ts'
import { lookupLocale } from '../../schema/wording.ts'

export type Said = {
  text: string /** Set when it differs from the reader's language. */
  lang: string | undefined
}

/**
 * The wording for a reader, with its language when that is another one, so that it can be marked as such.
 * @returns the fallback text when there is no wording at all
 */
export function saidTo(reader: string, wording: Localized | undefined, fallback: string): Said {
  const offered = Object.keys(wording ?? {})
  const key = lookupLocale(reader, offered) ?? lookupLocale('en', offered) ?? offered[0]
  const text = key === undefined ? undefined : wording?.[key]
  if (key === undefined || text === undefined) return { text: fallback, lang: undefined }
  return { text, lang: lookupLocale(reader, [key]) === null ? key : undefined }
}
