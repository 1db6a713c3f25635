/** The end of a list that grows: what went wrong with the last page, and the way to the next. */

import { voice } from '../language.ts'
import type { Pages } from '../pages.ts'
import { Refusal } from './Refusal.tsx'

type Props = { pages: Pick<Pages<never>, 'hasMore' | 'busy' | 'problem' | 'more'> }

export function MoreOf({ pages: { hasMore, busy, problem, more } }: Props) {
  const { t } = voice.value
  return (
    <>
      <Refusal problem={problem} />
      {hasMore && (
        <button type="button" class="button more" aria-disabled={busy} onClick={more}>
          {busy ? t('state.loading') : t('list.more')}
        </button>
      )}
    </>
  )
}
