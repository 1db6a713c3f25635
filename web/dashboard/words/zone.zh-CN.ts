/** Words of the zone of tolerance, in Chinese. */
import type { PartOf } from './parts.ts'
import type { zoneEn } from './zone.en.ts'

export const zoneZh: PartOf<typeof zoneEn> = {
  'zone.name': '各题项的容忍区域',
  'zone.below': '{items}低于最低要求',
  'zone.above': '{items}超出理想水平',
  'zone.within': '没有题项明显超出容忍区域',
  'zone.key.zone': '最低要求至理想水平',
  'zone.line': '三项均作答者的均值',
  'zone.how':
    '服务适当差距（MSA）= 感知 − 最低要求；服务优势差距（MSS）= 感知 − 理想水平；± 为 95% 置信区间的一半。',
  'zone.contradictory': '{n}份最低要求高于理想水平的回答未计入。',
  'zone.minimum': '最低要求',
  'zone.desired': '理想水平',
  'zone.adequacy': '适当差距',
  'zone.superiority': '优势差距',
  'zone.share.below': '低于最低要求',
  'zone.share.inside': '在容忍区域内',
  'zone.share.above': '超出理想水平',
  'zone.row': '最低要求{minimum}，理想水平{desired}，感知{got}',
  'zone.verdict.below': '低于最低要求',
  'zone.verdict.inside': '在容忍区域内',
  'zone.verdict.above': '超出理想水平',
  'zone.verdict.at-edge': '位于容忍区域边缘',
}
