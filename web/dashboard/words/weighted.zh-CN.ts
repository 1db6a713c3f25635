/** The words of the weighted NPS in Chinese. */
import type { PartOf } from './parts.ts'
import type { weightedEn } from './weighted.en.ts'

export const weightedZh: PartOf<typeof weightedEn> = {
  'weighted.name': '按客户构成加权的 NPS',
  'weighted.title': '按客户构成加权后，NPS 为{nps}，在{low}到{high}之间；未加权为{plain}',
  'weighted.none.no-answers': '没有加权的 NPS：作答者都不在客户总数的分组中',
  'weighted.none.small-groups': '没有加权的 NPS：否则会透露人数过少的分组',
  'weighted.none.level-without-answers': '没有加权的 NPS：有的客户分组无人作答',
  'weighted.by': '按{segments}',
  'weighted.line': '按{segments} · n = {n}，精确程度相当于未加权的{effective}份',
  'weighted.how':
    '每组按其客户数计入。少数答卷代表许多客户时，结果更不确定，因此区间和结论都按较小的份数计算。',
  'weighted.outside': '有{n}份答卷不属于这些分组，未计入。',
  'weighted.raking.not-settled': '权重尚未稳定，请谨慎使用该结果。',
  'weighted.change.rise': '明显高于上一时段的{before}。',
  'weighted.change.fall': '明显低于上一时段的{before}。',
  'weighted.change.none': '与上一时段的{before}相比无明显变化。',
  'weighted.change.too-few': '答卷不足，暂不与上一时段比较。',
  'weighted.customers': '客户数',
  'weighted.weight': '权重',
}
