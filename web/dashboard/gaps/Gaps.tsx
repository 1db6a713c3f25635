/** Gaps: where the promise was broken, by how much, for whom, and what has changed. */
import { useMemo } from 'preact/hooks'
import type { GapsReport } from '../../../schema/reports.ts'
import type { SurveyDefinition } from '../../../schema/survey.ts'
import { query } from '../address.ts'
import { gapsReport, type SurveyLine } from '../api.ts'
import { reportQuery } from '../filters.ts'
import { splitOf } from '../groups.ts'
import { learnWords, voice } from '../language.ts'
import { type Shown, useReport } from '../report.ts'
import type { RoomProps } from '../rooms.ts'
import { useSame } from '../same.ts'
import { Brief } from '../shell/Brief.tsx'
import { Empty, NoAnswers, NoSurvey, NotPublished } from '../shell/Empty.tsx'
import { later } from '../shell/later.tsx'
import { PageFoot } from '../shell/PageFoot.tsx'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { WhenSeen } from '../shell/WhenSeen.tsx'
import { useLabels } from '../use-labels.ts'
import type { Voice } from '../words/voice.ts'
import { gapMovement, gapsBrief } from './findings.ts'
import { GapChanges } from './GapChanges.tsx'
import { GapGroups } from './GapGroups.tsx'
import { GapItems } from './GapItems.tsx'

const WhatMatters = later(async () => {
  await learnWords(['importance'])
  return (await import('../drivers/WhatMatters.tsx')).WhatMatters
})
const GapTrend = later(async () => {
  await learnWords(['trends'])
  return (await import('./GapTrend.tsx')).GapTrend
})
const ZonePanel = later(async () => {
  await learnWords(['zone'])
  return (await import('../zone/ZonePanel.tsx')).ZonePanel
})
const ItemPanel = later(async () => (await import('./ItemPanel.tsx')).ItemPanel)

export function Gaps({ survey, ...props }: RoomProps) {
  return survey ? <GapsOf key={survey.id} survey={survey} {...props} /> : <NoSurvey />
}

function GapsOf({ session, survey, filters }: RoomProps & { survey: SurveyLine }) {
  const { t } = voice.value
  const split = splitOf(survey, filters)
  const asked = reportQuery({ ...filters, segment: split })
  const { asks, loaded } = useReport(survey, 'gap', 'gaps', asked, gapsReport)
  if (!asks) return <Empty title={t('gaps.none-asked')} text={t('gaps.none-asked.what')} />
  if (survey.status === 'draft') return <NotPublished />
  return (
    <Settled loaded={loaded} waiting={<Waiting />}>
      {([definition, report]) =>
        report.items.every(({ n }) => n === 0) ? (
          <NoAnswers survey={survey} filters={filters} report={report} />
        ) : (
          <GapsShown {...{ definition, report, survey, filters, session, split }} at={loaded.at} />
        )
      }
    </Settled>
  )
}

function GapsShown(props: Shown<GapsReport>) {
  const { definition, report, survey, session, filters, split, at } = props
  const speak = voice.value
  const labels = useLabels(definition, session)
  const names = useMemo(() => {
    const twoSided = definition.questions.filter(
      (question) => 'twoSided' in question && question.twoSided,
    )
    return {
      name: (key: string) => labels.question(key).text,
      twoSided: new Set(twoSided.map(({ key }) => key)),
    }
  }, [definition, labels])
  // Another split changes the groups alone.
  const everyone = useSame({ ...report, segments: [], suppressed: 0 })
  const item = report.items.find(({ key }) => key === query.value.get('item'))
  return (
    <>
      <Brief finding={gapsBrief(report, names, speak)}>
        <p>{whatAGapIs(report, definition, speak)}</p>
        {report.overall && <p>{gapMovement(report.overall, speak)}</p>}
      </Brief>
      <GapItems {...{ labels, names }} report={everyone} />
      {report.items.some(({ zone }) => zone !== null) && (
        <ZonePanel labels={labels} report={everyone} />
      )}
      <div class="columns">
        <GapChanges {...{ labels, names, filters }} report={everyone} />
        <GapGroups {...{ report, survey, filters, split }} />
      </div>
      <WhenSeen class="waiting-panel">
        {() => <GapTrend {...{ survey, filters }} report={everyone} />}
      </WhenSeen>
      <WhenSeen class="waiting-panel">
        {() => <WhatMatters {...{ survey, filters, definition, labels }} />}
      </WhenSeen>
      <PageFoot at={at} rebuilding={report.rebuilding} />
      {item && <ItemPanel key={item.key} {...{ item, survey, filters, labels }} />}
    </>
  )
}

/** What a gap is here, in plain words: the scale, who rates what, and when it is not called a difference. */
function whatAGapIs(
  { items, scale }: GapsReport,
  { sample }: SurveyDefinition,
  { t, sentences }: Voice,
) {
  const low = scale === 100 ? 0 : 1
  const what = scale === null ? t('gaps.what.mixed') : t('gaps.what', { low, high: scale })
  const some = sample ? t('gaps.what.sample', { n: sample.count, of: items.length }) : ''
  return sentences([what, some, t('gaps.what.doubt')])
}
