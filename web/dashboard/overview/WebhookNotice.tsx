/** Tells owners of webhooks that were switched off because nothing got through; nothing while all is well. */
import { addressOf } from '../address.ts'
import { voice } from '../language.ts'
import { useLoaded } from '../load.ts'
import { webhooks } from '../settings/webhook-requests.ts'

export function WebhookNotice() {
  const { t } = voice.value
  const all = useLoaded('webhooks', webhooks).value ?? []
  const off = all.filter(({ disabled }) => disabled !== null && disabled.reason !== 'paused')
  if (off.length === 0) return null
  return (
    <p class="stale" role="status">
      {t('webhooks.off', { n: off.length })}{' '}
      <a href={addressOf('settings', { tab: 'webhooks' })}>{t('webhooks.off.look')}</a>
    </p>
  )
}
