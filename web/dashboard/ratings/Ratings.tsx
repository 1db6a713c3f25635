/** Ratings: satisfaction, effort, repurchase and the rest; one of them close up, all of them at a glance. */
import { useEffect } from 'preact/hooks'
import type { RatingsReport } from '../../../schema/reports/ratings.ts'
import { query } from '../address.ts'
import { ratingsReport, type SurveyLine } from '../api.ts'
import { reportQuery } from '../filters.ts'
import { useFittingInterval } from '../fitting.ts'
import { splitOf } from '../groups.ts'
import { voice } from '../language.ts'
import { type Shown, useReport } from '../report.ts'
import type { RoomProps } from '../rooms.ts'
import { Brief } from '../shell/Brief.tsx'
import { Empty, NoAnswers, NoSurvey, NotPublished } from '../shell/Empty.tsx'
import { PageFoot } from '../shell/PageFoot.tsx'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { useLabels } from '../use-labels.ts'
import { ratingChange, ratingHeadline } from './findings.ts'
import { RatingGroups } from './RatingGroups.tsx'
import { RatingList } from './RatingList.tsx'
import { RatingScores } from './RatingScores.tsx'
import { RatingTrend } from './RatingTrend.tsx'

export function Ratings({ survey, ...props }: RoomProps) {
  return survey ? <RatingsOf key={survey.id} survey={survey} {...props} /> : <NoSurvey />
}

function RatingsOf({ survey, filters, session }: RoomProps & { survey: SurveyLine }) {
  const { t } = voice.value
  const split = splitOf(survey, filters)
  const { interval, learn } = useFittingInterval(filters)
  const asked = reportQuery({ ...filters, interval, segment: split })
  const { asks, loaded } = useReport(survey, ['rating', 'slider'], 'ratings', asked, ratingsReport)
  const report = loaded.value?.[1]
  useEffect(() => {
    const [first] = report?.ratings ?? []
    if (report && first) learn(report.interval, first.n, first.series.length)
  }, [report])
  if (!asks) return <Empty title={t('ratings.none-asked')} text={t('ratings.none-asked.what')} />
  if (survey.status === 'draft') return <NotPublished />
  return (
    <Settled loaded={loaded} waiting={<Waiting />}>
      {([definition, report]) =>
        report.ratings.every(({ n }) => n === 0) ? (
          <NoAnswers survey={survey} filters={filters} report={report} />
        ) : (
          <RatingsShown
            {...{ definition, report, survey, filters, session, split }}
            at={loaded.at}
          />
        )
      }
    </Settled>
  )
}

function RatingsShown(props: Shown<RatingsReport>) {
  const { definition, report, survey, session, filters, split, at } = props
  const speak = voice.value
  const labels = useLabels(definition, session)
  const { ratings } = report
  const wanted = query.value.get('question')
  const rating = ratings.find(({ key }) => key === wanted) ?? ratings[0]
  if (!rating) return null
  const said = labels.question(rating.key)
  return (
    <>
      <Brief finding={ratingHeadline(rating, speak)}>
        <p lang={said.lang}>{speak.quoted(said.text)}</p>
        <p>{ratingChange(rating, speak)}</p>
      </Brief>
      {ratings.length > 1 && <RatingList {...{ ratings, labels }} shown={rating.key} />}
      <RatingTrend {...{ rating, survey, filters }} head={report} />
      <div class="columns">
        <RatingScores rating={rating} />
        <RatingGroups {...{ rating, survey, filters, split }} head={report} />
      </div>
      <PageFoot at={at} rebuilding={report.rebuilding} />
    </>
  )
}
