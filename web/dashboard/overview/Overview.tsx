/** Overview: what a manager should know today, in words first, and what to look at first. */
import { useEffect, useMemo } from 'preact/hooks'
import { daysBetween } from '../../../schema/calendar.ts'
import type { QuestionType, SurveyDefinition } from '../../../schema/survey.ts'
import { addressOf } from '../address.ts'
import {
  complaintPareto,
  complaintResolution,
  complaintTrend,
  survey as fetchSurvey,
  gapsReport,
  npsReport,
  ratingsReport,
  responseRateReport,
  type SurveyLine,
} from '../api.ts'
import { complaintQuery, keyOf } from '../complaints/query.ts'
import { type Filters, reportQuery } from '../filters.ts'
import { useFittingInterval } from '../fitting.ts'
import { splitOf, valueLabel } from '../groups.ts'
import { labelsOf } from '../labels.ts'
import { learnWords, useWords, voice } from '../language.ts'
import { useLoaded } from '../load.ts'
import { NpsTrend } from '../nps/NpsTrend.tsx'
import { problemWords } from '../problems.ts'
import type { RoomProps } from '../rooms.ts'
import { NoAnswers, NoSurvey, NotPublished } from '../shell/Empty.tsx'
import { later } from '../shell/later.tsx'
import { PageFoot } from '../shell/PageFoot.tsx'
import { Failure, Waiting } from '../shell/Settled.tsx'
import { WhenSeen } from '../shell/WhenSeen.tsx'
import { Dimensions } from './Dimensions.tsx'
import { Figures } from './Figures.tsx'
import {
  answersIn,
  type Known,
  type Names,
  overviewBrief,
  overviewFigures,
  worthALook,
} from './findings.ts'

/** What stands below the first screen comes after it. */
const Below = later(async () => {
  await learnWords(['complaint-panels', 'ratings', 'themes'])
  return (await import('./Below.tsx')).Below
})
const DemoNotice = later(async () => (await import('./DemoNotice.tsx')).DemoNotice)
/** Only surveys that do not ask for a recommendation begin with it. */
const RatingTrend = later(async () => (await import('../ratings/RatingTrend.tsx')).RatingTrend)

export function Overview({ survey, ...props }: RoomProps) {
  const { session, surveys } = props
  return (
    <>
      {session.settings.demo && (
        <DemoNotice mayClear={session.actor.role === 'owner'} surveys={surveys.length} />
      )}
      {survey ? <OverviewOf key={survey.id} survey={survey} {...props} /> : <NoSurvey />}
    </>
  )
}

type Props = RoomProps & { survey: SurveyLine }

function OverviewOf(props: Props) {
  const { survey, filters } = props
  const definition = useLoaded(`survey ${survey.id}`, async (stop) => {
    const { definition, draft } = await fetchSurvey(survey.id, stop)
    return definition ?? draft
  })
  if (survey.status === 'draft') return <NotPublished />
  if (definition.value === null)
    return definition.problem ? (
      <Failure problem={definition.problem} retry={definition.retry} />
    ) : (
      <Waiting />
    )
  return <Loads {...props} filters={filters} definition={definition.value} />
}

function Loads(props: Props & { definition: SurveyDefinition }) {
  const { survey, filters, definition } = props
  const { t, time } = voice.value
  const split = splitOf(survey, filters)
  const loads = useLoads(survey, filters, definition, split)
  const hasWords = useWords(needsRatings(definition) ? ['ratings'] : [])
  const needed = [loads.nps, loads.gaps, loads.ratings, loads.rate].filter(({ isAsked }) => isAsked)
  const failed = needed.find(({ loaded }) => loaded.problem !== null)?.loaded
  if (!hasWords || needed.some(({ loaded }) => loaded.value === null))
    return failed?.problem ? <Failure problem={failed.problem} retry={failed.retry} /> : <Waiting />
  const rating = leadRating(definition, loads)
  const known: Known = {
    nps: loads.nps.loaded.value,
    gaps: loads.gaps.loaded.value,
    rating,
    trend: loads.trend.value,
    rate: loads.rate.loaded.value,
    days: daysBetween(filters.from, filters.to),
  }
  const head = loads.rate.loaded.value
  if (head && answersIn(known) === 0)
    return <NoAnswers survey={survey} filters={filters} report={head} />
  const isBusy = needed.some(({ loaded }) => loaded.busy)
  return (
    <div class="settled" aria-busy={isBusy}>
      {failed?.problem && failed.at && (
        <p class="stale" role="status">
          {t('state.stale', { time: time(failed.at) })} {problemWords(failed.problem, voice.value)}{' '}
          <button type="button" class="link" onClick={failed.retry}>
            {t('state.retry')}
          </button>
        </p>
      )}
      <Shown {...props} {...{ known, loads, split }} />
    </div>
  )
}

type Loads = ReturnType<typeof useLoads>

/** Every report the Overview is made of; what a survey does not ask is not asked for. */
function useLoads(
  survey: SurveyLine,
  filters: Filters,
  definition: SurveyDefinition,
  split: string,
) {
  const asks = (...types: QuestionType[]) =>
    definition.questions.some(({ type }) => types.includes(type))
  const { interval, learn } = useFittingInterval(filters)
  const grouped = reportQuery({ ...filters, interval, segment: split })
  const whole = reportQuery({ ...filters, interval, segment: null })
  const own = <Report,>(
    name: string,
    isAsked: boolean,
    query: Record<string, string>,
    fetch: (id: string, query: Record<string, string>, stop: AbortSignal) => Promise<Report>,
  ) => ({
    isAsked,
    loaded: useLoaded(isAsked ? keyOf(`${name} ${survey.id}`, query) : null, (stop) =>
      fetch(survey.id, query, stop),
    ),
  })
  const nps = own('nps', asks('nps'), grouped, npsReport)
  const report = nps.loaded.value
  useEffect(() => {
    if (report) learn(report.interval, report.total.n, report.series.length)
  }, [report])
  const complaints = complaintQuery({ ...filters, interval: null, segment: null }, null)
  return {
    nps,
    gaps: own('gaps', asks('gap'), grouped, gapsReport),
    ratings: own('ratings', needsRatings(definition), grouped, ratingsReport),
    rate: own('response-rate', true, whole, responseRateReport),
    trend: useLoaded(keyOf('trend', complaints), (stop) => complaintTrend(complaints, stop)),
    pareto: useLoaded(keyOf('pareto', complaints), (stop) => complaintPareto(complaints, stop)),
    resolution: useLoaded(keyOf('resolution', complaints), (stop) =>
      complaintResolution(complaints, stop),
    ),
  }
}

/** Recommendation and gaps say more of the same; without one of them a rating stands in. */
const needsRatings = ({ questions }: SurveyDefinition): boolean => {
  const asks = new Set(questions.map(({ type }) => type))
  return (asks.has('rating') || asks.has('slider')) && !(asks.has('nps') && asks.has('gap'))
}

/** The rating that stands for the survey: satisfaction, else ease, else the first. */
function leadRating({ questions }: SurveyDefinition, { ratings }: Loads) {
  const all = ratings.loaded.value?.ratings ?? []
  const isKnown = (key: string) => questions.some((question) => question.key === key)
  const known = all.filter(({ key, n }) => isKnown(key) && n > 0)
  return (
    known.find(({ measure }) => measure === 'csat') ??
    known.find(({ measure }) => measure === 'ces') ??
    known[0] ??
    null
  )
}

type ShownProps = Props & {
  definition: SurveyDefinition
  known: Known
  loads: Loads
  split: string
}

function Shown(props: ShownProps) {
  const { survey, surveys, session, filters, definition, known, loads, split } = props
  const speak = voice.value
  const labels = useMemo(
    () => labelsOf(definition, session.settings, speak),
    [definition, session.settings, speak],
  )
  const names: Names = {
    question: (key) => labels.question(key).text,
    dimension: (key) => labels.dimension(key).text,
    group: (value) => valueLabel(split, value, speak),
  }
  const { nps, gaps, rating, rate } = known
  const links = worthALook(known, names, split, speak)
  return (
    <>
      <div class="brief">
        <div>
          <p class="brief-finding">{overviewBrief(known, names, speak)}</p>
          <p class="brief-figures">{overviewFigures(known, names, speak)}</p>
        </div>
        {links.length > 0 && (
          <nav class="worth" aria-label={speak.t('overview.worth')}>
            <ul>
              {links.map(({ key, room, changes, text }) => (
                <li key={key}>
                  <a href={addressOf(room, changes)}>{text}</a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </div>
      <Figures known={known} resolution={loads.resolution.value} />
      <div class="columns">
        {nps ? (
          <NpsTrend report={nps} {...{ survey, filters }} class={gaps ? 'seven' : 'whole'} />
        ) : (
          rating &&
          rate && (
            <RatingTrend
              rating={rating}
              head={rate}
              survey={survey}
              filters={filters}
              class={gaps ? 'seven' : 'whole'}
            />
          )
        )}
        {gaps && <Dimensions {...{ labels, names }} report={gaps} />}
      </div>
      <WhenSeen class="waiting-panel">
        {() => (
          <Below
            {...{ surveys, survey, filters, split, known, definition }}
            pareto={loads.pareto.value}
            resolution={loads.resolution.value}
          />
        )}
      </WhenSeen>
      <PageFoot at={loads.rate.loaded.at} rebuilding={rate?.rebuilding ?? false} />
    </>
  )
}
