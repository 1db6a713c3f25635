/** The draft as a customer's phone shows it: the real page with its scripts, which tell us here what is answered and pressed. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { chooseLocale } from '../../../schema/wording.ts'
import { valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import { Choice } from '../shell/Choice.tsx'
import { Icon } from '../shell/Icon.tsx'
import { useWindowEvent } from '../window-event.ts'
import { BEGINNING, isAnother, isAnswered, previewQuery, saidIn, type Turn } from './previewing.ts'
import type { TabProps } from './Survey.tsx'
import './preview.css'

type Props = Pick<TabProps, 'whole' | 'draft'> & {
  /** The question that is edited: its step is shown. */
  chosen: string | null
}

export function Preview({ whole, draft, chosen }: Props) {
  const { t, language } = voice.value
  const { locales } = draft.definition
  const [asked, setAsked] = useState<string | null>(null)
  // Until one is chosen, the language of who looks, where the survey speaks it.
  const locale = chooseLocale(locales, asked, language)
  const phone = usePhone({ surveyId: whole.id, etag: draft.etag, locale, chosen, setAsked })
  const { place } = phone
  const where =
    place === null
      ? ''
      : place.page === 'thanks'
        ? t('preview.thanks')
        : t('preview.step', { n: place.page, of: place.of })
  return (
    <section class="panel preview" aria-label={t('preview')}>
      <header class="panel-head">
        <h2>{t('preview')}</h2>
        {locales.length > 1 && (
          <Choice
            name={t('preview.language')}
            value={locale}
            options={locales.map((value) => ({
              value,
              label: valueLabel('locale', value, voice.value),
            }))}
            onChoose={setAsked}
          />
        )}
      </header>
      <div class="phone">
        <iframe
          ref={phone.frame}
          sandbox="allow-scripts"
          title={t('preview.of', { step: where })}
          src={phone.first}
        />
      </div>
      <div class="preview-steps">
        <Step icon="up" name={t('preview.back')} turn={phone.back} />
        <span>{where}</span>
        <Step icon="down" name={t('preview.next')} turn={phone.next} />
      </div>
      {phone.isWalking && (
        <p class="preview-walk">
          {t('preview.walking')}{' '}
          <button type="button" class="link" onClick={phone.again}>
            {t('preview.again')}
          </button>
        </p>
      )}
    </section>
  )
}

type StepProps = { icon: 'up' | 'down'; name: string; turn: (() => void) | null }

const Step = ({ icon, name, turn }: StepProps) => (
  <button
    type="button"
    class="button square"
    aria-disabled={turn === null}
    onClick={() => turn?.()}
  >
    <Icon name={icon} />
    <span class="unseen">{name}</span>
  </button>
)

type Place = { page: number | 'thanks'; of: number }
type PhoneProps = {
  surveyId: string
  etag: string
  locale: string
  chosen: string | null
  setAsked: (locale: string) => void
}

/** The page in the phone: what it shows, and the ways to turn it. */
function usePhone({ surveyId, etag, locale, chosen, setAsked }: PhoneProps) {
  const frame = useRef<HTMLIFrameElement>(null)
  // Told with every letter, and asked for with the next page only.
  const answered = useRef('')
  const [turn, setTurn] = useState<Turn>(BEGINNING)
  const [place, setPlace] = useState<Place | null>(null)
  const address = useMemo(
    () =>
      `/api/surveys/${surveyId}/preview?${previewQuery(turn, { chosen, locale, etag, answered: answered.current })}`,
    [surveyId, etag, locale, chosen, turn],
  )
  const [first] = useState(address)
  const shown = useRef(first)
  useEffect(() => {
    if (shown.current === address) return
    shown.current = address
    // Not by its src: each would be a step of the window's own way back.
    frame.current?.contentWindow?.location.replace(address)
  }, [address])
  useWindowEvent('message', ({ source, data }: MessageEvent<unknown>) => {
    const said = source === frame.current?.contentWindow ? saidIn(data) : null
    if (said === null) return
    if ('lang' in said) setAsked(said.lang)
    else if ('shows' in said) {
      setPlace((before) => ({ page: said.shows, of: said.of || (before?.of ?? 1) }))
      // Closing the question that was looked at leaves the phone where it is.
      setTurn((before) =>
        isAnother(chosen, before)
          ? { ...before, page: said.shows, action: null, isWalking: false }
          : before,
      )
    } else {
      answered.current = said.answered
      const page = Number(new URLSearchParams(said.answered).get('page')) || 1
      if (said.pressed !== undefined)
        setTurn(({ round }) => ({
          from: chosen,
          page,
          action: said.pressed ?? null,
          isWalking: true,
          round,
        }))
    }
  })
  const isWalking = turn.isWalking && !isAnother(chosen, turn)
  const to = (page: number | 'thanks') => () =>
    setTurn({
      from: chosen,
      page,
      action: null,
      isWalking: isWalking || isAnswered(answered.current),
      round: turn.round,
    })
  return {
    frame,
    first,
    place,
    isWalking,
    back:
      place === null || place.page === 1
        ? null
        : to(place.page === 'thanks' ? place.of : place.page - 1),
    next:
      place === null || place.page === 'thanks'
        ? null
        : to(place.page >= place.of ? 'thanks' : place.page + 1),
    again: () => {
      answered.current = ''
      setTurn({ ...BEGINNING, from: chosen, round: turn.round + 1 })
    },
  }
}
