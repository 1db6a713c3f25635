/**
 * The terms of the field as the dashboard says them, in English and mainland Chinese, written down once more: one word
 * for one thing on every screen, and none of the words that mean something else.
 */
import { describe, expect, test } from 'vitest'
import { ADVICE_WORDS } from '../../../schema/advice/words.ts'
import { en } from '../../../web/dashboard/words/en.ts'
import { WORDS_OF_PARTS } from '../../../web/dashboard/words/parts.ts'
import type { Word, Wording } from '../../../web/dashboard/words/voice.ts'
import { zhCN } from '../../../web/dashboard/words/zh-CN.ts'
import { TEMPLATES } from '../../../worker/surveys/templates/all.ts'

const parts = Object.values(WORDS_OF_PARTS)
const wholeOf = async (
  language: 'en' | 'zh-CN',
  first: Record<string, Wording>,
): Promise<Map<string, Wording>> =>
  new Map(
    [first, ...(await Promise.all(parts.map((part) => part[language]())))].flatMap((part) =>
      Object.entries<Wording>(part),
    ),
  )
const english = await wholeOf('en', en)
const chinese = await wholeOf('zh-CN', zhCN)

const TERMS: readonly (readonly [Word, string, string])[] = [
  ['nav.overview', 'Overview', '概览'],
  ['nav.gaps', 'Gaps', '差距分析'],
  ['nav.complaints', 'Complaints', '投诉'],
  ['nav.responses', 'Responses', '答卷'],
  ['nav.customers', 'Customers', '客户'],
  ['nav.surveys', 'Surveys', '问卷'],
  ['nav.settings', 'Settings', '设置'],
  ['surveys.version', 'Version', '版本'],
  ['status.draft', 'Draft', '未发布'],
  ['status.live', 'Live', '收集中'],
  ['status.closed', 'Closed', '已结束'],
  ['survey.tab.questions', 'Questions', '题目'],
  ['gaps.item', 'Item', '题项'],
  ['question.required', 'required', '必填'],
  ['question.scale', 'Scale', '量表'],
  ['question.slider', 'Slider', '滑动条'],
  ['kind.allocation', 'Sharing points', '比重题'],
  ['quality.type.allocation', 'Points given', '比重题'],
  ['weighted.weight', 'Weight', '权重'],
  ['kind.text', 'Own words', '开放题'],
  ['themes.theme', 'Theme', '主题'],
  ['gaps.expected', 'Expected', '期望'],
  ['gaps.got', 'Got', '感知'],
  ['gaps.gap', 'Gap', '差距'],
  ['explain.of.gaps', 'Gap between what was expected and what was got', '差距（感知 − 期望）'],
  ['gaps.dimension', 'Dimension', '维度'],
  ['dimension.tangibles', 'Tangibles', '有形性'],
  ['dimension.reliability', 'Reliability', '可靠性'],
  ['dimension.responsiveness', 'Responsiveness', '响应性'],
  ['dimension.assurance', 'Assurance', '保证性'],
  ['dimension.empathy', 'Empathy', '移情性'],
  ['expectation.should', 'How it should be', '应有水平'],
  ['expectation.will', 'What was expected beforehand', '事先预期'],
  ['expectation.minimum-and-desired', 'Minimum and desired', '最低要求与理想水平'],
  ['zone.name', 'Zone of tolerance by item', '各题项的容忍区域'],
  ['zone.verdict.below', 'Below the minimum', '低于最低要求'],
  ['zone.verdict.inside', 'Inside the zone', '在容忍区域内'],
  ['zone.verdict.above', 'Above the desired level', '超出理想水平'],
  ['explain.of.nps', 'Net Promoter Score', '净推荐值（NPS）'],
  ['nps.promoters', 'Promoters', '推荐者'],
  ['nps.passives', 'Passives', '被动者'],
  ['nps.detractors', 'Detractors', '贬损者'],
  ['question.csat', 'Satisfaction (CSAT)', '满意度（CSAT）'],
  [
    'ratings.lead.csat',
    'Satisfied ({from}–{high} of {high})',
    '满意率（{high}分制的{from}–{high}分）',
  ],
  ['question.ces', 'Ease (CES, 7 = easiest)', '客户费力度（CES，7 分 = 最省力）'],
  ['question.repurchase', 'Intention to buy again', '复购意愿'],
  ['complaints.rate', 'Rate', '投诉率'],
  ['complaints.exposure', 'Base', '基数'],
  ['case.state.received', 'Received', '待受理'],
  ['case.state.acknowledged', 'Acknowledged', '已受理'],
  ['case.state.in-progress', 'In progress', '处理中'],
  ['case.state.resolved', 'Resolved', '已解决'],
  ['case.state.closed', 'Closed', '已结案'],
  ['customers.open', 'Open complaints', '未结案投诉'],
  ['case.no-owner', 'No owner yet', '未分配'],
  ['case.owner', 'Owner', '负责人'],
  ['due.in', 'Due in {time}', '还剩{time}'],
  ['due.late', 'Overdue {time}', '逾期{time}'],
  ['due.late.today', 'Overdue {time}', '超时{time}'],
  ['complaints.category', 'Category', '类别'],
  ['case.cause', 'Cause', '原因'],
  ['case.outcome', 'Outcome', '处理结果'],
  ['complaints.resolution.name', 'Time to resolution', '解决时长'],
  ['complaints.voicing.name', 'Who speaks up', '不满客户投诉比例'],
  ['segment.tier', 'Tier', '客户分级'],
  ['tier.key', 'Key customers', '重点客户'],
  ['tier.regular', 'Regular customers', '普通客户'],
  ['tier.small', 'Small customers', '小客户'],
  ['segment.stage', 'Stage', '生命周期阶段'],
  ['stage.exploration', 'Exploration', '考察期'],
  ['stage.formation', 'Formation', '形成期'],
  ['stage.stable', 'Stable', '稳定期'],
  ['stage.decline', 'Decline', '退化期'],
  ['segment.channel', 'Channel', '渠道'],
  ['segment.touchpoint', 'Touchpoint', '触点'],
  ['filter.groups', 'Segment', '细分'],
  ['interval-95', '95% interval', '95% 置信区间'],
  ['gaps.effect', 'Effect size (dz)', '效应量（dz）'],
  ['complaints.trend.average', 'average {value}', '中心线{value}'],
  ['complaints.trend.upper', 'upper limit', '上控制限'],
  ['complaints.trend.lower', 'lower limit', '下控制限'],
  ['complaints.signals', 'Signals', '异常信号'],
  ['complaints.verdict.rise', 'a clear rise', '明显上升'],
  ['complaints.verdict.fall', 'a clear fall', '明显下降'],
  ['complaints.verdict.none', 'no clear change', '未见明显变化'],
  ['groups.verdict.lower', 'Clearly lower than everyone else', '明显低于其他客户'],
  ['gaps.no-clear-gap', 'No clear gap from expectation', '与期望无明显差距'],
  ['importance.name', 'Importance and performance', '重要性–表现分析（IPA）'],
  ['importance.concentrate-here', 'Concentrate here', '优先改进'],
  ['importance.keep-up', 'Keep up', '继续保持'],
  ['importance.low-priority', 'Low priority', '低优先级'],
  ['importance.possible-overkill', 'Possible overkill', '可能投入过度'],
  ['importance.is-borderline', 'Borderline', '临界'],
  ['drivers.stated', 'Stated', '直接重要性'],
  ['overview.kpi.response', 'Response rate', '回收率'],
  ['overview.kpi.completion', 'Completion rate', '完成率'],
  [
    'overview.funnel.open-link',
    'Open link, no response rate: nobody knows how many saw it.',
    '公开链接，不计算回收率。',
  ],
  ['no-opinion', 'No opinion', '不清楚/不适用'],
  ['base', 'n = {n}, {noOpinion} no opinion', 'n = {n}，另有{noOpinion}份不清楚/不适用'],
  [
    'too-few',
    'Too few answers to compare yet: {n} of {least}',
    '样本量不足，暂不比较（{n}/{least}份）',
  ],
  ['explain.low-effort', 'Low-effort answers', '低质量答卷'],
  ['settings.tab.people', 'People', '成员'],
  ['role.owner', 'Owner', '所有者'],
  ['role.editor', 'Editor', '编辑者'],
  ['role.agent', 'Agent', '客服'],
  ['role.viewer', 'Viewer', '只读成员'],
  ['channel.widget', 'Widget', '网页组件'],
  ['widget.button', 'Button', '浮动按钮'],
  ['widget.inline', 'Inline', '内嵌'],
  ['channel.link', 'Open link', '公开链接'],
  ['channel.qr', 'QR code', '二维码'],
  ['channel.kiosk', 'Kiosk', '自助终端'],
  ['survey.tab.share', 'Share', '投放'],
  ['export', 'Export', '导出'],
  ['survey.tab.import', 'Import', '导入'],
  ['settings.tab.keys', 'API keys', 'API 密钥'],
  ['settings.tab.log', 'Audit log', '操作日志'],
  ['customers.erase', 'Erase this person', '删除此人的数据'],
]

test.each(TERMS)('%s is the term of the glossary', (key, inEnglish, inChinese) => {
  expect([english.get(key), chinese.get(key)]).toEqual([inEnglish, inChinese])
})

describe('no Chinese word of staff screens', () => {
  const forms = (wording: Wording) =>
    typeof wording === 'string' ? [wording] : Object.values(wording)
  const said = [
    ...[...chinese].flatMap(([key, wording]) => forms(wording).map((text) => [key, text] as const)),
    ...Object.entries(ADVICE_WORDS['zh-CN']),
    ...TEMPLATES.flatMap(({ key, name, about }) =>
      [name, about].map((text) => [key, text['zh-CN'] ?? ''] as const),
    ),
  ]
  test.each([
    ['calls the score a rate', /净推荐率/],
    ['means a mathematical expectation', /期望值/],
    ['says the change is small where none was shown', /变化不明显/],
    ['belittles a topic', /次要/],
    ['reads as oppression', /抑制/],
    [
      'has another term in the glossary',
      /容忍区间|样本太少|过度投入|满意度差距|未办结|走势|滑动条题|分配题/,
    ],
    ['is of another region or of the books only', /衰退期|中立者|批评者|反应性|关怀性|可靠度/],
    ['blames, where a case has an owner', /责任人/],
    ['says “no objection”', /无意见/],
    ['is of shops and bills', /收据|小票|未结(?!案)/],
    ['takes a complaint to a regulator or reports an offence', /申诉|举报/],
    ['claims a cause', /带动|导致|促使/],
    ['coaxes or shouts', /敬请|烦请|[您你亲哦！~]/],
  ])('%s', (_, avoided) => {
    // The advice on tone names the word it asks for.
    expect(said.filter(([key, text]) => key !== 'tone' && avoided.test(text))).toEqual([])
  })

  test('promises to be anonymous but where that is kept', () => {
    expect(said.filter(([, text]) => text.includes('匿名')).map(([key]) => key)).toEqual([
      'privacy.anonymous',
    ])
  })

  test('joins 客户 and 顾客 in one metric', () => {
    expect(said.filter(([, text]) => /[顾客]客满意度|顾客费力度/.test(text))).toEqual([])
  })
})
