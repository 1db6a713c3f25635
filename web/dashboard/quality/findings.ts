/** The sentences about the answers themselves: who stopped where, how carefully, how well items measure. */
import type { QualityReport } from '../../../schema/reports/quality.ts'
import { FEWEST_FOR_A_VERDICT } from '../rules.ts'
import type { Voice } from '../words/voice.ts'

type Question = QualityReport['questions'][number]
type Dimension = QualityReport['dimensions'][number]

/** The headline: how many finish. */
export function qualityHeadline({ responses }: QualityReport, { t, share }: Voice): string {
  const { n, complete } = responses
  if (n < FEWEST_FOR_A_VERDICT) return t('too-few', { n, least: FEWEST_FOR_A_VERDICT })
  return t('quality.headline', { share: share(complete / n) })
}

/** How many answers look careless, and that they are kept (methods 3.5). */
export function effortSentence(
  { lowEffort, responses }: QualityReport,
  { t, share }: Voice,
): string {
  if (responses.n === 0) return ''
  return t(lowEffort.n === 0 ? 'quality.effort.none' : 'quality.effort', {
    n: lowEffort.n,
    share: share(lowEffort.share),
  })
}

/** Whether those who answered late score otherwise; nothing where that is not known (methods 9.4). */
export function lateSentence({ responders }: QualityReport, { t, plain }: Voice): string {
  const verdict = responders?.difference?.verdict
  if (!responders || verdict === undefined || verdict === 'too-few') return ''
  const digits = responders.measure === 'nps' ? 0 : 2
  return t(`quality.late.${verdict === 'higher' || verdict === 'lower' ? verdict : 'same'}`, {
    late: plain(responders.late.estimate, digits),
    early: plain(responders.early.estimate, digits),
  })
}

/** The title over where people stop: the question most of them answered last. */
export function stoppedTitle(
  { questions, responses }: QualityReport,
  name: (question: Question) => string,
  { t, quoted, share }: Voice,
): string {
  const { partial } = responses
  if (partial === 0) return t('quality.stopped.nobody')
  if (partial < FEWEST_FOR_A_VERDICT)
    return t('quality.stopped.too-few', { n: partial, least: FEWEST_FOR_A_VERDICT })
  const most = [...questions].sort((a, b) => b.stopped - a.stopped)[0]
  if (!most || most.stopped === 0) return t('quality.stopped.start')
  return t('quality.stopped.after', {
    question: quoted(name(most)),
    share: share(most.stoppedShare),
  })
}

/** The title over left-out answers: the question most often skipped, when it is skipped at all. */
export function missingTitle(
  { questions, responses }: QualityReport,
  name: (question: Question) => string,
  { t, quoted, share }: Voice,
): string {
  if (responses.n < FEWEST_FOR_A_VERDICT)
    return t('too-few', { n: responses.n, least: FEWEST_FOR_A_VERDICT })
  const most = questions
    .filter(isScored)
    .sort((a, b) => (b.missingShare ?? 0) - (a.missingShare ?? 0))[0]
  if (!most?.missingShare) return t('quality.missing.none')
  return t('quality.missing.most', {
    question: quoted(name(most)),
    share: share(most.missingShare),
  })
}

/** Comments and complaints are for those who have one: leaving them out is no sign of anything. */
export const isScored = ({ type }: Question): boolean => type !== 'text' && type !== 'complaint'

/** The title over reliability: which dimensions measure poorly, by the label of alpha on what customers got. */
export function reliabilityTitle(
  dimensions: readonly Dimension[],
  name: (key: string) => string,
  { t, list }: Voice,
): string {
  const known = dimensions.filter(({ perception }) => perception.label !== null)
  if (known.length === 0) return t('quality.alpha.unknown')
  const poor = known.filter(({ perception }) => perception.label === 'poor')
  const doubtful = known.filter(({ perception }) => perception.label === 'questionable')
  const names = (some: readonly Dimension[]) => list(some.map(({ key }) => name(key)))
  if (poor.length === 0 && doubtful.length === 0) return t('quality.alpha.fine')
  if (poor.length === 0)
    return t('quality.alpha.doubtful', { names: names(doubtful), n: doubtful.length })
  return t('quality.alpha.poor', { names: names(poor), n: poor.length })
}
