/** Words of the keys, in Chinese. */

import type { PartOf } from './parts.ts'
import type { shortcutsEn } from './shortcuts.en.ts'

export const shortcutsZh: PartOf<typeof shortcutsEn> = {
  'shortcuts.title': '键盘快捷键',
  'shortcuts.search': '在本页搜索',
  'shortcuts.rows': '下一行、上一行',
  'shortcuts.open': '打开所在行',
  'shortcuts.close': '关闭已打开的内容',
  'shortcuts.table': '图表与表格切换',
  'shortcuts.points': '在获得焦点的图表中逐点移动',
  'shortcuts.show': '显示快捷键',
  'shortcuts.on': '启用单键快捷键',
  'shortcuts.on.hint': '输入文字时不会触发。',
}
