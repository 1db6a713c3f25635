/** The tables behind the quality of answers. */
import type { QualityReport } from '../../../schema/reports/quality.ts'
import type { Cell, Sheet } from '../charts/sheet.ts'
import type { Labels } from '../labels.ts'
import type { Voice } from '../words/voice.ts'

const numeric = (label: string) => ({ label, numeric: true })

/** Every question: who was asked, who answered, who stopped there. */
export function questionsSheet(
  { questions }: QualityReport,
  id: string,
  title: string,
  name: (question: QualityReport['questions'][number]) => string,
  { t, exactShare }: Voice,
): Sheet {
  const share = (value: number | null): Cell => ({ value, text: exactShare(value) })
  return {
    id,
    title,
    columns: [
      { label: t('quality.question') },
      numeric(t('quality.asked')),
      numeric(t('quality.answered')),
      numeric(t('no-opinion')),
      numeric(t('quality.missing.column')),
      numeric(t('share')),
      numeric(t('quality.stopped.column')),
    ],
    rows: () =>
      questions.map((one) => [
        name(one),
        one.asked,
        one.answered,
        one.noOpinion,
        one.missing,
        share(one.missingShare),
        one.stopped,
      ]),
  }
}

export function reliabilitySheet(
  dimensions: QualityReport['dimensions'],
  labels: Labels,
  { t, plain }: Voice,
): Sheet {
  const number = (value: number | null): Cell => ({ value, text: plain(value, 2) })
  return {
    id: 'quality-alpha',
    title: t('quality.alpha.name'),
    columns: [
      { label: t('gaps.dimension') },
      numeric(t('items.column')),
      numeric(t('quality.alpha.got')),
      numeric(t('low')),
      numeric(t('high')),
      numeric(t('quality.alpha.expected')),
      numeric(t('quality.alpha.correlation')),
      numeric(t('quality.alpha.gap')),
      numeric(t('n')),
    ],
    rows: () =>
      dimensions.map(({ key, items, perception, expectation, correlation, gapReliability }) => [
        labels.dimension(key).text,
        items,
        number(perception.alpha),
        number(perception.low),
        number(perception.high),
        number(expectation.alpha),
        number(correlation),
        number(gapReliability),
        perception.n,
      ]),
  }
}
