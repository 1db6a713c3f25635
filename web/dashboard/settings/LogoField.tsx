/** The logo: a small picture, kept as a data: address so that the survey page stays one request. */
import { useState } from 'preact/hooks'
import { voice } from '../language.ts'

const MOST_BYTES = 32 * 1024
const TYPES = ['image/png', 'image/jpeg', 'image/webp']

type Props = { logo: string | null; onChange: (logo: string | null) => void }

export function LogoField({ logo, onChange }: Props) {
  const { t } = voice.value
  const [isRefused, setRefused] = useState(false)
  const take = (file: File | undefined) => {
    if (!file) return
    const fits = file.size <= MOST_BYTES && TYPES.includes(file.type)
    setRefused(!fits)
    if (!fits) return
    const reader = new FileReader()
    reader.onload = () => onChange(String(reader.result))
    reader.readAsDataURL(file)
  }
  return (
    <div class="field">
      <label for="logo">{t('settings.logo')}</label>
      <input
        id="logo"
        type="file"
        accept={TYPES.join(',')}
        aria-describedby="logo-hint"
        onChange={({ currentTarget }) => take(currentTarget.files?.[0])}
      />
      <small id="logo-hint">{t('settings.logo.hint')}</small>
      {isRefused && (
        <span class="fault" role="alert">
          {t('settings.logo.fault')}
        </span>
      )}
      {logo && (
        <span class="logo-now">
          <img src={logo} alt={t('settings.logo.now')} />
          <button type="button" class="link" onClick={() => onChange(null)}>
            {t('settings.logo.remove')}
          </button>
        </span>
      )}
    </div>
  )
}
