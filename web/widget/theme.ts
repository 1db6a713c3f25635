/** How the card fits the page around it. */

/**
 * Whether the page is dark, whatever the system prefers: its text is light then, also where it names no
 * background. Green is most of what eyes see as light.
 */
export const isPageDark = (): boolean =>
  +`${getComputedStyle(document.body).color.split(',')[1]}` > 127

/** Keeps a fixed element 24 pixels above a bar of the page's own at the bottom. */
export function clearOfBars(element: HTMLElement): void {
  const bar = document
    .elementsFromPoint(innerWidth - 40, innerHeight - 1)
    .find((one) => getComputedStyle(one).position === 'fixed')
  const top = bar?.getBoundingClientRect().top
  if (top && top > innerHeight / 2) element.style.marginBlockEnd = `${innerHeight - top}px`
}
