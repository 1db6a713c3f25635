/** One thing close up, beside a page that stays usable. Esc and the cross close it; the focus goes back where it came from. */
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { voice } from '../language.ts'
import { Icon } from './Icon.tsx'

type SidePanelProps = {
  title: string
  lang: string | undefined
  onClose: () => void
  /** A selector of the element that gets the focus afterwards. */
  returnTo: string
  children: ComponentChildren
}

export function SidePanel({ title, lang, onClose, returnTo, children }: SidePanelProps) {
  const { t } = voice.value
  const heading = useRef<HTMLHeadingElement>(null)
  // A layout effect, so that the focus is back before the panel is gone.
  useLayoutEffect(() => {
    heading.current?.focus()
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose()
    }
    addEventListener('keydown', onKey)
    return () => {
      removeEventListener('keydown', onKey)
      document.querySelector<HTMLElement>(returnTo)?.focus()
    }
  }, [])
  return (
    <div class="side-panel" role="dialog" aria-labelledby="side-panel-title">
      <header>
        <h2 id="side-panel-title" ref={heading} tabIndex={-1} lang={lang}>
          {title}
        </h2>
        <button type="button" class="close" onClick={onClose}>
          <Icon name="close" />
          <span class="unseen">{t('close')}</span>
        </button>
      </header>
      {children}
    </div>
  )
}
