/** The address bar as a signal: which room is open and what it looks at. No router is needed for one level of rooms. */
import { computed, signal } from '@preact/signals'
import { type Changes, changed, membersOf } from './changes.ts'

const here = signal(new URL(location.href))

/** The open room by its name in the path, '' at the root. */
export const roomName = computed(() => /^\/app\/([a-z-]+)/.exec(here.value.pathname)?.[1] ?? '')

export const query = computed(() => here.value.searchParams)
const members = computed(() => membersOf(query.value))

/** The address of a room with the present filters kept and `changes` applied; null takes one away. */
export function addressOf(room: string, changes: Changes = {}): string {
  const next = changed(members.value, changes)
  return `/app/${room}${next === '' ? '' : `?${next}`}`
}

/** Opens an address of ours. Back returns, unless it replaces the present one or is the same. */
export function go(address: string, how: 'push' | 'replace' = 'push'): void {
  // Every link of the page is made of the address: the same one again must not make them anew.
  if (new URL(address, location.href).href === location.href) return
  if (how === 'push') history.pushState(null, '', address)
  else history.replaceState(null, '', address)
  here.value = new URL(location.href)
}

/** Whether the address names this still: what an action ends with is only for who waited for it. */
export const isAt = (room: string, name: string, value: string): boolean =>
  roomName.value === room && query.value.get(name) === value

/** Changes what the present room looks at. */
export const look = (changes: Changes, how: 'push' | 'replace' = 'push'): void =>
  go(addressOf(roomName.value, changes), how)

/** Follows Back and Forward, and opens our own links without a page load. */
export function followAddress(): void {
  addEventListener('popstate', () => {
    here.value = new URL(location.href)
  })
  addEventListener('click', (event) => {
    const link = event.target instanceof Element ? linkAt(event.target) : null
    const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey
    if (!link || elsewhere || event.defaultPrevented || link.target || link.download) return
    if (link.origin !== location.origin || !link.pathname.startsWith('/app')) return
    if (link.pathname === location.pathname && link.hash !== '') return
    event.preventDefault()
    go(link.href)
  })
}

/** The link pointed at; any figure of a row leads where the row's explanation is, unless it is being selected. */
function linkAt(target: Element): HTMLAnchorElement | null {
  const own = target.closest('a')
  if (own || target.closest('button') || getSelection()?.isCollapsed === false) return own
  const row = target.closest('td.number')?.parentElement
  return row?.querySelector<HTMLAnchorElement>('a[data-explain]') ?? null
}
