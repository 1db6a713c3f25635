/** What is said of complaints wherever they are mentioned in Chinese. */
import type { complaintsEn } from './complaints.en.ts'
import type { PartOf } from './parts.ts'

export const complaintsZh: PartOf<typeof complaintsEn> = {
  'when.week': '第{week}周',
  'complaints.exposure.responses': '份答卷',
  'complaints.per': '每{per}{unit}',
  'complaints.trend.nothing': '没有投诉，也没有可作基数的数据',
  'complaints.trend.none': '这段时间没有投诉',
  'complaints.trend.no-limits': '控制限尚未确定：正常时段{n}/{least}个',
  'complaints.trend.usual': '投诉保持在正常范围内',
  'complaints.trend.watch': '投诉未超出控制限，但有一段需要关注',
  'complaints.trend.high.now': '自{from}以来投诉持续偏高',
  'complaints.trend.high.just-now': '{when}投诉异常偏高',
  'complaints.trend.high.once': '{when}投诉骤增，现已恢复正常',
  'complaints.trend.high.over': '{from}至{to}投诉偏高，现已恢复正常',
  'complaints.trend.low.now': '自{from}以来投诉持续偏低',
  'complaints.trend.low.just-now': '{when}投诉异常偏低',
  'complaints.trend.low.once': '{when}投诉骤减，现已回到平常水平',
  'complaints.trend.low.over': '{from}至{to}投诉偏低，现已回到平常水平',
  'complaints.trend.rare': '投诉很少：距上一件已有{n}天',
  'complaints.trend.rare.unusual': '已有{n}天零投诉，长于平常',
  'complaints.trend.lower': '下控制限',
  'complaints.trend.usual-range': '正常范围：{low}到{high}',
}
