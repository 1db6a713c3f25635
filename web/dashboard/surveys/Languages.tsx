/** Every wording in every language, side by side, and how many are missing. On a phone the first and one other, one over the other. */
import { useState } from 'preact/hooks'
import { valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import { mayEdit } from '../may.ts'
import { SelectField } from '../shell/Fields.tsx'
import { useFocusAfter } from '../shell/focus-after.ts'
import { Icon } from '../shell/Icon.tsx'
import type { TabProps } from './Survey.tsx'
import { SURVEY_LANGUAGES } from './survey-languages.ts'
import { missingIn, type Wording, withoutLocale, withWording, wordingsOf } from './wordings.ts'
import './languages.css'

export function Languages({ draft, labels, session }: TabProps) {
  const speak = voice.value
  const { t } = speak
  const { definition, change } = draft
  const { locales } = definition
  const editable = mayEdit(session)
  const label = (locale: string) => valueLabel('locale', locale, speak)
  const missing = locales.map((locale) => missingIn(definition, locale).length)
  const gaps = missing.reduce((sum, n) => sum + n, 0)
  const [asked, setAsked] = useState('')
  const { within, focusAfter } = useFocusAfter<HTMLElement>()
  const beside = locales.find((one, i) => i > 0 && one === asked) ?? locales[1]
  const isAside = (locale: string, i: number) => i > 0 && locale !== beside
  const offered = SURVEY_LANGUAGES.filter((one) => !locales.includes(one))
  return (
    <section ref={within} class="panel" aria-label={t('survey.tab.languages')}>
      <header class="panel-head">
        <h2>
          {gaps === 0
            ? t('languages.whole', { n: locales.length })
            : t('languages.missing', { n: gaps })}
        </h2>
        {editable && offered.length > 0 && (
          <label class="pick pick-select">
            <span class="pick-name">{t('languages.add')}</span>
            <select
              value=""
              onChange={({ currentTarget: { value } }) =>
                value !== '' && change({ ...definition, locales: [...locales, value] })
              }
            >
              <option value="">{t('languages.choose')}</option>
              {offered.map((one) => (
                <option key={one} value={one}>
                  {label(one)}
                </option>
              ))}
            </select>
            <Icon name="chevron" />
          </label>
        )}
      </header>
      <p class="panel-line">{t('languages.line')}</p>
      {locales.length > 2 && beside !== undefined && (
        <div class="languages-beside">
          <SelectField
            label={t('languages.beside', { language: label(locales[0] ?? '') })}
            value={beside}
            options={locales.slice(1).map((value, i) => ({
              value,
              label: missing[i + 1]
                ? `${label(value)} · ${t('languages.missing.n', { n: missing[i + 1] ?? 0 })}`
                : label(value),
            }))}
            onChoose={setAsked}
          />
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard too */}
      <section class="table-scroll" aria-label={t('languages.table')} tabIndex={0}>
        <table class="sheet languages">
          <thead>
            <tr>
              <th scope="col">{t('languages.what')}</th>
              {locales.map((locale, i) => (
                <th key={locale} scope="col" class={isAside(locale, i) ? 'aside' : ''}>
                  <b>{label(locale)}</b>{' '}
                  <span class={missing[i] ? 'missing' : ''}>
                    {missing[i]
                      ? t('languages.missing.n', { n: missing[i] ?? 0 })
                      : t('languages.complete')}
                  </span>
                  {editable && i > 0 && (
                    <button
                      type="button"
                      class="link"
                      onClick={() => {
                        change({ ...definition, locales: [locale, ...locales.toSpliced(i, 1)] })
                        focusAfter('.table-scroll')
                      }}
                    >
                      {t('languages.first', { language: label(locale) })}
                    </button>
                  )}
                  {editable && locales.length > 1 && (
                    <button
                      type="button"
                      class="link"
                      onClick={() => {
                        change(withoutLocale(definition, locale))
                        focusAfter('.table-scroll')
                      }}
                    >
                      {t('languages.remove', { language: label(locale) })}
                    </button>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {wordingsOf(definition).map((wording) => (
              <tr key={wording.pointer}>
                <th scope="row">
                  {nameOf(wording)}
                  <small>{wording.kind === 'question' ? '' : wording.key}</small>
                </th>
                {locales.map((locale, i) => (
                  <td
                    key={locale}
                    class={isAside(locale, i) ? 'aside' : ''}
                    data-language={label(locale)}
                  >
                    <textarea
                      rows={wording.kind === 'option' ? 1 : 2}
                      lang={locale}
                      disabled={!editable}
                      maxLength={wording.most}
                      aria-label={t('wording.in', {
                        wording: nameOf(wording),
                        language: label(locale),
                      })}
                      class={isMissing(wording, locale) ? 'missing' : ''}
                      value={wording.text?.[locale] ?? ''}
                      onInput={({ currentTarget: { value } }) =>
                        change(
                          withWording(definition, wording.pointer, locale, value),
                          `${wording.pointer} ${locale}`,
                        )
                      }
                    />
                    {wording.text === undefined && <small>{t('languages.standard')}</small>}
                    {isMissing(wording, locale) && (
                      <small class="missing">{t('languages.lacks')}</small>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )

  function nameOf({ kind, key }: Wording): string {
    if (kind === 'title' || kind === 'thanks') return t(`wording.${kind}`)
    if (kind === 'dimension') return labels.dimension(key).text
    return kind === 'question' ? labels.question(key).text : t('wording.option', { key })
  }
}

const isMissing = ({ text }: Wording, locale: string): boolean =>
  text !== undefined && Object.keys(text).length > 0 && text[locale] === undefined
