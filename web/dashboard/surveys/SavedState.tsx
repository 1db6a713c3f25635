/** Whether the service has what stands here; and undo and redo, which have their keys as well. */
import { voice } from '../language.ts'
import { Icon } from '../shell/Icon.tsx'
import { useWindowEvent } from '../window-event.ts'
import type { Draft } from './use-draft.ts'

export function SavedState({ draft }: { draft: Draft }) {
  const { t, time } = voice.value
  const { saving, savedAt, undo, redo, stepped, save } = draft
  useWindowEvent('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
    const step = event.shiftKey ? redo : undo
    if (!step) return
    event.preventDefault()
    step()
  })
  const said =
    saving === 'saved' && savedAt
      ? t('saving.saved-at', { time: time(savedAt) })
      : saving === 'saved'
        ? ''
        : t(`saving.${saving}`)
  return (
    <>
      <span class={`saving ${saving}`} role="status">
        {said}
      </span>
      {saving === 'failed' && (
        <button type="button" class="link" onClick={() => void save()}>
          {t('state.retry')}
        </button>
      )}
      <Step name={t('undo')} icon="undo" step={undo} />
      <Step name={t('redo')} icon="redo" step={redo} />
      <span class="unseen" role="status">
        {stepped && t(`stepped.${stepped.step}`, { n: stepped.left })}
      </span>
    </>
  )
}

function Step(props: { name: string; icon: 'undo' | 'redo'; step: (() => void) | null }) {
  const { name, icon, step } = props
  return (
    <button
      type="button"
      class="button square"
      aria-disabled={step === null}
      onClick={() => step?.()}
    >
      <Icon name={icon} />
      <span class="unseen">{name}</span>
    </button>
  )
}
