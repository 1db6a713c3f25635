/** One person's pair: a ring for what was expected, a dot for what was got, and the line between. */
import { voice } from '../language.ts'
import type { Pair } from './verbatims.ts'

const WIDTH = 150
const EDGE = 8
const MIDDLE = 10

export function MiniPair({ pair }: { pair: Pair }) {
  const { t, plain, signed } = voice.value
  const { expectation, perception, low, high } = pair
  const x = (value: number) => EDGE + ((value - low) / (high - low)) * (WIDTH - 2 * EDGE)
  const gap = expectation !== null && perception !== null ? perception - expectation : null
  const tone = gap === null || gap === 0 ? 'mid' : gap < 0 ? 'worse' : 'better'
  return (
    <span class={`mini-pair ${tone}`}>
      <svg viewBox={`0 0 ${WIDTH} 20`} width={WIDTH} height="20" aria-hidden="true">
        <path class="mini-axis" d={`M${EDGE} ${MIDDLE}H${WIDTH - EDGE}`} />
        {expectation !== null && perception !== null && (
          <path class="mini-gap" d={`M${x(expectation)} ${MIDDLE}H${x(perception)}`} />
        )}
        {perception !== null && <circle class="mini-dot" cx={x(perception)} cy={MIDDLE} r="5.5" />}
        {expectation !== null && (
          <circle class="mini-ring" cx={x(expectation)} cy={MIDDLE} r={gap === 0 ? 7.5 : 5.5} />
        )}
      </svg>
      <span class="mini-words">
        {t('responses.pair', { expected: plain(expectation, 0), got: plain(perception, 0) })}
        {gap !== null && <b> {signed(gap, 0)}</b>}
      </span>
    </span>
  )
}
