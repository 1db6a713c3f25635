/** Words of the weekly summary, in Chinese. */
import type { PartOf } from './parts.ts'
import type { summaryEn } from './summary.en.ts'

export const summaryZh: PartOf<typeof summaryEn> = {
  'summary.before': '← 上一周',
  'summary.after': '下一周 →',
  'summary.copy': '复制到邮件',
  'summary.copied': '已复制，可粘贴到邮件中。',
  'summary.save': '保存为 HTML',
  'summary.subject': '摘要：{about}',
  'summary.open': '打开仪表板',
  'summary.gap.line': '期望与感知的均值；± 为 95% 置信区间的一半',
  'summary.complaints.line': '{base}中有{n}件投诉：{rate}，{per}',
  'summary.resolution.line': '截至{day}，{n}件中有{open}件未结案',
  'summary.themes.line': '涉及各主题的留言占比，{language} · n = {n}',
  'summary.rules': '区间均为 95% 置信区间。不足{least}份时不作比较。',
}
