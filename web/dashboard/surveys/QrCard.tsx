/** A card to print and put up: what it is about, one line in every language of the survey, the code and the address. */
import { useRef } from 'preact/hooks'
import type { SurveyDefinition } from '../../../schema/survey.ts'
import { wording } from '../../../schema/wording.ts'
import { voice } from '../language.ts'
import { invitationsIn } from './card-words.ts'
import type { QrCode } from './qr-code.ts'
import './qr-card.css'

type Props = {
  code: QrCode
  /** The address without its query, for people who type it. */
  address: string
  definition: Pick<SurveyDefinition, 'title' | 'locales'>
  /** The language that was chosen for the link; '' for all of the survey's. */
  lang: string
}

export function QrCard({ code, address, definition, lang }: Props) {
  const { t } = voice.value
  const dialog = useRef<HTMLDialogElement>(null)
  const locales = lang === '' ? definition.locales : [lang]
  const [first = 'en'] = locales
  return (
    <>
      <button type="button" class="link" onClick={() => dialog.current?.showModal()}>
        {t('share.qr.card')}
      </button>
      <dialog ref={dialog} class="card-dialog" aria-label={t('share.qr.card')}>
        <article class="qr-card">
          <h2 lang={first} dir="auto">
            {wording(definition.title, first, definition.locales[0] ?? first)}
          </h2>
          {invitationsIn(locales).map(({ locale, text }) => (
            <p key={locale} lang={locale} dir="auto">
              {text}
            </p>
          ))}
          <svg viewBox={`0 0 ${code.size} ${code.size}`} role="img" aria-label={t('share.qr')}>
            <path d={`M0 0h${code.size}v${code.size}H0z`} fill="#fff" />
            <path d={code.path} fill="#000" />
          </svg>
          <p class="qr-card-address">{address.replace(/^https?:\/\//, '')}</p>
        </article>
        <div class="buttons">
          <button type="button" class="button main" onClick={() => print()}>
            {t('share.qr.card.print')}
          </button>
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {t('close')}
          </button>
        </div>
      </dialog>
    </>
  )
}
