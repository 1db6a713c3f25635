/** The words about the quality of answers in Chinese. */
import type { PartOf } from './parts.ts'
import type { qualityEn } from './quality.en.ts'

export const qualityZh: PartOf<typeof qualityEn> = {
  'items.column': '题项数',
  'quality.headline': '开始作答者中{share}完成了问卷。',
  'quality.base': '{n}份答卷中有{complete}份完整；半数用时不超过{seconds}秒。',
  'quality.effort.none': '没有低质量答卷。',
  'quality.effort':
    '{n}份答卷（{share}）疑为低质量：成对题全部相同，或用时不足平常的三分之一。仍予保留。',
  'quality.late.same':
    '受邀者中答复最慢的三分之一与最快的三分之一评分相近（{late}对{early}）。没有迹象表明未答复者有所不同。',
  'quality.late.lower':
    '受邀者中答复最慢的三分之一评分低于最快的三分之一（{late}对{early}）。未答复者可能不如数据显示的那样满意。',
  'quality.late.higher':
    '受邀者中答复最慢的三分之一评分高于最快的三分之一（{late}对{early}）。未答复者可能比数据显示的更满意。',
  'quality.question': '题目',
  'quality.asked': '被询问',
  'quality.answered': '已回答',
  'quality.stopped.name': '中途退出的位置',
  'quality.stopped.nobody': '开始作答者全部完成',
  'quality.stopped.too-few': '退出者太少，无法判断位置（{n}/{least}份）',
  'quality.stopped.start': '退出者在回答第一题之前离开',
  'quality.stopped.after': '退出者中{share}在{question}之后离开',
  'quality.stopped.line': '未完成的答卷，按最后回答的题目 · n = {n}',
  'quality.stopped.column': '在此退出',
  'quality.stopped.at-start': '{n}份未作任何回答。',
  'quality.missing.name': '未回答的题目',
  'quality.missing.none': '没有题目被跳过',
  'quality.missing.most': '{question}被跳过最多：{share}',
  'quality.missing.line': '被询问者中既未回答也未选“不清楚/不适用”的比例',
  'quality.missing.column': '跳过',
  'quality.alpha.name': '各维度的信度',
  'quality.alpha.line': '感知的信度（α 系数），0 到 1 · 细线：95% 置信区间',
  'quality.alpha.unknown': '数据不足，无法判断信度',
  'quality.alpha.fine': '各维度的题项信度良好',
  'quality.alpha.doubtful': '{names}的题项信度存疑',
  'quality.alpha.poor': '{names}的题项信度较差',
  'quality.alpha.label.poor': '较差',
  'quality.alpha.none': '未知',
  'quality.alpha.label.questionable': '存疑',
  'quality.alpha.label.good': '良好',
  'quality.alpha.label.redundant': '冗余',
  'quality.alpha.got': '感知 α',
  'quality.alpha.expected': '期望 α',
  'quality.alpha.correlation': 'r（期望，感知）',
  'quality.alpha.gap': '差距的信度',
  'quality.alpha.foot':
    '期望与感知相关时，差距的信度低于两者；因此趋势与驱动因素以感知计算，差距用于说明哪项承诺未兑现。',
  'quality.type.nps': '推荐意愿',
  'quality.type.gap': '期望与感知',
  'quality.type.rating': '评分',
  'quality.type.slider': '滑动条',
  'quality.type.allocation': '比重题',
  'quality.type.choice': '选择题',
  'quality.type.text': '留言',
  'quality.type.complaint': '投诉',
}
