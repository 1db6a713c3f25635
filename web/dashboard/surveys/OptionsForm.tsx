/** The options of a choice, or the categories of a complaint: their keys, and their wording in every language. */
import type { ChoiceQuestion, SurveyDefinition } from '../../../schema/survey.ts'
import { valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import { Icon } from '../shell/Icon.tsx'
import { faultAt } from './faults.ts'
import type { Draft } from './use-draft.ts'
import { withText, worded } from './wordings.ts'

type Options = ChoiceQuestion['options']
type Props = {
  options: Options
  definition: SurveyDefinition
  draft: Draft
  at: string
  onChange: (options: Options, field?: string) => void
}

export function OptionsForm({ options, definition, draft, at, onChange }: Props) {
  const { t } = voice.value
  const { locales } = definition
  const fault = faultAt(draft.faults, at, voice.value)
  const label = (locale: string) => valueLabel('locale', locale, voice.value)
  return (
    <fieldset class="options-form">
      <legend>{t('options.title')}</legend>
      <p class="hint">{t('options.hint')}</p>
      {fault && <p class="fault">{fault}</p>}
      <ol>
        {options.map((option, i) => (
          <li key={i}>
            <div class="field">
              <input
                aria-label={t('options.key', { n: i + 1 })}
                class="key-input"
                value={option.key}
                maxLength={40}
                onInput={({ currentTarget: { value } }) =>
                  onChange(options.with(i, { ...option, key: value }), `option ${i} key`)
                }
              />
            </div>
            {locales.map((locale) => (
              <div class="field" key={locale}>
                <input
                  aria-label={t('options.text', { n: i + 1, language: label(locale) })}
                  lang={locale}
                  maxLength={200}
                  value={option.text?.[locale] ?? ''}
                  onInput={({ currentTarget: { value } }) =>
                    onChange(
                      options.with(i, withText(option, 'text', worded(option.text, locale, value))),
                      `option ${i} ${locale}`,
                    )
                  }
                />
              </div>
            ))}
            <button
              type="button"
              class="square"
              aria-disabled={options.length === 1}
              onClick={() => options.length > 1 && onChange(options.toSpliced(i, 1))}
            >
              <Icon name="bin" />
              <span class="unseen">{t('options.remove', { n: i + 1 })}</span>
            </button>
          </li>
        ))}
      </ol>
      <button
        type="button"
        class="button"
        onClick={() => onChange([...options, { key: freeOption(options) }])}
      >
        <Icon name="plus" />
        {t('options.add')}
      </button>
    </fieldset>
  )
}

/** option_2, or the next number nobody has. */
function freeOption(options: Options): string {
  const used = new Set(options.map(({ key }) => key))
  let n = options.length + 1
  while (used.has(`option_${n}`)) n++
  return `option_${n}`
}
