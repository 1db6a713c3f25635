/** What a webhook is made of: an address, the events, the surveys. */
import type { ComponentChildren } from 'preact'
import { type NewWebhook, WEBHOOK_EVENTS } from '../../../schema/webhooks.ts'
import type { SurveyLine } from '../api.ts'
import { voice } from '../language.ts'
import { saidTo } from '../localized.ts'
import type { Refused } from '../reply.ts'
import { TextField, Toggle } from '../shell/Fields.tsx'

type Props = {
  wanted: NewWebhook
  surveys: readonly SurveyLine[]
  problem: Refused | null
  onChange: (wanted: NewWebhook) => void
}

export function WebhookFields({ wanted, surveys, problem, onChange }: Props) {
  const { t, language } = voice.value
  const isUrlAtFault = problem?.faults.some(({ pointer }) => pointer === '/url')
  return (
    <>
      <TextField
        label={t('webhooks.url')}
        hint={t('webhooks.url.hint')}
        fault={isUrlAtFault ? t('webhooks.url.fault') : undefined}
        type="url"
        maxLength={2000}
        required
        value={wanted.url}
        onInput={(url) => onChange({ ...wanted, url: url.trim() })}
      />
      <Choices label={t('webhooks.events')}>
        {WEBHOOK_EVENTS.map((event) => (
          <Toggle
            key={event}
            label={t(`webhooks.event.${event}`)}
            hint={event}
            checked={wanted.events.includes(event)}
            onChange={(isOn) =>
              onChange({ ...wanted, events: toggled(wanted.events, event, isOn) })
            }
          />
        ))}
      </Choices>
      <Choices label={t('webhooks.surveys')}>
        <Toggle
          label={t('webhooks.surveys.all')}
          hint={t('webhooks.surveys.hint')}
          checked={wanted.surveys === null}
          onChange={(isOn) =>
            onChange({ ...wanted, surveys: isOn ? null : surveys.map(({ id }) => id) })
          }
        />
        {wanted.surveys !== null &&
          surveys.map(({ id, title, slug }) => (
            <Toggle
              key={id}
              label={saidTo(language, title, slug).text}
              checked={wanted.surveys?.includes(id) ?? true}
              onChange={(isOn) =>
                onChange({ ...wanted, surveys: toggled(wanted.surveys ?? [], id, isOn) })
              }
            />
          ))}
      </Choices>
    </>
  )
}

const toggled = <Value,>(list: readonly Value[], value: Value, isOn: boolean): Value[] => [
  ...list.filter((each) => each !== value),
  ...(isOn ? [value] : []),
]

function Choices({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <fieldset class="hours">
      <legend>{label}</legend>
      {children}
    </fieldset>
  )
}
