/** How often each value of a rating was given. */
import { useMemo } from 'preact/hooks'
import type { Rating } from '../../../schema/reports/ratings.ts'
import { Columns } from '../charts/Columns.tsx'
import { Panel } from '../charts/Panel.tsx'
import { voice } from '../language.ts'
import { FEWEST_FOR_A_VERDICT } from '../rules.ts'
import { binName, decimalsOf, scoresTitle } from './findings.ts'
import { ratingScoresSheet } from './sheets.ts'

export function RatingScores({ rating }: { rating: Rating }) {
  const speak = voice.value
  const { t, share, plain, count } = speak
  const { n, histogram, mean, type, topFrom, median } = rating
  const name = t('ratings.scores.name')
  const sheet = useMemo(() => ratingScoresSheet(rating, speak), [rating, speak])
  const columns = useMemo(
    () =>
      histogram.map((bin, i) => ({
        label: type === 'slider' && i % 4 !== 0 ? '' : String(bin.from),
        n: bin.count,
        top: type === 'slider' ? '' : share(bin.count / Math.max(1, n)),
        tone: bin.from >= topFrom ? ('better' as const) : ('mid' as const),
        readout: () => ({
          title: t('nps.score', { score: binName(bin, type) }),
          figure: share(bin.count / Math.max(1, n)),
          lines: [t('nps.scores.of', { n: count(bin.count), of: count(n) })],
        }),
      })),
    [rating, speak],
  )
  const decimals = decimalsOf(rating)
  return (
    <Panel
      name={name}
      class="seven"
      title={scoresTitle(rating, speak)}
      line={t('ratings.scores.line', { mean: plain(mean.mean, decimals), from: topFrom, n })}
      sheet={sheet}
      foot={median == null ? '' : t('ratings.median', { median: plain(median, decimals) })}
    >
      <Columns
        name={name}
        sentence={histogram
          .map((bin) => `${binName(bin, type)}: ${share(bin.count / Math.max(1, n))}`)
          .join(', ')}
        columns={columns}
        single={n < FEWEST_FOR_A_VERDICT && type === 'rating'}
      />
    </Panel>
  )
}
