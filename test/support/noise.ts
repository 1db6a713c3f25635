/** Letters that no compression makes shorter than three quarters, the same every time. */
import { createHash } from 'node:crypto'

/** As many letters as make up `bytes` after compression, about. */
export function noise(bytes: number): string {
  let letters = ''
  for (let i = 0; letters.length * 0.75 < bytes; i++)
    letters += createHash('sha512').update(`${i}`).digest('base64url')
  return letters
}
