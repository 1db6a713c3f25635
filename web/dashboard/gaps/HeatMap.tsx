/** How often each expectation met each experience: a table of counts, shaded by how many, coloured by which side of the diagonal. */
import { voice } from '../language.ts'

type HeatMapProps = {
  /** Counts, rows by expectation from low to high, columns by what was got from low to high. */
  cells: readonly (readonly number[])[]
  lowest: number
}

export function HeatMap({ cells, lowest }: HeatMapProps) {
  const { t, count, share } = voice.value
  const all = cells.flatMap((row, e) => row.map((n, p) => ({ n, side: Math.sign(p - e) })))
  const total = all.reduce((sum, { n }) => sum + n, 0)
  const most = Math.max(1, ...all.map(({ n }) => n))
  const shareOf = (side: number) =>
    share(all.reduce((sum, one) => sum + (one.side === side ? one.n : 0), 0) / Math.max(1, total))
  const scores = cells.map((_, i) => String(lowest + i))
  return (
    <section class="heat" aria-labelledby="heat-title">
      <h3 id="heat-title">
        {t('gaps.cells.title', { less: shareOf(-1), same: shareOf(0), more: shareOf(1) })}
      </h3>
      <p class="panel-line">{t('gaps.cells.line', { n: total })}</p>
      <table>
        <caption class="unseen">{t('gaps.cells.caption')}</caption>
        <tbody>
          {cells
            .map((row, e) => (
              <tr key={scores[e]}>
                <th scope="row">{scores[e]}</th>
                {row.map((n, p) => (
                  <td
                    key={scores[p]}
                    class={`heat-cell ${SIDES[Math.sign(p - e) + 1]} s${shade(n, most)}`}
                  >
                    {n === 0 ? <span class="unseen">{count(0)}</span> : count(n)}
                  </td>
                ))}
              </tr>
            ))
            .reverse()}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              <span class="unseen">{t('gaps.cells.got')}</span>
            </th>
            {scores.map((score) => (
              <th key={score} scope="col">
                {score}
              </th>
            ))}
          </tr>
        </tfoot>
      </table>
      <p class="heat-axes">
        <span>{t('gaps.cells.up')}</span>
        <span>{t('gaps.cells.right')}</span>
      </p>
    </section>
  )
}

const SIDES = ['less', 'same', 'more']

/** 0 for nobody, then 1 to 5 by the square root of the share of the fullest cell, so that rare cells can be seen. */
const shade = (n: number, most: number) => (n === 0 ? 0 : Math.ceil(5 * Math.sqrt(n / most)))
