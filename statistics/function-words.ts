/** Words that only hold sentences together: counted like any other, but never listed as typical of a group's comments. */

/**
 * The closed classes of English, after the Snowball project's stop words (snowballstem.org, algorithms/english/stop.txt).
 * Left in, because complaints are made of them: no, not, nor, never and every "n't"; too, again, only, more, most,
 * few; out, off, down, over, without.
 */
const english = `i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she
  her hers herself it its itself they them their theirs themselves one
  this that these those who whom whose which what when where why how here there
  a an the and but or if because as while although though than so then also just
  of at by for with about between into through during to from in on up before after above below under until
  am is are was were be been being have has had having do does did doing done
  will would shall should can could may might must ought
  all any both each other some such own same very really quite get got let`

/**
 * Particles, pronouns, prepositions, conjunctions, measure words and adverbs of Chinese, the classes of 虚词 and 代词
 * as school grammar has them. Left in: all that turns or grades what follows (不 没 未 别 太 有点).
 */
const chinese = `的 地 得 了 着 过 吧 吗 嗎 呢 啊 啦 呀 么 嘛 哦 哈 嗯 们
  我 我的 我在 我是 我们 咱们 你 你们 您 他 他们 她 她们 它 它们 自己 大家 人家
  这 那 这个 那个 这些 那些 这里 那里 这儿 那儿 这么 那么 这样 那样 这种 那种 什么 怎么 哪 哪个
  和 与 及 跟 或 或者 而 而且 并 并且 但 但是 可是 因为 所以 因此 如果 虽然 然后 于是
  在 从 对 给 把 被 让 向 往 以 为 为了 比 由 于 关于 除了
  是 有 会 能 能够 可以 要 想 去 来 到 说 做 用
  也 都 就 就是 又 还 还是 才 很 非常 真 真的 更 最 已经 一直 只 只是 其实 可能
  个 次 些 点 种 位 家 一 一个 一次 一些 一下 一点 两 几 上 下 里 中 后 前`

const listed: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(english.split(/\s+/)),
  zh: new Set(chinese.split(/\s+/)),
}

/** What remains of "it's", "I'm", "they've" says no more than their first half. */
const SHORTENED = /'(?:s|m|re|ve|d|ll)$/

/**
 * Whether a word may stand in a list of typical words. Of a pair its first half decides: 很|慢 says no more than 慢.
 * @param token as tokens.ts gives it
 * @returns true for every word of a language we keep no list for
 */
export function saysSomething(token: string, language: string): boolean {
  const words = listed[language.split('-', 1)[0]?.toLowerCase() ?? '']
  if (words === undefined) return true
  const [first = ''] = token.split('|', 1)
  return !words.has(first.replace(SHORTENED, ''))
}
