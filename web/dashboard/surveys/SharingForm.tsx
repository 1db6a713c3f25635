/** Rules of sharing: they hold at once, for every version. */
import type { Sharing } from '../../../schema/sharing.ts'
import { voice } from '../language.ts'
import { freshen } from '../load.ts'
import { useEdited } from '../shell/edited.ts'
import { NumberField, SelectField, TextField, Toggle } from '../shell/Fields.tsx'
import { FormEnd } from '../shell/FormEnd.tsx'
import { ListField } from './ListField.tsx'
import { saveSharing, type WholeSurvey } from './requests.ts'

type Props = {
  whole: WholeSurvey
  editable: boolean
  /** Days all widgets of the account rest after any of them; set under Settings. */
  pauseDays: number
}

export function SharingForm({ whole, editable, pauseDays }: Props) {
  const { t } = voice.value
  const edited = useEdited(whole.sharing, async (sharing) => {
    const stored = await saveSharing(whole.id, sharing)
    freshen(`survey whole ${whole.id}`)
    return stored
  })
  const { value: sharing, set, isStored, fault, problem, busy, submit } = edited
  return (
    <section class="panel" aria-label={t('sharing.title')}>
      <header class="panel-head">
        <h2>{t('sharing.title')}</h2>
      </header>
      <p class="panel-line">{t('sharing.line')}</p>
      <form onSubmit={submit}>
        <fieldset class="form" disabled={!editable}>
          <legend class="unseen">{t('sharing.title')}</legend>
          <div class="fields">
            <TextField
              label={t('sharing.opens')}
              type="datetime"
              value={localOf(sharing.opensAt)}
              fault={fault('opensAt')}
              onInput={(text) => set({ opensAt: instantOf(text) })}
            />
            <TextField
              label={t('sharing.closes')}
              type="datetime"
              value={localOf(sharing.closesAt)}
              fault={fault('closesAt')}
              onInput={(text) => set({ closesAt: instantOf(text) })}
            />
            <NumberField
              label={t('sharing.cadence')}
              hint={t('sharing.cadence.hint')}
              min={1}
              max={3650}
              value={sharing.cadenceDays}
              fault={fault('cadenceDays')}
              onInput={(cadenceDays) => set({ cadenceDays })}
            />
          </div>
          <ListField
            label={t('sharing.origins')}
            hint={t('sharing.origins.hint')}
            entries={sharing.origins}
            nameOf={(entry) => entry}
            fault={fault('origins')}
            refuses={(entry) =>
              /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/.test(entry) ? null : t('sharing.origins.fault')
            }
            onChange={(origins) => set({ origins })}
          />
          <ListField
            label={t('sharing.hosts')}
            hint={t('sharing.hosts.hint')}
            entries={sharing.redirectHosts}
            nameOf={(entry) => entry}
            fault={fault('redirectHosts')}
            refuses={(entry) =>
              /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(entry) ? null : t('sharing.hosts.fault')
            }
            onChange={(redirectHosts) => set({ redirectHosts })}
          />
          <WidgetFields
            widget={sharing.widget}
            pauseDays={pauseDays}
            onChange={(change) => set({ widget: { ...sharing.widget, ...change } })}
          />
          {editable && (
            <FormEnd
              {...{ problem, busy }}
              label={t('sharing.save')}
              isIdle={isStored}
              status={t(isStored ? 'sharing.stored' : 'saving.waiting')}
            />
          )}
        </fieldset>
      </form>
    </section>
  )
}

type WidgetProps = {
  pauseDays: number
  widget: Sharing['widget']
  onChange: (change: Partial<Sharing['widget']>) => void
}

function WidgetFields({ widget, pauseDays, onChange }: WidgetProps) {
  const { t } = voice.value
  return (
    <>
      <h3>{t('widget.title')}</h3>
      <p class="panel-line">{t('widget.rules.line')}</p>
      <div class="fields">
        <SelectField
          label={t('widget.shape')}
          value={widget.shape}
          options={(['popover', 'inline', 'button'] as const).map((value) => ({
            value,
            label: t(`widget.${value}`),
          }))}
          onChoose={(shape) => onChange({ shape })}
        />
        <NumberField
          label={t('widget.delay')}
          min={0}
          max={3600}
          value={widget.delaySeconds}
          onInput={(delaySeconds) => onChange({ delaySeconds: delaySeconds ?? 0 })}
        />
        <NumberField
          label={t('widget.scroll')}
          min={0}
          max={100}
          value={widget.scrollPercent}
          onInput={(scrollPercent) => onChange({ scrollPercent })}
        />
        <NumberField
          label={t('widget.visible')}
          hint={t('widget.visible.hint')}
          min={0}
          max={3600}
          value={widget.visibleSeconds}
          onInput={(visibleSeconds) => onChange({ visibleSeconds })}
        />
        <TextField
          label={t('widget.event')}
          hint={t('widget.event.hint')}
          maxLength={60}
          value={widget.event ?? ''}
          onInput={(event) => onChange({ event: event || null })}
        />
        <NumberField
          label={t('widget.sample')}
          min={0}
          max={100}
          value={widget.samplePercent}
          onInput={(samplePercent) => onChange({ samplePercent: samplePercent ?? 100 })}
        />
        <NumberField
          label={t('widget.quiet')}
          hint={t('widget.pause.line', { n: pauseDays })}
          min={0}
          max={3650}
          value={widget.quietDays}
          onInput={(quietDays) => onChange({ quietDays: quietDays ?? 0 })}
        />
      </div>
      <Toggle
        label={t('widget.exit')}
        checked={widget.exitIntent}
        onChange={(exitIntent) => onChange({ exitIntent })}
      />
      <ListField
        label={t('widget.paths')}
        hint={t('widget.paths.hint')}
        entries={widget.paths}
        nameOf={(entry) => entry}
        refuses={() => null}
        onChange={(paths) => onChange({ paths })}
      />
    </>
  )
}

/** An instant as the field wants it: the browser's own date and time, to the minute. */
function localOf(at: string | null): string {
  if (at === null) return ''
  const date = new Date(at)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function instantOf(text: string): string | null {
  const date = new Date(text)
  return text === '' || Number.isNaN(date.getTime()) ? null : date.toISOString()
}
