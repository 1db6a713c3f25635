/** The options of a choice, or the categories of a complaint: their keys, and their wording in every language. */
import type { ChoiceQuestion, SurveyDefinition } from '../../../schema/survey.ts'
import { valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import { useFocusAfter } from '../shell/focus-after.ts'
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
  /** Whether an option without a wording of its own has a standard one. */
  hasStandard?: boolean
  onChange: (options: Options, field?: string) => void
}

export function OptionsForm(props: Props) {
  const { options, definition, draft, at, hasStandard, onChange } = props
  const { t } = voice.value
  const { locales } = definition
  const { within, focusAfter } = useFocusAfter<HTMLFieldSetElement>()
  const fault = faultAt(draft.faults, at, voice.value)
  const label = (locale: string) => valueLabel('locale', locale, voice.value)
  return (
    <fieldset ref={within} class="options-form">
      <legend>{t('options.title')}</legend>
      <p class="hint">{t(hasStandard ? 'options.hint.standard' : 'options.hint')}</p>
      {fault && <p class="fault">{fault}</p>}
      <ol>
        {options.map((option, i) => (
          <li key={i}>
            <div class="field" data-label={t('question.key')}>
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
              <div class="field" key={locale} data-label={label(locale)}>
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
              onClick={() => {
                if (options.length === 1) return
                onChange(options.toSpliced(i, 1))
                focusAfter(`:scope > ol > li:nth-child(${i + 1}) input`, LAST_OPTION)
              }}
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
        onClick={() => {
          onChange([...options, { key: freeOption(options) }])
          focusAfter(LAST_OPTION)
        }}
      >
        <Icon name="plus" />
        {t('options.add')}
      </button>
    </fieldset>
  )
}

/** The form may itself stand in a list, which is no list of its. */
const LAST_OPTION = ':scope > ol > li:last-child input'

/** option_2, or the next number nobody has. */
function freeOption(options: Options): string {
  const used = new Set(options.map(({ key }) => key))
  let n = options.length + 1
  while (used.has(`option_${n}`)) n++
  return `option_${n}`
}
