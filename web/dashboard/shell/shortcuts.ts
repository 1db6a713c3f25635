/** What keys of one letter do: heard everywhere but where people type, and only while they are switched on (WCAG 2.1.4). */
import { signal } from '@preact/signals'
import { shortcutsShown } from './shortcuts-shown.ts'

const KEPT_AS = 'gapwise.shortcuts'

/** Whether keys of one letter do anything; `?` always shows them. */
export const shortcutsOn = signal(localStorage.getItem(KEPT_AS) !== 'off')

export function switchShortcuts(on: boolean): void {
  shortcutsOn.value = on
  if (on) localStorage.removeItem(KEPT_AS)
  else localStorage.setItem(KEPT_AS, 'off')
}

/** Does what a key means; `?` always shows them. */
export function act(key: string): void {
  if (key === '?') shortcutsShown.value = true
  else if (shortcutsOn.value && !shortcutsShown.value) KEYS[key]?.()
}

/** What each key does. */
const KEYS: Readonly<Record<string, () => void>> = {
  '/': () => focused(document.querySelector<HTMLElement>('main input[type=search]')),
  j: () => step(1),
  k: () => step(-1),
  t: toggleTable,
}

/** What Enter opens, row by row. */
const ROWS =
  'main :is([data-row], [data-response], table.list tbody th a, .happening-body a, .theme-row a)'

function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>(ROWS)].filter(isShown)
  const at = rows.findIndex((row) => row.matches(':focus'))
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by
  focused(rows[Math.max(0, Math.min(rows.length - 1, next))] ?? null)
}

/** The table of the chart with the focus, else of the first one in sight. */
function toggleTable(): void {
  const panels = [...document.querySelectorAll<HTMLElement>('main .panel')]
  const own = panels.find((panel) => panel.contains(document.activeElement))
  const inSight = panels.find((panel) => panel.getBoundingClientRect().bottom > innerHeight / 4)
  const button = (own ?? inSight)?.querySelector<HTMLElement>('.panel-tools [aria-pressed]')
  button?.click()
  focused(button ?? null)
}

function focused(element: HTMLElement | null): void {
  element?.focus()
}

const isShown = (element: HTMLElement) => element.getClientRects().length > 0
