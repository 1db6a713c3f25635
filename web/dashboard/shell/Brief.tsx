/** The answer in one sentence, and beside it what it rests on. */
import type { ComponentChildren } from 'preact'

export function Brief({ finding, children }: { finding: string; children: ComponentChildren }) {
  return (
    <div class="brief">
      <p class="brief-finding">{finding}</p>
      <div class="brief-more">{children}</div>
    </div>
  )
}
