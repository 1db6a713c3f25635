/** A letter as a file that stands alone, and as plain text. */

/**
 * A whole document around a letter. The letter comes from the page, where Preact has escaped its words; the subject
 * is words of people and is escaped here.
 */
export const fileOf = (letter: string, subject: string, language: string): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(
    subject,
  )}</title></head><body style="margin:0;background:#FFFFFF">${letter}</body></html>`

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** A letter as lines of text, a row of a table on each. */
export function plainOf(letter: HTMLElement | null): string {
  const blocks = letter?.querySelectorAll<HTMLElement>('h2, h3, p, li, tr') ?? []
  return [...blocks]
    .map((block) =>
      block.tagName === 'TR'
        ? [...block.children].map(({ textContent }) => (textContent ?? '').trim()).join('\t')
        : (block.textContent ?? '').trim(),
    )
    .filter(Boolean)
    .join('\n')
}
