/** NPS: the score and how sure we are of it, where it goes, what it is made of, and who differs. */
import { survey as fetchSurvey, npsReport, type SurveyLine } from '../api.ts'
import { fetchCharts } from '../charts/picture.ts'
import { reportQuery } from '../filters.ts'
import { splitOf } from '../groups.ts'
import { voice } from '../language.ts'
import { both, useLoaded } from '../load.ts'
import type { RoomProps } from '../rooms.ts'
import { Brief } from '../shell/Brief.tsx'
import { PageFoot } from '../shell/PageFoot.tsx'
import { Empty, NoSurvey, Settled, Waiting } from '../shell/Settled.tsx'
import { npsChange, npsHeadline } from './findings.ts'
import { NpsGroups } from './NpsGroups.tsx'
import { NpsTrend } from './NpsTrend.tsx'
import { Scores } from './Scores.tsx'

fetchCharts()

export function Nps({ survey, ...props }: RoomProps) {
  return survey ? <NpsOf key={survey.id} survey={survey} {...props} /> : <NoSurvey />
}

function NpsOf({ survey, filters }: RoomProps & { survey: SurveyLine }) {
  const speak = voice.value
  const { t } = speak
  const split = splitOf(survey, filters)
  const query = reportQuery({ ...filters, segment: split })
  const definition = useLoaded(`survey ${survey.id}`, (stop) => fetchSurvey(survey.id, stop))
  const asks = (definition.value?.definition ?? definition.value?.draft)?.questions.some(
    ({ type }) => type === 'nps',
  )
  const report = useLoaded(
    asks === false ? null : `nps ${survey.id} ${new URLSearchParams(query)}`,
    (stop) => npsReport(survey.id, query, stop),
  )
  if (asks === false) return <Empty title={t('nps.none-asked')} text={t('nps.none-asked.what')} />
  const loaded = both(definition, report)
  return (
    <Settled loaded={loaded} waiting={<Waiting />}>
      {([, report]) =>
        report.total.n === 0 ? (
          <Empty
            title={t('empty.title')}
            text={t('empty.text')}
            link={{ href: `/s/${survey.slug}`, text: t('empty.open-survey') }}
          />
        ) : (
          <>
            <Brief finding={npsHeadline(report, speak)}>
              <p>{npsChange(report, speak)}</p>
            </Brief>
            <NpsTrend report={report} filters={filters} />
            <div class="columns">
              <Scores report={report} />
              <NpsGroups {...{ report, survey, filters, split }} />
            </div>
            <PageFoot at={loaded.at} rebuilding={report.rebuilding} />
          </>
        )
      }
    </Settled>
  )
}
