/** The week in one page of words and small tables, made to be forwarded: copied into a mail, saved, or printed. */
import { useRef, useState } from 'preact/hooks'
import { addDays, dayIn } from '../../../schema/calendar.ts'
import type { SurveyDefinition } from '../../../schema/survey.ts'
import { addressOf } from '../address.ts'
import { type SurveyLine, themesReport } from '../api.ts'
import { saveFile } from '../charts/sheet.ts'
import { now } from '../clock.ts'
import { useCategoryNames } from '../complaints/categories.ts'
import { keyOf } from '../complaints/query.ts'
import { reportQuery } from '../filters.ts'
import { splitOf, valueLabel } from '../groups.ts'
import { voice } from '../language.ts'
import { useLoaded } from '../load.ts'
import { saidTo } from '../localized.ts'
import type { Names } from '../overview/findings.ts'
import { knownFrom, useLoads, usePareto } from '../overview/loads.ts'
import { useDefinition } from '../report.ts'
import type { RoomProps } from '../rooms.ts'
import { NoAnswers, NoSurvey, NotPublished } from '../shell/Empty.tsx'
import { Failure, Settled, Waiting } from '../shell/Settled.tsx'
import { useLabels } from '../use-labels.ts'
import { LetterPage } from './LetterPage.tsx'
import { letterOf } from './letter.ts'
import { fileOf, plainOf } from './mail.ts'
import './summary.css'

type Props = RoomProps & { survey: SurveyLine }

export function Summary({ survey, ...props }: RoomProps) {
  const { t } = voice.value
  const { from, to } = props.filters
  const today = dayIn(props.session.settings.timeZone, now())
  const by = (days: number) => ({ from: addDays(from, days), to: addDays(to, days) })
  return (
    <>
      <div class="page-bar">
        <h1 tabIndex={-1}>{t('nav.summary')}</h1>
        <div class="picks">
          <a class="button" href={addressOf('summary', by(-7))}>
            {t('summary.before')}
          </a>
          {addDays(to, 7) <= today && (
            <a class="button" href={addressOf('summary', by(7))}>
              {t('summary.after')}
            </a>
          )}
        </div>
      </div>
      {survey === null ? (
        <NoSurvey />
      ) : survey.status === 'draft' ? (
        <NotPublished />
      ) : (
        <Defined key={survey.id} survey={survey} {...props} />
      )}
    </>
  )
}

function Defined(props: Props) {
  const { survey } = props
  const loaded = useDefinition(survey)
  return (
    <Settled loaded={loaded} waiting={<Waiting />}>
      {(definition) => <Loading {...props} definition={definition} />}
    </Settled>
  )
}

function Loading(props: Props & { definition: SurveyDefinition }) {
  const { survey, surveys, filters, definition, session } = props
  const speak = voice.value
  const split = splitOf(survey, filters)
  const loads = useLoads(survey, filters, definition, split)
  const pareto = usePareto(filters)
  const asked = reportQuery({ ...filters, segment: null })
  const asksText = definition.questions.some(({ type }) => type === 'text')
  const themes = useLoaded(asksText ? keyOf(`themes ${survey.id}`, asked) : null, (stop) =>
    themesReport(survey.id, asked, stop),
  )
  const categories = useCategoryNames(surveys, speak)
  const labels = useLabels(definition, session)
  const needed = [loads.nps, loads.gaps, loads.ratings, loads.rate].filter(({ isAsked }) => isAsked)
  const all = [...needed.map(({ loaded }) => loaded), loads.trend, pareto, loads.resolution]
  const failed = all.find(({ value, problem }) => value === null && problem !== null)
  if (failed?.problem) return <Failure problem={failed.problem} retry={failed.retry} />
  // A letter is sent once: it waits for the whole of it.
  if (all.some(({ value }) => value === null) || (asksText && themes.busy && !themes.value))
    return <Waiting />
  const known = knownFrom(loads, definition, filters)
  if (known.rate && known.rate.completion.n === 0)
    return <NoAnswers survey={survey} filters={filters} report={known.rate} />
  const names: Names = {
    question: (key) => labels.question(key).text,
    dimension: (key) => labels.dimension(key).text,
    group: (value) => valueLabel(split, value, speak),
  }
  const from = {
    known,
    names,
    split,
    pareto: pareto.value,
    resolution: loads.resolution.value,
    themes: themes.value,
    categories,
  }
  return <Sent {...props} letter={letterOf(from, speak)} />
}

function Sent({
  letter,
  survey,
  session,
  filters,
}: Props & { letter: ReturnType<typeof letterOf> }) {
  const speak = voice.value
  const { t, language, days } = speak
  const page = useRef<HTMLElement>(null)
  const [isCopied, setCopied] = useState(false)
  const brand = saidTo(language, session.settings.brand, '').text
  const title = saidTo(language, survey.title, survey.slug).text
  const about = [brand, title, days(filters.from, filters.to)].filter(Boolean).join(' · ')
  const subject = t('summary.subject', { about })
  const html = () => fileOf(page.current?.outerHTML ?? '', subject, language)
  const copy = async () => {
    const item = new ClipboardItem({
      'text/html': new Blob([html()], { type: 'text/html' }),
      'text/plain': new Blob([plainOf(page.current)], { type: 'text/plain' }),
    })
    await navigator.clipboard.write([item])
    setCopied(true)
  }
  return (
    <>
      <div class="letter-tools">
        <button type="button" class="button main" onClick={() => void copy().catch(() => {})}>
          {t('summary.copy')}
        </button>
        <button
          type="button"
          class="button"
          onClick={() =>
            saveFile(
              new Blob([html()], { type: 'text/html;charset=utf-8' }),
              `gapwise-${survey.slug}-${filters.from}-${filters.to}.html`,
            )
          }
        >
          {t('summary.save')}
        </button>
        <button type="button" class="button" onClick={() => print()}>
          {t('export.print')}
        </button>
        <span role="status">{isCopied ? t('summary.copied') : ''}</span>
      </div>
      <LetterPage page={page} letter={letter} about={about} />
    </>
  )
}
