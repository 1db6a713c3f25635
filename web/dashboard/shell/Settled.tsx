/** The states of everything that is loaded: waiting, there, from before, failed. Filters always stay. */
import type { ComponentChildren, VNode } from 'preact'
import { voice } from '../language.ts'
import type { Loaded } from '../load.ts'
import { problemWords } from '../problems.ts'
import { Refused } from '../reply.ts'
import { Busy } from './Busy.tsx'

type SettledProps<Value> = {
  loaded: Loaded<Value>
  /** What is shown with it: as long as any of it is of other filters, all is marked as being from before. */
  beside?: readonly Loaded<unknown>[]
  waiting: VNode
  children: (value: Value) => ComponentChildren
}

export function Settled<Value>({ loaded, beside = [], waiting, children }: SettledProps<Value>) {
  const { value, at, busy, problem, retry } = loaded
  const { t, time } = voice.value
  if (value === null) return problem ? <Failure problem={problem} retry={retry} /> : waiting
  return (
    <Busy busy={busy || beside.some(({ fits }) => !fits)}>
      {problem && at && (
        <p class="stale" role="status">
          {t('state.stale', { time: time(at) })} {problemWords(problem, voice.value)}{' '}
          <button type="button" class="link" onClick={retry}>
            {t('state.retry')}
          </button>
        </p>
      )}
      {children(value)}
    </Busy>
  )
}

/** What failed, that nothing chosen is lost, and another try. */
export function Failure({ problem, retry }: { problem: Refused; retry: () => void }) {
  const { t } = voice.value
  return (
    <section class="panel notice" role="alert">
      <h2>{t('state.failed')}</h2>
      <p>
        <b>{problemWords(problem, voice.value)}</b> {t('state.kept')}{' '}
        {problem.status > 0 && t('state.code', { code: String(problem.status) })}
      </p>
      <button type="button" class="button" onClick={retry}>
        {t('state.retry')}
      </button>
    </section>
  )
}

/** In the place of code that did not come. A browser asks for it again only with the page. */
export const NotCome = () => (
  <Failure problem={new Refused(0, 'unreachable')} retry={() => location.reload()} />
)

/** Grey shapes in the final size; they appear only after 300 ms. */
export function Waiting() {
  const { t } = voice.value
  return (
    <div class="waiting" role="status">
      <span class="unseen">{t('state.loading')}</span>
      <div class="waiting-brief" />
      <div class="waiting-panel" />
      <div class="waiting-row">
        <div class="waiting-panel" />
        <div class="waiting-panel" />
      </div>
    </div>
  )
}
