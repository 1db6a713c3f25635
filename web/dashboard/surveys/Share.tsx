/** How a survey reaches people: its link with what it carries, the QR code, snippets for pages and mails, and the rules. */
import type { ComponentChildren } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import { saveFile } from '../charts/sheet.ts'
import { segmentLabel, valueLabel } from '../groups.ts'
import { learnWords, voice } from '../language.ts'
import { useLoaded } from '../load.ts'
import { mayEdit } from '../may.ts'
import { SelectField, TextField } from '../shell/Fields.tsx'
import { later } from '../shell/later.tsx'
import { Identity } from './Identity.tsx'
import { QrCard } from './QrCard.tsx'
import { type QrCode, qrCode, qrPng, qrSvg } from './qr-code.ts'
import { mailSnippet } from './requests.ts'
import { SharingForm } from './SharingForm.tsx'
import { Snippet } from './Snippet.tsx'
import type { TabProps } from './Survey.tsx'
import { frameSnippet, surveyLink, widgetSnippet } from './share-links.ts'
import { WidgetPreview } from './WidgetPreview.tsx'
import './share.css'

/** Only where mail is set up. */
const Invitations = later(async () => {
  await learnWords(['mail', 'customers'])
  return (await import('./Invitations.tsx')).Invitations
})

const CHANNELS = ['link', 'email', 'qr', 'kiosk'] as const

export function Share(props: TabProps) {
  const { whole, survey, session } = props
  const speak = voice.value
  const { t } = speak
  const definition = whole.definition ?? whole.draft
  const [lang, setLang] = useState('')
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]>('link')
  const [segments, setSegments] = useState<Readonly<Record<string, string>>>({})
  const carried = { origin: location.origin, slug: whole.slug, lang, channel, segments }
  const link = surveyLink(carried)
  const code = useMemo(() => qrCode(surveyLink({ ...carried, channel: 'qr' })), [link])
  const nps = definition.questions.find(({ type }) => type === 'nps')
  const carriedSegments = new URLSearchParams(
    new URL(surveyLink({ ...carried, lang: '', channel: '' })).search,
  ).toString()
  const mail = useLoaded(nps ? `mail ${whole.id} ${lang} ${carriedSegments}` : null, (stop) =>
    mailSnippet(whole.id, { ...(lang === '' ? {} : { lang }), segments: carriedSegments }, stop),
  )
  const touchpoints = session.settings.touchpoints
  return (
    <>
      <section class="panel" aria-label={t('share.link.title')}>
        <header class="panel-head">
          <h2>{t('share.link.title')}</h2>
        </header>
        <p class="panel-line">
          {t(whole.status === 'live' ? 'share.link.line' : `share.link.${whole.status}`)}
        </p>
        <div class="share-link">
          <div class="form">
            <Snippet label={t('share.link')} text={link} hint={t('share.link.hint')} />
            <div class="fields">
              <SelectField
                label={t('segment.locale')}
                value={lang}
                options={[
                  { value: '', label: t('share.lang.browser') },
                  ...definition.locales.map((value) => ({
                    value,
                    label: valueLabel('locale', value, speak),
                  })),
                ]}
                onChoose={setLang}
              />
              <SelectField
                label={t('segment.channel')}
                value={channel}
                options={CHANNELS.map((value) => ({
                  value,
                  label: valueLabel('channel', value, speak),
                }))}
                onChoose={setChannel}
              />
              {touchpoints.length > 0 && (
                <SelectField
                  label={t('segment.touchpoint')}
                  value={segments.touchpoint ?? ''}
                  options={['', ...touchpoints].map((value) => ({
                    value,
                    label: value === '' ? t('share.segment.none') : value,
                  }))}
                  onChoose={(touchpoint) => setSegments({ ...segments, touchpoint })}
                />
              )}
              {definition.segments.map((name) => (
                <TextField
                  key={name}
                  label={segmentLabel(name, speak)}
                  value={segments[name] ?? ''}
                  maxLength={64}
                  onInput={(value) => setSegments({ ...segments, [name]: value })}
                />
              ))}
            </div>
          </div>
          <Code code={code} slug={whole.slug}>
            <QrCard
              {...{ code, definition, lang }}
              address={`${location.origin}/s/${whole.slug}`}
            />
          </Code>
        </div>
      </section>
      <section class="panel" aria-label={t('share.embed.title')}>
        <header class="panel-head">
          <h2>{t('share.embed.title')}</h2>
        </header>
        <p class="panel-line">{t('share.embed.line')}</p>
        <div class="form">
          <Snippet
            label={t('share.widget')}
            hint={t('share.widget.hint')}
            text={widgetSnippet(location.origin, whole.slug)}
          />
          <Snippet
            label={t('share.frame')}
            text={frameSnippet(link, survey.title.en ?? whole.slug)}
          />
          {nps && (
            <Snippet
              label={t('share.mail')}
              hint={t('share.mail.hint')}
              text={mail.value ?? ''}
              rows={6}
            />
          )}
        </div>
      </section>
      {session.sendsMail && whole.status === 'live' && (
        <Invitations surveyId={whole.id} session={session} />
      )}
      <SharingForm
        whole={whole}
        editable={mayEdit(session)}
        pauseDays={session.settings.widgetQuietDays}
      />
      <WidgetPreview whole={whole} />
      <Identity session={session} />
    </>
  )
}

type CodeProps = { code: QrCode; slug: string; children: ComponentChildren }

function Code({ code, slug, children }: CodeProps) {
  const { t } = voice.value
  return (
    <figure class="qr">
      <svg viewBox={`0 0 ${code.size} ${code.size}`} role="img" aria-label={t('share.qr')}>
        <path d={`M0 0h${code.size}v${code.size}H0z`} fill="#fff" />
        <path d={code.path} fill="#000" />
      </svg>
      <figcaption>
        <button
          type="button"
          class="link"
          onClick={() =>
            saveFile(new Blob([qrSvg(code)], { type: 'image/svg+xml' }), `${slug}.svg`)
          }
        >
          {t('share.qr.svg')}
        </button>
        <button
          type="button"
          class="link"
          onClick={() => void qrPng(code).then((png) => png && saveFile(png, `${slug}.png`))}
        >
          {t('share.qr.png')}
        </button>
        {children}
      </figcaption>
    </figure>
  )
}
