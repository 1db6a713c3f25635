/** Which keys do what, and the switch that turns them off. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import { voice } from '../language.ts'
import type { Word } from '../words/voice.ts'
import { Toggle } from './Fields.tsx'
import { Icon } from './Icon.tsx'
import { shortcutsOn, switchShortcuts } from './shortcuts.ts'
import { shortcutsShown } from './shortcuts-shown.ts'
import './shortcuts.css'

const KEYS: readonly (readonly [keys: readonly string[], word: Word])[] = [
  [['/'], 'shortcuts.search'],
  [['j', 'k'], 'shortcuts.rows'],
  [['Enter'], 'shortcuts.open'],
  [['Esc'], 'shortcuts.close'],
  [['t'], 'shortcuts.table'],
  [['←', '→'], 'shortcuts.points'],
  [['?'], 'shortcuts.show'],
]

export function Shortcuts() {
  const { t } = voice.value
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const before = document.activeElement
    dialog.current?.showModal()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  const close = () => {
    shortcutsShown.value = false
  }
  return (
    <dialog ref={dialog} class="shortcuts" aria-labelledby="shortcuts-title" onClose={close}>
      <header>
        <h2 id="shortcuts-title">{t('shortcuts.title')}</h2>
        <button type="button" class="close" onClick={close}>
          <Icon name="close" />
          <span class="unseen">{t('close')}</span>
        </button>
      </header>
      <dl>
        {KEYS.map(([keys, word]) => (
          <div key={word}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(word)}</dd>
          </div>
        ))}
      </dl>
      <Toggle
        label={t('shortcuts.on')}
        hint={t('shortcuts.on.hint')}
        checked={shortcutsOn.value}
        onChange={switchShortcuts}
      />
    </dialog>
  )
}
