/** Gaps: where the promise was broken, by how much, for whom, and what has changed. */
import { useMemo } from 'preact/hooks'
import type { GapsReport } from '../../../schema/reports.ts'
import type { SurveyDefinition } from '../../../schema/survey.ts'
import { survey as fetchSurvey, gapsReport, type SurveyLine } from '../api.ts'
import { fetchCharts } from '../charts/picture.ts'
import { type Filters, reportQuery } from '../filters.ts'
import { splitOf } from '../groups.ts'
import { labelsOf } from '../labels.ts'
import { voice } from '../language.ts'
import { both, useLoaded } from '../load.ts'
import type { RoomProps } from '../rooms.ts'
import { Brief } from '../shell/Brief.tsx'
import { PageFoot } from '../shell/PageFoot.tsx'
import { Empty, NoSurvey, Settled, Waiting } from '../shell/Settled.tsx'
import { gapMovement, gapsBrief } from './findings.ts'
import { GapChanges } from './GapChanges.tsx'
import { GapGroups } from './GapGroups.tsx'
import { GapItems } from './GapItems.tsx'
import { ItemPanel } from './ItemPanel.tsx'

fetchCharts()

export function Gaps({ survey, ...props }: RoomProps) {
  return survey ? <GapsOf key={survey.id} survey={survey} {...props} /> : <NoSurvey />
}

function GapsOf({ session, survey, filters }: RoomProps & { survey: SurveyLine }) {
  const { t } = voice.value
  const split = splitOf(survey, filters)
  const query = reportQuery({ ...filters, segment: split })
  const definition = useLoaded(`survey ${survey.id}`, (stop) => fetchSurvey(survey.id, stop))
  const report = useLoaded(`gaps ${survey.id} ${new URLSearchParams(query)}`, (stop) =>
    gapsReport(survey.id, query, stop),
  )
  const loaded = both(definition, report)
  return (
    <Settled loaded={loaded} waiting={<Waiting />}>
      {([{ definition, draft }, report]) => {
        const asked = definition ?? draft
        const pairs = asked.questions.filter(({ type }) => type === 'gap')
        if (pairs.length === 0)
          return <Empty title={t('gaps.none-asked')} text={t('gaps.none-asked.what')} />
        if (report.items.every(({ n }) => n === 0))
          return <Empty title={t('empty.title')} text={t('empty.text')} link={shareLink(survey)} />
        return <GapsShown {...{ asked, report, survey, filters, session, split }} at={loaded.at} />
      }}
    </Settled>
  )
}

const shareLink = ({ slug }: SurveyLine) => ({
  href: `/s/${slug}`,
  text: voice.value.t('empty.open-survey'),
})

export type GapsShownProps = {
  asked: SurveyDefinition
  report: GapsReport
  survey: SurveyLine
  session: RoomProps['session']
  filters: Filters
  split: string
}

function GapsShown(props: GapsShownProps & { at: Date | null }) {
  const { asked, report, survey, session, filters, split, at } = props
  const speak = voice.value
  const labels = useMemo(
    () => labelsOf(asked, session.settings, speak),
    [asked, session.settings, speak],
  )
  const names = useMemo(() => {
    const twoSided = asked.questions.filter(
      (question) => 'twoSided' in question && question.twoSided,
    )
    return {
      name: (key: string) => labels.question(key).text,
      twoSided: new Set(twoSided.map(({ key }) => key)),
    }
  }, [asked, labels])
  return (
    <>
      <Brief finding={gapsBrief(report, names, speak)}>
        <p>{whatAGapIs(report, asked, speak)}</p>
        {report.overall && <p>{gapMovement(report.overall, speak)}</p>}
      </Brief>
      <GapItems {...{ report, labels, names }} />
      <div class="columns">
        <GapChanges {...{ report, labels, names }} filters={filters} />
        <GapGroups {...{ report, survey, filters, split }} />
      </div>
      <PageFoot at={at} rebuilding={report.rebuilding} />
      <ItemPanel {...{ report, survey, filters, labels }} />
    </>
  )
}

/** What a gap is here, in plain words: the scale, who rates what, and when it is not called a difference. */
function whatAGapIs(
  { items, scale }: GapsReport,
  asked: SurveyDefinition,
  { t }: typeof voice.value,
) {
  const low = scale === 100 ? 0 : 1
  const what = scale === null ? t('gaps.what.mixed') : t('gaps.what', { low, high: scale })
  const sample = asked.sample
    ? t('gaps.what.sample', { n: asked.sample.count, of: items.length })
    : ''
  return [what, sample, t('gaps.what.doubt')].filter(Boolean).join(' ')
}
