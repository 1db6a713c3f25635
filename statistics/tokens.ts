/** The words of a comment, as they are counted: each once, however often it is said. */

/** Chinese words that turn or grade the next one, which ICU splits from it. */
const turning = new Set(
  '不 没 没有 沒 沒有 未 无 無 别 別 不是 不太 不够 不能 不会 不想 不要 从不 并不 毫不 太 有点 有點 有些'.split(
    ' ',
  ),
)

/** Particles, which say nothing about their neighbour; but 等|了 (waited) differs from 等 (and so on). */
const particles = new Set('的 吧 吗 呢 嗎 啊 啦 呀 么 嘛 哦'.split(' '))

const segmenters = new Map<string, Intl.Segmenter>()

/**
 * Distinct words of a text: NFKC, lower case, split by Intl.Segmenter, without punctuation and pure
 * numbers. Nothing is stripped as a stop word: "no" and 不 are what complaints are made of.
 * English contractions stay whole ("can't", typed with either apostrophe). In Chinese, neighbours
 * are also kept as a pair 'A|B' where the first turns the second (没有|回复) or both are single
 * characters (难|吃, 客|服), particles aside: ICU takes words apart that belong together.
 * @param language BCP 47; its dictionary depends on the ICU version, so store what was found
 */
export const tokensOf = (text: string, language: string): Set<string> =>
  new Set(placedTokens(text.normalize('NFKC'), language).map(({ token }) => token))

/** A word, and where it stands: UTF-16 places, `to` exclusive. */
export type PlacedToken = { token: string; from: number; to: number }

/** The words of a text as tokensOf gives them, every time they are said. */
export function placedTokens(text: string, language: string): PlacedToken[] {
  const placed: PlacedToken[] = []
  const paired = /^zh\b/i.test(language)
  let before: PlacedToken = { token: '', from: 0, to: -1 }
  const plain = lowerInPlace(text.replaceAll('’', "'"))
  for (const { segment, index: from, isWordLike } of segmenterFor(language).segment(plain)) {
    const token = segment.normalize('NFKC').toLowerCase()
    if (!isWordLike || /^\p{N}+$/u.test(token)) continue
    const to = from + segment.length
    placed.push({ token, from, to })
    if (paired && before.to === from && belongTogether(before.token, token)) {
      placed.push({ token: `${before.token}|${token}`, from: before.from, to })
    }
    before = { token, from, to }
  }
  return placed
}

/** Lower case that leaves every place what it was; few letters, such as İ, have a longer small one. */
function lowerInPlace(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length === text.length) return lower
  return text.replace(/./gsu, (letter) =>
    letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter,
  )
}

/** In how many of the comments each word occurs. Such counts of different days may be added. */
export function countTokens(comments: readonly string[], language: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const comment of comments) {
    for (const token of tokensOf(comment, language)) {
      counts.set(token, (counts.get(token) ?? 0) + 1)
    }
  }
  return counts
}

function belongTogether(first: string, second: string): boolean {
  if (first === '了' || particles.has(first) || particles.has(second)) return false
  return turning.has(first) || (isSingle(first) && isSingle(second))
}

const isSingle = (token: string) => /^\p{Script=Han}$/u.test(token)

/** Segmenters are kept, because making one costs more than a comment. */
function segmenterFor(language: string): Intl.Segmenter {
  const kept = segmenters.get(language)
  if (kept !== undefined) return kept
  const made = new Intl.Segmenter(language, { granularity: 'word' })
  segmenters.set(language, made)
  return made
}
