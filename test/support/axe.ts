/** axe-core on a page: what it finds wrong, by rule and place; an empty list is what we want. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'

const source = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

type Results = { violations: { id: string; nodes: { target: unknown[] }[] }[] }

export async function axeFindings(page: Page): Promise<string[]> {
  // Figures that are about to be replaced are dimmed on purpose, for a moment.
  await page.waitForFunction(() => !document.querySelector('.settled[aria-busy="true"]'))
  // Nor is what is still fading in: axe would look at one frame of it for as long as it works.
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map(({ finished }) => finished)),
  )
  // Evaluated by the tool, not by the page: its Content-Security-Policy stays as it is.
  await page.evaluate(source)
  const results = (await page.evaluate(
    `axe.run(document, { rules: { 'target-size': { enabled: true } } })`,
  )) as Results
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
  )
}
