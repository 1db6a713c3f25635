/** Choices: how many chose each option of a question, and how points were shared; one of them close up. */
import { useEffect, useMemo } from 'preact/hooks'
import type { ChoicesReport } from '../../../schema/reports/choices.ts'
import { addressOf, query } from '../address.ts'
import { choicesReport, type SurveyLine } from '../api.ts'
import { reportQuery } from '../filters.ts'
import { useFittingInterval } from '../fitting.ts'
import { splitOf } from '../groups.ts'
import { voice } from '../language.ts'
import { useLoaded } from '../load.ts'
import { saidTo } from '../localized.ts'
import { type Shown, useReport } from '../report.ts'
import type { RoomProps } from '../rooms.ts'
import { Brief } from '../shell/Brief.tsx'
import { Empty, NoAnswers, NoSurvey, NotPublished } from '../shell/Empty.tsx'
import { PageFoot } from '../shell/PageFoot.tsx'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { versions } from '../surveys/requests.ts'
import { useLabels } from '../use-labels.ts'
import { ChoiceGroups } from './ChoiceGroups.tsx'
import { ChoiceList } from './ChoiceList.tsx'
import { ChoiceOptions } from './ChoiceOptions.tsx'
import { ChoiceTrend } from './ChoiceTrend.tsx'
import { countedIn } from './counted.ts'
import { choiceChange, choiceHeadline, leadersOf } from './findings.ts'
import { leavesOut, optionNames } from './names.ts'

const KINDS = ['choice', 'allocation'] as const

export function Choices({ survey, ...props }: RoomProps) {
  return survey ? <ChoicesOf key={survey.id} survey={survey} {...props} /> : <NoSurvey />
}

function ChoicesOf({ survey, surveys, filters, session }: RoomProps & { survey: SurveyLine }) {
  const split = splitOf(survey, filters)
  const { interval, learn } = useFittingInterval(filters)
  const asked = reportQuery({ ...filters, interval, segment: split })
  const { asks, loaded } = useReport(survey, KINDS, 'choices', asked, choicesReport)
  const report = loaded.value?.[1]
  useEffect(() => {
    const [first] = report ? countedIn(report) : []
    if (report && first) learn(report.interval, first.n, first.series.length)
  }, [report])
  if (!asks) return <NothingAsked surveys={surveys} />
  if (survey.status === 'draft') return <NotPublished />
  return (
    <Settled loaded={loaded} waiting={<Waiting />}>
      {([definition, report]) =>
        countedIn(report).every(({ n, dropped }) => n + dropped === 0) ? (
          <NoAnswers survey={survey} filters={filters} report={report} />
        ) : (
          <ChoicesShown
            {...{ definition, report, survey, filters, session, split }}
            at={loaded.at}
          />
        )
      }
    </Settled>
  )
}

/** A survey without such a question; a survey that has one is a click away. */
function NothingAsked({ surveys }: Pick<RoomProps, 'surveys'>) {
  const { t, language } = voice.value
  const other = surveys.find(
    ({ types, status }) => status !== 'draft' && KINDS.some((kind) => types.includes(kind)),
  )
  const text = t(other ? 'choices.none-asked.other' : 'choices.none-asked.what')
  const title = other && saidTo(language, other.title, other.slug).text
  const link = other && { href: addressOf('choices', { survey: other.slug }), text: title ?? '' }
  return <Empty title={t('choices.none-asked')} text={text} {...(link ? { link } : {})} />
}

function ChoicesShown(props: Shown<ChoicesReport>) {
  const { definition, report, survey, session, filters, split, at } = props
  const speak = voice.value
  const labels = useLabels(definition, session)
  const all = useMemo(() => countedIn(report), [report])
  const isOld = all.some((each) => leavesOut(each, definition, speak))
  const older = useLoaded(isOld ? `versions ${survey.id}` : null, (stop) =>
    versions(survey.id, stop),
  ).value
  const namesOf = useMemo(() => {
    const before = (older ?? []).map((each) => each.definition).reverse()
    const names = new Map(
      all.map((each) => [each.key, optionNames(each, definition, before, labels, speak)]),
    )
    return (key: string) => names.get(key) ?? labels.dimension
  }, [all, definition, older, labels, speak])
  const wanted = query.value.get('question')
  const counted = all.find(({ key }) => key === wanted) ?? all[0]
  if (!counted) return null
  const label = namesOf(counted.key)
  const name = (key: string) => label(key).text
  const chosen = query.value.get('option')
  const option =
    counted.figures.find(({ key }) => key === chosen)?.key ??
    leadersOf(counted)[0]?.key ??
    counted.figures[0]?.key ??
    ''
  const said = labels.question(counted.key)
  const shared = { counted, option, label, survey, filters, head: report }
  return (
    <>
      <Brief finding={choiceHeadline(counted, name, speak)}>
        <p lang={said.lang}>{speak.quoted(said.text)}</p>
        <p>{choiceChange(counted, name, speak)}</p>
      </Brief>
      {all.length > 1 && <ChoiceList {...{ all, labels, namesOf }} shown={counted.key} />}
      <div class="columns">
        <ChoiceOptions {...shared} />
        <ChoiceGroups {...shared} split={split} />
      </div>
      <ChoiceTrend {...shared} />
      <PageFoot at={at} rebuilding={report.rebuilding} />
    </>
  )
}
