/** Says that the shop is made up, and takes it away when its reader wants to begin. */

import { useState } from 'preact/hooks'
import { go } from '../address.ts'
import { clearDemo } from '../api.ts'
import { voice } from '../language.ts'
import { forgetEverything } from '../load.ts'
import { learnSession } from '../session.ts'
import { Refusal } from '../shell/Refusal.tsx'
import { useSending } from '../shell/sending.ts'

export function DemoNotice({ mayClear, surveys }: { mayClear: boolean; surveys: number }) {
  const { t } = voice.value
  const [isAsked, setAsked] = useState(false)
  const { send, busy, problem } = useSending()
  const clear = async () => {
    while (!(await clearDemo()).done);
    forgetEverything()
    await learnSession()
    go('/app/surveys')
    location.reload()
  }
  return (
    <section class="demo-notice" aria-label={t('overview.demo.name')}>
      <p>
        <b>{t('overview.demo.title')}</b> {t('overview.demo.text')}
      </p>
      {isAsked ? (
        <div class="demo-sure">
          <p>{t('overview.demo.sure', { n: surveys })}</p>
          <button
            type="button"
            class="button danger"
            aria-disabled={busy}
            onClick={() => send(clear)}
          >
            {busy ? t('overview.demo.busy') : t('overview.demo.delete')}
          </button>
          <button type="button" class="button" onClick={() => setAsked(false)}>
            {t('overview.demo.keep')}
          </button>
          <Refusal problem={problem} />
        </div>
      ) : mayClear ? (
        <button type="button" class="button" onClick={() => setAsked(true)}>
          {t('overview.demo.start')}
        </button>
      ) : null}
    </section>
  )
}
