/** How the card fits the page around it. */

/** Whether the page is dark, whatever the system prefers: by its background, else by what it says it is. */
export function isPageDark(): boolean {
  for (const element of [document.body, document.documentElement]) {
    const { backgroundColor, colorScheme } = getComputedStyle(element)
    const [, red, green, blue] = /^rgb\((\d+), (\d+), (\d+)/.exec(backgroundColor) ?? []
    if (blue) return Number(red) + Number(green) + Number(blue) < 382
    if (/dark/.test(colorScheme) && matchMedia('(prefers-color-scheme:dark)').matches) return true
  }
  return false
}

/** Keeps a fixed element 24 pixels above a bar of the page's own at the bottom. */
export function clearOfBars(element: HTMLElement): void {
  let bar = document.elementFromPoint(innerWidth - 40, innerHeight - 1)
  while (bar && getComputedStyle(bar).position !== 'fixed') bar = bar.parentElement
  const height = bar ? innerHeight - bar.getBoundingClientRect().top : 0
  if (height < innerHeight / 2) element.style.marginBlockEnd = `${height}px`
}
