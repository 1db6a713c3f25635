/** One wording in every language of the survey. */
import type { Localized } from '../../../schema/text.ts'
import { valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import { AreaField } from '../shell/Fields.tsx'
import { worded } from './wordings.ts'

type Props = {
  label: string
  hint?: string
  text: Localized | undefined
  locales: readonly string[]
  most: number
  rows?: number
  fault?: string | undefined
  onChange: (text: Localized | undefined, locale: string) => void
}

export function WordingFields({
  label,
  hint,
  text,
  locales,
  most,
  rows = 2,
  fault,
  onChange,
}: Props) {
  const { t } = voice.value
  return (
    <div class="fields wording">
      {locales.map((locale, i) => (
        <AreaField
          key={locale}
          label={
            locales.length > 1
              ? t('wording.in', {
                  wording: label,
                  language: valueLabel('locale', locale, voice.value),
                })
              : label
          }
          hint={i === 0 ? hint : undefined}
          fault={i === 0 ? fault : undefined}
          lang={locale}
          value={text?.[locale] ?? ''}
          rows={rows}
          maxLength={most}
          onInput={(said) => onChange(worded(text, locale, said), locale)}
        />
      ))}
    </div>
  )
}
