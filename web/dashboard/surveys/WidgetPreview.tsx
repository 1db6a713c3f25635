/** The draft as the widget on a made-up page: the real script, which sends and remembers nothing here. */
import { useState } from 'preact/hooks'
import { chooseLocale } from '../../../schema/wording.ts'
import { valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import { Choice } from '../shell/Choice.tsx'
import type { WholeSurvey } from './requests.ts'

const SHAPES = ['popover', 'inline', 'button'] as const
const THEMES = ['light', 'dark'] as const

export function WidgetPreview({ whole }: { whole: WholeSurvey }) {
  const { t, language } = voice.value
  const { locales } = whole.draft
  const [shape, setShape] = useState(whole.sharing.widget.shape)
  const [theme, setTheme] = useState<(typeof THEMES)[number]>('light')
  const [lang, setLang] = useState(() => chooseLocale(locales, null, language))
  const asking = new URLSearchParams({ shape, theme, lang, at: whole.etag })
  return (
    <section class="panel" aria-label={t('widget.preview')}>
      <header class="panel-head">
        <h2>{t('widget.preview')}</h2>
        <div class="choices">
          <Choice
            name={t('widget.shape')}
            value={shape}
            options={SHAPES.map((value) => ({ value, label: t(`widget.${value}`) }))}
            onChoose={setShape}
          />
          <Choice
            name={t('widget.preview.theme')}
            value={theme}
            options={THEMES.map((value) => ({ value, label: t(`widget.preview.${value}`) }))}
            onChoose={setTheme}
          />
          {locales.length > 1 && (
            <Choice
              name={t('preview.language')}
              value={lang}
              options={locales.map((value) => ({
                value,
                label: valueLabel('locale', value, voice.value),
              }))}
              onChoose={setLang}
            />
          )}
        </div>
      </header>
      <p class="panel-line">{t('widget.preview.line')}</p>
      <iframe
        class="widget-preview"
        title={t('widget.preview')}
        src={`/api/surveys/${whole.id}/widget-preview?${asking}`}
      />
    </section>
  )
}
