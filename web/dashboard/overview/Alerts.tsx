/** Alerts that nobody has seen yet, each with the way to its chart; one that no longer holds says so. */
import { useRef } from 'preact/hooks'
import type { Alert } from '../../../schema/alerts.ts'
import { seeAlert } from '../api.ts'
import { voice } from '../language.ts'
import { freshen } from '../load.ts'
import { focusFrom } from '../shell/focus-after.ts'
import { Refusal } from '../shell/Refusal.tsx'
import { useSending } from '../shell/sending.ts'
import { type AlertItem, alertItems } from './alert-items.ts'
import '../styles/alerts.css'

/** Shown at once; the others follow when these are seen. */
const MOST = 3

export function Alerts({ alerts, maySee }: { alerts: readonly Alert[]; maySee: boolean }) {
  const { t } = voice.value
  const heading = useRef<HTMLHeadingElement>(null)
  const { send, busy, problem } = useSending()
  const items = alertItems(alerts, voice.value)
  if (items.length === 0) return null
  const see = async ({ ids }: AlertItem) => {
    for (const id of ids) await seeAlert(id)
    freshen('alerts')
    // The button that was pressed goes with its alert.
    focusFrom(heading.current?.parentElement ?? null, heading.current)
  }
  return (
    <section class="alerts" aria-label={t('alerts.name')}>
      <h2 ref={heading} tabIndex={-1}>
        {t('alerts.title', { n: items.length })}
      </h2>
      <Refusal problem={problem} />
      <ul>
        {items.slice(0, MOST).map((item) => (
          <li key={item.key} class={item.side}>
            <p>
              <b>{item.text}</b>{' '}
              {item.isWithdrawn && <span class="alert-over">{t('alerts.withdrawn')}</span>}
              <small>{item.figures}</small>
            </p>
            <p class="alert-tools">
              <a href={item.link}>{t('alerts.look')}</a>
              {maySee && (
                <button
                  type="button"
                  class="button"
                  aria-disabled={busy}
                  aria-label={t('alerts.see.of', { text: item.text })}
                  onClick={() => send(() => see(item))}
                >
                  {t('alerts.see')}
                </button>
              )}
            </p>
          </li>
        ))}
      </ul>
      {items.length > MOST && <p class="quiet">{t('alerts.more', { n: items.length - MOST })}</p>}
    </section>
  )
}
