/** One thing close up, beside a page that stays usable. Esc and the cross close it; the focus goes back where it came from. */
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { voice } from '../language.ts'
import { useWindowEvent } from '../window-event.ts'
import { Icon } from './Icon.tsx'

type SidePanelProps = {
  title: string
  lang: string | undefined
  onClose: () => void
  /** A selector of the element that gets the focus afterwards, if the one that had it before is gone. */
  returnTo: string
  children: ComponentChildren
}

export function SidePanel({ title, lang, onClose, returnTo, children }: SidePanelProps) {
  const { t } = voice.value
  const heading = useRef<HTMLHeadingElement>(null)
  const before = useRef(document.activeElement)
  // A layout effect, so that the focus is back before the panel is gone.
  useLayoutEffect(() => {
    heading.current?.focus()
    return () => backTo(before.current, returnTo)?.focus()
  }, [])
  useWindowEvent('keydown', (event) => {
    if (event.key === 'Escape') onClose()
  })
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

/** Where the focus came from: a link, a row, a chart; a page that was opened with its panel has only the selector. */
function backTo(before: Element | null, returnTo: string): HTMLElement | null {
  const isThere = before instanceof HTMLElement && before.isConnected && before !== document.body
  return isThere ? before : document.querySelector<HTMLElement>(returnTo)
}
