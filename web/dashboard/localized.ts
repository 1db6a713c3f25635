/** Wordings that owners wrote in several languages, for a reader of one. */
import type { Localized } from '../../schema/text.ts'
import { lookupLocale, wordingLocale } from '../../schema/wording.ts'

export type Said = {
  text: string /** Set when it differs from the reader's language. */
  lang: string | undefined
}

/**
 * The wording for a reader, with its language when that is another one, so that it can be marked as such.
 * @returns the fallback text when there is no wording at all
 */
export function saidTo(reader: string, wording: Localized | undefined, fallback: string): Said {
  const key = wordingLocale(wording, reader, 'en')
  const text = key === undefined ? undefined : wording?.[key]
  if (key === undefined || text === undefined) return { text: fallback, lang: undefined }
  return { text, lang: lookupLocale(reader, [key]) === null ? key : undefined }
}
