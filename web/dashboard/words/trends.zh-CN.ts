/** The words around trends in Chinese. */
import type { PartOf } from './parts.ts'
import type { trendsEn } from './trends.en.ts'

export const trendsZh: PartOf<typeof trendsEn> = {
  'trends.target': '目标值',
  'trends.target.none': '无',
  'trends.target.of': '目标值：{name}',
  'trends.notes': '备注：{name}',
  'trends.compare': '比较前后',
  'trends.compare.of': '比较前后：{text}',
  'trends.compared': '{after}与{before}相比：',
}
