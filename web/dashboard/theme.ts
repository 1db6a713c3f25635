/** Light, dark, or as the system has it. Paper is always light. Charts redraw when `surface` changes. */
import { computed, effect, signal } from '@preact/signals'

const KEPT_AS = 'gapwise.theme'
export const THEMES = ['light', 'dark', 'system'] as const
export type Theme = (typeof THEMES)[number]

export const theme = signal<Theme>(
  THEMES.find((one) => one === localStorage.getItem(KEPT_AS)) ?? 'system',
)
const systemIsDark = signal(false)
export const onPaper = signal(false)
/** Dots a pixel that charts have at least: more while one is taken away as a picture. */
export const fewestDots = signal(1)

/** What is drawn at the moment. */
export const shown = computed<'light' | 'dark'>(() => {
  if (onPaper.value || theme.value === 'light') return 'light'
  return theme.value === 'dark' || systemIsDark.value ? 'dark' : 'light'
})

/** Changes whenever what is drawn must be drawn anew: another theme, screen and paper, or more dots. */
export const surface = computed(
  () => `${shown.value} ${onPaper.value ? 'paper' : 'screen'} ${fewestDots.value}`,
)

/** Keeps the page's theme in step with choice, system and paper. */
export function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  systemIsDark.value = dark.matches
  dark.addEventListener('change', () => {
    systemIsDark.value = dark.matches
  })
  addEventListener('beforeprint', () => {
    onPaper.value = true
  })
  addEventListener('afterprint', () => {
    onPaper.value = false
  })
  effect(() => {
    document.documentElement.dataset.theme = shown.value
    document.documentElement.classList.toggle('printing', onPaper.value)
  })
  effect(() => localStorage.setItem(KEPT_AS, theme.value))
}
