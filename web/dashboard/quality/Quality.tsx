/** Quality: how far the answers can be trusted, before anything is made of them. */
import { useMemo } from 'preact/hooks'
import type { QualityReport } from '../../../schema/reports/quality.ts'
import type { SurveyDefinition } from '../../../schema/survey.ts'
import { qualityReport, type SurveyLine } from '../api.ts'
import { type BarRow, BarTable } from '../charts/BarTable.tsx'
import { Panel } from '../charts/Panel.tsx'
import { type Filters, reportQuery } from '../filters.ts'
import type { Labels } from '../labels.ts'
import { voice } from '../language.ts'
import type { Said } from '../localized.ts'
import { useReport } from '../report.ts'
import type { RoomProps } from '../rooms.ts'
import { Brief } from '../shell/Brief.tsx'
import { NoAnswers, NoSurvey, NotPublished } from '../shell/Empty.tsx'
import { PageFoot } from '../shell/PageFoot.tsx'
import { Settled, Waiting } from '../shell/Settled.tsx'
import { useLabels } from '../use-labels.ts'
import type { Voice } from '../words/voice.ts'
import {
  effortSentence,
  isScored,
  lateSentence,
  missingTitle,
  qualityHeadline,
  stoppedTitle,
} from './findings.ts'
import { Reliability } from './Reliability.tsx'
import { questionsSheet } from './sheets.ts'

export function Quality({ survey, ...props }: RoomProps) {
  return survey ? <QualityOf key={survey.id} survey={survey} {...props} /> : <NoSurvey />
}

function QualityOf({ survey, filters, session }: RoomProps & { survey: SurveyLine }) {
  const asked = reportQuery({ ...filters, segment: null })
  const { loaded } = useReport(survey, ANY, 'quality', asked, qualityReport)
  if (survey.status === 'draft') return <NotPublished />
  return (
    <Settled loaded={loaded} waiting={<Waiting />}>
      {([definition, report]) =>
        report.responses.n === 0 ? (
          <NoAnswers survey={survey} filters={filters} report={report} />
        ) : (
          <Shown {...{ definition, report, filters, session }} at={loaded.at} />
        )
      }
    </Settled>
  )
}

/** Every survey has quality, whatever it asks. */
const ANY = ['nps', 'gap', 'rating', 'slider', 'allocation', 'choice', 'text', 'complaint'] as const

type ShownProps = {
  definition: SurveyDefinition
  report: QualityReport
  filters: Filters
  session: RoomProps['session']
  at: Date | null
}

function Shown({ definition, report, session, at }: ShownProps) {
  const speak = voice.value
  const { t, count, plain } = speak
  const labels = useLabels(definition, session)
  const { responses, seconds, dimensions } = report
  const late = lateSentence(report, speak)
  return (
    <>
      <Brief finding={qualityHeadline(report, speak)}>
        <p>
          {t('quality.base', {
            complete: count(responses.complete),
            n: count(responses.n),
            seconds: plain(seconds.median, 0),
          })}
        </p>
        <p>{effortSentence(report, speak)}</p>
        {late !== '' && <p>{late}</p>}
      </Brief>
      <div class="columns">
        <Stopped report={report} labels={labels} />
        <Missing report={report} labels={labels} />
      </div>
      {dimensions.length > 0 && <Reliability dimensions={dimensions} labels={labels} />}
      <PageFoot at={at} rebuilding={report.rebuilding} />
    </>
  )
}

type PanelProps = { report: QualityReport; labels: Labels }

function Stopped({ report, labels }: PanelProps) {
  const speak = voice.value
  const { t, count, share } = speak
  const { questions, responses, stoppedAtStart } = report
  const name = t('quality.stopped.name')
  const title = stoppedTitle(report, (one) => labelOf(one, labels, speak).text, speak)
  const sheet = useMemo(
    () =>
      questionsSheet(
        report,
        'quality-stopped',
        name,
        (one) => labelOf(one, labels, speak).text,
        speak,
      ),
    [report, labels, speak],
  )
  const most = Math.max(1, ...questions.map(({ stopped }) => stopped))
  const rows: BarRow[] = questions.map((one) => ({
    key: one.key,
    label: labelOf(one, labels, speak),
    length: one.stopped / most,
    tone: 'mid',
    cells: [count(one.stopped), share(one.stoppedShare)],
  }))
  return (
    <Panel
      name={name}
      class="seven"
      title={title}
      line={t('quality.stopped.line', { n: responses.partial })}
      sheet={sheet}
      foot={stoppedAtStart > 0 ? t('quality.stopped.at-start', { n: stoppedAtStart }) : ''}
    >
      <BarTable
        caption={title}
        rowLabel={t('quality.question')}
        columns={[
          { label: t('quality.stopped.column'), always: true },
          { label: t('share'), always: true },
        ]}
        rows={rows}
      />
    </Panel>
  )
}

function Missing({ report, labels }: PanelProps) {
  const speak = voice.value
  const { t, share } = speak
  const name = t('quality.missing.name')
  const title = missingTitle(report, (one) => labelOf(one, labels, speak).text, speak)
  const sheet = useMemo(
    () =>
      questionsSheet(
        report,
        'quality-missing',
        name,
        (one) => labelOf(one, labels, speak).text,
        speak,
      ),
    [report, labels, speak],
  )
  const asked = report.questions.filter((one) => isScored(one) && one.missingShare !== null)
  const most = Math.max(0.01, ...asked.map(({ missingShare }) => missingShare ?? 0))
  const rows: BarRow[] = asked.map((one) => ({
    key: one.key,
    label: labelOf(one, labels, speak),
    length: (one.missingShare ?? 0) / most,
    tone: 'mid',
    cells: [share(one.missingShare)],
  }))
  return (
    <Panel name={name} class="five" title={title} line={t('quality.missing.line')} sheet={sheet}>
      <BarTable
        caption={title}
        rowLabel={t('quality.question')}
        columns={[{ label: t('quality.missing.column'), always: true }]}
        rows={rows}
      />
    </Panel>
  )
}

/** A question in the standard wording has no text of its own: it goes by its kind. */
function labelOf(
  { key, type }: QualityReport['questions'][number],
  labels: Labels,
  { t }: Voice,
): Said {
  const said = labels.question(key)
  const kind = ANY.find((one) => one === type)
  return said.text === key && kind ? { text: t(`quality.type.${kind}`), lang: undefined } : said
}
