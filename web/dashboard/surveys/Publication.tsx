/** Publishing, closing and opening again, each saying first what it changes. */

import { useLayoutEffect } from 'preact/hooks'
import { lacksOf } from '../../../schema/ready.ts'
import { labelsOf } from '../labels.ts'
import { voice } from '../language.ts'
import { freshen } from '../load.ts'
import { Popover } from '../shell/Popover.tsx'
import { Refusal } from '../shell/Refusal.tsx'
import { useAction } from '../shell/sending.ts'
import { ChangeList } from './ChangeList.tsx'
import { changesBetween } from './changes.ts'
import { faultWords } from './faults.ts'
import { close } from './requests.ts'
import type { TabProps } from './Survey.tsx'
import { missingIn } from './wordings.ts'

export function Publication(props: TabProps) {
  const { t } = voice.value
  const { whole } = props
  const { status } = whole
  const changes = whole.definition ? changesBetween(whole.definition, props.draft.definition) : null
  const isNews = changes === null || changes.length > 0
  const isOffered = status !== 'live' || isNews
  // What was pressed is gone: the focus goes to the survey, whose state is read out.
  useLayoutEffect(() => {
    if (!isOffered && document.activeElement === document.body)
      document.querySelector<HTMLElement>('#main h1')?.focus()
  }, [isOffered])
  return (
    <>
      <span class={`state ${status}`} role="status">
        {t(`status.${status}`)}
      </span>
      {status === 'live' && (
        <Popover name={t('close.title')} class="button" label={t('close.button')}>
          {(done) => <Closing whole={whole} done={done} />}
        </Popover>
      )}
      {isOffered && (
        <Popover name={t('publish.title')} class="button main" label={t(labelOf(status))}>
          {(done) => <Publishing {...props} changes={changes} done={done} />}
        </Popover>
      )}
    </>
  )
}

const labelOf = (status: 'draft' | 'live' | 'closed') =>
  status === 'closed' ? 'reopen.button' : status === 'live' ? 'publish.changes' : 'publish.button'

/** What loads under the survey, after its state has changed. */
function freshenSurvey(id: string): void {
  freshen(`survey whole ${id}`)
  freshen(`versions ${id}`)
  freshen(`survey ${id}`)
  freshen('surveys')
}

type PublishingProps = TabProps & {
  changes: ReturnType<typeof changesBetween> | null
  done: () => void
}

function Publishing({ whole, draft, labels, session, changes, done }: PublishingProps) {
  const speak = voice.value
  const { t } = speak
  const { definition, faults, judgement } = draft
  const missing = definition.locales.reduce((n, tag) => n + missingIn(definition, tag).length, 0)
  const { problem, busy, send } = useAction(async () => {
    if (!(await draft.save())) return
    await draft.publish()
    freshenSurvey(whole.id)
    done()
  })
  const lacks = lacksOf(definition)
  const isSame = changes !== null && changes.length === 0
  return (
    <div class="publishing">
      <h2>{t(whole.status === 'closed' ? 'reopen.title' : 'publish.title')}</h2>
      <p>
        {changes === null
          ? t('publish.first', { address: `/s/${whole.slug}` })
          : isSame
            ? t('reopen.same', { n: whole.version })
            : t('publish.next', { n: whole.version + 1 })}
      </p>
      {changes !== null && changes.length > 0 && (
        <ChangeList
          changes={changes}
          labels={labels}
          before={whole.definition && labelsOf(whole.definition, session.settings, speak)}
        />
      )}
      {!isSame && <p class="popover-note">{t('publish.forever')}</p>}
      {missing > 0 && <p class="popover-note">{t('publish.missing', { n: missing })}</p>}
      {(judgement?.advice.length ?? 0) > 0 && (
        <p class="popover-note">{t('publish.advice', { n: judgement?.advice.length ?? 0 })}</p>
      )}
      <Refusal problem={problem} />
      {faults.length > 0 ? (
        <p class="fault" role="alert">
          {t('publish.faults', { n: faults.length })}
        </p>
      ) : lacks.length > 0 ? (
        lacks.map((lack) => (
          <p key={lack.pointer} class="fault" role="alert">
            {faultWords(lack, speak)}
          </p>
        ))
      ) : (
        <button type="button" class="button main" aria-disabled={busy} onClick={send}>
          {busy ? t('sending') : t(whole.status === 'closed' ? 'reopen.yes' : 'publish.yes')}
        </button>
      )}
    </div>
  )
}

function Closing({ whole, done }: { whole: TabProps['whole']; done: () => void }) {
  const { t } = voice.value
  const { problem, busy, send } = useAction(async () => {
    await close(whole.id)
    freshenSurvey(whole.id)
    done()
  })
  return (
    <div class="publishing">
      <h2>{t('close.title')}</h2>
      <p>{t('close.what')}</p>
      <Refusal problem={problem} />
      <button type="button" class="button main" aria-disabled={busy} onClick={send}>
        {busy ? t('sending') : t('close.yes')}
      </button>
    </div>
  )
}
