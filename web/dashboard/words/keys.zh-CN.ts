/** Words of the keys, in Chinese. */
import type { keysEn } from './keys.en.ts'
import type { PartOf } from './parts.ts'

export const keysZh: PartOf<typeof keysEn> = {
  'keys.title': '键盘快捷键',
  'keys.search': '在本页搜索',
  'keys.rows': '下一行、上一行',
  'keys.open': '打开所在行',
  'keys.close': '关闭已打开的内容',
  'keys.table': '图表与表格切换',
  'keys.points': '在获得焦点的图表中逐点移动',
  'keys.show': '显示快捷键',
  'keys.on': '启用单键快捷键',
  'keys.on.hint': '输入文字时不会触发。',
}
