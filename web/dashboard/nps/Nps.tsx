/** NPS: the score and how sure we are of it, where it goes, what it is made of, and who differs. */
import { useEffect } from 'preact/hooks'
import type { NpsReport } from '../../../schema/reports.ts'
import { npsReport, type SurveyLine } from '../api.ts'
import { type Filters, reportQuery } from '../filters.ts'
import { useFittingInterval } from '../fitting.ts'
import { splitOf } from '../groups.ts'
import { learnWords, voice } from '../language.ts'
import { useReport } from '../report.ts'
import type { RoomProps } from '../rooms.ts'
import { useSame } from '../same.ts'
import { Brief } from '../shell/Brief.tsx'
import { Empty, NoAnswers, NoSurvey, NotPublished } from '../shell/Empty.tsx'
import { later } from '../shell/later.tsx'
import { PageFoot } from '../shell/PageFoot.tsx'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { npsChange, npsHeadline, npsSoFar } from './findings.ts'
import { NpsGroups } from './NpsGroups.tsx'
import { NpsTrend } from './NpsTrend.tsx'
import { Scores } from './Scores.tsx'

/** Only where the account has told how many customers it has. */
const WeightedNps = later(async () => {
  await learnWords(['weighted'])
  return (await import('./WeightedNps.tsx')).WeightedNps
})

export function Nps({ survey, ...props }: RoomProps) {
  return survey ? <NpsOf key={survey.id} survey={survey} {...props} /> : <NoSurvey />
}

function NpsOf({ survey, filters, session }: RoomProps & { survey: SurveyLine }) {
  const { t } = voice.value
  const split = splitOf(survey, filters)
  const { interval, learn } = useFittingInterval(filters)
  const asked = reportQuery({ ...filters, interval, segment: split })
  const { asks, loaded } = useReport(survey, 'nps', 'nps', asked, npsReport)
  const report = loaded.value?.[1]
  useEffect(() => {
    if (report) learn(report.interval, report.total.n, report.series.length)
  }, [report])
  if (!asks) return <Empty title={t('nps.none-asked')} text={t('nps.none-asked.what')} />
  if (survey.status === 'draft') return <NotPublished />
  return (
    <Settled loaded={loaded} waiting={<Waiting />}>
      {([, report]) =>
        report.total.n === 0 ? (
          <NoAnswers survey={survey} filters={filters} report={report} />
        ) : (
          <NpsShown {...{ report, survey, filters, session, split }} at={loaded.at} />
        )
      }
    </Settled>
  )
}

type NpsShownProps = {
  report: NpsReport
  survey: SurveyLine
  filters: Filters
  split: string
  at: Date | null
}

function NpsShown({ report, survey, filters, split, at }: NpsShownProps) {
  const speak = voice.value
  const soFar = npsSoFar(report, speak)
  // Another split changes the groups alone.
  const everyone = useSame({ ...report, segments: [], suppressed: 0 })
  return (
    <>
      <Brief finding={npsHeadline(report, speak)}>
        {soFar && <p>{soFar}</p>}
        <p>{npsChange(report, speak)}</p>
      </Brief>
      {report.weighted && <WeightedNps report={everyone} weighted={report.weighted} />}
      {soFar === '' && <NpsTrend report={everyone} {...{ survey, filters }} />}
      <div class="columns">
        <Scores report={everyone} />
        <NpsGroups {...{ report, survey, filters, split }} />
      </div>
      <PageFoot at={at} rebuilding={report.rebuilding} />
    </>
  )
}
