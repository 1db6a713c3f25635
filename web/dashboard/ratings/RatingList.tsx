/** Every rating of a survey at a glance; a row opens it. */
import { useMemo } from 'preact/hooks'
import type { Rating } from '../../../schema/reports/ratings.ts'
import { look } from '../address.ts'
import { type BarRow, BarTable } from '../charts/BarTable.tsx'
import { Panel } from '../charts/Panel.tsx'
import { explainName } from '../explaining.ts'
import type { Labels } from '../labels.ts'
import { voice } from '../language.ts'
import type { Said } from '../localized.ts'
import type { Voice } from '../words/voice.ts'
import { leadName, leadOf, leadText } from './findings.ts'
import { ratingsSheet } from './sheets.ts'

type Props = { ratings: readonly Rating[]; labels: Labels; shown: string }

export function RatingList({ ratings, labels, shown }: Props) {
  const speak = voice.value
  const { t, count } = speak
  const sheet = useMemo(() => ratingsSheet(ratings, labels, speak), [ratings, labels, speak])
  const title = t('ratings.all.title', { n: ratings.length })
  const rows: BarRow[] = ratings.map((rating) => {
    const { value } = leadOf(rating, rating)
    return {
      key: rating.key,
      label: nameOf(rating, labels, speak),
      length: positionOf(rating, value),
      tone: rating.key === shown ? 'ink' : 'mid',
      open: () => look({ question: rating.key }),
      explain: explainName('ratings', { question: rating.key }),
      cells: [leadText(rating, value, speak), leadName(rating, speak), count(rating.n)],
    }
  })
  return (
    <Panel name={t('ratings.all.name')} title={title} line={t('ratings.all.line')} sheet={sheet}>
      <BarTable
        caption={title}
        rowLabel={t('ratings.question')}
        columns={[
          { label: t('ratings.figure'), always: true },
          { label: t('ratings.measure') },
          { label: t('n') },
        ]}
        rows={rows}
      />
    </Panel>
  )
}

/** A question in the standard wording has no text of its own: it goes by what it measures. */
function nameOf({ key, measure }: Rating, labels: Labels, { t }: Voice): Said {
  const said = labels.question(key)
  return said.text === key ? { text: t(`ratings.measure.${measure}`), lang: undefined } : said
}

/** Where a figure lies between the ends of what it may be, 0 to 1. */
function positionOf(rating: Rating, value: number | null): number {
  if (value === null) return 0
  const { scale, measure } = rating
  return measure === 'csat' || measure === 'repurchase'
    ? value
    : (value - scale.low) / (scale.high - scale.low)
}
