/** Overview: what a manager should know today, in words first, and what to look at first. */
import { useMemo } from 'preact/hooks'
import type { SurveyDefinition } from '../../../schema/survey.ts'
import { addressOf } from '../address.ts'
import { useAfterPaint } from '../after-paint.ts'
import { openAlerts, type SurveyLine } from '../api.ts'
import { splitOf, valueLabel } from '../groups.ts'
import { learnWords, useWords, voice } from '../language.ts'
import { useLoaded } from '../load.ts'
import { mayOwn, mayServe } from '../may.ts'
import { NpsTrend } from '../nps/NpsTrend.tsx'
import { problemWords } from '../problems.ts'
import { useDefinition } from '../report.ts'
import type { RoomProps } from '../rooms.ts'
import { Busy } from '../shell/Busy.tsx'
import { NoAnswers, NoSurvey, NotPublished } from '../shell/Empty.tsx'
import { later } from '../shell/later.tsx'
import { PageFoot } from '../shell/PageFoot.tsx'
import { Failure, Waiting } from '../shell/Settled.tsx'
import { WhenSeen } from '../shell/WhenSeen.tsx'
import { useLabels } from '../use-labels.ts'
import { useWhole } from '../whole.ts'
import { Alerts } from './Alerts.tsx'
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
import { knownFrom, type Loads, needsRatings, useLoads } from './loads.ts'

/** What stands below the first screen comes after it. */
const Below = later(async () => {
  await learnWords(['case', 'complaint-panels', 'ratings', 'themes'])
  return (await import('./Below.tsx')).Below
})
const DemoNotice = later(async () => (await import('./DemoNotice.tsx')).DemoNotice)
const WebhookNotice = later(async () => (await import('./WebhookNotice.tsx')).WebhookNotice)
/** Only surveys that do not ask for a recommendation begin with it. */
const RatingTrend = later(async () => (await import('../ratings/RatingTrend.tsx')).RatingTrend)

export function Overview({ survey, ...props }: RoomProps) {
  const { session, surveys } = props
  return (
    <>
      {session.settings.demo && (
        <DemoNotice mayClear={session.actor.role === 'owner'} surveys={surveys.length} />
      )}
      {mayOwn(session) && <WebhookNotice />}
      {survey ? <OverviewOf key={survey.id} survey={survey} {...props} /> : <NoSurvey />}
    </>
  )
}

type Props = RoomProps & { survey: SurveyLine }

function OverviewOf(props: Props) {
  const { survey, filters } = props
  const definition = useDefinition(survey)
  if (survey.status === 'draft') return <NotPublished />
  if (definition.value === null)
    return definition.problem ? (
      <Failure problem={definition.problem} retry={definition.retry} />
    ) : (
      <Waiting />
    )
  return <Loading {...props} filters={filters} definition={definition.value} />
}

function Loading(props: Props & { definition: SurveyDefinition }) {
  const { survey, filters, definition } = props
  const { t, time } = voice.value
  const split = splitOf(survey, filters)
  const loads = useLoads(survey, filters, definition, split)
  const hasWords = useWords(needsRatings(definition) ? ['ratings'] : [])
  const { nps, gaps, ratings, rate, trend, resolution, notes } = loads
  const alerts = useLoaded('alerts', openAlerts)
  const needed = [nps, gaps, ratings, rate].flatMap(({ isAsked, loaded }) =>
    isAsked ? loaded : [],
  )
  const all = [...needed, trend, resolution, notes, alerts]
  const isThere = hasWords && needed.every(({ value }) => value !== null)
  const whole = useWhole(
    isThere ? { loads, filters, split, known: knownFrom(loads, definition, filters) } : null,
    all.every(({ fits }) => fits),
  )
  const failed = needed.find(({ problem }) => problem !== null)
  if (whole === null)
    return failed?.problem ? <Failure problem={failed.problem} retry={failed.retry} /> : <Waiting />
  const head = whole.loads.rate.loaded.value
  if (head && answersIn(whole.known) === 0)
    return <NoAnswers survey={survey} filters={whole.filters} report={head} />
  return (
    <Busy busy={all.some(({ busy }) => busy)}>
      {failed?.problem && failed.at && (
        <p class="stale" role="status">
          {t('state.stale', { time: time(failed.at) })} {problemWords(failed.problem, voice.value)}{' '}
          <button type="button" class="link" onClick={failed.retry}>
            {t('state.retry')}
          </button>
        </p>
      )}
      <Alerts alerts={alerts.value?.alerts ?? []} maySee={mayServe(props.session)} />
      <Shown {...props} {...whole} />
    </Busy>
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
  const labels = useLabels(definition, session)
  const names: Names = {
    question: (key) => labels.question(key).text,
    dimension: (key) => labels.dimension(key).text,
    group: (value) => valueLabel(split, value, speak),
  }
  const { nps, gaps, rating, rate } = known
  const links = worthALook(known, names, split, speak)
  const { trend, days } = known
  // A link must not move away from under the hand: complaints, which may come last, stand first.
  const isWaiting = loads.trend.value === null && loads.trend.problem === null
  // What is below the first screen waits for it, and is drawn anew only where something of it has changed.
  const next = useMemo(
    () => ({
      ...{ surveys, survey, filters, split, definition },
      known: { nps, gaps, rating, rate, trend, days },
    }),
    [surveys, survey, filters, split, definition, nps, gaps, rating, rate, trend, days],
  )
  const lower = useAfterPaint(next)
  const below = useMemo(
    () => <WhenSeen class="waiting-panel">{() => <Below {...lower} />}</WhenSeen>,
    [lower],
  )
  const first = useMemo(
    () => (
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
    ),
    [nps, gaps, nps ? null : rating, nps ? null : rate, survey, filters, labels],
  )
  return (
    <>
      <div class="brief">
        <div>
          <p class="brief-finding">{overviewBrief(known, names, speak)}</p>
          <p class="brief-figures">{overviewFigures(known, names, speak)}</p>
        </div>
        {links.length > 0 && (
          <nav class={isWaiting ? 'worth waiting' : 'worth'} aria-label={speak.t('overview.worth')}>
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
      {first}
      <Busy busy={lower !== next}>{below}</Busy>
      <PageFoot at={loads.rate.loaded.at} rebuilding={rate?.rebuilding ?? false} />
    </>
  )
}
