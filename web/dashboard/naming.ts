/** Names inside a sentence: one or two are said, more are counted. */
import type { Voice } from './words/voice.ts'

/** “A”, “A” and “B”, or 3 items. */
export function naming(names: readonly string[], { t, list, quoted }: Voice): string {
  return names.length <= 2 ? list(names.map(quoted)) : t('items', { n: names.length })
}
