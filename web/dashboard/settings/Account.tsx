/** What holds for the whole account: names, clock, privacy, look, working hours, segment values. */
import type { Settings } from '../../../schema/settings.ts'
import type { Session } from '../api.ts'
import { valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import { mayOwn } from '../may.ts'
import { learnSession } from '../session.ts'
import { useEdited } from '../shell/edited.ts'
import { NumberField, SelectField, TextField, Toggle } from '../shell/Fields.tsx'
import { FormEnd } from '../shell/FormEnd.tsx'
import { ListField } from '../surveys/ListField.tsx'
import { contrast } from './contrast.ts'
import { LogoField } from './LogoField.tsx'
import { Populations } from './Populations.tsx'
import { saveSettings } from './requests.ts'

export function Account({ session }: { session: Session }) {
  const { t, plain } = voice.value
  const { demo: _, identityKeyNumber: __, ...known } = session.settings
  const edited = useEdited(known, async (settings) => {
    await saveSettings(settings)
    await learnSession()
    return settings
  })
  const { value: settings, set, isStored, fault, problem, busy, submit } = edited
  const ratio = contrast(settings.colour, '#ffffff')
  const languages = [...new Set([...Object.keys(settings.brand), 'en', 'zh-CN'])]
  const listOf = (member: 'tiers' | 'stages' | 'touchpoints', segment: string) => (
    <ListField
      label={t(`settings.${member}`)}
      hint={t(`settings.${member}.hint`)}
      entries={settings[member]}
      nameOf={(value) => valueLabel(segment, value, voice.value)}
      fault={fault(member)}
      refuses={() => null}
      onChange={(values) => set({ [member]: values })}
    />
  )
  return (
    <section class="panel" aria-label={t('settings.tab.account')}>
      <header class="panel-head">
        <h2>{t('settings.account.title')}</h2>
      </header>
      <form onSubmit={submit}>
        <fieldset class="form" disabled={!mayOwn(session)}>
          <legend class="unseen">{t('settings.account.title')}</legend>
          <div class="fields">
            {languages.map((locale) => (
              <TextField
                key={locale}
                label={t('wording.in', {
                  wording: t('settings.brand'),
                  language: valueLabel('locale', locale, voice.value),
                })}
                lang={locale}
                maxLength={60}
                value={settings.brand[locale] ?? ''}
                fault={fault(`brand/${locale}`)}
                onInput={(name) => set({ brand: withName(settings.brand, locale, name) })}
              />
            ))}
          </div>
          <div class="fields">
            <SelectField
              label={t('field.time-zone')}
              hint={t('settings.zone.hint')}
              value={settings.timeZone}
              options={zonesWith(settings.timeZone)}
              onChoose={(timeZone) => set({ timeZone })}
            />
            <NumberField
              label={t('settings.minimum')}
              hint={t('settings.minimum.hint')}
              min={3}
              max={20}
              value={settings.privacyMinimum}
              fault={fault('privacyMinimum')}
              onInput={(n) => set({ privacyMinimum: n ?? 0 })}
            />
            <TextField
              label={t('settings.privacy-link')}
              hint={t('settings.privacy-link.hint')}
              type="url"
              maxLength={500}
              value={settings.privacyLink ?? ''}
              fault={fault('privacyLink')}
              onInput={(link) => set({ privacyLink: link || null })}
            />
          </div>
          <div class="fields">
            <TextField
              label={t('settings.colour')}
              type="color"
              value={settings.colour}
              hint={
                ratio === null
                  ? ''
                  : t(ratio >= 4.5 ? 'settings.contrast.good' : 'settings.contrast.low', {
                      ratio: plain(ratio, 1),
                    })
              }
              onInput={(colour) => set({ colour })}
            />
            <LogoField logo={settings.logo} onChange={(logo) => set({ logo })} />
          </div>
          <NumberField
            label={t('settings.reply')}
            hint={t('settings.reply.hint')}
            min={1}
            max={2000}
            value={settings.replyHours}
            fault={fault('replyHours')}
            onInput={(replyHours) => set({ replyHours })}
          />
          <NumberField
            label={t('settings.pause')}
            hint={t('settings.pause.hint')}
            min={0}
            max={3650}
            value={settings.widgetQuietDays}
            fault={fault('widgetQuietDays')}
            onInput={(n) => set({ widgetQuietDays: n ?? 0 })}
          />
          <WorkingHours
            hours={settings.workingHours}
            onChange={(workingHours) => set({ workingHours })}
          />
          {listOf('tiers', 'tier')}
          {listOf('stages', 'stage')}
          {listOf('touchpoints', 'touchpoint')}
          <Populations
            settings={settings}
            fault={fault('populations')}
            onChange={(populations) => set({ populations })}
          />
          {mayOwn(session) && (
            <FormEnd
              {...{ problem, busy }}
              label={t('settings.save')}
              isIdle={isStored}
              status={isStored ? '' : t('saving.waiting')}
            />
          )}
        </fieldset>
      </form>
    </section>
  )
}

type Hours = Settings['workingHours']
const USUAL = { days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }

function WorkingHours({ hours, onChange }: { hours: Hours; onChange: (hours: Hours) => void }) {
  const { t, language } = voice.value
  const day = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  return (
    <fieldset class="hours">
      <legend class="unseen">{t('settings.hours')}</legend>
      <Toggle
        label={t('settings.hours')}
        hint={t('settings.hours.hint')}
        checked={hours !== null}
        onChange={(isSet) => onChange(isSet ? USUAL : null)}
      />
      {hours && (
        <>
          <div class="days">
            {[1, 2, 3, 4, 5, 6, 7].map((n) => (
              <Toggle
                key={n}
                // The fifth of January 1970 was a Monday.
                label={day.format(new Date(Date.UTC(1970, 0, 4 + n)))}
                checked={hours.days.includes(n)}
                onChange={(isWorked) =>
                  onChange({
                    ...hours,
                    days: [
                      ...hours.days.filter((one) => one !== n),
                      ...(isWorked ? [n] : []),
                    ].sort(),
                  })
                }
              />
            ))}
          </div>
          <div class="fields">
            <TextField
              label={t('settings.hours.from')}
              type="time"
              value={hours.from}
              onInput={(from) => onChange({ ...hours, from })}
            />
            <TextField
              label={t('settings.hours.to')}
              type="time"
              value={hours.to}
              onInput={(to) => onChange({ ...hours, to })}
            />
          </div>
        </>
      )}
    </fieldset>
  )
}

function withName(brand: Settings['brand'], locale: string, name: string) {
  const { [locale]: _, ...rest } = brand
  return name === '' ? rest : { ...rest, [locale]: name }
}

/** Every time zone the browser knows, the present one among them. */
const zonesWith = (own: string) =>
  [...new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')])].map((value) => ({
    value,
    label: value.replaceAll('_', ' '),
  }))
