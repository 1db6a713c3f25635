/** Compare: two periods or two groups of one survey, figure by figure; both sides are in the address. */
import { useMemo } from 'preact/hooks'
import type { ComparisonReport } from '../../../schema/reports/comparison.ts'
import type { SurveyDefinition } from '../../../schema/survey.ts'
import { look, query } from '../address.ts'
import { api, type SurveyLine } from '../api.ts'
import { labelsOf } from '../labels.ts'
import { voice } from '../language.ts'
import { both, useLoaded } from '../load.ts'
import { read } from '../reply.ts'
import { useDefinition } from '../report.ts'
import type { RoomProps } from '../rooms.ts'
import { Brief } from '../shell/Brief.tsx'
import { Empty, NoSurvey, NotPublished } from '../shell/Empty.tsx'
import { PageFoot } from '../shell/PageFoot.tsx'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { Compared } from './Compared.tsx'
import { cautionWords, comparisonTitle } from './findings.ts'
import { measureNames } from './measures.ts'
import { OtherSidePicker } from './OtherSidePicker.tsx'
import { SideHead } from './SideHead.tsx'
import { comparisonQuery, otherSideIn, swapped } from './sides.ts'
import './compare.css'

export function Compare({ survey, ...props }: RoomProps) {
  if (!survey) return <NoSurvey />
  if (survey.status === 'draft') return <NotPublished />
  return <CompareOf key={survey.id} survey={survey} {...props} />
}

function CompareOf(props: RoomProps & { survey: SurveyLine }) {
  const { survey, filters, session } = props
  const { t } = voice.value
  const other = otherSideIn(query.value, filters)
  const asked = comparisonQuery(filters, other)
  const definition = useDefinition(survey)
  const report = useLoaded(`comparison ${survey.id} ${new URLSearchParams(asked)}`, (signal) =>
    read<ComparisonReport>(
      api.surveys[':surveyId'].reports.comparison.$get(
        { param: { surveyId: survey.id }, query: asked },
        { init: { signal } },
      ),
    ),
  )
  return (
    <>
      <div class="sides">
        <SideHead name={t('compare.left')} side={filters} tone="a" />
        <SideHead name={t('compare.right')} side={other} tone="b">
          <OtherSidePicker {...{ survey, filters, other }} settings={session.settings} />
          <button type="button" class="button" onClick={() => look(swapped(filters, other))}>
            {t('compare.swap')}
          </button>
        </SideHead>
      </div>
      <Settled loaded={both(definition, report)} waiting={<Waiting />}>
        {([definition, found]) => (
          <Shown {...{ definition, session }} report={found} at={report.at} />
        )}
      </Settled>
    </>
  )
}

type ShownProps = {
  definition: SurveyDefinition
  report: ComparisonReport
  session: RoomProps['session']
  at: Date | null
}

function Shown({ definition, report, session, at }: ShownProps) {
  const speak = voice.value
  const { t } = speak
  const names = useMemo(
    () => measureNames(labelsOf(definition, session.settings, speak), speak),
    [definition, session.settings, speak],
  )
  if (report.a.n === 0 && report.b.n === 0 && !report.a.hidden && !report.b.hidden)
    return <Empty title={t('empty.title')} text={t('compare.empty')} />
  const caution = cautionWords(report, speak)
  return (
    <>
      <Brief finding={comparisonTitle(report, (one) => names(one).text, speak)}>
        {caution && <p>{caution}</p>}
        <p>{t('compare.how')}</p>
      </Brief>
      <Compared report={report} names={names} />
      <PageFoot at={at} rebuilding={report.rebuilding} />
    </>
  )
}
