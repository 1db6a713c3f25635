/** What may never happen on any screen, whatever it shows: read in the page. */
import type { Page } from 'playwright-core'

/** Pixels the page can be scrolled sideways, once charts have followed the window; 0 is what we want. */
export async function sidewaysScroll(page: Page): Promise<number> {
  const extent = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
  // Charts are drawn anew after the page is laid out: what stays too wide is told, with how much.
  await page
    .waitForFunction(
      () => document.documentElement.scrollWidth === document.documentElement.clientWidth,
      undefined,
      { timeout: 20_000 },
    )
    .catch(() => {})
  return page.evaluate(extent)
}

/**
 * Texts cut off by their own box. What is clipped away whole, for screen readers alone, does not count, nor an ellipsis whose
 * whole text is in a title, nor what can be scrolled.
 */
export const clippedTexts = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    // Charts follow the window in the frame after it.
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    const isCut = (element: HTMLElement) => {
      const { overflowX, textOverflow, clipPath } = getComputedStyle(element)
      const isEllipsis = textOverflow === 'ellipsis' && element.title !== ''
      return (
        overflowX !== 'visible' &&
        overflowX !== 'auto' &&
        overflowX !== 'scroll' &&
        clipPath === 'none' &&
        !isEllipsis &&
        element.scrollWidth > element.clientWidth + 1
      )
    }
    return [...document.querySelectorAll<HTMLElement>('main *, .side *, dialog *')]
      .filter((element) => !element.closest('.unseen, svg') && element.getClientRects().length > 0)
      .filter(
        (element) => (element.textContent ?? '').trim() !== '' && element.tagName !== 'OPTION',
      )
      .filter(isCut)
      .map((element) => (element.textContent ?? '').trim().slice(0, 80))
  })

/**
 * English words on a Chinese page. What is marked as another language by `lang` does not count, nor names, codes and
 * what people call the same in every language.
 */
export const englishWords = (page: Page, names: readonly string[]): Promise<string[]> =>
  page.evaluate((own) => {
    const found = new Set<string>()
    const isOwn = (word: string) => own.includes(word) || /^C-\d+$/.test(word)
    // Time zones are names, and too many to be anything else.
    const UNSAID =
      'script, style, noscript, code, pre, kbd, [lang]:not(html), select:has(option:nth-child(100))'
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walk.nextNode()) {
      const around = walk.currentNode.parentElement
      if (!around || around.closest(UNSAID)) continue
      for (const word of (walk.currentNode.textContent ?? '').match(/[A-Za-z][A-Za-z0-9'-]{2,}/g) ??
        [])
        if (!isOwn(word)) found.add(word)
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder'])
        if (!element.closest('[lang]:not(html)'))
          for (const word of (element.getAttribute(name) ?? '').match(
            /[A-Za-z][A-Za-z0-9'-]{2,}/g,
          ) ?? [])
            if (!isOwn(word)) found.add(`${name}: ${word}`)
    return [...found]
  }, names)
