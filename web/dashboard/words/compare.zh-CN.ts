/** Words of the room that compares, in Chinese. */
import type { compareEn } from './compare.en.ts'
import type { PartOf } from './parts.ts'

export const compareZh: PartOf<typeof compareEn> = {
  'compare.left': '左侧',
  'compare.right': '右侧',
  'compare.choose': '选择右侧',
  'compare.swap': '左右互换',
  'compare.days.before': '紧邻之前的同等天数',
  'compare.days.year': '一年前的同一时段（星期对齐）',
  'compare.days.same': '相同日期',
  'compare.as-left': '与左侧相同',
  'compare.name': '左右两侧逐项对比',
  'compare.table': '左右两侧的各项数字',
  'compare.line': '左侧 n = {a}，右侧 n = {b} · ± 为 95% 置信区间的一半',
  'compare.figure': '指标',
  'compare.difference': '左 − 右',
  'compare.column': '{side}，{what}',
  'compare.gap': '全部题项的差距',
  'compare.finished': '完成率',
  'compare.how':
    '只有当差值的区间不含 0、两侧样本量足够，并经本页全部比较校正后仍成立时，才给出结论。',
  'compare.none': '两侧各项数字未见明显差异。',
  'compare.higher': '左侧明显较高：{names}。',
  'compare.lower': '左侧明显较低：{names}。',
  'compare.both': '左侧明显较高：{higher}。明显较低：{lower}。',
  'compare.shared': '两侧含有相同的答卷，只并列显示，不作比较。',
  'compare.shared.why':
    '请选择不重叠的日期，或同一细分的两个不同取值：左侧在“细分”中选一个，右侧选另一个。',
  'compare.hidden': '其中一侧不足{k}份，为保护隐私不显示。',
  'compare.empty': '两侧都没有答卷。请选择其他日期或细分。',
  'compare.verdict.higher': '左侧明显较高',
  'compare.verdict.lower': '左侧明显较低',
  'compare.verdict.none': '无明显差异',
}
