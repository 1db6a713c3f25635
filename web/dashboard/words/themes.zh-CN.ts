/** The words about themes of comments in Chinese. */
import type { PartOf } from './parts.ts'
import type { themesEn } from './themes.en.ts'

export const themesZh: PartOf<typeof themesEn> = {
  'themes.name': '主题：{language}',
  'themes.line': '提到各主题的留言占比，{language} · 细线：95% 置信区间 · n = {n}',
  'themes.how': '主题由词表确定，一条留言可涉及多个主题。',
  'themes.theme': '主题',
  'themes.comments': '留言数',
  'themes.unhappy': '不满者占比',
  'themes.happy': '满意者占比',
  'themes.change': '占比变化',
  'themes.delivery': '配送',
  'themes.billing': '退款与支付',
  'themes.staff': '服务人员',
  'themes.product-quality': '商品质量',
  'themes.no-list': '此语言没有主题词表',
  'themes.too-few': '留言不足，暂不比较（{n}/{least}条）',
  'themes.nothing': '没有留言提到词表中的主题',
  'themes.grown': '{names}被提到的次数明显增多',
  'themes.shrunk': '{names}被提到的次数明显减少',
  'themes.lead': '{names}在留言中最多，首位占{share}',
  'themes.word': '词语',
  'themes.typical': '多见于',
  'themes.words.name': '典型词语：{language}',
  'themes.words.none': '没有明显只见于一方的词语',
  'themes.words.a': '不满者多用：{words}',
  'themes.words.b': '满意者多用：{words}',
  'themes.words.both': '不满者：{a}；满意者：{b}',
}
