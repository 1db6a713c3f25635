/** The words behind a figure in Chinese. */
import type { explainEn } from './explain.en.ts'
import type { PartOf } from './parts.ts'

export const explainZh: PartOf<typeof explainEn> = {
  'explain.title': '计算方法',
  'explain.of.nps': '净推荐值（NPS）',
  'explain.of.gaps': '差距（感知 − 期望）',
  'explain.of.ratings': '评分',
  'explain.of.choices': '选择题',
  'explain.of.importance': '重要性与表现',
  'explain.of.drivers': '与结果相关的因素',
  'explain.of.themes': '留言主题',
  'explain.of.response-rate': '完成率',
  'explain.of.quality': '答卷质量',
  'explain.of.trend': '投诉率及其控制限',
  'explain.of.pareto': '投诉类别',
  'explain.of.resolution': '解决时长',
  'explain.of.voicing': '不满客户投诉比例',
  'explain.formula.nps':
    'NPS = 100 ×（推荐者 − 贬损者）÷ n。推荐者打 9 或 10 分，贬损者打 0 至 6 分。置信区间采用调整后的 Wald 法（n + 3，两端各加 ¾）；重复作答超过一成时加宽。两个得分按其差值的区间比较；多组比较时 p 值按 Benjamini–Hochberg 法校正。',
  'explain.formula.gaps':
    '差距 = 同时回答两项者的“感知 − 期望”均值，配对 t 区间。效应量 = 差距 ÷ 标准差。维度为每人各题项的均值，至少回答一半。差距的变化 = 感知的变化 − 期望的变化。同一面板内的结论按 Benjamini–Hochberg 法校正。',
  'explain.formula.ratings':
    '均分附 t 区间。满意率 = 达到界线及以上的回答占比，Wilson 区间。均分用 Welch 检验比较，占比用 Newcombe 法比较；多组比较时 p 值按 Benjamini–Hochberg 法校正。',
  'explain.formula.choices':
    '选项占比 = 选择该项的人数 ÷ 回答此题的人数，Wilson 区间；可多选时占比之和会超过 100%。比重题：每人的分数换算为 100 分后取均值，附 t 区间。占比用 Newcombe 法比较，均值用 Welch 检验；同一题的各选项之间、各组之间的 p 值按 Benjamini–Hochberg 法校正。',
  'explain.formula.importance':
    '每个题项按重要性均分和表现均分定位，各附 t 区间。十字线位于各题项的均值处。临界：区间触及十字线。推导重要性采用 Johnson 相对权重。',
  'explain.formula.drivers':
    'Johnson 相对权重：各维度在 R² 中所占的份额，只用各项得分齐全的答卷。至少需 50 份、每个维度 10 份，且 R² 不低于 .05。这是相关，不代表因果。',
  'explain.formula.themes':
    '占比 = 含有该主题词表中任一词的留言 ÷ 该语言的全部留言，Wilson 区间。一条留言可涉及多个主题。典型词按加权对数优势比与另一组比较，|z| ≥ 2.58 时显示。',
  'explain.formula.response-rate':
    '完成 ÷ 开始，Wilson 区间。公开链接不计算回收率，因为无从得知有多少人看到。',
  'explain.formula.quality':
    '直线作答：至少三组，期望全部相同且感知全部相同。作答过快：用时不到中位数的三分之一。信度：Cronbach α，至少 30 份完整答卷。',
  'explain.formula.trend':
    '投诉率 = 投诉数 ÷ 基数。控制限 = 中心线 ± 3 倍标准误，并按各期超出随机的波动加宽（Laney）。控制限取自平常时期并固定。预警：有点超出控制限，或移动平均（EWMA）超出其限。',
  'explain.formula.pareto':
    '各类别占这些天全部投诉的比例，由多到少。与上一时段的差异用 Newcombe 法，并按 Benjamini–Hochberg 法校正。',
  'explain.formula.resolution':
    'Kaplan–Meier 法：从提出到解决的天数，未结案的投诉按已等待的时长计入。区间采用双对数法。',
  'explain.formula.voicing':
    '提出的投诉 ÷ 推荐分不高于 6 或满意度处于量表最低四分之一的答卷；Wilson 区间。',
  'explain.inputs': '计入的数据',
  'explain.n': '答卷（n）',
  'explain.successes': '完成',
  'explain.open': '未结案',
  'explain.unhappy': '不满的答卷',
  'explain.exposure': '基数',
  'explain.comparisons': '比较次数',
  'explain.answers': '同一客户的多次作答',
  'explain.answers.all': '全部计入',
  'explain.answers.latest': '只计最近一次',
  'explain.low-effort': '低质量答卷',
  'explain.low-effort.kept': '计入',
  'explain.low-effort.excluded': '不计入',
  'explain.confidence': '置信水平',
  'explain.excluded': '未计入的数据',
  'explain.excluded.none': '无。',
  'explain.no-opinion': '不清楚/不适用',
  'explain.missing': '未回答',
  'explain.half': '只答了一半',
  'explain.withdrawn': '已撤回或重复',
  'explain.dropped': '时间有误',
  'explain.dropped.points': '总分相差过大',
  'explain.suppressed': '人数太少而不显示的组',
  'explain.cases': '对应的投诉',
  'explain.cases.none': '没有投诉。',
  'explain.rows': '查看对应的答卷',
  'explain.rows.json': '以 JSON 查看',
}
