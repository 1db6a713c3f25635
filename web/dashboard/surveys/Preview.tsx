/** The draft as a customer's phone shows it: the real page with its scripts, which tell us here what is pressed. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { drawSample, pagesOf } from '../../../schema/flow.ts'
import { valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import { Choice } from '../shell/Choice.tsx'
import { Icon } from '../shell/Icon.tsx'
import type { TabProps } from './Survey.tsx'

type Props = Pick<TabProps, 'whole' | 'draft'> & {
  /** The question that is edited: its step is shown. */
  chosen: string | null
}

export function Preview({ whole, draft, chosen }: Props) {
  const { t } = voice.value
  const { definition, etag } = draft
  const [asked, setAsked] = useState<string | null>(null)
  const [turned, setTurned] = useState<{ from: string | null; page: number } | null>(null)
  const locale = definition.locales.find((one) => one === asked) ?? definition.locales[0] ?? 'en'
  // The same sample as the service draws for its preview, so that the steps are counted alike.
  const pages = pagesOf(
    definition,
    drawSample(definition, () => 1 - Number.EPSILON),
  )
  const own = pages.findIndex((page) => page.some(({ key }) => key === chosen)) + 1
  const page = Math.min(turned?.from === chosen ? turned.page : Math.max(1, own), pages.length + 1)
  const turn = (by: number) => setTurned({ from: chosen, page: page + by })
  const last = pages.length + 1
  const shown = page === last ? 'thanks' : String(page)
  const asking = new URLSearchParams({ lang: locale, page: shown, at: etag })
  const phone = useRef<HTMLIFrameElement>(null)
  useEffect(() => {
    const hear = ({ source, data }: MessageEvent<unknown>) => {
      const to = source === phone.current?.contentWindow ? turnIn(data) : null
      if (to && 'page' in to) setTurned({ from: chosen, page: Math.max(1, to.page) })
      if (to && 'lang' in to) setAsked(to.lang)
    }
    addEventListener('message', hear)
    return () => removeEventListener('message', hear)
  }, [chosen])
  return (
    <section class="panel preview" aria-label={t('preview')}>
      <header class="panel-head">
        <h2>{t('preview')}</h2>
        {definition.locales.length > 1 && (
          <Choice
            name={t('preview.language')}
            value={locale}
            options={definition.locales.map((value) => ({
              value,
              label: valueLabel('locale', value, voice.value),
            }))}
            onChoose={setAsked}
          />
        )}
      </header>
      <div class="phone">
        <iframe
          ref={phone}
          sandbox="allow-scripts"
          title={t('preview.of', { step: page === last ? t('preview.thanks') : String(page) })}
          src={`/api/surveys/${whole.id}/preview?${asking}`}
        />
      </div>
      <div class="preview-steps">
        <button
          type="button"
          class="button square"
          aria-disabled={page <= 1}
          onClick={() => page > 1 && turn(-1)}
        >
          <Icon name="up" />
          <span class="unseen">{t('preview.back')}</span>
        </button>
        <span>
          {page === last ? t('preview.thanks') : t('preview.step', { n: page, of: pages.length })}
        </span>
        <button
          type="button"
          class="button square"
          aria-disabled={page >= last}
          onClick={() => page < last && turn(1)}
        >
          <Icon name="down" />
          <span class="unseen">{t('preview.next')}</span>
        </button>
      </div>
    </section>
  )
}

/** What a page in the phone asks for: another of its pages, another language, or nothing. */
function turnIn(data: unknown): { page: number } | { lang: string } | null {
  if (typeof data !== 'object' || data === null) return null
  if (!('type' in data) || data.type !== 'gapwise:preview') return null
  if ('page' in data && Number.isInteger(data.page)) return { page: Number(data.page) }
  return 'lang' in data && typeof data.lang === 'string' ? { lang: data.lang } : null
}
